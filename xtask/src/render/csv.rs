//! Tables as CSV (RFC 4180) that a spreadsheet opens as text and numbers, and never runs.

use super::plain;

/// What a spreadsheet takes for the beginning of a formula; some programs fold the wide forms of East Asian scripts into
/// these signs.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Text from the data for a cell. A spreadsheet takes what begins with one of the signs for a formula, which could fetch or
/// send; behind an apostrophe it is text (OWASP, CSV Injection, which also names tab and line ends: they have become spaces
/// here). Where spreadsheets part cells by semicolons, one begins behind each. Programs take white space and quotation marks
/// away before they look, so these do not count as a beginning. Numbers that the tool made need none of this, and are numbers.
pub fn cell(text: &str) -> String {
    let text = plain(text);
    let is_formula =
        |part: &str| part.trim_start_matches(|c: char| c.is_whitespace() || c == '"').starts_with(SIGNS);
    let parts =
        text.split(';').map(|part| if is_formula(part) { format!("'{part}") } else { part.to_owned() });
    parts.collect::<Vec<_>>().join(";")
}

/// A table with its header, its cells inert already.
pub fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).expect("memory takes every write");
    for row in rows {
        writer.write_record(&row).expect("memory takes every write");
    }
    let bytes = writer.into_inner().expect("memory takes every write");
    String::from_utf8(bytes).expect("made of strings")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for sign in ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u{a0}=", "\u{ff1d}", "\u{ff0b}"] {
            let cell = cell(&format!("{sign}cmd|' /C calc'!A0"));
            assert!(cell.starts_with('\''), "{cell}");
        }
        assert_eq!(cell("Cambodia = Kampuchea"), "Cambodia = Kampuchea");
    }

    #[test]
    fn nor_what_it_would_run_where_semicolons_part_cells() {
        for text in ["x;=1+1", "x; =1+1", "x;\"=1+1\"", ";;+1", "x;\u{ff1d}1"] {
            let table = table(&["a", "b"], [vec!["1".to_owned(), cell(text)]].into_iter());
            let mut reader =
                csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(table.as_bytes());
            let row = reader.records().next().expect("a row").expect("cells");
            assert!(!row.iter().any(|cell| cell.trim_start().starts_with(SIGNS)), "{row:?}");
        }
    }

    #[test]
    fn a_cell_stays_one_cell() {
        let hostile = ["a,b", "a\"b", "a\nb\rc", "\",=1"];
        let text = table(&["a", "b", "c", "d"], [hostile.map(cell).to_vec()].into_iter());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let row = reader.records().next().expect("a row").expect("of four cells");
        assert_eq!(row.iter().collect::<Vec<_>>(), ["a,b", "a\"b", "a b c", "\",=1"]);
    }
}
