//! Slips that keep the file from being read, or that give a value another kind.

use super::{Slip, slip};

const RATING: &str = "\"rating\": \"strong\",";

pub(super) const SLIPS: &[Slip] = &[
    slip(
        "curly marks round a value",
        [RATING, "\"rating\": “strong”,"],
        ["SYN001", "“strong”"],
        &["curly quotation marks", "straight quotation marks (\")"],
    ),
    slip(
        "curly marks round a name",
        [RATING, "“rating”: \"strong\","],
        ["SYN001", "“rating”"],
        &["curly quotation marks", "straight quotation marks (\")"],
    ),
    slip(
        "a straight mark inside a text",
        ["tried to politicise the genocide", "tried to \"politicise\" the genocide"],
        ["SYN001", "\"politicise"],
        &["inside a text", "curly marks (“ ”)"],
    ),
    slip(
        "a typographic minus",
        ["\"difference\": -6", "\"difference\": −6"],
        ["SYN001", "−6"],
        &["minus sign", "hyphen (-)"],
    ),
    slip(
        "a plus sign",
        ["\"difference\": -6", "\"difference\": +6"],
        ["SYN001", "+6"],
        &["plus sign", "Delete the +"],
    ),
    slip(
        "a comment",
        [RATING, "\"rating\": \"strong\", // sure?"],
        ["SYN001", "// sure?"],
        &["no comments", "commit message"],
    ),
    slip(
        "single quotation marks",
        [RATING, "'rating': \"strong\","],
        ["SYN001", "'rating'"],
        &["single quotation marks", "double quotation marks (\")"],
    ),
    slip(
        "a list of records from a reference manager",
        ["\"sources\": {", "\"sources\": {\n    [{ \"id\": \"x\" }],"],
        ["SYN001", "[{"],
        &["has no name", "under an id of its own"],
    ),
    slip(
        "a record without its id",
        ["\"sources\": {", "\"sources\": {\n    { \"title\": \"x\" },"],
        ["SYN001", "{ \"title\""],
        &["has no name", "under an id of its own"],
    ),
    slip(
        "a missing }",
        [
            "          ]\n        },\n        \"covid-19-response\": {",
            "          ]\n        \"covid-19-response\": {",
        ],
        ["SYN001", "\"covid-19-response\""],
        &["a closing } is missing", "the group \"land-grabbing\" that begins in line 27"],
    ),
    slip(
        "a missing ]",
        [
            "            }\n          ]\n        },\n        \"covid-19-response\"",
            "            }\n        },\n        \"covid-19-response\"",
        ],
        ["SYN001", "},"],
        &["a closing ] is missing", "the list \"citations\""],
    ),
    slip(
        "a } too many",
        [
            "\"source\": \"flyne-vantha-land-grab\"\n            }",
            "\"source\": \"flyne-vantha-land-grab\"\n            }}",
        ],
        ["SYN001", "}"],
        &["this } is one too many", "Delete this }"],
    ),
    slip(
        "a ] too many",
        [RATING, "\"rating\": \"strong\"],"],
        ["SYN001", "],"],
        &["this ] is one too many", "Delete this ]"],
    ),
    slip(
        "a missing {",
        ["\"land-grabbing\": {", "\"land-grabbing\":"],
        ["SYN001", ":"],
        &["an opening { is missing", "Write { after the colon"],
    ),
    slip(
        "a missing [",
        ["\"citations\": [", "\"citations\":"],
        ["SYN001", ":"],
        &["an opening [ is missing", "Write [ after the colon"],
    ),
    slip(
        "a missing [ in a list",
        ["\"date-parts\": [\n          [\n", "\"date-parts\": [\n"],
        ["SYN001", "2021"],
        &["an opening [ is missing", "before it"],
    ),
    slip(
        "a missing comma",
        [RATING, "\"rating\": \"strong\""],
        ["SYN001", "\""],
        &["a comma is missing", "Type a comma (,)"],
    ),
    slip(
        "a comma too many",
        ["\"difference\": -6", "\"difference\": -6,"],
        ["SYN001", ","],
        &["one too many", "Delete it"],
    ),
    slip(
        "a line break in a text",
        [
            "the first in ASEAN to name a national R2P Focal Point.[",
            "the first in ASEAN\nto name a national R2P Focal Point.[",
        ],
        ["SYN001", ""],
        &["broken here", "Join the two lines"],
    ),
    slip(
        "a tab in a text",
        ["the first in ASEAN to", "the first in ASEAN\tto"],
        ["SYN001", "\tto"],
        &["a tab", "blank"],
    ),
    slip(
        "half of a character",
        ["the first in ASEAN to", "the first in AS\\ud800 to"],
        ["SYN001", "\\ud800"],
        &["is no character", "Type the character itself"],
    ),
    slip(
        "a number without end",
        ["\"difference\": -6", "\"difference\": 1e400"],
        ["SYN001", "1e400"],
        &["is too large", "the number that is meant"],
    ),
    slip("null", [RATING, "\"rating\": null,"], ["SCH004", "null"], &["nothing", "\"very-strong\""]),
    slip(
        "a number for a level",
        [RATING, "\"rating\": 3,"],
        ["SCH004", "3"],
        &["\"rating\"", "\"very-strong\""],
    ),
    slip(
        "a text for a list",
        [
            "\"rationale\": [\n        \"Cambodia keeps its status as the first in ASEAN to name a national R2P Focal Point.[^focal-points]\"\n      ]",
            "\"rationale\": \"Cambodia keeps its status as the first in ASEAN to name a national R2P Focal Point.[^focal-points]\"",
        ],
        ["SCH003", "\"Cambodia keeps"],
        &["a list in [ ] belongs", "Write [ before it and ] behind it"],
    ),
    slip(
        "a name for a list of authors",
        [
            "\"author\": [\n        {\n          \"family\": \"Alley\",\n          \"given\": \"Patrick\"\n        }\n      ]",
            "\"author\": \"Patrick Alley\"",
        ],
        ["SCH003", "\"Patrick Alley\""],
        &["[{\"literal\": \"Patrick Alley\"}]", "\"family\" and \"given\""],
    ),
    slip(
        "fields in another order",
        [
            "\"rating\": \"strong\",\n      \"change\": \"decrease\"",
            "\"change\": \"decrease\",\n      \"rating\": \"strong\"",
        ],
        ["SYN008", "      \"change\""],
        &["wrong order", "\"rating\" comes before this one", "cargo xtask fmt"],
    ),
    slip(
        "another word for no change",
        ["\"change\": \"decrease\"", "\"change\": \"no change\""],
        ["SCH004", "\"no change\""],
        &["Did you mean \"unchanged\"?"],
    ),
    slip(
        "a type of another program",
        ["\"type\": \"article-newspaper\"", "\"type\": \"newspaperArticle\""],
        ["SCH004", "\"newspaperArticle\""],
        &["Did you mean \"article-newspaper\"?"],
    ),
    slip(
        "a type that there is not",
        ["\"type\": \"article-newspaper\"", "\"type\": \"press-release\""],
        ["SCH004", "\"press-release\""],
        &["Did you mean \"report\"?"],
    ),
    slip(
        "a label cut short",
        ["\"label\": \"paragraph\"", "\"label\": \"para\""],
        ["SCH004", "\"para\""],
        &["Did you mean \"paragraph\"?"],
    ),
    slip(
        "a field one level too high",
        [
            "\"URL\": \"https://cicp.org.kh/\"",
            "\"URL\": \"https://cicp.org.kh/\",\n      \"archive_url\": \"https://web.archive.org/web/2021/https://cicp.org.kh/\"",
        ],
        ["SCH002", "\"archive_url\""],
        &["It belongs under \"custom\"", "move it there"],
    ),
    slip(
        "a curly mark at the end of a name",
        [RATING, "\"rating”: \"strong\","],
        ["SYN001", "”:"],
        &["a curly quotation mark ends this name", "straight quotation mark (\")"],
    ),
    slip(
        "a curly mark at the beginning of a name",
        [RATING, "“rating\": \"strong\","],
        ["SYN001", "“rating"],
        &["a curly quotation mark begins this name", "straight quotation mark (\")"],
    ),
    slip(
        "a curly mark at the end of a value",
        [RATING, "\"rating\": \"strong”,"],
        ["SYN001", "”,"],
        &["a curly quotation mark ends this text", "straight quotation mark (\")"],
    ),
    slip(
        "a quotation at the end of a text that is not ended",
        ["Focal Point.[^focal-points]\"", "“Focal Point”"],
        ["SYN001", "”"],
        &["the quotation mark that ends the text is missing"],
    ),
    slip(
        "a decimal comma",
        ["\"score\": 35,", "\"score\": 35,5,"],
        ["SYN001", "35,5"],
        &["has a comma in it", "Write a whole number"],
    ),
    slip(
        "a comma between thousands",
        ["\"score\": 35,", "\"score\": 1,234,"],
        ["SYN001", "1,234"],
        &["has a comma in it", "Write 1234"],
    ),
    slip(
        "a missing } on one line",
        [
            "\"author\": [\n        {\n          \"family\": \"Alley\",\n          \"given\": \"Patrick\"\n        }\n      ]",
            "\"author\": [{ \"family\": \"Alley\", \"given\": \"Patrick\"]",
        ],
        ["SYN001", "],"],
        &["a closing } is missing before this", "Close it with }"],
    ),
    slip(
        "a missing } between two on one line",
        [
            "\"author\": [\n        {\n          \"family\": \"Alley\",\n          \"given\": \"Patrick\"\n        }\n      ]",
            "\"author\": [{ \"family\": \"Alley\", \"given\": \"Patrick\" { \"family\": \"Doe\", \"given\": \"Jane\" }]",
        ],
        ["SYN001", "{ \"family\": \"Doe\""],
        &["a closing } is missing before this", "Close it with }"],
    ),
    slip(
        "a missing } before the comma of its line",
        [
            "\"stated\": {\n    \"score\": 35,\n    \"previous_score\": 41,\n    \"difference\": -6\n  },",
            "\"stated\": { \"score\": 35, \"previous_score\": 41, \"difference\": -6,",
        ],
        ["SYN001", "\"overview\""],
        &["a closing } is missing before this", "the group \"stated\""],
    ),
    slip(
        "a source under ratings",
        [
            "\"ratings\": {\n",
            "\"ratings\": {\n    \"doe-2020\": {\n      \"type\": \"book\",\n      \"title\": \"On Courts\"\n    },\n",
        ],
        ["SCH002", "\"doe-2020\""],
        &["stands under \"ratings\"", "to \"sources\""],
    ),
    slip(
        "a level of another scale",
        [RATING, "\"rating\": \"Fully in Place\","],
        ["SCH004", "\"Fully"],
        &["Did you mean \"very-strong\"?"],
    ),
    slip(
        "a level cut short",
        [RATING, "\"rating\": \"V. Strong\","],
        ["SCH004", "\"V. Strong"],
        &["Did you mean \"very-strong\"?"],
    ),
    slip(
        "a level by its letters",
        [RATING, "\"rating\": \"VW\","],
        ["SCH004", "\"VW"],
        &["Did you mean \"very-weak\"?"],
    ),
    slip(
        "a year with a point",
        [
            "            2021,\n            10,\n            23",
            "            2.021,\n            10,\n            23",
        ],
        ["SCH003", "2.021"],
        &["a number with a fraction where a whole number belongs"],
    ),
    slip(
        "the opening line of an entry lost",
        ["    \"dealing-with-past-atrocities\": {\n", ""],
        ["SYN001", "\"rating\""],
        &["a line is missing before this one", "opens its group", "\"name\": {"],
    ),
    slip(
        "the opening line of a list lost",
        ["          \"citations\": [\n", ""],
        ["SYN001", "{"],
        &["opens its list", "\"name\": ["],
    ),
    slip(
        "a quotation mark doubled at the end",
        [RATING, "\"rating\": \"strong\"\","],
        ["SYN001", "\","],
        &["one too many", "Delete it"],
    ),
    slip(
        "a quotation mark doubled at the beginning",
        [RATING, "\"rating\": \"\"strong\","],
        ["SYN001", "\"strong"],
        &["one too many", "Delete it"],
    ),
    slip(
        "quotation marks doubled as in a table",
        ["tried to politicise the genocide", "tried to \"\"politicise\"\" the genocide"],
        ["SYN001", "\"\"politicise"],
        &["doubled inside a text", "curly marks"],
    ),
    slip(
        "a brace for a bracket",
        ["\"overview\": [", "\"overview\": {"],
        ["SYN001", "{"],
        &["an opening [ belongs here", "Write [ in place of {"],
    ),
];
