//! Comments of YAML behind a value: whoever wrote a # there meant a text, which would be cut off.

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::problem::Problem;

/// Refuses the first comment that does not stand on a line of its own, in a block whose first line has a number in its file.
/// What is no YAML is told of by its reader.
///
/// # Errors
/// Such a comment.
pub(crate) fn refuse_comments(text: &str, first_line: usize) -> Result<(), Problem> {
    let events = Parser::new_from_str(text).map_while(Result::ok);
    // Within quotation marks and blocks of text the sign means itself.
    let texts = events.filter_map(|(event, span)| match event {
        Event::Scalar(_, style, ..) if style != ScalarStyle::Plain => {
            Some(span.start.index()..span.end.index())
        }
        _ => None,
    });
    let mut texts = texts.peekable();
    let (mut line, mut is_begun, mut before) = (first_line, false, '\n');
    for (at, c) in text.chars().enumerate() {
        while texts.next_if(|place| place.end <= at).is_some() {}
        let is_text = texts.peek().is_some_and(|place| place.contains(&at));
        if c == '#' && is_begun && before.is_whitespace() && !is_text {
            let message = "a # behind a blank begins a comment, and cuts the text off";
            let help = "Put the whole text in quotation marks, or a comment on a line of its own.";
            return Err(Problem::new(line, message, help));
        }
        line += usize::from(c == '\n');
        // A comment on a line of its own goes to its end.
        is_begun = c != '\n' && (is_begun || !(c.is_whitespace() || c == '#'));
        before = c;
    }
    Ok(())
}
