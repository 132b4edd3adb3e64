//! How much the tool takes, looks for and tells: every limit with its number, in one place.
//!
//! Whoever opens a pull request decides what the tool reads, so nothing may cost more than in proportion to its size. The
//! table is in docs/commands.md, where a test compares it.

/// The largest file that is read or written, in bytes: more than twenty times the largest of today.
pub const LARGEST_FILE: u64 = 2 * 1024 * 1024;

/// The most that a workbook holds once it is unpacked, in bytes.
pub const LARGEST_WORKBOOK: u64 = 32 * 1024 * 1024;

/// How many rows the tables of one file have together that say anything: three times what 40 countries in 10 editions take.
pub const MOST_ROWS: usize = 50_000;

/// The longest name of a field or an entry, in bytes. The place of a value is made of names.
pub const LONGEST_NAME: usize = 1_000;

/// How many brackets can be open at once; the parser stops there.
pub const DEEPEST: usize = 127;

/// How many faults of form one file can have before the rest of it is left unjudged: a file with more is not one that
/// somebody mends by hand.
pub const MOST_FAULTS: usize = 100;

/// How many findings of one rule are told one by one of one file.
pub const MOST_TOLD: usize = 50;

/// How many problems are printed one by one in the formats for people.
pub const MOST_PRINTED: usize = 1_000;

/// The longest name or text from the data that a message quotes, in characters.
pub const LONGEST_QUOTE: usize = 60;

/// The longest path or place that a note or an error names, in characters.
pub const LONGEST_PATH: usize = 200;

/// The longest message, in characters.
pub const LONGEST_MESSAGE: usize = 500;

/// The longest line that is printed beside a problem, in bytes.
pub const LONGEST_LINE: usize = 25_000;

/// How much of the lines of one file is printed that formatting or a fix would change, in bytes: more than twice the largest
/// file of today.
pub const LONGEST_DIFF: usize = 200_000;

/// The longest word, in characters, for which something near is looked for.
pub const LONGEST_WORD: usize = 60;

/// How many candidates of a likely length are compared with a word before the search is given up.
pub const MOST_CANDIDATES: usize = 500;

/// For how many words of one kind in one file something near is looked for.
pub const MOST_WORDS: usize = 50;

/// With how many earlier works of the same key a work is compared.
pub const MOST_ALIKE: usize = 100;

/// How many rounds of fixes are carried out on a file. A fix can bring out what another fault hid; a cycle of fixes would
/// be a fault of ours.
pub const MOST_ROUNDS: usize = 5;

/// The most pairs of elements of two lists that a merge compares; a longer list is taken as one.
pub const MOST_PAIRS: usize = 4_000_000;

/// How deeply folders of a commit can be nested; Git itself stops there too.
pub const MOST_NESTED: usize = 2_048;

/// How many files and folders of one commit are looked at: a hundred times what a dataset of 2,000 files has.
pub const MOST_ENTRIES: usize = 200_000;

/// How many bytes the paths of one commit can have together.
pub const MOST_PATH_BYTES: usize = 32 * 1024 * 1024;

/// How many entries of folders one run looks at in all commits together: as many as a hundred commits can have. A history of
/// twenty thousand commits of 2,000 files has half of it.
pub const MOST_ENTRIES_OF_A_RUN: usize = 100 * MOST_ENTRIES;

/// Of how many parents of a merge each is compared with every other, to tell under which names they have a file.
pub const MOST_LINES: usize = 16;

/// More words than this of two texts are not compared one by one: no rationale comes near it.
pub const MOST_WORDS_COMPARED: usize = 20_000;

/// A limit, for people.
#[derive(Debug)]
pub struct Limit {
    /// What is limited, and in what it is counted.
    pub what: &'static str,
    /// How much there can be.
    pub most: u64,
    /// What happens beyond.
    pub beyond: &'static str,
}

/// All limits, in the order of a run.
pub const ALL: &[Limit] = &[
    Limit {
        what: "Size of a file, in bytes",
        most: LARGEST_FILE,
        beyond: "The file is not read (SYN010), and not formatted or merged.",
    },
    Limit {
        what: "What a workbook holds once it is unpacked, in bytes",
        most: LARGEST_WORKBOOK,
        beyond: "`import` does not read it.",
    },
    limit(
        "Rows that are not empty, in all sheets of a table together",
        MOST_ROWS,
        "`import` does not read it.",
    ),
    limit(
        "Length of a name of a field or an entry, in bytes",
        LONGEST_NAME,
        "The file is not read (SYN010), and not formatted or merged.",
    ),
    limit("Brackets open at once", DEEPEST, "The file is not read (SYN009)."),
    limit(
        "Faults of form in a file, and repeated names",
        MOST_FAULTS,
        "All are counted; what else the file says is not judged.",
    ),
    limit(
        "Findings of one rule in one file",
        MOST_TOLD,
        "All are counted, and one line tells how many more there are.",
    ),
    limit(
        "Problems printed for people by `validate`",
        MOST_PRINTED,
        "Errors come first, and the last line tells how many more there are. `--format json` and `sarif` list them.",
    ),
    limit(
        "Length of a name or text from the data in a message, in characters",
        LONGEST_QUOTE,
        "The rest is left out, with a `…`.",
    ),
    limit(
        "Length of a path or a place in a file that a note or an error names, in characters",
        LONGEST_PATH,
        "The rest is left out, with a `…` and how much it is.",
    ),
    limit("Length of a message, in characters", LONGEST_MESSAGE, "The rest is left out, with a `…`."),
    limit(
        "Length of a line printed beside a problem, in bytes",
        LONGEST_LINE,
        "Line and column are printed, and not the line.",
    ),
    limit(
        "Lines that `fmt --check`, `--dry-run` and `sources add` show of a file, in bytes",
        LONGEST_DIFF,
        "The last line tells how many lines more there are.",
    ),
    limit(
        "Length of a word for which \"Did you mean\" looks, in characters",
        LONGEST_WORD,
        "Nothing is looked for.",
    ),
    limit(
        "Candidates of a likely length with which such a word is compared",
        MOST_CANDIDATES,
        "The search is given up.",
    ),
    limit(
        "Words of one kind in a file that are matched with what they may mean",
        MOST_WORDS,
        "The others are taken as they are; beside so many unknown fields in an entry nothing is concluded from what the entry lacks. What a file must have is asked for all the same.",
    ),
    limit(
        "Works in a file with the same author, title and year, or the same address, that are compared with a later one",
        MOST_ALIKE,
        "Of the others only one with the same numbers and date is found.",
    ),
    limit("Rounds of `--fix` on a file", MOST_ROUNDS, "The rest is reported, and fixed by the next run."),
    limit(
        "Pairs of elements of two lists that a merge compares",
        MOST_PAIRS,
        "The lists are taken whole, and conflict if both sides changed them.",
    ),
    limit(
        "Words of two texts that a comparison sets against each other",
        MOST_WORDS_COMPARED,
        "Both texts are shown whole, the earlier first.",
    ),
    limit(
        "Folders of a commit within each other",
        MOST_NESTED,
        "The commit is not read, and the reason is given.",
    ),
    limit("Files and folders of a commit", MOST_ENTRIES, "The commit is not read, and the reason is given."),
    limit(
        "Length of all paths of a commit together, in bytes",
        MOST_PATH_BYTES,
        "The commit is not read, and the reason is given.",
    ),
    limit(
        "Entries of folders that `history` and `changelog` look at in all commits together",
        MOST_ENTRIES_OF_A_RUN,
        "Older commits are not read, and the reason is given.",
    ),
    limit(
        "Branches that one merge joins and that are each compared with every other, to find a file that one of them renamed",
        MOST_LINES,
        "Each is compared with the first only.",
    ),
];

const fn limit(what: &'static str, most: usize, beyond: &'static str) -> Limit {
    Limit { what, most: most as u64, beyond }
}
