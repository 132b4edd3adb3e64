//! What readers have of closed editions is not rewritten in silence, whatever it is; what says nothing else to them is free.

use std::fs;

use serde_json::{Map, Value, json};

use super::corrections::DAY;
use super::{DRAFT, KHM_2022, NEW_DRAFT, TODAY, edit, keep, value};
use crate::support::real_git::Repo;

const EDITIONS: &str = "dataset/editions.json";
const COUNTRIES: &str = "dataset/countries.json";
const FRAMEWORK: &str = "dataset/frameworks/apr2p-2019.json";

/// An entry of edition 2022 that rests on a source of its own.
const ENTRY: &str = "protection-from-atrocity-crimes";
const SOURCE: &str = "flyne-vantha-land-grab";
const FOOTNOTE: &str = "land-grabbing";

/// A rewrite: the file, what is done to it, and the code and the place that refuse it.
type Rewrite = (&'static str, fn(&mut Value), &'static str, &'static str);

fn group(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("a group")
}

fn without(value: &mut Value, member: &str) {
    group(value).shift_remove(member).expect("it was there");
}

/// What an assessment says.
const ASSESSMENT: [Rewrite; 17] = [
    (
        KHM_2022,
        |file| {
            let entry = &mut file["ratings"][ENTRY];
            entry["rating"] = json!("fair");
            entry["rationale"] = json!(["It fell.[^land-grabbing][^covid-19-response]"]);
        },
        "CHG001",
        "/ratings/protection-from-atrocity-crimes/rating",
    ),
    (
        KHM_2022,
        |file| file["ratings"][ENTRY]["change"] = json!("unchanged"),
        "CHG010",
        "/ratings/protection-from-atrocity-crimes/change",
    ),
    (
        KHM_2022,
        |file| {
            let rationale = file["ratings"][ENTRY]["rationale"][0].as_str().expect("a paragraph");
            file["ratings"][ENTRY]["rationale"] =
                json!([rationale.replace("no other country", "any country")]);
        },
        "CHG010",
        "/ratings/protection-from-atrocity-crimes/rationale",
    ),
    (
        KHM_2022,
        |file| drop(file["overview"].as_array_mut().expect("paragraphs").pop()),
        "CHG010",
        "/overview",
    ),
    (KHM_2022, |file| without(file, "overview"), "CHG010", "/overview"),
    (KHM_2022, |file| file["stated"]["score"] = json!(36), "CHG010", "/stated/score"),
    (KHM_2022, |file| without(&mut file["stated"], "difference"), "CHG010", "/stated/difference"),
    (
        KHM_2022,
        |file| file["sources"][SOURCE]["title"] = json!("Another work"),
        "CHG010",
        "/sources/flyne-vantha-land-grab/title",
    ),
    (
        KHM_2022,
        |file| file["sources"][SOURCE]["issued"] = json!({ "date-parts": [[2019]] }),
        "CHG010",
        "/sources/flyne-vantha-land-grab/issued",
    ),
    (
        KHM_2022,
        |file| {
            without(&mut file["sources"], SOURCE);
            let entry = &mut file["ratings"][ENTRY];
            without(&mut entry["footnotes"], FOOTNOTE);
            let rationale = entry["rationale"][0].as_str().expect("a paragraph");
            entry["rationale"] = json!([rationale.replace("[^land-grabbing]", "")]);
        },
        "CHG007",
        "/ratings/protection-from-atrocity-crimes",
    ),
    (
        KHM_2022,
        |file| {
            let footnote = &mut file["ratings"][ENTRY]["footnotes"][FOOTNOTE];
            footnote["citations"][0]["source"] = json!("dccam-genocide-education");
        },
        "CHG010",
        "/ratings/protection-from-atrocity-crimes/footnotes/land-grabbing/citations",
    ),
    (
        KHM_2022,
        |file| {
            let footnote = &mut file["ratings"][ENTRY]["footnotes"][FOOTNOTE];
            footnote["comment"] = json!("This was denied.");
        },
        "CHG010",
        "/ratings/protection-from-atrocity-crimes/footnotes/land-grabbing/comment",
    ),
    (
        KHM_2022,
        |file| {
            let votes = &mut file["ratings"]["leverage-existing-mechanisms"]["votes"];
            votes["A/RES/73/172"]["vote"] = json!("no");
        },
        "CHG010",
        "/ratings/leverage-existing-mechanisms/votes/A~1RES~173~1172/vote",
    ),
    (KHM_2022, |file| file["status"] = json!("draft"), "CHG013", "/status"),
    (DRAFT, |file| file["status"] = json!("published"), "CHG010", "/status"),
    (
        KHM_2022,
        |file| file["ratings"][ENTRY]["errata"][DAY]["note"] = json!("Nothing was misread."),
        "CHG011",
        "/ratings/protection-from-atrocity-crimes/errata/2026-02-11",
    ),
    (
        KHM_2022,
        |file| without(&mut file["ratings"][ENTRY], "errata"),
        "CHG011",
        "/ratings/protection-from-atrocity-crimes/errata",
    ),
];

/// What the registers and the instrument say.
const REGISTERS: [Rewrite; 14] = [
    (
        COUNTRIES,
        |file| file["countries"]["KHM"]["name"] = json!("Kingdom of Cambodia"),
        "CHG010",
        "/countries/KHM/name",
    ),
    (
        FRAMEWORK,
        |file| file["areas"]["basic-compliance"]["title"] = json!("Full Compliance"),
        "CHG010",
        "/areas/basic-compliance",
    ),
    (
        FRAMEWORK,
        |file| file["indicators"][ENTRY]["title"] = json!("Protect nobody"),
        "CHG010",
        "/indicators/protection-from-atrocity-crimes/title",
    ),
    (
        FRAMEWORK,
        |file| {
            let area = file["indicators"]["veto-restraint"]["area"].clone();
            file["indicators"][ENTRY]["area"] = area;
        },
        "CHG010",
        "/indicators/protection-from-atrocity-crimes/area",
    ),
    (FRAMEWORK, |file| without(&mut file["indicators"], ENTRY), "CHG006", "/indicators"),
    (
        FRAMEWORK,
        |file| file["scale"]["weak"]["title"] = json!("Rather Strong"),
        "CHG010",
        "/scale/weak/title",
    ),
    (
        FRAMEWORK,
        |file| file["scale"]["very-strong"]["points"] = json!(5),
        "CHG010",
        "/scale/very-strong/points",
    ),
    (
        FRAMEWORK,
        |file| file["scale"]["absent"] = json!({ "title": "Absent", "points": 0 }),
        "CHG010",
        "/scale/absent/points",
    ),
    (FRAMEWORK, |file| file["scoring"]["out_of"] = json!(50), "CHG010", "/scoring/out_of"),
    (EDITIONS, |file| file["editions"]["2026"]["title"] = json!("Another"), "CHG010", "/editions/2026/title"),
    (
        EDITIONS,
        |file| file["editions"]["2026"]["published"] = json!("2026-02-09"),
        "CHG010",
        "/editions/2026/published",
    ),
    (
        EDITIONS,
        |file| without(&mut file["editions"]["2022"], "previous"),
        "CHG010",
        "/editions/2022/previous",
    ),
    (EDITIONS, |file| file["editions"]["2026"]["status"] = json!("open"), "CHG013", "/editions/2026/status"),
    (EDITIONS, |file| without(&mut file["editions"], "2026"), "CHG005", "/editions"),
];

/// A refusal: its code, the file and the place.
type Found = (String, String, String);

fn found(code: &str, path: &str, place: &str) -> Found {
    (code.to_owned(), path.to_owned(), place.to_owned())
}

/// What refuses the working tree as a change of what was committed last.
fn refused(repo: &Repo) -> Vec<Found> {
    let run = repo.xtask(&["validate", "--base", "HEAD", "--format", "json", TODAY[0], TODAY[1]]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let all = report["diagnostics"].as_array().expect("a list").iter();
    let refusals = all.filter(|found| {
        let code = found["code"].as_str().expect("a code");
        // Of a country that is gone the rule on codes tells; of all else the rules on changes do.
        code.starts_with("CHG") || code == "REF006"
    });
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let told: Vec<_> =
        refusals.map(|found| (text(&found["code"]), text(&found["path"]), text(&found["pointer"]))).collect();
    assert_eq!(run.code, i32::from(!told.is_empty()), "{told:?}: {}", run.stdout);
    told
}

fn put_back(repo: &Repo) {
    repo.ok(&["reset", "--quiet", "--hard"]);
    repo.ok(&["clean", "--quiet", "--force", "-d"]);
}

/// Each kind of rewrite is refused alone, by its own code and at its own place.
pub(super) fn each_kind_is_refused(repo: &Repo) {
    let mut missed = Vec::new();
    for (path, rewrite, code, place) in ASSESSMENT.into_iter().chain(REGISTERS) {
        edit(repo, path, rewrite);
        let told = refused(repo);
        if told != [found(code, path, place)] {
            missed.push(format!("{code} {path} {place}: {told:?}"));
        }
        put_back(repo);
    }
    assert_eq!(missed, [""; 0], "{missed:#?}");
    edit(repo, COUNTRIES, |file| without(&mut file["countries"], "FJI"));
    let uses = [(NEW_DRAFT, "/country"), (EDITIONS, "/editions/2026/countries/0")];
    assert_eq!(
        refused(repo),
        uses.map(|(path, place)| found("REF006", path, place)),
        "a country is taken out"
    );
    put_back(repo);
    fs::remove_file(repo.root.join(KHM_2022)).expect("it is there");
    assert_eq!(refused(repo), [found("CHG004", KHM_2022, "")], "an assessment is deleted");
    put_back(repo);
    // A country that was left out comes later.
    let late = "dataset/assessments/TON/2026.json";
    fs::create_dir_all(repo.root.join("dataset/assessments/TON")).expect("a folder");
    repo.write(late, &repo.read(NEW_DRAFT).replace("\"FJI\"", "\"TON\""));
    assert_eq!(refused(repo), [found("CHG010", late, "")], "an assessment is added");
    put_back(repo);
}

/// A moved address, an archived copy, another name of a country, a remark more and the layout need no erratum; another remark and
/// a note do.
pub(super) fn what_needs_no_erratum_is_accepted(repo: &Repo) {
    let address = "https://news.example/moved";
    edit(repo, KHM_2022, |file| {
        let source = &mut file["sources"][SOURCE];
        source["URL"] = json!(address);
        source["custom"] = json!({
            "archive_url": format!("https://web.archive.org/web/20230102000000/{address}"),
            "archive_date": "2023-01-02",
        });
    });
    edit(repo, COUNTRIES, |file| file["countries"]["FJI"]["names"]["Republic of Fiji"] = json!(["A test"]));
    edit(repo, KHM_2022, |file| {
        file["remarks"]["short"] =
            json!({ "about": ["/overview/3"], "text": "The annex gives no source for this." });
    });
    assert_eq!(refused(repo), []);
    keep(repo, "What says nothing else");
    edit(repo, KHM_2022, |file| {
        file["remarks"]["short"]["text"] = json!("The annex gives a source for this.")
    });
    edit(repo, EDITIONS, |file| file["editions"]["2026"]["note"] = json!("It was made here."));
    assert_eq!(
        refused(repo),
        [found("CHG010", KHM_2022, "/remarks/short"), found("CHG010", EDITIONS, "/editions/2026/note")]
    );
    put_back(repo);
    let laid_out = repo.read(KHM_2022);
    let odd = serde_json::to_string(&value(repo, KHM_2022)).expect("JSON");
    repo.write(KHM_2022, &odd);
    keep(repo, "Another layout");
    assert_eq!(repo.xtask(&["fmt"]).code, 0);
    assert_eq!(repo.read(KHM_2022), laid_out);
    assert_eq!(refused(repo), []);
    keep(repo, "The standard layout");
}

/// What came to main past its check, two commits ago, is found against the last release.
pub(super) fn a_slip_is_found_against_the_last_release(repo: &Repo) {
    edit(repo, KHM_2022, |file| file["sources"][SOURCE]["title"] = json!("Another work"));
    keep(repo, "Past the check");
    edit(repo, COUNTRIES, |file| file["countries"]["FJI"]["names"]["The Fijis"] = json!(["A test"]));
    keep(repo, "Something else");
    let judged = |since: &[&str]| repo.xtask(&[&["validate"], since, &TODAY].concat());
    assert_eq!(judged(&["--base", "HEAD~1"]).code, 0);
    let found = judged(&["--since-release"]);
    assert_eq!((found.code, found.stderr.as_str()), (1, ""), "{}", found.stdout);
    let told = "error[CHG010]: what is said of the source \"flyne-vantha-land-grab\" changed";
    assert!(found.stdout.contains(told), "{}", found.stdout);
}
