//! Slips in rationales, overviews and comments.

use super::{Slip, slip};

const CLAIM: &str = "as the first in ASEAN to name a national R2P Focal Point.[^focal-points]";
const COMMENT: &str = "On the page, Cambodia has to be chosen from a drop-down box.";

pub(super) const SLIPS: &[Slip] = &[
    slip(
        "a label without circumflex",
        [CLAIM, "as the first in ASEAN to name a national R2P Focal Point.[focal-points]"],
        ["CIT003", "[focal-points]"],
        &["is no call", "Write [^focal-points] in the place of [focal-points]"],
    ),
    slip(
        "a number in brackets for a call",
        [CLAIM, "as the first in ASEAN to name a national R2P Focal Point.[2]"],
        ["CIT003", "[2]"],
        &["is no call", "Write [^focal-points] in the place of [2]"],
    ),
    slip(
        "a raised number for a call",
        [CLAIM, "as the first in ASEAN to name a national R2P Focal Point.²"],
        ["CIT003", "²"],
        &["is no call", "Write [^focal-points] in the place of ²"],
    ),
    slip(
        "a raised number in an overview",
        ["Cambodia has fallen back steeply", "Cambodia has fallen back¹ steeply"],
        ["CIT036", "¹"],
        &["the number of a note", "by its label"],
    ),
    slip(
        "hard hyphens in a call",
        ["[^focal-points]", "[^focal‑points]"],
        ["CIT002", "[^focal‑points]"],
        &["Did you mean [^focal-points]?"],
    ),
    slip(
        "hard hyphens in an id",
        ["\"source\": \"gcr2p-focal-points\"", "\"source\": \"gcr2p‑focal‑points\""],
        ["SCH005", "\"gcr2p‑focal‑points\""],
        &["single hyphens"],
    ),
    slip(
        "an id cut short",
        ["\"source\": \"travouillon-covid-oppression\"", "\"source\": \"travouillon-covid\""],
        ["REF003", "\"travouillon-covid\""],
        &["Did you mean \"travouillon-covid-oppression\"?"],
    ),
    slip(
        "a space before a call",
        ["Focal Point.[^focal-points]", "Focal Point. [^focal-points]"],
        ["CIT037", " [^"],
        &["has a space before it"],
    ),
    slip(
        "a call before the full stop",
        ["Focal Point.[^focal-points]", "Focal Point[^focal-points]."],
        ["CIT037", "[^"],
        &["before the mark of its sentence", "validate --fix"],
    ),
    slip(
        "a call before a question mark",
        ["Focal Point.[^focal-points]", "Focal Point[^focal-points]?"],
        ["CIT037", "[^"],
        &["before the mark of its sentence", "validate --fix"],
    ),
    slip(
        "a call before an exclamation mark",
        ["Focal Point.[^focal-points]", "Focal Point[^focal-points]!"],
        ["CIT037", "[^"],
        &["before the mark of its sentence", "validate --fix"],
    ),
    slip(
        "a hard space",
        ["the first in ASEAN to", "the first in ASEAN\u{a0}to"],
        ["CIT037", "\u{a0}"],
        &["a hard space", "validate --fix"],
    ),
    slip(
        "two spaces",
        ["the first in ASEAN to", "the first in ASEAN  to"],
        ["CIT037", " "],
        &["a doubled", "validate --fix"],
    ),
    slip(
        "letters joined",
        ["the first in ASEAN to", "the ﬁrst in ASEAN to"],
        ["CIT035", "ﬁrst"],
        &["joined into one sign", "Type the word anew"],
    ),
    slip(
        "wide letters",
        ["the first in ASEAN to", "the ｆｉｒｓｔ in ASEAN to"],
        ["CIT035", "ｆｉｒｓｔ"],
        &["wide letters", "Type the word anew"],
    ),
    slip(
        "a divided word",
        ["the first in ASEAN to", "the govern- ment of ASEAN to"],
        ["CIT035", "- ment"],
        &["divided as at the end of a line"],
    ),
    slip(
        "a quotation within another",
        ["the first in ASEAN to", "the “first “in” ASEAN” to"],
        ["CIT060", "“in"],
        &["within another one in the same marks", "‘two’"],
    ),
    slip(
        "emphasis",
        ["the first in ASEAN to", "the *first* in ASEAN to"],
        ["CIT036", "*first*"],
        &["Delete the signs"],
    ),
    slip(
        "a heading",
        ["\"Cambodia keeps its status", "\"# Cambodia keeps its status"],
        ["CIT036", "# Cambodia"],
        &["the mark of a heading", "Delete the sign"],
    ),
    slip(
        "an entry of a list",
        ["\"Cambodia keeps its status", "\"• Cambodia keeps its status"],
        ["CIT036", "• Cambodia"],
        &["the mark of a list", "Delete the sign"],
    ),
    slip(
        "a comment of HTML",
        ["the first in ASEAN to", "the first <!-- sure? --> in ASEAN to"],
        ["CIT036", "<!-- sure? -->"],
        &["a comment", "commit"],
    ),
    slip(
        "an address in a rationale",
        ["the first in ASEAN to", "the first (https://www.asean.org/x) in ASEAN to"],
        ["CIT036", "https://www.asean.org/x"],
        &["an address of the web", "\"sources\"", "footnote"],
    ),
    slip(
        "TBC",
        [CLAIM, "as the first in ASEAN to name a national R2P Focal Point.[^focal-points] TBC"],
        ["CIT034", "TBC"],
        &["still to be done", "Find out what belongs there"],
    ),
    slip(
        "XXX",
        ["the first in ASEAN to", "the XXX in ASEAN to"],
        ["CIT034", "XXX"],
        &["still to be done", "Find out what belongs there"],
    ),
    slip(
        "[TK]",
        ["the first in ASEAN to", "the first [TK] in ASEAN to"],
        ["CIT034", "[TK]"],
        &["still to be done", "Find out what belongs there"],
    ),
    slip(
        "ibid. in a comment",
        [COMMENT, "Ibid."],
        ["CIT038", "\"Ibid.\""],
        &["refers to another note", "Cite the source itself"],
    ),
    slip(
        "id. in a comment",
        [COMMENT, "Id. at 37."],
        ["CIT038", "\"Id. at 37.\""],
        &["refers to another note", "Cite the source itself"],
    ),
    slip(
        "a note by its number",
        [COMMENT, "See note 37."],
        ["CIT038", "\"See note 37.\""],
        &["refers to another note", "Cite the source itself"],
    ),
    slip(
        "an address in a comment",
        [COMMENT, "See www.un.org/votes."],
        ["CIT036", "www.un.org/votes."],
        &["an address of the web", "\"sources\""],
    ),
    slip(
        "XX in a comment",
        [COMMENT, "On page XX Cambodia has to be chosen."],
        ["CIT034", "XX "],
        &["still to be done"],
    ),
    slip(
        "signs that are meant",
        ["the first in ASEAN to", "the first in ASEAN (181,035 km², 5 * 3 courts, #MeToo) to"],
        ["", ""],
        &[],
    ),
    slip(
        "a note to oneself",
        ["the first in ASEAN to", "the first [check!] in ASEAN to"],
        ["CIT034", "[check!]"],
        &["still to be done", "delete the mark"],
    ),
    slip(
        "a question to somebody else",
        ["the first in ASEAN to", "the first [JL: is this right?] in ASEAN to"],
        ["CIT034", "[JL: is this right?]"],
        &["still to be done", "delete the mark"],
    ),
    slip(
        "two calls in one bracket",
        [
            "over land grabbing[^land-grabbing] and in its response to the COVID-19 pandemic.[^covid-19-response]",
            "over land grabbing and in its response to the COVID-19 pandemic.[^land-grabbing, covid-19-response]",
        ],
        ["CIT002", "[^land"],
        &["one bracket calls several footnotes", "[^land-grabbing][^covid-19-response]"],
    ),
    slip(
        "a call and a number in one bracket",
        ["[^focal-points]", "[^focal-points,2]"],
        ["CIT002", "[^focal"],
        &["one bracket calls several footnotes", "[^focal-points]", "no footnote \"2\""],
    ),
    slip(
        "a list that is called so",
        ["the first in ASEAN to", "the first, by its TODO list, in ASEAN to"],
        ["", ""],
        &[],
    ),
    slip(
        "a mistake in a quotation",
        ["the first in ASEAN to", "the first [sic!] in ASEAN to"],
        ["", ""],
        &[],
    ),
    slip(
        "the short name of a treaty with a raised number",
        ["the first in ASEAN to", "the first of CED² and LGBT² in ASEAN to"],
        ["", ""],
        &[],
    ),
    slip(
        "a word twice",
        ["the first in ASEAN to", "the the first in ASEAN to"],
        ["CIT061", "the first"],
        &["stands here twice", "Delete one"],
    ),
    slip(
        "words that stand twice in good English",
        ["the first in ASEAN to", "the first that had had what he said that that was in ASEAN to"],
        ["", ""],
        &[],
    ),
];
