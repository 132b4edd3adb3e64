//! A work as a note cites it: who, when, title, what holds it, address, and where in it.

use super::sentences::is_abbreviated;
use bibliography::date::month_named;
use bibliography::un_symbol::UnSymbol;

/// A work as it is cited once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cited {
    /// Who made it, as printed, without the short form.
    pub(super) makers: String,
    /// The short form by which later notes name them.
    pub(super) alias: Option<String>,
    pub(super) year: Year,
    pub(super) title: String,
    pub(super) container: Option<String>,
    /// Month and day.
    pub(super) day: Option<(u8, Option<u8>)>,
    /// Day and month as printed, where no year is.
    pub(super) day_printed: Option<String>,
    pub(super) volume: Option<String>,
    pub(super) issue: Option<String>,
    pub(super) pages: Option<String>,
    pub(super) symbol: Option<String>,
    pub(super) address: Option<String>,
    pub(super) place: Option<Place>,
    /// What had to be decided.
    pub(super) doubts: Vec<String>,
}

/// When a work was issued, as far as a year says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Year {
    /// Nothing is printed.
    #[default]
    None,
    /// The printed year.
    Of(i64),
    /// It is printed that there is none.
    NoDate,
}

/// A place in a work: CSL's label, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) label: &'static str,
    pub(super) locator: String,
}

/// Where names end and a year follows: `, 2021. ` or ` (2021). `; what follows it.
pub(super) fn year(text: &str) -> Option<(usize, Year, &str)> {
    text.match_indices([',', ' ']).find_map(|(at, _)| {
        let rest = text[at + 1..].trim_start();
        let is_bracketed = rest.starts_with('(');
        let bare = rest.trim_start_matches('(');
        if let Some(behind) = bare.strip_prefix("n.d.") {
            let behind = behind.trim_start_matches([')', '.', ',']);
            return text[..at].contains(char::is_alphabetic).then_some((at, Year::NoDate, behind));
        }
        let digits = bare.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let behind = bare[4..].trim_start_matches(|c: char| c.is_ascii_lowercase());
        let behind = if is_bracketed { behind.strip_prefix(')')? } else { behind };
        let behind =
            behind.strip_prefix('.').or_else(|| behind.strip_prefix(',').filter(|_| is_bracketed))?;
        let is_parted = is_bracketed || text[at..].starts_with(',');
        let is_sentence = behind.starts_with(' ') && text[..at].contains(char::is_alphabetic);
        (is_parted && is_sentence && !text[..at].ends_with(',')).then_some((
            at,
            Year::Of(digits.parse().ok()?),
            behind,
        ))
    })
}

/// The names before a document of the United Nations, which is found by its symbol.
pub(super) fn symbol(text: &str) -> Option<(usize, Year, &str)> {
    let is_symbol = |word: &str| {
        let bare = word.trim_end_matches(['.', ',', ')']);
        bare.matches('/').count() > 1 && UnSymbol::parse(bare).is_ok()
    };
    text.split(' ').find(|word| is_symbol(word))?;
    // An organisation with its short form, or what stands before the first comma.
    let end = text.find("), ").map(|at| at + 1).or_else(|| text.find(", "))?;
    Some((end, Year::None, &text[end..]))
}

/// The names before a title between quotation marks, where no year is printed.
pub(super) fn undated(text: &str) -> Option<(usize, Year, &str)> {
    let (at, _) =
        text.match_indices(", ").find(|(at, _)| text[at + 2..].starts_with(['\'', '‘', '“', '"']))?;
    let is_name = text[..at].split_whitespace().count() <= 10 && text[..at].contains(char::is_alphabetic);
    is_name.then_some((at, Year::None, &text[at + 1..]))
}

/// A site that is named in a sentence: `the Documentation Center of Cambodia (<http://dccam.org/home>)`; where its name begins,
/// and what is left behind the bracket.
pub(super) fn site(text: &str) -> Option<(usize, Cited, &str)> {
    let (at, _) = text.match_indices(" (").find(|(at, _)| {
        let inside = &text[at + 2..];
        inside.starts_with("<http") || inside.starts_with("http")
    })?;
    let small = ["of", "for", "and", "the", "in", "on", "&"];
    let mut from = at;
    for (start, _) in text[..at].rmatch_indices(' ').chain([(usize::MAX, "")]) {
        let start = start.wrapping_add(1);
        let word = text[start..from].trim();
        if !word.starts_with(char::is_uppercase) && !small.contains(&word) {
            break;
        }
        from = start;
    }
    while let Some(word) = small.iter().find(|word| text[from..at].starts_with(&format!("{word} "))) {
        from += word.len() + 1;
    }
    let name = clean(&text[from..at]);
    let mut cited = Cited { makers: name.clone(), title: name, ..Cited::default() };
    let rest = cited.details(&text[at + 2..]);
    cited.doubts.push("only its name and its address are printed".to_owned());
    cited.judge();
    Some((from, cited, rest))
}

/// Reads a work from its names, its year and what follows; gives what is left.
pub(super) fn cited<'t>(names: &str, year: Year, behind: &'t str) -> (Cited, &'t str) {
    let (makers, alias) = with_alias(names);
    let mut cited = Cited { makers, alias, year, ..Cited::default() };
    let mut rest = behind.trim_start();
    // Some notes print names and year twice over.
    if let Some((at, again, behind)) = self::year(rest)
        && with_alias(rest[..at].trim()).0 == cited.makers
        && again == cited.year
    {
        rest = behind.trim_start();
    }
    if cited.year == Year::None && !rest.starts_with(['\'', '‘', '“', '"']) {
        rest = cited.documented(rest);
    } else {
        rest = cited.titled(rest);
    }
    let rest = cited.details(rest);
    cited.judge();
    (cited, rest)
}

/// An organisation and the short form in brackets behind it.
fn with_alias(names: &str) -> (String, Option<String>) {
    let names = names.trim().trim_end_matches(',');
    let bracketed = names.strip_suffix(')').and_then(|names| names.rsplit_once(" ("));
    match bracketed.filter(|(_, alias)| !alias.contains(' ')) {
        Some((full, alias)) => (full.to_owned(), Some(alias.to_owned())),
        None => (names.to_owned(), None),
    }
}

/// The places at the beginning of a text: headings, pages, paragraphs; gives what is left.
pub(super) fn places(text: &str) -> (Option<Place>, &str) {
    let mut cited = Cited::default();
    let rest = cited.details(text);
    (cited.place, rest)
}

impl Cited {
    /// A title in italics or between quotation marks, with what holds it.
    fn titled<'t>(&mut self, text: &'t str) -> &'t str {
        let mut rest = text;
        if let Some((number, behind)) = rest.split_once(". ")
            && !number.is_empty()
            && number.len() <= 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && behind.starts_with('*')
        {
            self.doubts.push(format!("“{number}.” is printed before the title, and was left out"));
            rest = behind;
        }
        if let Some((title, behind)) = rest.strip_prefix('*').and_then(|rest| rest.split_once('*')) {
            self.title = clean(title);
            return behind;
        }
        if let Some((title, behind, is_odd)) = quoted(rest) {
            self.title = title;
            if is_odd {
                self.doubts.push("the quotation marks round the title do not match".to_owned());
            }
            let held = behind.trim_start_matches(['.', ',', ' ']);
            if let Some((container, behind)) = held.strip_prefix('*').and_then(|rest| rest.split_once('*')) {
                self.container = Some(clean(container));
                return behind;
            }
            return behind;
        }
        let end =
            [", <http", ", http", ". Available at", ". See "].iter().filter_map(|mark| rest.find(mark)).min();
        let (title, behind) = rest.split_at(end.unwrap_or(rest.len()));
        self.title = clean(title.trim_end_matches('.'));
        self.doubts.push("the title is not set off, and may have more in it".to_owned());
        behind
    }

    /// A document of the United Nations: title, day, symbol, without marks.
    fn documented<'t>(&mut self, text: &'t str) -> &'t str {
        let text = text.trim_start_matches([',', ' ']);
        let mut at = 0;
        for part in text.split(", ") {
            if let Some((day, month, year)) = whole_day(part.trim_end_matches('.')) {
                self.title = clean(text[..at].trim_end_matches([',', ' ']));
                (self.year, self.day) = (Year::Of(year), Some((month, Some(day))));
                return &text[(at + part.len()).min(text.len())..];
            }
            if is_symbol(part) {
                self.title = clean(text[..at].trim_end_matches([',', ' ']));
                return &text[at..];
            }
            at += part.len() + 2;
        }
        self.title = clean(text.trim_end_matches('.'));
        ""
    }

    /// What follows the title, part by part, as long as it is understood.
    fn details<'t>(&mut self, text: &'t str) -> &'t str {
        let mut rest = text;
        loop {
            let bare = rest.trim_start_matches([',', ' ', '.']);
            let bare =
                bare.strip_prefix("Available at").map_or(bare, |bare| bare.trim_start_matches([':', ' ']));
            match self.detail(bare) {
                Some(behind) => rest = behind,
                None => return rest,
            }
        }
    }

    fn detail<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        if text.starts_with("<http") || text.starts_with("http") {
            let open = text.trim_start_matches('<');
            let end = open.find(|c: char| c == '>' || c.is_whitespace()).unwrap_or(open.len());
            let address = open[..end].trim_end_matches(['.', ',', ';', ')']);
            if self.address.is_some() {
                return None;
            }
            self.address = Some(address.to_owned());
            return Some(open[address.len()..].trim_start_matches('>'));
        }
        if text.starts_with(['\'', '‘', '“', '"']) {
            let (heading, behind, _) = quoted(text)?;
            self.at("section", &heading);
            return Some(behind);
        }
        let end = part_end(text);
        let (part, behind) = text.split_at(end);
        let part = part.trim();
        for (sign, label) in
            [("pp. ", "page"), ("p. ", "page"), ("paras. ", "paragraph"), ("para. ", "paragraph")]
        {
            if let Some(number) = part.strip_prefix(sign) {
                self.at(label, number);
                return Some(behind);
            }
        }
        let is_figures = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_digit())
                && text.chars().all(|c| c.is_ascii_digit() || "-–".contains(c))
        };
        if let Some(volume) = part.strip_prefix("vol. ") {
            self.volume = Some(volume.to_owned());
        } else if let Some(issue) = part.strip_prefix("no. ") {
            self.issue = Some(issue.to_owned());
        } else if let Some((day, month)) = day_and_month(part) {
            self.day = Some((month, day));
            self.day_printed = Some(part.to_owned());
        } else if let Some((day, month, year)) = whole_day(part) {
            self.day = Some((month, Some(day)));
            if self.year == Year::None {
                self.year = Year::Of(year);
            }
        } else if is_symbol(part) {
            self.symbol = Some(part.trim_end_matches(['.', ',']).to_owned());
        } else if is_figures(part) && self.container.is_some() {
            self.pages = Some(part.replace('–', "-"));
        } else if let Some(year) = part.strip_prefix('(').and_then(|part| part.strip_suffix(')'))
            && is_figures(year)
        {
            self.doubts.push(format!("({year}) is printed as well, beside the year after the names"));
        } else {
            return None;
        }
        Some(behind)
    }

    fn at(&mut self, label: &'static str, text: &str) {
        match &mut self.place {
            None => self.place = Some(Place { label, locator: clean(text) }),
            Some(place) if place.label == label => place.locator.push_str(&format!("; {}", clean(text))),
            Some(_) => self.doubts.push(format!("“{text}” is a second place, and was left out")),
        }
    }

    /// Tells what is missing.
    fn judge(&mut self) {
        if self.title.is_empty() {
            self.doubts.push("no title was found".to_owned());
        }
        if self.year == Year::None {
            self.doubts.push("no year is printed".to_owned());
        }
    }
}

/// Where a part between commas ends: at a comma, or at a full stop that ends it.
fn part_end(text: &str) -> usize {
    let comma = text.find(',').unwrap_or(text.len());
    let stop = text.match_indices('.').map(|(at, _)| at);
    let stop = stop.filter(|at| {
        !is_abbreviated(&text[..*at]) && !text[at + 1..].starts_with(|c: char| c.is_alphanumeric())
    });
    stop.chain([text.len()]).next().unwrap_or_default().min(comma)
}

fn is_symbol(part: &str) -> bool {
    let bare = part.trim_end_matches(['.', ',']);
    bare.contains('/') && UnSymbol::parse(bare).is_ok()
}

fn month(word: &str) -> Option<u8> {
    month_named(&word.to_lowercase())
}

/// `12 July`, `July`.
fn day_and_month(part: &str) -> Option<(Option<u8>, u8)> {
    match part.split_whitespace().collect::<Vec<_>>()[..] {
        [only] => Some((None, month(only)?)),
        [day, of] => Some((Some(day.parse().ok().filter(|day| (1..=31).contains(day))?), month(of)?)),
        _ => None,
    }
}

/// `3 August 2021`.
fn whole_day(part: &str) -> Option<(u8, u8, i64)> {
    let (day, year) = part.rsplit_once(' ')?;
    let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    let (day, month) = day_and_month(day)?;
    Some((day?, month, year))
}

/// What stands between quotation marks at the beginning of a text, what follows, and whether the marks do not match. A mark
/// within a word is an apostrophe; the one that closes stands before another sign or the end.
fn quoted(text: &str) -> Option<(String, &str, bool)> {
    let open = text.chars().next().filter(|c| ['\'', '‘', '“', '"'].contains(c))?;
    let closes = |c: char| match open {
        '“' => c == '”',
        '"' => ['"', '\'', '’'].contains(&c),
        _ => ['\'', '’'].contains(&c),
    };
    let inner = open.len_utf8();
    let end = text[inner..].char_indices().map(|(at, c)| (at + inner, c)).find(|(at, c)| {
        let behind = &text[at + c.len_utf8()..];
        let is_end =
            behind.is_empty() || behind.starts_with(['.', ',', ';', ')']) || behind.starts_with(" <");
        closes(*c) && is_end
    });
    let (end, close) = end?;
    let mut title = text[inner..end].to_owned();
    let is_odd = open == '"' && close != '"';
    if is_odd && title.matches('"').count() % 2 == 1 {
        // The mark belongs to a quotation within the title, whose own mark is missing.
        title.insert(0, '"');
    }
    Some((clean(&title), &text[end + close.len_utf8()..], is_odd))
}

/// A text with the marks that this dataset uses: straight apostrophes, curly quotation marks.
fn clean(text: &str) -> String {
    let signs: Vec<char> = text.trim().trim_matches(',').chars().collect();
    let mut out = String::new();
    let mut is_open = false;
    for (at, c) in signs.iter().enumerate() {
        let next = signs.get(at + 1);
        match c {
            '"' => {
                out.push(if is_open { '”' } else { '“' });
                is_open = !is_open;
            }
            '’' if next.is_some_and(|next| next.is_alphanumeric()) => out.push('\''),
            '‘' => {
                out.push('“');
                is_open = true;
            }
            '’' if is_open => {
                out.push('”');
                is_open = false;
            }
            '’' => out.push('\''),
            '*' => {}
            c => out.push(*c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_between_marks() {
        let titles = [
            ("'One's own'. *Post*", "One's own"),
            ("‘Women’s rights’;", "Women's rights"),
            ("\"What would they do?\" A question'. *Post*", "“What would they do?” A question"),
            ("“One” and more”, p. 3", "One” and more"),
        ];
        for (text, title) in titles {
            assert_eq!(quoted(text).expect("a title").0, title);
        }
    }

    #[test]
    fn a_site_has_its_name_in_front() {
        let text = "Two are the Institute for Peace (<https://peace.example/>) and the Center of Records (<http://rec.example>). Both";
        let (from, first, rest) = site(text).expect("a site");
        assert_eq!((&text[..from], &*first.title), ("Two are the ", "Institute for Peace"));
        let (_, second, rest) = site(rest).expect("another");
        assert_eq!(
            (&*second.title, second.address.as_deref(), rest),
            ("Center of Records", Some("http://rec.example"), "). Both")
        );
    }
}
