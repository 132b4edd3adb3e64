//! `release`: the least version, the files that are made for it, and the check of what was made.

use std::fs;

use serde_json::{Value, json};

use crate::support::real_git::{FILE, Repo};
use crate::support::{State, root, run};

const EDITIONS: &str = "dataset/editions.json";
const FRAMEWORK: &str = "dataset/frameworks/base-2019.json";
const ABOUT: &str = "dataset/about.json";

/// The small dataset, which says what it is.
fn base() -> State {
    let mut state = State::base();
    let about = json!({
        "$schema": "../schema/about.schema.json", "title": "The title", "licence": "CC-BY-4.0",
        "creators": [{ "literal": "A group" }]
    });
    state.files.insert(ABOUT.to_owned(), about.to_string().into_bytes());
    state.edited(ABOUT, |_| {})
}

/// A repository in which version 1.0.0 of the small dataset has been released.
fn released() -> Repo {
    let repo = Repo::new();
    repo.commit("The data", &base());
    release(&repo, "1.0.0", "2026-01-10");
    repo
}

/// Prepares a release, and makes it as the program says.
fn release(repo: &Repo, version: &str, day: &str) {
    let run = repo.xtask(&["release", "--today", day]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.contains(&format!("The next release is {version}.\n")), "{}", run.stdout);
    repo.ok(&["add", "--all"]);
    repo.ok(&["commit", "--quiet", "--no-verify", "--message", &format!("Release {version}")]);
    let tag = format!("v{version}");
    checked(repo, 0);
    repo.ok(&["tag", "--annotate", &tag, "--message", &tag]);
    checked(repo, 0);
}

/// What the check says, which ends so.
fn checked(repo: &Repo, code: i32) -> String {
    let run = repo.xtask(&["release", "--check"]);
    assert_eq!((run.code, run.stderr.as_str()), (code, ""), "{}", run.stdout);
    run.stdout
}

/// The state of the working tree with a file of it changed, committed.
fn change(repo: &Repo, path: &str, edit: impl FnOnce(&mut Value)) {
    let mut state = base();
    state.files.insert(ABOUT.to_owned(), repo.read(ABOUT).into_bytes());
    repo.commit("A change", &state.edited(path, edit));
}

#[test]
fn citation_file_says_what_is_said_of_the_dataset() {
    let run = run(&root(), &["fmt", "--check"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    let repo = released();
    let written = repo.read("CITATION.cff");
    insta::assert_snapshot!(written, @r#"
    # Made from dataset/about.json by cargo xtask fmt. Change it there.
    cff-version: "1.2.0"
    type: dataset
    title: The title
    message: If you use this dataset, please cite it as below.
    version: "1.0.0"
    date-released: "2026-01-10"
    license: CC-BY-4.0
    authors:
    - name: A group
    "#);
    change(&repo, ABOUT, |about| {
        about["creators"] = json!([{ "family": "Family", "given": "Given", "non-dropping-particle": "de" }])
    });
    let told = repo.xtask(&["fmt", "--check"]);
    assert_eq!(told.code, 1);
    assert!(
        told.stdout.contains("CITATION.cff") && told.stdout.contains("run cargo xtask fmt"),
        "{}",
        told.stdout
    );
    assert_eq!(repo.xtask(&["fmt"]).code, 0);
    let written = repo.read("CITATION.cff");
    assert!(
        written.ends_with("authors:\n- family-names: Family\n  name-particle: de\n  given-names: Given\n"),
        "{written}"
    );
}

#[test]
fn a_release_follows_another_and_the_changelog_holds_both() {
    let repo = released();
    assert!(checked(&repo, 0).contains("Version 1.0.0, CHANGELOG.md and CITATION.cff suit."));
    let first = repo.read("CHANGELOG.md");
    let again = repo.xtask(&["release"]);
    let nothing = "v1.0.0 is this commit already; there is nothing to release.\n";
    assert_eq!((again.code, again.stdout.as_str(), again.stderr.as_str()), (0, nothing, ""));
    let other = repo.xtask(&["changelog", "v1.0.0..HEAD", "--check"]);
    assert_eq!((other.code, other.stdout.as_str()), (2, ""), "what changelog prints is another file");
    assert!(other.stderr.contains("to check it: cargo xtask release --check"), "{}", other.stderr);
    change(&repo, FILE, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    let told = checked(&repo, 1);
    assert!(told.contains("has been released already, as v1.0.0; the next is 1.1.0 at least"), "{told}");
    release(&repo, "1.1.0", "2026-02-11");
    let both = repo.read("CHANGELOG.md");
    insta::assert_snapshot!("release-changelog", no_ids(&both));
    let (_, sections) = first.split_once("\n## ").expect("a section");
    assert!(both.ends_with(&format!("\n## {sections}")), "what was said of the first release stays");
    assert!(repo.read("CITATION.cff").contains("version: \"1.1.0\"\ndate-released: \"2026-02-11\"\n"));

    // At an older tag the check is of that release, whatever came later.
    repo.ok(&["checkout", "--quiet", "v1.0.0"]);
    assert!(checked(&repo, 0).contains("Version 1.0.0"));
    // The sections of releases that had no such file are made anew.
    repo.ok(&["checkout", "--quiet", "main"]);
    fs::remove_file(repo.root.join("CHANGELOG.md")).expect("it is there");
    repo.ok(&["commit", "--quiet", "--all", "--no-verify", "--message", "Lose it"]);
    repo.ok(&["tag", "--force", "v1.1.0"]);
    change(&repo, FILE, |file| {
        file["ratings"]["press"]["rating"] = json!("fair");
        file["overview"] = json!(["Other words."]);
    });
    fs::remove_file(repo.root.join("CHANGELOG.md")).ok();
    let run = repo.xtask(&["release", "--today", "2026-03-12"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let all = repo.read("CHANGELOG.md");
    let versions: Vec<&str> = all.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(versions, ["## 1.1.1 (2026-03-12)", "## 1.1.0 (2026-02-11)", "## 1.0.0 (2026-01-10)"]);
}

/// The ids of commits, which depend on what else is in the repository, as one word.
fn no_ids(text: &str) -> String {
    let is_id = |word: &str| word.len() == 10 && word.chars().all(|c| c.is_ascii_hexdigit());
    text.split('`').map(|part| if is_id(part) { "COMMIT" } else { part }).collect::<Vec<_>>().join("`")
}

#[test]
fn each_change_asks_for_its_part_of_the_version() {
    type Edit = fn(&mut Value);
    let cases: [(&str, &str, Edit, &str); 14] = [
        ("another rating", FILE, |it| it["ratings"]["press"]["rating"] = json!("fair"), "1.1.0"),
        ("another direction", FILE, |it| it["ratings"]["press"]["change"] = json!("decrease"), "1.1.0"),
        ("another stated score", FILE, |it| it["stated"]["score"] = json!(45), "1.1.0"),
        ("another status", FILE, |it| it["status"] = json!("draft"), "1.1.0"),
        ("other words", FILE, |it| it["ratings"]["press"]["rationale"] = json!(["Other words."]), "1.0.1"),
        (
            "another address",
            FILE,
            |it| it["sources"]["report-2022"]["URL"] = json!("https://example.org/else"),
            "1.0.1",
        ),
        (
            "a source less",
            FILE,
            |it| drop(it["sources"].as_object_mut().expect("sources").shift_remove("news-2022")),
            "1.0.1",
        ),
        (
            "an entry less",
            FILE,
            |it| drop(it["ratings"].as_object_mut().expect("ratings").shift_remove("press")),
            "2.0.0",
        ),
        ("an edition closed", EDITIONS, |it| it["editions"]["2022"]["status"] = json!("open"), "1.1.0"),
        (
            "another edition before",
            EDITIONS,
            |it| drop(it["editions"]["2022"].as_object_mut().expect("it").shift_remove("previous")),
            "2.0.0",
        ),
        ("other points", FRAMEWORK, |it| it["scale"]["weak"]["points"] = json!(2), "2.0.0"),
        ("another title of a level", FRAMEWORK, |it| it["scale"]["weak"]["title"] = json!("Feeble"), "1.0.1"),
        (
            "an indicator in another area",
            FRAMEWORK,
            |it| {
                let areas: Vec<String> = it["areas"].as_object().expect("areas").keys().cloned().collect();
                let area = it["indicators"]["press"]["area"].as_str().expect("an area").to_owned();
                it["indicators"]["press"]["area"] =
                    json!(areas.iter().find(|other| **other != area).expect("another"));
            },
            "2.0.0",
        ),
        ("another title of the dataset", ABOUT, |it| it["title"] = json!("Another title"), "1.0.1"),
    ];
    let repo = released();
    for (name, path, edit, version) in cases {
        change(&repo, path, edit);
        let told = checked(&repo, 1);
        let asked = told.contains(&format!("so for {version} at least"));
        assert!(asked, "{name}: {told}");
        assert!(
            told.lines().nth(1).is_some_and(|line| line.starts_with("  ")),
            "{name}: which change asks: {told}"
        );
        repo.ok(&["reset", "--quiet", "--hard", "v1.0.0"]);
    }
}

#[test]
fn corrections_are_listed_on_their_own() {
    let repo = released();
    change(&repo, FILE, |file| {
        let entry = &mut file["ratings"]["press"];
        entry["rating"] = json!("fair");
        entry["errata"] = json!({ "2026-02-01": {
            "kind": "rating", "from": "strong", "to": "fair", "reason": "transcription", "note": "A slip of the copy."
        } });
    });
    release(&repo, "1.1.0", "2026-02-11");
    let changelog = repo.read("CHANGELOG.md");
    let (_, errata) = changelog.split_once("### Errata\n\n").unwrap_or_else(|| panic!("{changelog}"));
    let lines: Vec<&str> = errata.lines().take_while(|line| line.starts_with("- ")).collect();
    let [line] = lines.as_slice() else { panic!("{changelog}") };
    assert!(
        line.starts_with("- Aland (XAA) 2022, Keep the press free: ") && line.contains("A slip of the copy"),
        "{line}"
    );
}

#[test]
fn an_assessment_that_comes_is_minor_and_one_that_goes_is_major() {
    let repo = released();
    let gone = "dataset/assessments/XBB/2022.json";
    repo.ok(&["rm", "--quiet", gone]);
    repo.ok(&["commit", "--quiet", "--no-verify", "--message", "Withdraw it"]);
    assert!(checked(&repo, 1).contains("ask for MAJOR, so for 2.0.0 at least"));
    release(&repo, "2.0.0", "2026-02-11");
    repo.ok(&["checkout", "--quiet", "v1.0.0", "--", gone]);
    repo.ok(&["commit", "--quiet", "--no-verify", "--message", "Enter it again"]);
    assert!(checked(&repo, 1).contains("ask for MINOR, so for 2.1.0 at least"));
}

#[test]
fn schemas_are_relied_upon_as_well() {
    let repo = released();
    let schema = root().join("schema/assessment.schema.json");
    let mut schema: Value = serde_json::from_slice(&fs::read(schema).expect("a schema")).expect("JSON");
    let write = |schema: &Value| {
        fs::create_dir_all(repo.root.join("schema")).expect("a folder");
        repo.write("schema/assessment.schema.json", &schema.to_string());
        repo.ok(&["add", "--all"]);
        repo.ok(&["commit", "--quiet", "--no-verify", "--message", "The schema"]);
    };
    write(&schema);
    assert!(
        checked(&repo, 1).contains("No data changed since v1.0.0."),
        "one that was not there before is no change"
    );
    release(&repo, "1.0.1", "2026-02-11");
    schema["properties"]["weather"] = json!({ "type": "string" });
    write(&schema);
    assert!(checked(&repo, 1).contains("so for 1.1.0 at least"));
    release(&repo, "1.1.0", "2026-03-11");
    schema["properties"].as_object_mut().expect("properties").shift_remove("weather");
    write(&schema);
    let told = checked(&repo, 1);
    assert!(told.contains("so for 2.0.0 at least") && told.contains("the field /weather is gone"), "{told}");
}

#[test]
fn what_is_written_by_hand_is_held_against_the_changes() {
    let repo = released();
    change(&repo, FILE, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    let by_hand = |version: &str| {
        let about = repo.read(ABOUT);
        let mut about: Value = serde_json::from_str(&about).expect("JSON");
        about["version"] = json!(version);
        repo.write(ABOUT, &format!("{}\n", serde_json::to_string_pretty(&about).expect("JSON")));
    };
    by_hand("1.0.1");
    let told = checked(&repo, 1);
    assert!(told.contains("the version 1.0.1 in dataset/about.json is too low: what changed since v1.0.0 asks for 1.1.0 at least"), "{told}");
    by_hand("3.0.0");
    let told = checked(&repo, 1);
    assert!(
        told.contains("CHANGELOG.md is not what would be written now")
            && told.contains("CITATION.cff is not what"),
        "{told}"
    );
    release(&repo, "3.0.0", "2026-02-11");
    // A tag of another version than the data says.
    repo.ok(&["tag", "v3.1.0"]);
    assert!(checked(&repo, 1).contains("the tag v3.1.0 is of another version than dataset/about.json says"));
    repo.ok(&["tag", "--delete", "v3.1.0"]);
    // A word in an old section.
    let changelog = repo.read("CHANGELOG.md");
    repo.write("CHANGELOG.md", &changelog.replace("The first release.", "The very first release."));
    assert!(checked(&repo, 1).contains("CHANGELOG.md is not what would be written now"));
}

#[test]
fn only_stable_tags_are_a_base_unless_another_is_named() {
    let repo = released();
    change(&repo, FILE, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    for tag in ["v1.1.0-rc.1", "latest", "v9", "v2.0"] {
        repo.ok(&["tag", tag]);
    }
    change(&repo, FILE, |file| file["overview"] = json!(["Other words."]));
    assert!(checked(&repo, 1).contains("The changes since v1.0.0 ask for PATCH"));
    // What may be done with the data is part of what people rely on.
    change(&repo, ABOUT, |about| about["licence"] = json!("CC0-1.0"));
    let told = checked(&repo, 1);
    assert!(told.contains("The changes since v1.0.0 ask for MAJOR") && told.contains("licence"), "{told}");
    let named = repo.xtask(&["release", "--check", "--since", "v1.1.0-rc.1"]);
    assert!(
        named.stdout.contains("The changes since v1.1.0-rc.1 ask for"),
        "{}{}",
        named.stdout,
        named.stderr
    );
    let nowhere = repo.xtask(&["release", "--since", "v0.9.0"]);
    assert_eq!((nowhere.code, nowhere.stdout.as_str()), (2, ""));
    assert!(nowhere.stderr.contains("there is no revision \"v0.9.0\""), "{}", nowhere.stderr);
}

#[test]
fn what_is_not_committed_is_in_no_release() {
    let repo = released();
    let text = repo.read(FILE);
    repo.write(FILE, &text.replace("courts in 2022", "courts that year"));
    let refused = repo.xtask(&["release"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("the data differs from what was committed last"), "{}", refused.stderr);
    repo.write(FILE, &text);
    fs::remove_file(repo.root.join(ABOUT)).expect("it is there");
    let refused = repo.xtask(&["release", "--check"]);
    assert_eq!(refused.code, 2, "{}", refused.stdout);
}

#[test]
fn notes_are_written_whole_and_as_much_as_goes_in() {
    let repo = released();
    change(&repo, FILE, |file| {
        for nth in 0..2_000 {
            let title = format!("A report of some length, with the number {nth} and no other virtue");
            file["sources"][format!("report-{nth:04}")] = json!({ "type": "report", "title": title });
        }
    });
    let run = repo.xtask(&["release", "--today", "2026-02-11", "--notes-to", "notes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (notes, whole) = (repo.read("notes/notes.md"), repo.read("notes/CHANGES-1.0.1.md"));
    assert!(whole.chars().count() > 125_000 && notes.chars().count() <= 125_000, "{}", whole.chars().count());
    assert!(
        notes.ends_with("All of them are in the attached file `CHANGES-1.0.1.md`.\n"),
        "{}",
        &notes[notes.len() - 200..]
    );
    assert!(repo.read("CHANGELOG.md").contains(&whole), "the whole is the section");
    assert!(whole.starts_with("## 1.0.1 (2026-02-11)\n"), "{}", &whole[..100]);
}

/// Notes are written as a whole, and not over what is protected.
#[test]
fn notes_that_cannot_be_written_leave_what_is_there() {
    let repo = released();
    change(&repo, FILE, |file| file["overview"] = json!(["Other words."]));
    let release = ["release", "--today", "2026-02-11", "--notes-to", "notes"];
    assert_eq!(repo.xtask(&release).code, 0);
    let written = repo.read("notes/notes.md");
    let protect = |is_readonly: bool| {
        let file = repo.root.join("notes/notes.md");
        let mut permissions = fs::metadata(&file).expect("it is there").permissions();
        permissions.set_readonly(is_readonly);
        fs::set_permissions(&file, permissions).expect("can be set");
    };
    protect(true);
    assert_eq!(repo.xtask(&release).code, 0, "what says so already is left alone");
    repo.ok(&["checkout", "--quiet", "--", "."]);
    change(&repo, FILE, |file| file["overview"] = json!(["Once more other words."]));
    change(&repo, FILE, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    let refused = repo.xtask(&release);
    assert_eq!(refused.code, 2, "{}", refused.stdout);
    let told = "notes.md cannot be written: it is write-protected";
    assert!(refused.stderr.contains(told), "{}", refused.stderr);
    assert_eq!(repo.read("notes/notes.md"), written);
    let names = fs::read_dir(repo.root.join("notes")).expect("a folder").count();
    assert_eq!(names, 2, "nothing is left beside it");
    protect(false);
    assert_eq!(repo.xtask(&release).code, 0);
    assert_ne!(repo.read("notes/notes.md"), written);
}
