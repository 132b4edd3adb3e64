//! Commands of LaTeX that only tell how a text looks, in the texts of BibTeX.

/// Commands of which the text in braces is all that matters.
const LOOKS: &[&str] = &[
    "emph",
    "mkbibbold",
    "mkbibemph",
    "mkbibitalic",
    "nolinkurl",
    "path",
    "textbf",
    "textit",
    "textnormal",
    "textrm",
    "textsc",
    "textsf",
    "textsl",
    "textsubscript",
    "textsuperscript",
    "texttt",
    "textup",
    "underline",
    "url",
];

/// Commands that put quotation marks around it.
const QUOTES: &[&str] = &["enquote", "mkbibquote"];

/// Commands that hold up to the end of their group.
const SWITCHES: &[&str] = &["bf", "bfseries", "em", "it", "itshape", "rm", "sc", "scshape", "tt"];

/// A text without them. Any other command stays as it is.
pub(super) fn without_commands(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Where a closing brace belongs to a command, and what stands for it; others are part of the text.
    let mut open: Vec<Option<&str>> = Vec::new();
    while let Some(at) = rest.find(['\\', '{', '}']) {
        out.push_str(&rest[..at]);
        let here = &rest[at..];
        let name_end = here[1..].find(|c: char| !c.is_ascii_alphabetic()).map_or(here.len(), |end| end + 1);
        let (name, after) = (&here[1..name_end], &here[name_end..]);
        let taken = match here.as_bytes()[0] {
            b'{' => {
                open.push(None);
                out.push('{');
                1
            }
            b'}' => {
                out.push_str(open.pop().flatten().unwrap_or("}"));
                1
            }
            _ if after.starts_with('{') && LOOKS.contains(&name) && has_end(after) => {
                open.push(Some(""));
                name_end + 1
            }
            _ if after.starts_with('{') && QUOTES.contains(&name) && has_end(after) => {
                open.push(Some("”"));
                out.push('“');
                name_end + 1
            }
            _ if after.starts_with(' ') && SWITCHES.contains(&name) => name_end + 1,
            _ => {
                out.push('\\');
                1
            }
        };
        rest = &here[taken..];
    }
    out + rest
}

/// Whether the brace at the beginning is closed.
fn has_end(text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_go_and_all_else_stays() {
        for (text, plain) in [
            (r"The \textit{Rohingya} Case", "The Rohingya Case"),
            (r"\emph{a \textbf{b} {c}} d", "a b {c} d"),
            (r"On \enquote{genocide}", "On “genocide”"),
            (r"\em Prosecutor v. A", "Prosecutor v. A"),
            (r"\url{https://a.example/}", "https://a.example/"),
            (r"\and {b} \textit{", r"\and {b} \textit{"),
            (r"a } \", r"a } \"),
        ] {
            assert_eq!(without_commands(text), plain);
        }
    }
}
