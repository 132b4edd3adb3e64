//! Versions that cannot be merged by what they say, and why.

use dataset::schema::Kind;
use diff::merge::{Conflicts, MarkerStyle, Sides, merge};

use crate::merge::{INDICATORS, base, canonical, markers};

#[test]
fn what_cannot_be_read_is_not_merged() {
    let text = canonical(&base());
    let conflicts = Conflicts::Marked(markers(MarkerStyle::Merge));
    let refused = |ancestor: &str, ours: &str, theirs: &str| {
        let sides = Sides { ancestor: ancestor.as_bytes(), ours: ours.as_bytes(), theirs: theirs.as_bytes() };
        merge(&sides, Kind::Assessment, &INDICATORS, &conflicts).expect_err("it cannot be merged")
    };
    let twice = text.replacen("\"country\": \"XAA\",", "\"country\": \"XAA\", \"country\": \"XBB\",", 1);
    insta::assert_snapshot!(refused(&text, &text, "{"), @"their version: it is not JSON: the file stops too early");
    insta::assert_snapshot!(refused(&text, &twice, &text), @"our version: /country stands in it twice");
    insta::assert_snapshot!(refused("<<<<<<< a\n", &text, &text), @"the version from which both come: it is not JSON: a value belongs here: a text in double quotation marks, a number, a list or a group");
    insta::assert_snapshot!(refused(&text, "[]", &text), @"our version: it is not a group of fields in curly brackets");
    insta::assert_snapshot!(refused(&text, "", &text), @"our version: it is not JSON: the file is empty");
}
