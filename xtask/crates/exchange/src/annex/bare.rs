//! A printed text without what only shows: what titles, ratings, votes and scores are known by.

/// The text without marks of emphasis, comments, images, and the addresses that stand behind the texts of links.
pub(super) fn bare(text: &str) -> String {
    let text = without(text, "<!--", "-->");
    let text = without(&text, "![", ")");
    let text = without(&text, ", <", ">");
    let text: String = text.chars().filter(|c| !['*', '~', '`'].contains(c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without what stands from one mark to another.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(from) {
        // What does not end here ends nowhere behind this place either.
        let Some(end) = rest[start..].find(to) else { break };
        out.push_str(&rest[..start]);
        rest = &rest[start + end + to.len()..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn what_only_shows_is_left_out() {
        assert_eq!(bare("**Keep *it*<!-- so -->  free**, <https://a.example> ![x](y)."), "Keep it free .");
        assert_eq!(bare("a < b, <c ![d"), "a < b, <c ![d");
    }
}
