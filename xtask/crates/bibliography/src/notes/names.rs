//! Who made a work, in the annex's form: `Amann-Lasnier, Victoria and Nicole Fleury`.

use crate::source::{Name, Source};

/// Who a work is listed under: its authors, or its editors with `(ed.)`.
pub(super) fn makers(source: &Source) -> Option<String> {
    let of = |variable| source.names.get(variable).filter(|names| !names.is_empty());
    if let Some(authors) = of("author") {
        return Some(inverted(authors)).filter(|names| !names.is_empty());
    }
    let editors = of("editor")?;
    Some(format!("{} {}", inverted(editors), editor_mark(editors)))
}

/// Names in the order of speech: `Gareth Evans and Aya Kibesaki`.
pub(super) fn spoken(names: &[Name]) -> String {
    joined(names.iter().map(natural).collect())
}

/// What marks names as those of editors.
pub(super) fn editor_mark(names: &[Name]) -> &'static str {
    if names.len() == 1 { "(ed.)" } else { "(eds.)" }
}

/// Names of which the first has the family name in front, for the alphabet.
fn inverted(names: &[Name]) -> String {
    let first = names.iter().take(1).map(family_first);
    joined(first.chain(names.iter().skip(1).map(natural)).collect())
}

fn family_first(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return literal.to_string();
    }
    let family = words([&name.non_dropping_particle, &name.family, &None]);
    let given = words([&name.given, &name.dropping_particle, &None]);
    let parts = [family, given, name.suffix.as_deref().unwrap_or_default().to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn natural(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return literal.to_string();
    }
    let particles = words([&name.given, &name.dropping_particle, &name.non_dropping_particle]);
    let rest = words([&name.family, &name.suffix, &None]);
    if particles.is_empty() { rest } else { format!("{particles} {rest}") }
}

fn words(parts: [&Option<Box<str>>; 3]) -> String {
    parts.into_iter().flatten().map(|part| &**part).collect::<Vec<&str>>().join(" ")
}

fn joined(names: Vec<String>) -> String {
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
