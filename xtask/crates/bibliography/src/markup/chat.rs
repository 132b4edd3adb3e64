//! What chatbots leave in a text that was copied from them: citations that only they know, and words about
//! themselves.

use std::ops::Range;

use super::Leftover;

/// The first of what a chatbot left.
pub(super) fn of_chat(text: &str) -> Option<Leftover> {
    let cited = citation(text).or_else(|| in_black_brackets(text)).map(|range| {
        let remedy = "Delete it: it names no work. Look for what the chatbot meant, describe that under \"sources\", and cite it in a footnote.";
        Leftover { what: "a citation from a chatbot", remedy, range, meant: None }
    });
    cited.or_else(|| {
        let remedy =
            "Delete what the chatbot says of itself, and check each claim round it against a source.";
        let range = about_itself(text).or_else(|| said(text))?;
        Some(Leftover { what: "words of a chatbot", remedy, range, meant: None })
    })
}

/// `:contentReference[oaicite:0]{index=0}`, `[oai_citation:1‡report.pdf]`.
fn citation(text: &str) -> Option<Range<usize>> {
    let at = ["oaicite", "oai_citation"].iter().filter_map(|name| text.find(name)).min()?;
    let bracket = text[..at].strip_suffix('[').map_or(at, str::len);
    let start = text[..bracket].strip_suffix(":contentReference").map_or(bracket, str::len);
    let end = text[at..].find(']').map_or(text.len(), |length| at + length + 1);
    let index = text[end..].strip_prefix("{index=").and_then(|rest| rest.find('}'));
    Some(start..end + index.map_or(0, |length| "{index=".len() + length + 1))
}

/// `【12†source】`. Chinese and Japanese use the brackets alone.
fn in_black_brackets(text: &str) -> Option<Range<usize>> {
    text.match_indices('【').find_map(|(start, _)| {
        let end = start + text[start..].find('】')?;
        text[start..end].contains('†').then(|| start..end + '】'.len_utf8())
    })
}

/// *As an AI language model, I …*
fn about_itself(text: &str) -> Option<Range<usize>> {
    const NAMES: [&str; 4] = ["AI language model", "AI assistant", "AI model", "AI chatbot"];
    text.match_indices("s an AI ").find_map(|(at, _)| {
        let start = at.checked_sub(1).filter(|start| matches!(text.as_bytes()[*start], b'A' | b'a'))?;
        let name = &text[at + "s an ".len()..];
        let known = NAMES.iter().find(|known| name.starts_with(**known))?;
        let end = at + "s an ".len() + known.len();
        // Others may use one, or be called so.
        let is_own = *known == NAMES[0] && text[start..].starts_with('A');
        let has_i = [", I ", " I ", ", my "].iter().any(|next| text[end..].starts_with(next));
        (is_own || has_i).then_some(start..end)
    })
}

/// What such a program says to whoever asked it, and its page around that.
fn said(text: &str) -> Option<Range<usize>> {
    const WORDS: &[&str] = &[
        "ChatGPT said:",
        "I hope this helps",
        "Let me know if you",
        "Regenerate response",
        "my knowledge cutoff",
    ];
    let found = WORDS.iter().filter_map(|words| Some((text.find(words)?, words.len())));
    found.min().map(|(start, length)| start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_such_programs_leave_is_found() {
        for (text, mark) in [
            (
                "Courts are weak :contentReference[oaicite:0]{index=0}.",
                ":contentReference[oaicite:0]{index=0}",
            ),
            ("Courts are weak[oaicite:12].", "[oaicite:12]"),
            ("Courts are weak ([oai_citation:1‡a.pdf](sandbox:/a)).", "[oai_citation:1‡a.pdf]"),
            ("Courts are weak.【12†source】", "【12†source】"),
            ("Courts【一】 are weak【4:0†report.pdf】.", "【4:0†report.pdf】"),
            ("Courts are weak oaicite", "oaicite"),
            ("As an AI language model, I cannot say.", "As an AI language model"),
            ("Courts are weak. As an AI language model", "As an AI language model"),
            ("Courts are weak. Let me know if you want more.", "Let me know if you"),
            ("As of my knowledge cutoff, courts are weak.", "my knowledge cutoff"),
            ("Courts, as an AI assistant I must say, are weak.", "as an AI assistant"),
        ] {
            assert_eq!(of_chat(text).map(|found| &text[found.range]), Some(mark), "{text}");
        }
        for text in [
            "【人権】は守られる。",
            "The army used it as an AI assistant, it said.",
            "The AI model was banned.",
            "ChatGPT said nothing, and its cutoff was late.",
            "s an AI model, I ",
        ] {
            assert_eq!(of_chat(text), None, "{text}");
        }
    }
}
