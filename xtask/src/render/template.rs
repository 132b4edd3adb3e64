//! Pages of HTML from templates: whatever is put into one is shown as text, and never as markup.

use bibliography::address::Address;
use minijinja::{Environment, Error, HtmlEscape, Output, State, UndefinedBehavior, Value, escape_formatter};

use super::plain;

/// Fills a template, which is part of the program; the ending of its name makes the engine escape all that is put into it.
///
/// # Panics
/// If the template is not well formed, or does not fit the values.
pub(super) fn filled(name: &str, template: &str, values: Value) -> String {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(harmless);
    environment.add_filter("linked", linked);
    environment.add_filter("arrows", arrows);
    environment.add_template(name, template).expect("the template is well formed");
    let template = environment.get_template(name).expect("the template was added");
    template.render(values).expect("the template fits the page")
}

/// Writes a value: what cannot be seen is shown by its code, and what is markup is escaped.
fn harmless(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        // What a macro or filter has made is escaped already.
        Some(text) if !value.is_safe() => escape_formatter(out, state, &Value::from(plain(text))),
        Some(_) | None => escape_formatter(out, state, value),
    }
}

/// Text with the arrows that a terminal may not have.
fn arrows(text: &str) -> String {
    text.replace(" -> ", " → ")
}

/// Text in which each address that may be given to readers is a link.
fn linked(text: &str) -> Value {
    let text = plain(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(start) = address_start(rest) {
        let (before, behind) = rest.split_at(start);
        let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '‘' | '’' | '“' | '”');
        let address = &behind[..behind.find(is_end).unwrap_or(behind.len())];
        let address = address.trim_end_matches(['.', ',', ';', ':', ')', ']', '!', '?', '\'']);
        out.push_str(&HtmlEscape(before).to_string());
        let shown = HtmlEscape(address);
        if Address::parse(address).is_ok() {
            out.push_str(&format!("<a href=\"{shown}\">{shown}</a>"));
        } else {
            out.push_str(&shown.to_string());
        }
        rest = &behind[address.len()..];
    }
    out.push_str(&HtmlEscape(rest).to_string());
    Value::from_safe_string(out)
}

fn address_start(text: &str) -> Option<usize> {
    let is_address =
        |at: &usize| ["https://", "http://"].iter().any(|scheme| text[*at..].starts_with(scheme));
    text.match_indices("http").map(|(at, _)| at).find(is_address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_links_and_nothing_else_is() {
        let made = |text: &str| linked(text).to_string().replace("&#x2f;", "/");
        assert_eq!(
            made("See <https://example.org/a?b=1&c=2>, (http://example.org/d)."),
            "See &lt;<a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>&gt;, \
             (<a href=\"http://example.org/d\">http://example.org/d</a>)."
        );
        for text in [
            "javascript:alert(1)",
            "https://",
            "https://\"onclick=x",
            "a <b> & c",
            "https://ex\u{202e}ample.org",
        ] {
            assert!(!made(text).contains("<b>") && !made(text).contains("onclick=\""), "{}", made(text));
        }
        assert_eq!(made("https://"), "https://");
        assert_eq!(made("javascript:alert(1)"), "javascript:alert(1)");
    }
}
