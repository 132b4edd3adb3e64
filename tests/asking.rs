//! What somebody asks for by name (a file, a country, an edition), and what is said of a name that nothing has.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::program::{commit, folder};
use crate::support::{State, root, run};

const FILE: &str = "dataset/assessments/XAA/2022.json";

#[test]
fn nothing_to_check_is_never_a_pass() {
    let empty = tempfile::tempdir().expect("a folder");
    let no_dataset = run(empty.path(), &["validate"]);
    assert_eq!((no_dataset.code, no_dataset.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(no_dataset.stderr, @"error: there is no dataset/ folder here or above; run this inside a clone of the dataset, or name one with --repo DIR");

    fs::create_dir(empty.path().join("dataset")).expect("a folder");
    let nothing_in_it = run(empty.path(), &["validate"]);
    assert_eq!((nothing_in_it.code, nothing_in_it.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(nothing_in_it.stderr, @"error: nothing to check: there is no assessment under dataset/assessments/");
    assert_eq!(run(empty.path(), &["score"]).code, 2);

    let base = folder(&State::base());
    for (path, more) in [
        ("Cargo.toml", ", and there is no assessment of \"Cargo.toml\"; there are: XAA, XBB"),
        ("..", ""),
        ("/etc/passwd", ""),
        ("dataset/assesments/XAA/2022.json", "; did you mean dataset/assessments/XAA/2022.json?"),
        ("dataset/assesments/XBB/", "; did you mean dataset/assessments/XBB?"),
        ("XAA/2002", "; did you mean XAA/2022?"),
        ("dataset/edition.json", "; did you mean dataset/editions.json?"),
        ("Atlantis/2022", ", and there is no assessment of \"Atlantis\"; there are: XAA, XBB"),
        (
            "Aland/1850.json",
            ", and there is no assessment of XAA in an edition \"1850\"; there are: 2019, 2022",
        ),
    ] {
        let run = run(base.path(), &["validate", path]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{path}");
        assert_eq!(run.stderr, format!("error: nothing to check: the dataset has no file at {path}{more}\n"));
    }
}

#[test]
fn a_country_is_named_by_its_code() {
    let state = State::base().edited("dataset/assessments/XAA/2022.json", |file| {
        file["sources"]["report-2022"]["URL"] = "x".into()
    });
    let base = folder(&state);
    for (code, named) in [(1, "XAA"), (1, "xaa"), (0, "XBB")] {
        let by_code = run(base.path(), &["validate", named]);
        let by_folder =
            run(base.path(), &["validate", &format!("dataset/assessments/{}", named.to_uppercase())]);
        assert_eq!((by_code.code, &by_code.stdout), (code, &by_folder.stdout), "{named}: {}", by_code.stderr);
    }
    // By edition, by both, and as a path below the assessments.
    let both = [
        (1, &["2022"][..]),
        (0, &["2019"]),
        (1, &["XAA", "2022"]),
        (0, &["XAA", "2019"]),
        (0, &["XBB", "2022"]),
    ];
    for (code, named) in both.into_iter().chain([(1, &["XAA/2022"][..]), (0, &["XBB/2022"])]) {
        let told = run(base.path(), &[&["validate"], named].concat());
        assert_eq!(told.code, code, "{named:?}: {}{}", told.stdout, told.stderr);
    }
    // A path is meant from where one is, from the root, or below the assessments, whatever its capital letters.
    for (here, named, code) in [
        ("", "XAA/", 1),
        ("", "xbb/", 0),
        ("", "xaa/2022", 1),
        ("", "XAA/2022.json", 1),
        ("", "Aland/2022", 1),
        ("", "aland/2022.json", 1),
        ("", "dataset/assessments/xaa/2022.json", 1),
        ("", "./dataset/assessments/XBB/", 0),
        ("dataset", "assessments/XAA/", 1),
        ("dataset/assessments", "./XAA", 1),
        ("dataset/assessments", "xbb/2022", 0),
        ("dataset/assessments/XAA", "2022.json", 1),
        ("dataset/assessments/XAA", "2019.json", 0),
        ("dataset/assessments/XBB", "2022.json", 0),
        ("dataset/assessments/XBB", "../XAA/2022.json", 1),
        ("dataset/assessments/XBB", "dataset/assessments/XAA", 1),
        ("dataset/assessments/XBB", "XAA/2022", 1),
    ] {
        let told = run(&base.path().join(here), &["validate", named]);
        assert_eq!(told.code, code, "{named} in {here}: {}{}", told.stdout, told.stderr);
    }
    let unknown = run(base.path(), &["validate", "Atlantis"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(
        unknown.stderr.contains("no file at Atlantis, and there is no assessment of \"Atlantis\""),
        "{}",
        unknown.stderr
    );
}

#[test]
fn an_unknown_country_or_edition_is_told_what_there_is() {
    let base = folder(&State::base());
    let said = |arguments: &[&str]| {
        let run = run(base.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        run.stderr
    };
    insta::assert_snapshot!(said(&["score", "XAB"]), @r#"error: there is no assessment of "XAB"; did you mean XAA?"#);
    insta::assert_snapshot!(said(&["score", "Atlantis"]), @r#"error: there is no assessment of "Atlantis"; there are: XAA, XBB"#);
    insta::assert_snapshot!(said(&["score", "XAA", "2021"]), @r#"error: there is no assessment of XAA in an edition "2021"; there are: 2019, 2022"#);
    insta::assert_snapshot!(said(&["explain", "CIT02"]), @r#"error: there is no rule "CIT02"; did you mean CIT002?"#);
    assert_eq!(run(base.path(), &["score", "aland"]).code, 0, "a country goes by its name as well");
}

/// As files are called, in small letters, and with a country spelt as people spell it.
#[test]
fn a_country_and_an_edition_go_by_one_word_and_by_any_spelling() {
    let names = json!({ "Côte d’Ivoire": ["tests"], "Lao P.D.R.": ["tests"], "Saint Lucia": ["tests"] });
    let state = State::base().edited("dataset/countries.json", |file| {
        for (name, who) in names.as_object().expect("an object") {
            file["countries"]["XAA"]["names"][name] = who.clone();
        }
    });
    let base = folder(&state);
    commit(base.path());
    let told = |arguments: &[&str]| {
        let run = run(base.path(), arguments);
        assert!(run.code < 2, "{arguments:?}: {}", run.stderr);
        run.stdout
    };
    let same: [(&[&str], &[&str]); 22] = [
        (&["score", "2022", "xaa"], &["score", "XAA", "2022"]),
        (&["score", "XAA/2022", "Aland"], &["score", "XAA", "2022"]),
        (&["score", "XAA/"], &["score", "XAA"]),
        (&["score", "dataset/assessments/XAA/", "2022"], &["score", "XAA", "2022"]),
        (&["show", "2022", "XAA"], &["show", "XAA", "2022"]),
        (&["history", "XAA", "2022"], &["history", "XAA", "--edition", "2022"]),
        (&["history", "2022", "XAA"], &["history", "XAA", "--edition", "2022"]),
        (&["history", "press", "XAA/2022"], &["history", "XAA", "press", "--edition", "2022"]),
        (&["diff", "Aland/2019", "XAA/2022"], &["diff", "XAA", "2019", "2022"]),
        (&["diff", "2019", "2022", "xaa"], &["diff", "XAA", "2019", "2022"]),
        (&["diff", "xaa/2019", "2022"], &["diff", "XAA", "2019", "2022"]),
        (&["diff", "XAA", "2019..2022"], &["diff", "XAA", "2019", "2022"]),
        (&["sources", "--edition", "xaa/2022"], &["sources", "--country", "XAA", "--edition", "2022"]),
        (&["score", "xaa/2022"], &["score", "XAA", "2022"]),
        (&["score", "XAA/2022.json", "2022"], &["score", "XAA", "2022"]),
        (&["show", "xaa/2022"], &["show", "XAA", "2022"]),
        (&["show", "dataset/assessments/XAA/2022.json"], &["show", "XAA", "2022"]),
        (&["history", "xaa/2022", "press"], &["history", "XAA", "press", "--edition", "2022"]),
        (&["diff", "xaa/2019", "XAA/2022"], &["diff", "XAA", "2019", "2022"]),
        (&["sources", "--country", "xaa/2022"], &["sources", "--country", "XAA", "--edition", "2022"]),
        (&["validate", "xaa/2022"], &["validate", "XAA/2022"]),
        (&["validate", "lao pdr", "LAO P.D.R.", "2022"], &["validate", "XAA", "2022"]),
    ];
    for (asked, meant) in same {
        assert_eq!(told(asked), told(meant), "{asked:?}");
    }
    for name in ["Lao PDR", "St. Lucia", "st lucia", "Cote d'Ivoire", "CÔTE D’IVOIRE", "Saint-Lucia"] {
        assert_eq!(told(&["score", name, "2022"]), told(&["score", "XAA", "2022"]), "{name}");
        assert_eq!(told(&["history", name]), told(&["history", "XAA"]), "{name}");
        assert_eq!(told(&["validate", name]), told(&["validate", "XAA"]), "{name}");
    }
    let refused = run(base.path(), &["show", "XAA"]);
    assert_eq!(refused.code, 2, "{}", refused.stdout);
    assert!(
        refused.stderr.contains("name the edition of XAA as well; there are: 2019, 2022"),
        "{}",
        refused.stderr
    );
}

/// A command that is told is one that works as it stands.
#[test]
fn what_cannot_be_meant_as_it_is_written_is_answered_with_a_command_that_works() {
    let base = folder(&State::base());
    commit(base.path());
    for (asked, said) in [
        (
            "score xaa/2022 2019",
            "2022 and 2019 are two editions, and one is asked for; write: cargo xtask score XAA 2022",
        ),
        (
            "score xaa/2022 1850",
            "2022 and 1850 are two editions, and one is asked for; write: cargo xtask score XAA 2022",
        ),
        ("score XAA/2022 XBB", "\"XBB\" is too much; write: cargo xtask score XAA 2022"),
        ("show 2022", "in 2022 there are: XAA, XBB; such as: cargo xtask show XBB 2022"),
        ("show xaa", "there are: 2019, 2022; such as: cargo xtask show XAA 2022"),
        ("history XAA/2022 2019", "write: cargo xtask history XAA --edition 2022"),
        (
            "sources --country xaa/2022 --edition 2019",
            "write: cargo xtask sources --country XAA --edition 2022",
        ),
        ("diff XAA", "such as: cargo xtask diff XAA 2019 2022"),
        ("diff aland/2022", "such as: cargo xtask diff XAA 2019 2022"),
        ("diff 2022", "such as: cargo xtask diff 2022 2025"),
        (
            "diff HEAD",
            "files as they are now: cargo xtask diff HEAD..; or two editions: cargo xtask diff 2019 2022",
        ),
        (
            "diff nowhere",
            "files as they are now: cargo xtask diff HEAD..; or two editions: cargo xtask diff 2019 2022",
        ),
        (
            "diff 2019..2022",
            "no revision \"2019\" in this repository; to compare the two editions: cargo xtask diff 2019 2022",
        ),
        ("diff aland/2019..XAA/2022", "to compare the two editions: cargo xtask diff XAA 2019 2022"),
        (
            "diff XAA/2019 XBB/2022",
            "\"XAA\" and \"XBB\" are two countries, and a country is compared with itself; write, such as: cargo xtask diff XAA 2019 2022",
        ),
        (
            "diff XAA HEAD..HEAD",
            "a range of commits stands alone; write: cargo xtask diff HEAD..HEAD --country XAA",
        ),
        ("changelog 2019..2022", "to compare the two editions: cargo xtask changelog --editions 2019 2022"),
    ] {
        let refused = run(base.path(), &asked.split(' ').collect::<Vec<_>>());
        assert_eq!((refused.code, &*refused.stdout), (2, ""), "{asked}: {}", refused.stderr);
        assert!(refused.stderr.contains(said), "{asked}: {}", refused.stderr);
        let commands = refused.stderr.split("cargo xtask ").skip(1);
        for command in commands.filter_map(|text| text.split([';', '\n']).next()) {
            let told = run(base.path(), &command.trim_end_matches(" or: ").split(' ').collect::<Vec<_>>());
            assert!(told.code < 2, "{asked}: {command}: {}", told.stderr);
        }
    }
    let nobody = run(base.path(), &["history", "2022"]);
    assert!(
        nobody.code == 2 && nobody.stderr.contains("cargo xtask history COUNTRY 2022"),
        "{}",
        nobody.stderr
    );
}

#[test]
fn an_argument_that_is_none_is_refused() {
    for arguments in
        [&["validate", "--frmat", "json"][..], &["validate", "--format", "xml"], &["explain"], &[]]
    {
        assert_eq!(run(&root(), arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn paths_limit_the_report_and_not_the_reading() {
    let broken = State::base()
        .edited(FILE, |file| file["stated"]["score"] = json!(45))
        .edited("dataset/assessments/XBB/2022.json", |file| file["stated"]["score"] = json!(51));
    let base = folder(&broken);
    let count = |from: &Path, path: &str| {
        let run = run(from, &["validate", path, "--format", "json"]);
        let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
        (
            run.code,
            report["summary"]["errors"].as_u64().expect("a number"),
            report["summary"]["files"].as_u64(),
        )
    };
    assert_eq!(count(base.path(), "."), (1, 2, Some(7)));
    assert_eq!(count(base.path(), "dataset/assessments/XAA"), (1, 1, Some(2)));
    assert_eq!(count(base.path(), FILE), (1, 1, Some(1)));
    assert_eq!(count(base.path(), "dataset/editions.json"), (0, 0, Some(1)));
    let below = base.path().join("dataset/assessments");
    assert_eq!(count(&below, "XBB/2022.json"), (1, 1, Some(1)), "from where one is");
    assert_eq!(count(&below, "dataset/assessments/XBB"), (1, 1, Some(2)), "or from the root");
}
