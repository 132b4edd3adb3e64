//! The tables of pandoc's Markdown: grid, pipe, simple and multiline.

use unicode_width::UnicodeWidthChar;

/// More columns no table has that people read.
const MOST_COLUMNS: usize = 40;

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line at which it begins, from 1.
    pub(super) line: usize,
    /// Its cells, each with its lines.
    pub(super) cells: Vec<String>,
}

/// The rows of the table that begins at a line, if one does, and the place behind it.
pub(super) fn read(lines: &[&str], at: usize) -> Option<(Vec<Row>, usize)> {
    let line = lines[at];
    if line.starts_with("+-") || line.starts_with("+=") || line.starts_with("+:") {
        return Some(grid(lines, at));
    }
    if line.starts_with('|') && lines.get(at + 1).is_some_and(|next| is_delimiter(next)) {
        return Some(pipe(lines, at));
    }
    ruled(lines, at)
}

/// Whether a line is made of runs of dashes, several of them.
pub(super) fn is_rule(line: &str) -> bool {
    line.contains("- -") && is_dashes(line) && columns(line).len() <= MOST_COLUMNS
}

fn is_dashes(line: &str) -> bool {
    line.len() > 2 && line.contains("--") && line.bytes().all(|byte| byte == b'-' || byte == b' ')
}

fn is_delimiter(line: &str) -> bool {
    line.starts_with('|') && line.contains('-') && line.bytes().all(|byte| b"|-: +".contains(&byte))
}

/// The parts of a line between the bars that are not escaped.
fn parts(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_escaped = false;
    for c in line.chars() {
        match parts.last_mut() {
            Some(last) if c != '|' || is_escaped => last.push(c),
            Some(_) | None => parts.push(String::new()),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    parts
}

fn pipe(lines: &[&str], at: usize) -> (Vec<Row>, usize) {
    let count = lines[at..].iter().take_while(|line| line.starts_with('|')).count();
    let rows = (at..at + count).filter(|at| !is_delimiter(lines[*at])).map(|at| {
        let mut cells = parts(lines[at].trim_end_matches(' '));
        cells.remove(0);
        if cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        Row { line: at + 1, cells }
    });
    (rows.collect(), at + count)
}

/// A table with lines around its cells. A cell of the first column may span rows, and is then that of the first of them; where
/// another spans rows, these are one.
fn grid(lines: &[&str], at: usize) -> (Vec<Row>, usize) {
    let count = lines[at..].iter().take_while(|line| line.starts_with(['+', '|'])).count();
    let mut rows: Vec<Row> = Vec::new();
    let mut row = Row::default();
    // The row to which the text of the first column belongs, where that spans rows.
    let mut spanning: Option<usize> = None;
    for (at, line) in lines.iter().enumerate().skip(at).take(count) {
        let (texts, separators) = pieces(line);
        if separators == Separators::Whole {
            end(&mut rows, &mut row);
            spanning = None;
            continue;
        }
        if separators == Separators::ButFirst {
            end(&mut rows, &mut row);
            spanning = spanning.or(rows.len().checked_sub(1));
        }
        if row.line == 0 {
            row.line = at + 1;
        }
        for (column, text) in texts.into_iter().filter(|(column, _)| *column < MOST_COLUMNS) {
            let target = match spanning.filter(|_| column == 0).and_then(|at| rows.get_mut(at)) {
                Some(first) => first,
                None => &mut row,
            };
            if target.cells.len() <= column {
                target.cells.resize(column + 1, String::new());
            }
            target.cells[column].push_str(text.trim());
            target.cells[column].push('\n');
        }
        if separators == Separators::Some {
            row.cells.iter_mut().for_each(|cell| cell.push('\n'));
        }
    }
    end(&mut rows, &mut row);
    (rows, at + count)
}

fn end(rows: &mut Vec<Row>, row: &mut Row) {
    let row = std::mem::take(row);
    if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
        rows.push(row);
    }
}

/// Between which cells a line of a grid parts rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separators {
    None,
    /// All but that of the first column.
    ButFirst,
    Some,
    Whole,
}

/// The texts of a line of a grid with their columns, and what it parts.
fn pieces(line: &str) -> (Vec<(usize, String)>, Separators) {
    let is_line = |text: &str| {
        text.len() > 2 && text.starts_with('+') && text.bytes().all(|byte| b"+-=:".contains(&byte))
    };
    if is_line(line) {
        return (Vec::new(), Separators::Whole);
    }
    let mut texts = Vec::new();
    let (mut column, mut has_first, mut lines) = (0, false, 0);
    for (nth, part) in parts(line).into_iter().enumerate() {
        // What stands before the first bar is nothing, or lines of the first columns.
        let (before, text, behind) = parted(&part);
        for run in [before, behind] {
            lines += usize::from(!run.is_empty());
        }
        if nth == 0 && before.is_empty() {
            continue;
        }
        column += before.matches('+').count().saturating_sub(1);
        if !text.is_empty() || before.is_empty() {
            has_first |= column == 0;
            texts.push((column, text.to_owned()));
            column += 1;
        }
        column += behind.matches('+').count().saturating_sub(1);
    }
    // Behind the last bar there is no cell.
    if line.ends_with('|') {
        texts.pop();
    }
    let separators = match (lines, has_first && texts.len() == 1) {
        (0, _) => Separators::None,
        (_, true) => Separators::ButFirst,
        (_, false) => Separators::Some,
    };
    (texts, separators)
}

/// The lines in front of a text, the text, and the lines behind it.
fn parted(part: &str) -> (&str, &str, &str) {
    let is_sign = |c: char| "+-=:".contains(c);
    let front = part.len() - part.trim_start_matches(is_sign).len();
    let front = if front > 2 && part.starts_with('+') { front } else { 0 };
    let rest = &part[front..];
    let back = rest.trim_end_matches(is_sign).len();
    let run = &rest[back..];
    let back = run.find('+').map_or(rest.len(), |at| back + at);
    let back = if rest.len() - back > 2 && rest.ends_with('+') { back } else { rest.len() };
    (&part[..front], &rest[..back], &rest[back..])
}

/// A table whose columns are told by runs of dashes: simple with a row a line, or multiline with blank lines between rows.
fn ruled(lines: &[&str], at: usize) -> Option<(Vec<Row>, usize)> {
    let is_whole = |line: &&str| is_dashes(line) && !line.trim().contains(' ');
    let first = lines.get(at)?;
    // The line of dashes that tells the columns, and whether the rows are parted by blank lines.
    let (rule, is_multiline) = if is_rule(first) {
        let end = at + 1 + lines[at + 1..].iter().position(|line| is_dashes(line))?;
        (at, lines[at + 1..end].iter().any(|line| line.is_empty()))
    } else if is_whole(first) {
        let head = lines[at + 1..].iter().take_while(|line| !line.is_empty() && !is_dashes(line)).count();
        let rule = at + 1 + head;
        (head > 0 && is_rule(lines.get(rule)?)).then_some((rule, true))?
    } else {
        is_rule(lines.get(at + 1)?).then_some((at + 1, false))?
    };
    let columns = columns(lines[rule]);
    let mut rows = Vec::new();
    let mut head = Row { line: at + 1, cells: Vec::new() };
    lines[at..rule].iter().filter(|line| !is_dashes(line)).for_each(|line| add(&mut head, line, &columns));
    end(&mut rows, &mut head);
    let mut row = Row::default();
    for (place, line) in lines.iter().enumerate().skip(rule + 1) {
        if is_dashes(line) {
            end(&mut rows, &mut row);
            return Some((rows, place + 1));
        }
        if line.is_empty() {
            end(&mut rows, &mut row);
            if !is_multiline {
                return Some((rows, place));
            }
            continue;
        }
        if !is_multiline {
            end(&mut rows, &mut row);
        }
        if row.line == 0 {
            row.line = place + 1;
        }
        add(&mut row, line, &columns);
    }
    end(&mut rows, &mut row);
    // Without the line at its end a table is none.
    (!is_multiline).then_some((rows, lines.len()))
}

/// Where the runs of dashes begin.
fn columns(rule: &str) -> Vec<usize> {
    let bytes = rule.as_bytes();
    (0..bytes.len()).filter(|at| bytes[*at] == b'-' && (*at == 0 || bytes[at - 1] == b' ')).collect()
}

/// Adds a line to the cells of a row, cut where its columns begin.
fn add(row: &mut Row, line: &str, columns: &[usize]) {
    row.cells.resize(columns.len(), String::new());
    let (mut width, mut column) = (0, 0);
    for c in line.chars() {
        while columns.get(column + 1).is_some_and(|start| *start <= width) {
            column += 1;
        }
        if let Some(cell) = row.cells.get_mut(column) {
            cell.push(c);
        }
        width += c.width().unwrap_or_default();
    }
    row.cells.iter_mut().for_each(|cell| {
        cell.truncate(cell.trim_end().len());
        cell.push('\n');
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of the rows of a table, without the blanks and breaks around them.
    fn cells(text: &str) -> Vec<Vec<String>> {
        let lines: Vec<&str> = text.lines().collect();
        let (rows, end) = read(&lines, 0).expect("a table");
        assert_eq!(end, lines.len(), "{text}");
        let trimmed = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
        rows.iter().map(|row| row.cells.iter().map(trimmed).collect()).collect()
    }

    #[test]
    fn all_forms_of_tables_are_read() {
        let expected = [["A", "B b"], ["1", "2 2"], ["3", "4"]];
        for text in [
            "+---+-----+\n| A | B b |\n+===+=====+\n| 1 | 2   |\n|   | 2   |\n+---+-----+\n| 3 | 4   |\n+---+-----+",
            "| A | B b |\n|---|:---:|\n| 1 | 2 2 |\n| 3 | 4 |",
            "  A   B b\n  --- -----\n  1   2 2\n  3   4",
            "-----------\n  A   B b\n  --- -----\n  1   2\n      2\n\n  3   4\n-----------",
        ] {
            assert_eq!(cells(text), expected, "{text}");
        }
        assert_eq!(cells("  --- ---\n  1   2\n  --- ---"), [["1", "2"]]);
        assert_eq!(cells("| a\\|b | c |\n|---|---|"), [["a\\|b", "c"]]);
        assert_eq!(read(&["------", "", "Text"], 0), None);
        assert_eq!(read(&["Text", "more"], 0), None);
    }

    #[test]
    fn cells_may_span_rows_and_columns() {
        let first = "+---+---+---+\n| A | b | c |\n| x +---+---+\n| y | d | e |\n+---+---+---+\n| f | g     |\n+---+-------+";
        assert_eq!(cells(first), [vec!["A x y", "b", "c"], vec!["", "d", "e"], vec!["f", "g"]]);
        let last = "+---+---+---+\n| a | b | c |\n+---+---+ d |\n| e | f | g |\n+---+---+---+";
        assert_eq!(cells(last), [["a e", "b f", "c d g"]]);
    }
}
