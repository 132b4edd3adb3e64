//! `changelog`: what is left of the changes between two states, each with the commit that brought it.

use std::fs;

use serde_json::{Value, json};

use crate::support::histories::{self, History, XAA};
use crate::support::{State, root, run};

/// What the program prints of a range, with the names of the commits.
fn told(history: &History, arguments: &[&str]) -> String {
    let run = run(history.path(), &[&["changelog"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    history.named(&run.stdout)
}

/// A range of commits by their names.
fn range(history: &History, from: &str, to: &str) -> String {
    format!("{}..{}", history.id(from), history.id(to))
}

#[test]
fn a_range_tells_what_is_left_and_who_brought_it() {
    let history = histories::history();
    let all = told(&history, &[&range(&history, "enters", "reverts")]);
    insta::assert_snapshot!("changelog-commits", all);
    assert!(!all.contains("Very Weak"), "what was reverted is not in it");
    insta::assert_snapshot!(
        "changelog-entered",
        told(&history, &[&range(&history, "before", "enters"), "--country", "XBB"])
    );
    insta::assert_snapshot!(told(&history, &[&range(&history, "renames", "reverts")]), @r"
    # Changelog

    What changed from `<renames>` (commit `<renames>`) to `<reverts>` (commit `<reverts>`).

    Nothing in the dataset differs.
    ");
}

/// What a merge undid may have been done before the range; then no commit of the range made what stands, but the merge decided it.
#[test]
fn a_merge_that_undid_what_was_done_before_the_range_is_named() {
    let base = State::base();
    let rated =
        |level: &str| base.clone().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!(level));
    let other = base.clone().edited(XAA, |file| file["overview"] = json!(["What was found."]));
    let mut without = other.clone();
    without.files.remove("dataset/assessments/XBB/2019.json");
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &rated("weak"));
    history.commit("writes", &["base"], "Write", &other);
    history.commit("takes", &["lowers", "writes"], "Merge, as it was there", &other);
    history.commit("removes", &["base"], "Remove", &without);
    history.commit("keeps", &["takes", "removes"], "Merge, and keep it", &other);
    history.check_out();
    let lines = |from: &str, to: &str| {
        let told = told(&history, &[&range(&history, from, to)]);
        let lines = told.lines().filter(|line| line.starts_with("- "));
        lines.collect::<Vec<_>>().join("\n")
    };
    let taken = "- Keep the press free: **Weak -> Strong (+2)**, no new evidence (`<takes>`, 2026-01-04, Ana Example)";
    for end in ["takes", "keeps"] {
        assert_eq!(lines("lowers", end).lines().next(), Some(taken), "{}", lines("lowers", end));
    }
    let kept = lines("removes", "keeps");
    assert!(kept.contains("- assessment added: ") && kept.contains("(`<keeps>`, 2026-01-06,"), "{kept}");
    assert!(!kept.contains("by no single commit"), "{kept}");
}

#[test]
fn each_step_of_the_history_is_told_alone() {
    let history = histories::history();
    let lines = |from: &str, to: &str| {
        let told = told(&history, &[&range(&history, from, to)]);
        let lines = told.lines().filter(|line| line.starts_with(['#', '-']) && *line != "# Changelog");
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(lines("lowers", "rewords"), @r"
    ## Aland (XAA)
    ### Edition 2022
    #### Wording
    - Keep courts independent: rationale reworded (`<rewords>`, 2026-01-04, Ana Example)
    ");
    insta::assert_snapshot!(lines("rewords", "mends"), @r"
    ## Aland (XAA)
    ### Edition 2022
    #### Evidence
    - source report-2022, title: A report -> A report on Aland (`<mends>`, 2026-01-05, Ana Example)
    ");
    insta::assert_snapshot!(lines("mends", "merges"), @r"
    ## Aland (XAA)
    ### Edition 2022
    #### Ratings
    - Keep police accountable: **Weak -> Fair (+1)**, no new evidence (`<police>`, 2026-01-07, Ana Example)
    - Keep schools inclusive: **Fair -> Strong (+1)**, no new evidence (`<schools>`, 2026-01-06, Bo Other, #7)
    - Keep police accountable: printed direction: unchanged -> increase (`<police>`, 2026-01-07, Ana Example)
    - Keep schools inclusive: printed direction: unchanged -> increase (`<schools>`, 2026-01-06, Bo Other, #7)
    ");
    insta::assert_snapshot!(lines("police", "merges"), @r"
    ## Aland (XAA)
    ### Edition 2022
    #### Ratings
    - Keep schools inclusive: **Fair -> Strong (+1)**, no new evidence (`<schools>`, 2026-01-06, Bo Other, #7)
    - Keep schools inclusive: printed direction: unchanged -> increase (`<schools>`, 2026-01-06, Bo Other, #7)
    ");
    insta::assert_snapshot!(lines("merges", "renames"), @r"
    ## Beland (XBB)
    ### Edition 2025, which was 2022
    #### Record
    - file renamed: dataset/assessments/XBB/2022.json -> dataset/assessments/XBB/2025.json (`<renames>`, 2026-01-09, Ana Example)
    ");
    insta::assert_snapshot!(lines("slips", "reverts"), @r"
    ## Aland (XAA)
    ### Edition 2022
    #### Ratings
    - Keep courts independent: **Very Weak -> Weak (+1)**, no new evidence (`<reverts>`, 2026-01-11, Ana Example)
    ");
}

#[test]
fn editions_rest_on_documents() {
    let run = run(&root(), &["changelog", "--editions", "2019", "2022", "--country", "KHM"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let head: Vec<&str> = run.stdout.lines().take(40).collect();
    insta::assert_snapshot!("changelog-editions", head.join("\n"));
}

#[test]
fn a_program_reads_the_same() {
    let history = histories::history();
    let text = told(&history, &[&range(&history, "enters", "reverts"), "--format", "json"]);
    let report: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(report["version"], json!(1));
    assert_eq!(report["from"], json!({ "name": "<enters>", "commit": "<enters>" }));
    let aland = &report["assessments"][0];
    assert_eq!((&aland["country"], &aland["points"]), (&json!("XAA"), &json!(1)));
    let of = |indicator: &str| {
        let changes = aland["changes"].as_array().expect("a list").iter();
        let rating = format!("/ratings/{indicator}/rating");
        let change = changes.clone().find(|change| change["pointer"] == *rating).expect("a change");
        (
            change["steps"].as_i64().expect("steps"),
            change["origin"]["commit"].as_str().expect("an id").to_owned(),
            change["origin"]["pull_request"].as_u64(),
        )
    };
    assert_eq!(of("press"), (-1, "<lowers>".to_owned(), Some(3)));
    assert_eq!(of("schools"), (1, "<schools>".to_owned(), Some(7)));
    assert_eq!(of("police"), (1, "<police>".to_owned(), None));
}

#[test]
fn the_last_commit_that_made_it_so_is_named() {
    let rate =
        |level: &str| State::base().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!(level));
    let mut history = History::new();
    history.commit("base", &[], "Enter", &State::base());
    history.commit("first", &["base"], "Lower", &rate("fair"));
    history.commit("back", &["first"], "Raise", &rate("very-strong"));
    history.commit("again", &["back"], "Lower again", &rate("fair"));
    let told = told(&history, &[&range(&history, "base", "again")]);
    assert!(
        told.contains("Strong -> Fair (-1)**, no new evidence (`<again>`, 2026-01-04, Ana Example)"),
        "{told}"
    );
}

#[test]
fn what_was_renamed_since_still_names_its_commits() {
    let base = State::base();
    let cited = base.clone().edited(XAA, |file| {
        file["ratings"]["press"]["rating"] = json!("fair");
        file["sources"]["news-2022"]["title"] = json!("Another title");
    });
    let renamed = {
        let mut state = cited.clone();
        let text =
            state.text(XAA).replace("\"press\"", "\"media\"").replace("\"news-2022\"", "\"daily-2022\"");
        state.files.insert(XAA.to_owned(), text.into_bytes());
        state
    };
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("edits", &["base"], "Edit", &cited);
    history.commit("renames", &["edits"], "Rename", &renamed);
    let told = told(&history, &[&range(&history, "edits", "renames")]);
    let lines = |told: &str| told.lines().filter(|line| line.starts_with('-')).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(lines(&told), @r"
    - source renamed: news-2022 -> daily-2022 (`<renames>`, 2026-01-03, Ana Example)
    - media: indicator renamed: press -> media (`<renames>`, 2026-01-03, Ana Example)
    ");
    let both = self::told(&history, &[&range(&history, "base", "renames")]);
    insta::assert_snapshot!(lines(&both), @r"
    - media: **Strong -> Fair (-1)**, no new evidence (`<edits>`, 2026-01-02, Ana Example)
    - source daily-2022, title: A news article -> Another title (`<edits>`, 2026-01-02, Ana Example)
    - source renamed: news-2022 -> daily-2022 (`<renames>`, 2026-01-03, Ana Example)
    - media: indicator renamed: press -> media (`<renames>`, 2026-01-03, Ana Example)
    ");
}

/// Two commits neither of which led to the other, and two the wrong way round, make no changelog; nor a check of one.
#[test]
fn a_range_runs_forwards() {
    let rate = |indicator: &str| {
        State::base().edited(XAA, |file| file["ratings"][indicator]["rating"] = json!("very-strong"))
    };
    let mut history = History::new();
    history.commit("base", &[], "Enter", &State::base());
    history.commit("left", &["base"], "Raise press", &rate("press"));
    history.commit("right", &["base"], "Raise schools", &rate("schools"));
    for (name, of) in [("v2.0.0", "base"), ("v2.1.0", "left"), ("aside", "right")] {
        let id = history.git().revparse_single(&history.id(of)).expect("a commit");
        history.git().tag_lightweight(name, &id, false).expect("a tag");
    }
    let kept = history.path().join("CHANGELOG.md");
    fs::write(&kept, "").expect("a file");
    for format in [&["--format", "markdown"][..], &["--format", "json"], &["--check"]] {
        let refused = |range: &str| {
            let run = run(history.path(), &[&["changelog", range], format].concat());
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{range} {format:?}");
            run.stderr
        };
        assert_eq!(
            refused("v2.1.0..v2.0.0"),
            "error: v2.1.0 is not in the history of v2.0.0: it is the later of the two; write v2.0.0..v2.1.0, or to see what differs: cargo xtask diff v2.1.0..v2.0.0\n"
        );
        assert_eq!(
            refused("v2.1.0..aside"),
            "error: v2.1.0 is not in the history of aside, so that no changes lead from the one to the other; to see what differs: cargo xtask diff v2.1.0..aside\n"
        );
    }
    for range in ["v2.0.0..v2.1.0", "v2.0.0..aside", "aside..aside"] {
        assert_eq!(run(history.path(), &["changelog", range]).code, 0, "{range}");
    }
    let backwards = run(history.path(), &["diff", "v2.1.0..v2.0.0"]);
    assert_eq!(backwards.code, 0, "a diff may go backwards");
    assert!(backwards.stdout.contains("Very Strong -> Strong"), "{}", backwards.stdout);
    history.check_out();
    let ahead = run(history.path(), &["validate", "--at", "v2.0.0", "--base", "v2.1.0"]);
    assert_eq!(ahead.code, 0, "since the newest commit in common nothing was changed: {}", ahead.stdout);
}

/// What was the main line before stands behind a merge that `git pull` made; a message can say anything on it but that it merged.
#[test]
fn a_pull_keeps_the_numbers_of_what_it_brought() {
    let rate = |level: &str, indicator: &str, of: &State| {
        of.clone().edited(XAA, |file| file["ratings"][indicator]["rating"] = json!(level))
    };
    let base = State::base();
    let noted = base.clone().edited("dataset/countries.json", |file| {
        file["countries"]["XBB"]["note"] = json!("Seen.");
    });
    let fixed = rate("fair", "press", &base);
    let squashed = rate("fair", "courts", &fixed);
    let pulled = squashed.clone().edited("dataset/countries.json", |file| {
        file["countries"]["XBB"]["note"] = json!("Seen.");
    });
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("own", &["base"], "Own", &noted);
    history.commit_by("Bo", "fix", &["base"], "Fix", &fixed);
    history.commit("merge", &["base", "fix"], "Merge pull request #7 from bo/fix", &fixed);
    history.commit_by("Eve", "squash", &["merge"], "Squash (#8)", &squashed);
    history.commit("pull", &["own", "squash"], "Merge branch 'main' of https://example.org/data", &pulled);
    history.check_out();
    let page = told(&history, &[&range(&history, "base", "pull")]);
    assert!(page.contains("(`<fix>`, 2026-01-03, Bo, #7)"), "{page}");
    assert!(page.contains("(`<squash>`, 2026-01-05, Eve)"), "{page}");
}

/// A clone that lacks what came before a commit cannot tell whether that commit or an earlier one brought a change.
#[test]
fn a_shallow_clone_names_no_commit_for_certain() {
    let history = histories::history();
    let outside = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", history.path().display());
    let clone = outside.path().join("clone");
    let done = |folder: &std::path::Path, arguments: &[&str]| {
        let done = crate::support::program::git(folder, arguments);
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    done(history.path(), &["tag", "v1", &history.id("enters")]);
    done(outside.path(), &["clone", "--quiet", "--depth", "3", "--no-tags", &from, "clone"]);
    // As a workflow does that fetches little: the newest commits, and the tag it compares with.
    done(&clone, &["fetch", "--quiet", "--depth", "1", "origin", "tag", "v1"]);
    let told = run(&clone, &["changelog", "v1..HEAD"]);
    assert_eq!((told.code, told.stderr.as_str()), (0, ""));
    let page = history.named(&told.stdout);
    assert!(page.contains("it cannot be told here whether the first commit led to the second"), "{page}");
    assert!(!page.contains("by no single commit"), "{page}");
    assert!(page.contains("**Caution:** This clone is shallow: "), "{page}");
    assert!(page.contains("**Strong -> Fair (-1)**"), "{page}");
    let credited: Vec<&str> = page.lines().filter(|line| line.contains("(`<renames>`,")).collect();
    assert!(credited.is_empty(), "the commit at the edge is not named for certain: {credited:?}");
    assert!(page.contains("(`<renames>` or earlier, 2026-01-09, Ana Example"), "{page}");
    let report: Value =
        serde_json::from_str(&run(&clone, &["changelog", "v1..HEAD", "--format", "json"]).stdout)
            .expect("JSON");
    let origins: Vec<&Value> = report["assessments"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|of| of["changes"].as_array().expect("a list"))
        .map(|change| &change["origin"])
        .filter(|origin| !origin.is_null())
        .collect();
    assert!(origins.iter().any(|origin| origin["or_earlier"] == json!(true)), "{origins:?}");
    let whole = run(history.path(), &["changelog", "v1..HEAD"]).stdout;
    assert!(!whole.contains("or earlier") && !whole.contains("shallow"), "{whole}");

    let table = history.named(&run(&clone, &["history", "XAA"]).stdout);
    assert!(table.contains("<renames>*") && table.contains("* or earlier: this clone is shallow"), "{table}");
    assert!(!history.named(&run(history.path(), &["history", "XAA"]).stdout).contains('*'));
}

/// What is no regular file may never end, or never begin: it is not read. Of a file that is far longer than the page no more is
/// read than tells.
#[cfg(unix)]
#[test]
fn a_check_reads_no_more_than_it_needs() {
    let history = histories::history();
    let range = range(&history, "enters", "reverts");
    let pipe = history.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    std::os::unix::fs::symlink(&pipe, history.path().join("link")).expect("a link");
    for path in ["/dev/zero", "pipe", "link", "dataset"] {
        let refused = run(history.path(), &["changelog", &range, "--check", path]);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{path}");
        assert_eq!(refused.stderr, format!("error: {path} cannot be read: it is no regular file\n"));
    }
    let page = run(history.path(), &["changelog", &range]).stdout;
    let kept = history.path().join("kept.md");
    for (text, code) in [(page.replace('\n', "\r\n"), 0), (format!("{page}\n"), 1), (String::new(), 1)] {
        fs::write(&kept, &text).expect("a file");
        assert_eq!(run(history.path(), &["changelog", &range, "--check", "kept.md"]).code, code);
    }
    fs::write(&kept, b"\xff\xfe").expect("a file");
    assert_eq!(run(history.path(), &["changelog", &range, "--check", "kept.md"]).code, 1);
}

#[test]
fn registers_name_their_commit() {
    let base = State::base();
    let titled = base.clone().edited("dataset/editions.json", |file| {
        file["editions"]["2022"]["title"] = json!("The second");
    });
    let noted = titled.clone().edited("dataset/editions.json", |file| {
        file["editions"]["2022"]["note"] = json!("Printed late.");
    });
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("titles", &["base"], "Title", &titled);
    history.commit("notes", &["titles"], "Note", &noted);
    let told = told(&history, &[&range(&history, "base", "notes")]);
    insta::assert_snapshot!(told, @r"
    # Changelog

    What changed from `<base>` (commit `<base>`) to `<notes>` (commit `<notes>`).

    ## Registers and frameworks

    - edition 2022, title: Second -> The second (`<titles>`, 2026-01-02, Ana Example)
    - edition 2022, note added: Printed late. (`<notes>`, 2026-01-03, Ana Example)
    ");
}

#[test]
fn a_kept_changelog_is_checked() {
    let history = histories::history();
    let range = range(&history, "enters", "reverts");
    let check = |arguments: &[&str]| run(history.path(), &[&["changelog", &range], arguments].concat());
    let missing = check(&["--check"]);
    assert_eq!((missing.code, missing.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(history.named(&missing.stdout), @"CHANGELOG.md is not there; renew it: cargo xtask changelog <enters>..<reverts> > CHANGELOG.md");
    let file = history.path().join("CHANGELOG.md");
    fs::write(&file, check(&[]).stdout).expect("a file");
    let current = check(&["--check"]);
    assert_eq!((current.code, current.stdout.as_str()), (0, "CHANGELOG.md is current.\n"));
    let below = history.path().join("dataset");
    assert_eq!(run(&below, &["changelog", &range, "--check"]).code, 0, "it stands at the root");
    let other = check(&["--country", "XBB", "--check", "CHANGELOG.md"]);
    assert_eq!(other.code, 1);
    insta::assert_snapshot!(history.named(&other.stdout), @r#"CHANGELOG.md is not what would be printed now; renew it: cargo xtask changelog <enters>..<reverts> --country XBB > CHANGELOG.md"#);
}

#[test]
fn the_baseline_is_named_by_who_asks() {
    let history = histories::history();
    let said = |arguments: &[&str]| {
        let run = run(history.path(), &[&["changelog"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        run.stderr
    };
    insta::assert_snapshot!(said(&["main"]), @r#"error: "main" does not name two commits; write FROM..TO, such as v1..HEAD"#);
    insta::assert_snapshot!(said(&["main.."]), @r#"error: "main.." does not name two commits; write FROM..TO, such as v1..HEAD"#);
    insta::assert_snapshot!(said(&["main...HEAD"]), @r#"error: "main...HEAD" leaves the baseline to the history; name it, as in v1..HEAD"#);
    insta::assert_snapshot!(said(&["nowhere..main"]), @r#"error: there is no revision "nowhere" in this repository"#);
    insta::assert_snapshot!(said(&["--editions", "2019", "2021"]), @r#"error: there is no assessment in an edition "2021"; there are: 2019, 2022, 2025"#);
    assert_eq!(run(history.path(), &["changelog"]).code, 2);
}

#[test]
fn what_cannot_be_read_is_told_beside_the_rest() {
    let base = State::base();
    let mut broken = base.clone().edited("dataset/assessments/XBB/2022.json", |file| {
        file["ratings"]["press"]["rating"] = json!("fair");
    });
    broken.files.insert(XAA.to_owned(), b"{".to_vec());
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("breaks", &["base"], "Break", &broken);
    let run = run(history.path(), &["changelog", &range(&history, "base", "breaks")]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @"error: could not compare 1 file; the rest is told");
    insta::assert_snapshot!(history.named(&run.stdout), @r"
    # Changelog

    What changed from `<base>` (commit `<base>`) to `<breaks>` (commit `<breaks>`).

    **Caution:** Could not compare dataset/assessments/XAA/2022.json: on the later side, the file is not JSON: the file stops too early.

    ## Beland (XBB)

    ### Edition 2022

    1 of 4 ratings changed: 1 up, 0 down; 3 unchanged; score 50 -> 56 (+1 of 16 points).

    #### Ratings

    - Keep the press free: **Weak -> Fair (+1)**, no new evidence (`<breaks>`, 2026-01-02, Ana Example)
    ");
}

#[test]
fn hostile_texts_are_inert() {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    let lowered = base.edited(XAA, |file| {
        file["ratings"]["press"]["rating"] = json!("fair");
        file["sources"]["news-2022"]["title"] = json!("</details><script>x</script> @all #1 [a](b)");
    });
    history.commit_by("Eve\u{1b}[31m](x) @all `b`", "lowers", &["base"], "x (#4)", &lowered);
    let told = told(&history, &[&range(&history, "base", "lowers")]);
    for raw in ["\u{1b}", "`b`", "@all", "<script", "](", " #1"] {
        assert!(!told.contains(raw), "{raw:?} is in\n{told}");
    }
}

/// As for `diff`: a text that has not its form says something all the same.
#[test]
fn a_text_that_has_not_its_form_is_compared() {
    let base = State::base();
    let odd = base.clone().edited(XAA, |file| {
        file["ratings"]["press"]["rationale"][0] = json!(" What was seen about press in 2022.[^report]");
    });
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("odd", &["base"], "Reword", &odd);
    let run = run(history.path(), &["changelog", &range(&history, "base", "odd")]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("rationale reworded"), "{}", run.stdout);
}

/// What a contributor writes is not taken for the number of a pull request, even where the merge names none.
#[test]
fn a_merge_that_names_no_pull_request_credits_none() {
    let rate =
        |level: &str| State::base().edited(XAA, |file| file["ratings"]["press"]["rating"] = json!(level));
    for (message, number) in [
        ("Merge branch b5 without number", ""),
        ("Merge branch 'main' of https://example.org/eve/data", ""),
        ("Merge pull request #9 from eve/b5", ", #9"),
        ("Take it (#8)", ", #8"),
    ] {
        let mut history = History::new();
        history.commit("base", &[], "Enter", &State::base());
        history.commit_by("Eve", "fix", &["base"], "fix (#4)", &rate("fair"));
        history.commit("merge", &["base", "fix"], message, &rate("fair"));
        history.check_out();
        let line = format!("Strong -> Fair (-1)**, no new evidence (`<fix>`, 2026-01-02, Eve{number})");
        let page = told(&history, &[&range(&history, "base", "merge")]);
        assert!(page.contains(&line), "{message}: {page}");
        let events = run(history.path(), &["history", "XAA", "press", "--format", "json"]).stdout;
        let events: Value = serde_json::from_str(&events).expect("JSON");
        let pull_request = &events["events"][0]["pull_request"];
        let right = number
            .strip_prefix(", #")
            .map_or(Value::Null, |number| json!(number.parse::<u64>().expect("a number")));
        assert_eq!(*pull_request, right, "{message}");
    }
}
