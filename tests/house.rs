//! The rules of the house: layers, a sentence at the top of every file, pages that are made and not kept by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rules::Descriptor;
use rules::registry::RETIRED;
use xtask::render::explain;

use crate::support::{files_below, root};

/// The crates, from the top floor down.
const CRATES: [&str; 10] =
    ["xtask", "rules", "history", "exchange", "diff", "dataset", "bibliography", "format", "sheet", "inert"];

/// The only circle of modules: a list can hold objects, and an object lists.
const CIRCLES: [[&str; 2]; 1] = [["merge::list", "merge::members"]];

/// The folder of a crate.
fn folder(name: &str) -> PathBuf {
    root().join(if name == "xtask" { "xtask".to_owned() } else { format!("xtask/crates/{name}") })
}

/// All sources of a crate, as (path below src, text).
fn sources_of(name: &str) -> Vec<(String, String)> {
    let top = folder(name).join("src");
    let read = |file: &Path| {
        let path = file.strip_prefix(&top).expect("below src").to_str().expect("UTF-8").replace('\\', "/");
        (path, fs::read_to_string(file).expect("a source"))
    };
    files_below(&top).iter().map(|file| read(file)).collect()
}

/// All sources of the crates, as (crate and path below src, text).
fn sources() -> Vec<(String, String)> {
    let of = |name| sources_of(name).into_iter().map(move |(path, text)| (format!("{name}/{path}"), text));
    CRATES.into_iter().flat_map(of).collect()
}

/// Which of the other crates a crate's manifest names for its own code.
fn known_to(name: &str) -> BTreeSet<String> {
    let manifest = fs::read_to_string(folder(name).join("Cargo.toml")).expect("a manifest");
    let of = manifest.split("[dependencies]").nth(1).unwrap_or_default();
    let of = of.split("\n[").next().unwrap_or_default().lines();
    let names = of.filter_map(|line| line.split(['.', ' ', '=']).next());
    names.filter(|known| CRATES.contains(known)).map(str::to_owned).collect()
}

/// Cargo refuses what looks upward; this keeps the map of it true.
#[test]
fn the_map_tells_what_each_crate_knows() {
    let library = fs::read_to_string(root().join("xtask/src/lib.rs")).expect("lib.rs");
    let folders = fs::read_dir(root().join("xtask/crates")).expect("the crates").count();
    assert_eq!(folders + 1, CRATES.len(), "each crate is in the list of this test");
    for name in CRATES.into_iter().filter(|name| *name != "sheet") {
        let beginning = format!("//! | `{name}` |");
        let line = library.lines().find(|line| line.starts_with(&beginning)).expect("a row for each crate");
        let told = line.rsplit('|').nth(1).expect("a cell");
        let known = known_to(name);
        match told.trim() {
            "all" => assert!(known.len() == CRATES.len() - 2, "{name} knows {known:?}"),
            "nothing" => assert!(known.is_empty(), "{name} knows {known:?}"),
            told => {
                let told: BTreeSet<String> = told
                    .split('`')
                    .map(str::trim)
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect();
                let known: BTreeSet<String> =
                    known.into_iter().filter(|it| told.contains("inert") || it != "inert").collect();
                assert_eq!(known, told, "what {name} knows");
            }
        }
    }
    assert_eq!(known_to("sheet"), BTreeSet::from(["inert".to_owned()]));
}

/// A module, as the words of its path in its crate.
type Module = Vec<String>;

/// The modules that a file names from its own crate, as far as paths tell.
fn named(text: &str, own: &[String]) -> Vec<Module> {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut found = Vec::new();
    for (start, word) in text.match_indices("crate::").chain(text.match_indices("super::")) {
        let before = &text[..start];
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let mut rest = &text[start + word.len()..];
        let mut base =
            if word == "crate::" { Vec::new() } else { own[..own.len().saturating_sub(1)].to_vec() };
        while let Some(further) = rest.strip_prefix("super::") {
            base.pop();
            rest = further;
        }
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => {
                group.split(';').next().unwrap_or_default().split([',', '{', '}']).map(str::trim).collect()
            }
            None => vec![
                rest.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
                    .next()
                    .unwrap_or_default(),
            ],
        };
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            let words = name.split("::").filter(|word| !word.is_empty()).map(str::to_owned);
            found.push(base.iter().cloned().chain(words).collect());
        }
    }
    found
}

/// Which module of a crate uses which beside it: two modules of one folder, if anything in the one names anything in the other.
fn uses(name: &str) -> BTreeMap<Module, BTreeSet<Module>> {
    let sources = sources_of(name);
    let module = |path: &str| -> Module {
        let words = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if path == "lib.rs" || path == "main.rs" { Vec::new() } else { words }
    };
    let modules: BTreeSet<Module> = sources.iter().map(|(path, _)| module(path)).collect();
    let mut uses: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (path, text) in &sources {
        let own = module(path);
        for mut used in named(text, &own) {
            while !modules.contains(&used) && used.pop().is_some() {}
            let common = own.iter().zip(&used).take_while(|(one, other)| one == other).count();
            if common < own.len() && common < used.len() {
                uses.entry(own[..=common].to_vec()).or_default().insert(used[..=common].to_vec());
            }
        }
    }
    uses
}

/// All modules that one uses, itself or through others.
fn reached<'m>(from: &Module, uses: &'m BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'m Module> {
    let mut reached = BTreeSet::new();
    let mut left: Vec<&Module> = uses.get(from).into_iter().flatten().collect();
    while let Some(next) = left.pop() {
        if reached.insert(next) {
            left.extend(uses.get(next).into_iter().flatten());
        }
    }
    reached
}

#[test]
fn modules_form_no_circles() {
    for name in CRATES {
        let uses = uses(name);
        let all: BTreeMap<&Module, BTreeSet<&Module>> =
            uses.keys().map(|module| (module, reached(module, &uses))).collect();
        for (module, reached) in &all {
            for other in
                reached.iter().filter(|other| all.get(**other).is_some_and(|back| back.contains(module)))
            {
                let circle = [module.join("::"), other.join("::")];
                let is_known =
                    CIRCLES.iter().any(|known| known.iter().all(|it| circle.iter().any(|of| of == it)));
                assert!(
                    is_known || module == other && CIRCLES.as_flattened().contains(&&*circle[0]),
                    "{name}: {circle:?} use one another"
                );
            }
        }
    }
}

#[test]
fn only_some_modules_touch_files_and_git() {
    for (path, text) in sources() {
        let is = |names: &[&str]| names.iter().any(|name| path.starts_with(name));
        assert!(!text.contains("git2::") || is(&["history/git.rs", "history/git/"]), "{path} names git2");
        let touches = text.contains("std::fs") || text.contains("tempfile::");
        assert!(
            !touches || is(&["format/tree.rs", "xtask/commands", "sheet/main.rs"]),
            "{path} touches files"
        );
        assert!(
            !text.contains("similar::") || is(&["xtask/render", "diff/merge/list.rs"]),
            "{path} names similar"
        );
        for forbidden in ["SystemTime", "Command::new", "TcpStream", "std::env::var"] {
            assert!(!text.contains(forbidden) || is(&["sheet/main.rs"]), "{path} uses {forbidden}");
        }
    }
}

#[test]
fn every_file_begins_with_a_sentence() {
    let tests = files_below(&root().join("tests"));
    let tests = tests.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
    let tests = tests.map(|file| (file.display().to_string(), fs::read_to_string(file).expect("a source")));
    for (path, text) in sources().into_iter().chain(tests) {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! "), "{path} begins with //! and what question it answers");
        assert!(
            text.lines().count() <= 500,
            "{path} has more than 500 lines: it answers more than one question"
        );
    }
}

#[test]
fn codes_and_names_are_unique() {
    let codes: Vec<&str> = rules::all().map(|rule| rule.descriptor.code).collect();
    let names: BTreeSet<&str> = rules::all().map(|rule| rule.descriptor.name).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    assert_eq!(names.len(), codes.len());
    for rule in rules::all() {
        let descriptor = &rule.descriptor;
        for text in [descriptor.what, descriptor.why, descriptor.fix] {
            assert!(
                text.ends_with(['.', ')']),
                "{}: a sentence ends with a full stop: {text}",
                descriptor.code
            );
        }
    }
}

#[test]
fn each_rule_stands_in_the_folder_of_its_family() {
    let sources = sources_of("rules");
    for family in rules::FAMILIES {
        let beginning = format!("//! {}: ", family.prefix);
        let page = sources
            .iter()
            .find(|(path, text)| !path.contains('/') && text.starts_with(&beginning))
            .expect("a file of the family");
        let folder = page.0.trim_end_matches(".rs");
        for rule in family.all() {
            let Descriptor { code, name, .. } = &rule.descriptor;
            assert!(code.starts_with(family.prefix), "{code} is in the family {}", family.prefix);
            assert!(!RETIRED.contains(code), "{code} was used before");
            let of_code = format!("code: \"{code}\"");
            let (path, _) =
                sources.iter().find(|(_, text)| text.contains(&of_code)).expect("it is somewhere");
            let is_alone = family.rules.iter().any(|alone| alone.descriptor.code == *code);
            let file = path.strip_prefix(&format!("{folder}/")).expect("the folder of its family");
            assert!(!is_alone || file == format!("{}.rs", name.replace('-', "_")), "{code} is in {path}");
        }
    }
}

/// No rule borrows from another, and what runs them knows none: only a family names the files of its rules.
#[test]
fn only_families_name_rules() {
    let files: BTreeSet<String> = rules::all().map(|rule| rule.descriptor.name.replace('-', "_")).collect();
    let is_code = |word: &str| rules::find(word).is_some();
    for (path, text) in sources_of("rules") {
        let text = text.split("#[cfg(test)]").next().expect("the text before tests");
        let is_family =
            rules::FAMILIES.iter().any(|family| text.starts_with(&format!("//! {}: ", family.prefix)));
        for line in text.lines().filter(|line| line.starts_with("use ")) {
            let named =
                line.split(|c: char| !(c.is_alphanumeric() || c == '_')).find(|word| files.contains(*word));
            let of_library = line.starts_with("use bibliography::");
            assert!(
                is_family || of_library || named.is_none(),
                "{path} borrows from {}",
                named.unwrap_or_default()
            );
        }
        let quoted = text.split('"').skip(1).step_by(2).find(|word| is_code(word));
        assert!(
            quoted.is_none() || text.contains("code: \""),
            "{path} knows the rule {}",
            quoted.unwrap_or_default()
        );
    }
}

#[test]
fn the_page_of_rules_is_current() {
    let page = fs::read_to_string(root().join("schema/RULES.md")).unwrap_or_default().replace('\r', "");
    assert!(
        page == explain::all(),
        "schema/RULES.md is not what the rules say: cargo xtask explain --all > schema/RULES.md"
    );
}

/// `.ci/oldest` builds with the version that Cargo.toml names; the page for people names the same.
#[test]
fn the_readme_names_the_oldest_rust() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    let oldest = manifest.split("rust-version = \"").nth(1).and_then(|rest| rest.split('"').next());
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let told = format!("[Rust](https://rustup.rs) {} or newer", oldest.expect("a version"));
    assert!(readme.contains(&told), "README.md says: {told}");
}

/// Command lines in the Markdown parse, so that no page tells people what does not work.
#[test]
fn every_command_line_in_the_pages_parses() {
    let mut count = 0;
    let pages =
        ["README.md", "CONTRIBUTING.md", "RELEASING.md", "schema/RULES.md"].map(|page| root().join(page));
    for page in pages.into_iter().chain(files_below(&root().join("docs"))) {
        let text = fs::read_to_string(&page).unwrap_or_else(|_| panic!("{page:?} is there"));
        for line in text.split(['\n', '`']).filter_map(|line| line.trim().strip_prefix("cargo xtask ")) {
            let words = line.split(['>', '|']).next().expect("a word").split_whitespace();
            let filled = words.map(|word| match word {
                "COUNTRY" => "KHM",
                "EDITION" => "2022",
                "CODE" => "CIT002",
                word => word,
            });
            let line: Vec<&str> = std::iter::once("xtask").chain(filled).collect();
            let parsed = <xtask::commands::Cli as clap::Parser>::try_parse_from(&line);
            let refused = parsed.err().filter(|error| error.kind() != clap::error::ErrorKind::DisplayHelp);
            assert!(refused.is_none(), "{page:?}: {line:?}: {}", refused.expect("an error"));
            count += 1;
        }
    }
    assert!(count > 5, "the pages tell how to use the tool");
}
