//! Many hands work on drafts at once: what Git merges alone, what it merges with the driver, and what the hook stops.

use serde_json::{Value, json};

use super::{DRAFT, NEW_DRAFT, branch, merged, value};
use crate::support::real_git::Repo;

/// Twenty corrections of different places go together under plain Git, and twenty of neighbours under the driver.
pub(super) fn forty_corrections(repo: &Repo) {
    let draft = value(repo, DRAFT);
    let ids: Vec<String> = draft["ratings"].as_object().expect("entries").keys().take(20).cloned().collect();
    for id in &ids {
        branch(repo, id, DRAFT, |file| {
            let entry = file["ratings"][id].as_object_mut().expect("an entry");
            entry.shift_remove("carried");
            let rationale = entry["rationale"].as_array_mut().expect("paragraphs");
            rationale.push(json!(format!("Somebody looked at {id} again.")));
        });
    }
    let neighbours: Vec<String> = ids.iter().map(|id| format!("new-{id}")).collect();
    for (id, name) in ids.iter().zip(&neighbours) {
        branch(repo, name, NEW_DRAFT, |file| {
            file["ratings"][id] = json!({
                "rating": "fair", "rationale": [format!("What was found of {id}.[^report]")],
                "footnotes": { "report": { "citations": [{ "source": name }] } }
            });
            file["sources"][name] = json!({ "type": "report", "title": format!("A report on {id}") });
        });
    }
    assert_eq!(merged(repo, &ids), [""; 0], "different places under plain Git");
    let before = repo.ok(&["rev-parse", "HEAD"]);
    assert_eq!(merged(repo, &neighbours[..3]).len(), 2, "neighbours conflict under plain Git");
    repo.ok(&["reset", "--quiet", "--hard", before.trim()]);
    let run = repo.xtask(&["install-git"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(merged(repo, &neighbours), [""; 0], "neighbours under the driver");
    let (corrected, new) = (value(repo, DRAFT), value(repo, NEW_DRAFT));
    for (id, name) in ids.iter().zip(&neighbours) {
        let entry = &corrected["ratings"][id];
        let last = entry["rationale"].as_array().and_then(|rationale| rationale.last());
        assert_eq!(last, Some(&json!(format!("Somebody looked at {id} again."))));
        assert!(entry.get("carried").is_none(), "{id}");
        assert_eq!(new["ratings"][id]["footnotes"]["report"]["citations"][0]["source"], name.as_str());
        assert!(new["sources"][name].is_object(), "{name}");
    }
    assert_eq!(corrected["ratings"].as_object().map(serde_json::Map::len), Some(36));
    assert_eq!(repo.xtask(&["validate"]).code, 0);
}

/// One branch takes a source away with the only entry that cites it, another cites it anew: the hook stops their merge.
pub(super) fn right_alone_and_wrong_together(repo: &Repo) {
    let draft = value(repo, DRAFT);
    let cited = |entry: &Value| -> Vec<String> {
        let footnotes = entry["footnotes"].as_object().into_iter().flatten();
        let citations =
            footnotes.flat_map(|(_, footnote)| footnote["citations"].as_array().into_iter().flatten());
        citations.filter_map(|citation| citation["source"].as_str().map(str::to_owned)).collect()
    };
    let entries = draft["ratings"].as_object().expect("entries");
    let others = |id: &str| -> Vec<String> {
        entries.iter().filter(|(other, _)| *other != id).flat_map(|(_, entry)| cited(entry)).collect()
    };
    let only_here = |id: &str, entry: &Value| -> Vec<String> {
        let elsewhere = others(id);
        cited(entry).into_iter().filter(|source| !elsewhere.contains(source)).collect()
    };
    let (gone, sources) = entries
        .iter()
        .map(|(id, entry)| (id.clone(), only_here(id, entry)))
        .find(|(_, sources)| !sources.is_empty())
        .expect("a source that is cited in one entry");
    let citing = entries.iter().rev().find(|(_, entry)| !cited(entry).is_empty()).expect("a footnote").0;
    branch(repo, "without", DRAFT, |file| {
        file["ratings"][&gone] = json!({});
        file["sources"].as_object_mut().expect("sources").retain(|id, _| !sources.contains(id));
    });
    branch(repo, "with", DRAFT, |file| {
        let footnotes = file["ratings"][citing]["footnotes"].as_object_mut().expect("footnotes");
        let footnote = footnotes.values_mut().next().expect("a footnote");
        footnote["citations"].as_array_mut().expect("citations").push(json!({ "source": sources[0] }));
    });
    for alone in ["without", "with"] {
        repo.ok(&["checkout", "--quiet", alone]);
        let told = repo.xtask(&["validate"]);
        assert_eq!(told.code, 0, "{alone}: {}", told.stdout);
    }
    let refused = repo.git(&["merge", "--no-edit", "without"]);
    assert_ne!(refused.code, 0, "{}", refused.stdout);
    assert!(refused.stderr.contains("REF003"), "{}{}", refused.stdout, refused.stderr);
    repo.ok(&["merge", "--abort"]);
    repo.ok(&["checkout", "--quiet", "main"]);
}
