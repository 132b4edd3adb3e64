//! Symbols of United Nations documents (Dag Hammarskjöld Library, *United Nations Document Series Symbols*,
//! ST/LIB/SER.B/5/Rev.5, introduction; resolutions and sessions by its research guides).

use thiserror::Error;

/// A symbol, rightly written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnSymbol<'t> {
    text: &'t str,
    /// The symbol of the document itself, without additions and the mark of a reissue.
    document: &'t str,
    /// The organ or body to which the document belongs, e.g. `A` for the General Assembly or `CERD`.
    pub organ: &'t str,
    /// What the symbol says of the document.
    pub status: Status,
}

/// What a symbol says of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It is what a body has decided or declared: a resolution, a decision, a statement of the presidency.
    Decision,
    /// It is a draft: L stands for limited distribution, which drafts have.
    Draft,
    /// Neither.
    Document,
}

/// Why a text is not a symbol. Where it is meant as one, it says what is wrong in the words that follow "the symbol".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum SymbolProblem {
    /// It is not meant as one: it is another number, or none.
    #[error("is not a symbol of the United Nations")]
    NotMeant,
    /// Words such as *UN Doc.* stand before it.
    #[error("has words before it")]
    WordsBefore,
    /// It ends with a full stop or another mark.
    #[error("ends with a sign that is no part of it")]
    MarkAtEnd,
    /// It has a backslash.
    #[error("has \\ where / belongs")]
    Backslash,
    /// Nothing stands on one side of a slash.
    #[error("lacks a part beside a /")]
    MissingPart,
    /// A blank stands beside a slash.
    #[error("has a space beside a /")]
    SpaceBesideSlash,
    /// Its organ is written in small letters.
    #[error("begins with small letters")]
    SmallLetters,
    /// It has no figure.
    #[error("has no number")]
    NoNumber,
    /// It has a dash, which only joins two symbols.
    #[error("has a dash where a hyphen belongs")]
    Dash,
    /// One of its parts can be no part of a symbol.
    #[error("holds what no symbol holds")]
    OddPart,
    /// It has the part of a resolution and that of a draft.
    #[error("is that of a draft and names a resolution as well")]
    DraftOfResolution,
    /// Since the thirty-first session resolutions are numbered anew each session, and name it.
    #[error("lacks the session or the number of the resolution")]
    NoSession,
}

/// What the symbols of the bodies that matter here begin with. The first three are single letters, which other numbers
/// begin with as well.
const BODIES: &[&str] = &[
    "A", "S", "E", "T", "ST", "BWC", "CAT", "CCPR", "CCW", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD",
    "CTOC", "DP", "FCCC", "HRI", "ICC-ASP", "NPT", "PBC", "SPT", "TD", "UNEP",
];

/// What may follow a single letter in a symbol, so that *S/N 12* is not taken for one.
const SERIES: &[&str] =
    &["RES", "DEC", "HRC", "CONF", "CN", "AC", "PV", "PRST", "INF", "BUR", "ES", "WG", "C", "L", "S", "SR"];

/// Words before a symbol that are no part of it.
const LEAD_INS: &[&str] = &[
    "un documents",
    "un document",
    "u.n. doc.",
    "un doc.",
    "un docs.",
    "u.n. document",
    "un doc",
    "doc.",
    "document",
];

impl<'t> UnSymbol<'t> {
    /// Reads a symbol as it is written.
    ///
    /// # Errors
    ///
    /// Tells what is wrong with a text that is meant as a symbol, or that it is not meant as one.
    pub fn parse(text: &'t str) -> Result<Self, SymbolProblem> {
        let bare = without_lead_in(text);
        if !is_meant(bare) {
            return Err(SymbolProblem::NotMeant);
        }
        if bare != text {
            return Err(SymbolProblem::WordsBefore);
        }
        let document = judge(text)?;
        let organ = document.split('/').next().unwrap_or_default();
        let is_decided = || document.split('/').skip(1).any(|part| ["RES", "DEC", "PRST"].contains(&part));
        let status = if is_draft(document) {
            Status::Draft
        } else if is_decided() {
            Status::Decision
        } else {
            Status::Document
        };
        Ok(Self { text, document, organ, status })
    }

    /// The symbol as it is written.
    pub fn as_str(self) -> &'t str {
        self.text
    }

    /// The symbol as notes print it, whatever its spelling: a blank before a year or a session in brackets, and before it the
    /// letter that tells resolutions of one number apart.
    pub fn printed(self) -> String {
        let additions = &self.text[self.document.len()..];
        format!("{}{additions}", self.document.split('/').map(printed_part).collect::<Vec<_>>().join("/"))
    }

    /// What two spellings of the symbol of one document have in common. A document and its corrigenda are one, and so are
    /// one and its reissue. The numbers of resolutions of the Security Council go on through the years, so that their year tells
    /// nothing more.
    pub fn identity(self) -> String {
        let whole = self.document.split('/').map(printed_part).collect::<Vec<_>>().join("/").to_uppercase();
        match whole.split_once(" (") {
            Some((number, year)) if number.starts_with("S/RES/") && year.len() == "1970)".len() => {
                number.to_owned()
            }
            Some(_) | None => whole,
        }
    }

    /// The first and the last year in which what has this symbol can have been adopted, where the symbol tells. Resolutions and
    /// decisions of the General Assembly name its session (in figures, or in brackets and Roman figures up to the thirtieth),
    /// which begins in the September of 1945 + N and ends a year later; what the Security Council adopts has its year.
    ///
    /// Special and emergency sessions, and those of other bodies, tell no year.
    pub fn years(self) -> Option<(i64, i64)> {
        if self.status != Status::Decision {
            return None;
        }
        let parts: Vec<&str> = self.document.split('/').collect();
        let number =
            |text: &str| text.parse::<i64>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        let of_session = |session: i64| (1945 + session, 1946 + session);
        match parts[..] {
            ["A", "RES" | "DEC", session, item, ..] if item.starts_with(|c: char| c.is_ascii_digit()) => {
                number(session).filter(|session| (31..=200).contains(session)).map(of_session)
            }
            ["A", "RES" | "DEC", old] => {
                roman(in_brackets(old)?).filter(|session| (1..=30).contains(session)).map(of_session)
            }
            ["S", "RES", item] => year(number(in_brackets(item)?)?),
            ["S", "PRST", stated, _] => year(number(stated)?),
            _ => None,
        }
    }
}

/// Whether a text is that of a draft.
fn is_draft(text: &str) -> bool {
    let is_limited = |part: &str| {
        let number = part.strip_prefix("L.").unwrap_or_default();
        number.starts_with(|c: char| c.is_ascii_digit())
    };
    text.split('/').skip(1).any(is_limited)
}

fn year(year: i64) -> Option<(i64, i64)> {
    (1946..2100).contains(&year).then_some((year, year))
}

fn in_brackets(text: &str) -> Option<&str> {
    Some(text.split_once('(')?.1.split_once(')')?.0.trim())
}

/// A number in Roman figures, as far as sessions go, if it is written as such numbers are.
fn roman(text: &str) -> Option<i64> {
    const FIGURES: [(&str, i64); 7] =
        [("XXX", 30), ("XX", 20), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let (mut rest, mut sum) = (text, 0);
    for (figure, value) in FIGURES {
        let most = if figure == "I" { 3 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(figure) else { break };
            (rest, sum) = (after, sum + value);
        }
    }
    (rest.is_empty() && sum > 0).then_some(sum)
}

/// The symbol of the document itself, without additions and the mark of a reissue, in a text that is meant as a symbol.
fn judge(whole: &str) -> Result<&str, SymbolProblem> {
    let (text, additions) = split(whole);
    if whole.ends_with(['.', ',', ';', ':']) {
        return Err(SymbolProblem::MarkAtEnd);
    }
    if text.contains('\\') {
        return Err(SymbolProblem::Backslash);
    }
    if text.contains("//") || text.ends_with('/') {
        return Err(SymbolProblem::MissingPart);
    }
    if text.split('/').any(|part| part != part.trim()) {
        return Err(SymbolProblem::SpaceBesideSlash);
    }
    let parts: Vec<&str> = text.split('/').collect();
    let has_small = |part: &str| part.bytes().any(|byte| byte.is_ascii_lowercase());
    if has_small(parts[0]) || !parts[0].is_ascii() && parts[0] != parts[0].to_uppercase() {
        return Err(SymbolProblem::SmallLetters);
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(SymbolProblem::NoNumber);
    }
    let has_dash =
        || text.contains(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}']) && !is_double(text);
    if !text.is_ascii() && has_dash() {
        return Err(SymbolProblem::Dash);
    }
    if !parts.iter().all(|part| is_part(part)) || !are_additions(additions) {
        return Err(SymbolProblem::OddPart);
    }
    if parts.contains(&"RES") && is_draft(text) {
        return Err(SymbolProblem::DraftOfResolution);
    }
    // Since the thirty-first session resolutions are numbered anew each session, and name it.
    let is_numbers = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let ["A", "RES", only] = parts[..]
        && is_numbers(only)
    {
        return Err(SymbolProblem::NoSession);
    }
    Ok(text)
}

/// A symbol, and what follows it: a star for a document that was issued again for technical reasons, or the corrigenda and
/// addenda that are meant as well.
fn split(text: &str) -> (&str, &str) {
    let end = SEPARATORS.iter().filter_map(|separator| text.find(separator)).min();
    let bare = text[..end.unwrap_or(text.len())].trim_end_matches('*');
    text.split_at(bare.len())
}

/// What joins a symbol to what belongs to its document.
const SEPARATORS: [&str; 3] = [" and ", ", ", " & "];

/// What belongs to a document and has a number of its own: corrections, additions, revisions, amendments.
const ADDITIONS: [&str; 4] = ["Add.", "Amend.", "Corr.", "Rev."];

/// Whether a text behind a symbol is none, a star or two, or a list such as ` and Corr.1`, `, Add.1 and 2`.
fn are_additions(text: &str) -> bool {
    let list = text.trim_start_matches('*');
    if list.is_empty() {
        return text.len() <= 2;
    }
    let Some(list) = SEPARATORS.iter().find_map(|separator| list.strip_prefix(separator)) else {
        return false;
    };
    let is_number = |text: &str| {
        let mut ends = text.split('-');
        ends.clone().count() <= 2
            && ends.all(|end| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_named = |item: &str| {
        item.split('/')
            .all(|part| ADDITIONS.iter().any(|addition| part.strip_prefix(addition).is_some_and(is_number)))
    };
    let list = SEPARATORS.iter().fold(list.to_owned(), |list, separator| list.replace(separator, "\n"));
    list.lines().enumerate().all(|(i, item)| is_named(item) || (i > 0 && is_number(item)))
}

/// A part of a symbol as it is printed: `377(V)A` as `377 A (V)`.
fn printed_part(part: &str) -> String {
    let Some((name, rest)) = part.split_once('(') else { return part.to_owned() };
    let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
    let name = name.trim_end();
    let letter = name.len() - name.trim_end_matches(|c: char| c.is_ascii_uppercase()).len();
    let (number, letter) = name.split_at(name.len() - letter);
    let is_number = number.trim_end().bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty();
    let number = if is_number { number.trim_end() } else { name };
    let letters = [if is_number { letter } else { "" }, after.trim()];
    let words = letters.into_iter().filter(|word| !word.is_empty());
    let words: Vec<&str> = [number].into_iter().chain(words).collect();
    format!("{} ({inside})", words.join(" "))
}

/// Whether a text is meant as a symbol.
fn is_meant(text: &str) -> bool {
    let Some((body, rest)) = text.split_once(['/', '\\']) else { return false };
    let body = body.trim().to_ascii_uppercase();
    if !BODIES.contains(&&*body) {
        return false;
    }
    let next: String = rest.trim_start().chars().take_while(char::is_ascii_alphanumeric).collect();
    let letters = next.trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_uppercase();
    body.len() > 1 || letters.is_empty() || SERIES.contains(&&*letters)
}

fn without_lead_in(text: &str) -> &str {
    let found = LEAD_INS.iter().find_map(|words| {
        let start = text.get(..words.len())?;
        start.eq_ignore_ascii_case(words).then(|| text[words.len()..].trim_start())
    });
    found.unwrap_or(text)
}

/// Whether it is two symbols in one, as documents of two organs have: `A/70/95–S/2015/446`.
fn is_double(text: &str) -> bool {
    text.split_once('\u{2013}')
        .is_some_and(|(first, second)| is_meant(first) && is_meant(second) && !second.contains('\u{2013}'))
}

/// Whether a part between two slashes can be one: letters, figures, points and hyphens, and an addition in brackets, as
/// in `1970 (2011)` or `377 A (V)`. Small letters follow a capital one, as in `Add.1`.
fn is_part(part: &str) -> bool {
    let (name, addition) =
        part.split_once('(').map_or((part, None), |(name, rest)| (name.trim_end(), Some(rest)));
    let is_sign = |c: char| c.is_ascii_alphanumeric() || ".-\u{2013} ".contains(c);
    let is_addition = |rest: &str| {
        let (inside, after) = rest.split_once(')').unwrap_or((rest, "("));
        !inside.is_empty()
            && inside.chars().all(is_sign)
            && after.trim().chars().all(|c| c.is_ascii_uppercase() || c == '-' || c.is_ascii_digit())
    };
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let is_first = !first.is_empty()
        && first.chars().all(is_sign)
        && !first.starts_with(|c: char| c.is_ascii_lowercase());
    // A letter after a blank tells resolutions of one number apart, as in 262 A.
    is_first
        && words.all(|word| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase()))
        && addition.is_none_or(is_addition)
}

#[cfg(test)]
mod tests;
