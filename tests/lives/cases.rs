//! Lives that were told wrongly once.

use super::{Life, Step, check, check_history};

/// One line renames an assessment, the other writes another over it, and the merge keeps both.
#[test]
fn a_merge_keeps_what_one_line_renamed_and_the_other_wrote_over() {
    for [main, side] in [[0, 1], [1, 0]] {
        for edits in 0..2 {
            let mut life = Life::new();
            life.run(&Step::Rename { branch: main, file: 0, to: 2 });
            (0..edits).for_each(|_| life.run(&Step::Edit { branch: side, file: 0, entry: 0 }));
            life.run(&Step::WriteOver { branch: side, file: 0 });
            (0..edits).for_each(|_| life.run(&Step::Edit { branch: side, file: 0, entry: 1 }));
            life.run(&Step::Merge { into: 0, from: 1, takes: vec![0; 8] });
            let newest = life.commits.len() - 1;
            assert_eq!(life.commits[newest].files.len(), 3);
            (0..newest).for_each(|from| check(&life, from, newest));
            check_history(&life, newest);
        }
    }
}

/// Two lines write under one edition, and the merge takes what the other line wrote.
#[test]
fn a_merge_takes_what_the_other_line_wrote_in_the_same_place() {
    for takes in [[0; 4], [3, 3, 0, 0], [0, 0, 3, 0], [0, 0, 0, 3]] {
        let mut life = Life::new();
        for step in [
            Step::Write { branch: 1, at: 2 },
            Step::Write { branch: 0, at: 2 },
            Step::Merge { into: 0, from: 1, takes: takes.to_vec() },
        ] {
            life.run(&step);
        }
        for from in 0..3 {
            check(&life, from, 3);
        }
        check_history(&life, 3);
    }
}

/// A merge keeps the name that an assessment has on the main line; the line on which it was renamed is compared with it.
#[test]
fn a_merge_keeps_a_name_against_a_rename() {
    let mut life = Life::new();
    for step in [
        Step::Withdraw { branch: 2, file: 2 },
        Step::Edit { branch: 0, file: 0, entry: 0 },
        Step::Edit { branch: 0, file: 0, entry: 0 },
        Step::Rename { branch: 2, file: 0, to: 0 },
        Step::Merge { into: 0, from: 2, takes: vec![0; 8] },
        Step::Edit { branch: 0, file: 0, entry: 0 },
    ] {
        life.run(&step);
    }
    (0..6).for_each(|from| check(&life, from, 6));
}

/// Two files in which others were written over one assessment: what is written over one of them later is that one, edited.
#[test]
fn what_is_written_over_stays_where_another_was_written_over_the_same() {
    let mut life = Life::new();
    for step in [
        Step::HandOn { branch: 2, file: 1, to: 2 },
        Step::WriteOver { branch: 1, file: 1 },
        Step::Merge { into: 2, from: 1, takes: vec![0, 0, 3, 0, 0, 0, 0, 0] },
        Step::WriteOver { branch: 2, file: 1 },
    ] {
        life.run(&step);
    }
    let newest = life.commits.len() - 1;
    (0..newest).for_each(|from| check(&life, from, newest));
    check_history(&life, newest);
}
