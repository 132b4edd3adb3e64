//! `edition`: begins and ends a round of assessments in the register of editions.

mod close;
mod open;

use std::path::Path;

use clap::Subcommand;

use super::Outcome;
use super::new::{parsed, whole};
use bibliography::date::Day;
use bibliography::erratum::{ErratumKind, free_name};
use dataset::schema::{EDITIONS, Kind};
use dataset::{Registers, canonical};
use format::json::{Json, Member};
use format::pointer::Pointer;
use format::tree::Tree;

/// What can be done to an edition.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Begin an edition: enter it in dataset/editions.json, and begin drafts if asked
    Open(open::Arguments),
    /// End an edition once nothing is left to do in it: finished drafts become what they are, and the edition is closed
    Close(close::Arguments),
}

/// Does it.
pub(super) fn run(named: Option<&Path>, verb: &Verb) -> anyhow::Result<Outcome> {
    match verb {
        Verb::Open(arguments) => open::run(named, arguments),
        Verb::Close(arguments) => close::run(named, arguments),
    }
}

/// The register of editions with its entries changed; nothing is written.
///
/// # Errors
/// A register that cannot be read completely.
fn register(
    tree: &Tree,
    registers: &Registers,
    edit: impl for<'e> FnOnce(&mut Vec<Member<'e>>),
) -> anyhow::Result<String> {
    whole(registers.editions.as_ref(), EDITIONS)?;
    let bytes = tree.read(EDITIONS)?;
    let mut root = parsed(&bytes, EDITIONS)?;
    if let Some(Json::Object(editions)) = root.at_mut(&Pointer::of(["editions"])) {
        edit(editions);
    }
    Ok(canonical::write(&root, Kind::Editions.schema().shape(), &[]))
}

/// Puts a value at a name; the layout of files gives each its place.
fn put<'j>(members: &mut Vec<Member<'j>>, name: &'static str, value: Json<'j>) {
    match members.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = value,
        None => members.push((name.into(), value)),
    }
}

/// Records that a status has come back, where an erratum says that it had been left.
fn record_status(members: &mut [Member<'_>], status: &str, today: Day) {
    let Some((_, Json::Object(errata))) = members.iter_mut().find(|(name, _)| name == "errata") else {
        return;
    };
    let word = |erratum: &Json<'_>, field: &str| erratum.get(field).and_then(Json::as_str).map(str::to_owned);
    let of_status = ErratumKind::Status.id();
    let reopened = errata.iter().filter(|(_, erratum)| word(erratum, "kind").as_deref() == Some(of_status));
    let last = reopened.max_by(|(one, _), (other, _)| one.cmp(other));
    let from = last.and_then(|(_, erratum)| word(erratum, "to")).filter(|from| from != status);
    let name = free_name(today, |name| errata.iter().any(|(known, _)| known == name));
    if let (Some(from), Some(name)) = (from, name) {
        let fields = [
            ("kind", of_status),
            ("from", &from),
            ("to", status),
            ("reason", "reopening"),
            ("note", "What it was reopened for is done."),
        ];
        let fields = fields.map(|(field, value)| (field.into(), text(value)));
        errata.push((name.into(), Json::Object(fields.into())));
    }
}

fn text<'j>(text: impl Into<String>) -> Json<'j> {
    Json::String(text.into().into())
}

fn list<'j>(codes: impl IntoIterator<Item = String>) -> Json<'j> {
    Json::Array(codes.into_iter().map(text).collect())
}
