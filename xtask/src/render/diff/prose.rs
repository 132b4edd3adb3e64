//! How two texts differ, word by word.

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices, diff_ratio};

use format::limits::MOST_WORDS_COMPARED;
use format::values::Text;

/// A stretch of words that stand on one side only, or on both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextRun {
    /// Which side has it.
    pub kind: TextRunKind,
    /// The words, parted by single spaces; a paragraph ends with [`PARAGRAPH`].
    pub text: String,
}

/// Which side has a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum TextRunKind {
    Same,
    Removed,
    Added,
}

/// The word that stands for the end of a paragraph.
pub const PARAGRAPH: &str = "¶";

/// Of texts that have less than this in common nothing is gained by showing them mixed.
const LEAST_IN_COMMON: f32 = 0.4;

/// The runs that lead from one text to another, in order; the old words stand before the new ones.
pub fn runs(before: &[Text], after: &[Text]) -> Vec<TextRun> {
    let (old, new) = (words(before), words(after));
    let mut runs = Vec::new();
    if old.len() + new.len() > MOST_WORDS_COMPARED {
        push(&mut runs, TextRunKind::Removed, &old);
        push(&mut runs, TextRunKind::Added, &new);
        return runs;
    }
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    if diff_ratio(&operations, old.len(), new.len()) < LEAST_IN_COMMON {
        push(&mut runs, TextRunKind::Removed, &old);
        push(&mut runs, TextRunKind::Added, &new);
        return runs;
    }
    for operation in operations {
        let (tag, old_range, new_range) = operation.as_tag_tuple();
        match tag {
            DiffTag::Equal => push(&mut runs, TextRunKind::Same, &old[old_range]),
            DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                push(&mut runs, TextRunKind::Removed, &old[old_range]);
                push(&mut runs, TextRunKind::Added, &new[new_range]);
            }
        }
    }
    runs
}

/// The runs with what is the same shortened to the words next to a difference, so many on each side.
pub fn shortened(runs: &[TextRun], context: usize) -> Vec<TextRun> {
    let last = runs.len().saturating_sub(1);
    let shorten = |(i, run): (usize, &TextRun)| {
        let words: Vec<&str> = run.text.split(' ').collect();
        let (head, tail) = (if i == 0 { 0 } else { context }, if i == last { 0 } else { context });
        if run.kind != TextRunKind::Same || words.len() <= head + tail + 1 {
            return run.clone();
        }
        let kept = words[..head].iter().chain(&["…"]).chain(&words[words.len() - tail..]);
        TextRun { kind: run.kind, text: kept.copied().collect::<Vec<_>>().join(" ") }
    };
    runs.iter().enumerate().map(shorten).collect()
}

fn words(paragraphs: &[Text]) -> Vec<&str> {
    let mut words = Vec::new();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if i > 0 {
            words.push(PARAGRAPH);
        }
        words.extend(paragraph.split_whitespace());
    }
    words
}

fn push(runs: &mut Vec<TextRun>, kind: TextRunKind, words: &[&str]) {
    if !words.is_empty() {
        runs.push(TextRun { kind, text: words.join(" ") });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let marked = |run: TextRun| match run.kind {
            TextRunKind::Same => run.text,
            TextRunKind::Removed => format!("[-{}-]", run.text),
            TextRunKind::Added => format!("{{+{}+}}", run.text),
        };
        runs(&[before.into()], &[after.into()]).into_iter().map(marked).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_and_not_letters() {
        assert_eq!(
            told("the court is weak now", "the  court was weak now"),
            "the court [-is-] {+was+} weak now"
        );
        assert_eq!(
            told("all of this goes", "nothing stays as it was"),
            "[-all of this goes-] {+nothing stays as it was+}"
        );
        assert_eq!(told("", "new words"), "{+new words+}");
    }

    #[test]
    fn what_is_the_same_is_shortened() {
        let runs = runs(&["a b c d e f g h x".into()], &["a b c d e f g h y".into()]);
        assert_eq!(shortened(&runs, 2)[0].text, "… g h");
        let long = "one two three four five six seven eight nine";
        let runs = super::runs(&[long.into()], &[format!("zero {long} ten").into()]);
        assert_eq!(shortened(&runs, 2)[1].text, "one two … eight nine");
    }
    #[test]
    fn so_many_words_are_compared_and_more_are_shown_whole() {
        let compared = |of_both: usize| {
            let before = "same ".repeat(of_both / 2);
            let after = format!("{}other", "same ".repeat(of_both - of_both / 2 - 1));
            runs(&[before.as_str().into()], &[after.as_str().into()])
                .iter()
                .any(|run| run.kind == TextRunKind::Same)
        };
        assert!(compared(MOST_WORDS_COMPARED));
        assert!(!compared(MOST_WORDS_COMPARED + 1));
    }
}
