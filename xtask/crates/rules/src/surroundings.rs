//! Where rules could look: whether a rule that found nothing at a place is to be believed, or may have been kept from finding it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::context::AssessmentContext;
use crate::descriptor::{Codes, Sight};
use crate::findings::StandingFinding;
use dataset::assessment_id::country_of_file;
use dataset::{Damage, Registers};
use format::diagnostic::Severity;
use format::near::nearest;
use format::pointer::Pointer;

/// What stands against a dataset, by where it may keep rules from looking.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// The codes of the rules.
    codes: &'static Codes,
    /// Whether something is wrong with a register, an instrument, or a file that may be one of them.
    are_registers_faulty: bool,
    /// The codes of the errors in the files of each country.
    countries: HashMap<&'a str, BTreeSet<&'a str>>,
    files: HashMap<&'a str, FileFaults<'a>>,
}

/// What stands against a file.
#[derive(Debug, Default)]
struct FileFaults<'a> {
    /// Whether the file as such, a field of its root or one of its exceptions is at fault. What is misspelt there can be the
    /// name of anything.
    is_root_faulty: bool,
    /// The parts in which something is at fault or reported.
    parts: HashSet<&'a str>,
    /// The names of what is at fault as a whole, by the field of the root that holds it; a name near to one may be the right
    /// one, and rules are silent on it.
    names: HashMap<Cow<'a, str>, Vec<Cow<'a, str>>>,
    /// The codes of what is reported and could be excepted.
    reported: HashSet<&'a str>,
}

impl<'a> Surroundings<'a> {
    /// Takes up what could not be read of registers and, by path, of assessments, and what all rules but those on exceptions
    /// have said and the data does not except.
    pub fn new(
        registers: &'a Registers,
        damaged: impl Iterator<Item = (&'a str, &'a Damage)>,
        codes: &'static Codes,
        standing: impl Iterator<Item = StandingFinding<'a>>,
    ) -> Self {
        let mut surroundings =
            Self { codes, are_registers_faulty: false, countries: HashMap::new(), files: HashMap::new() };
        damaged.for_each(|(path, damage)| surroundings.add_damage(path, damage));
        registers.frameworks.iter().for_each(|file| surroundings.add_damage(&file.path, &file.damaged));
        registers.editions.iter().for_each(|file| surroundings.add_damage(&file.path, &file.damaged));
        registers.countries.iter().for_each(|file| surroundings.add_damage(&file.path, &file.damaged));
        registers.about.iter().for_each(|file| surroundings.add_damage(&file.path, &file.damaged));
        standing.for_each(|standing| surroundings.add(&standing));
        surroundings
    }

    /// Whether a rule could look at a place of a file, so that it has nothing to say of it if it said nothing.
    ///
    /// What is not sure counts as no: a fault at, in or around the place, or under a name near to it; a fault at the root of
    /// the file, in its exceptions, in a register or an instrument; and whatever is wrong within the sight of the rule.
    pub fn could_look(&self, code: &str, context: &AssessmentContext<'_>, place: &str) -> bool {
        let file = &context.file.file;
        if self.are_registers_faulty || context.framework.is_none() {
            return false;
        }
        let troubles = self.files.get(&*file.path);
        if troubles.is_some_and(|troubles| troubles.is_root_faulty) {
            return false;
        }
        let errors = self.countries.get(&*context.file.country);
        // What the exception is meant for may stand elsewhere by another name, unless nothing else is wrong at all.
        let Some(part) = part(place).filter(|_| !file.nowhere.contains(place)) else {
            return errors.is_none_or(|errors| errors.iter().all(|error| *error == code));
        };
        let is_part_whole =
            troubles.is_none_or(|troubles| !troubles.parts.contains(part) && !troubles.may_be_misspelt(part));
        is_part_whole
            && match self.codes.find(code).map_or(Sight::Dataset, |descriptor| descriptor.sight) {
                Sight::Part => true,
                Sight::Country => errors.is_none() && has_neighbours(context),
                Sight::Dataset => self.countries.is_empty(),
            }
    }

    /// Whether no rule could look anywhere, since registers or instruments are at fault.
    pub(crate) fn are_registers_faulty(&self) -> bool {
        self.are_registers_faulty
    }

    /// Whether prose of a file may be taken away as no longer needed: nothing is wrong that would need a person first, and
    /// nothing else is reported under the code that it may be meant for.
    pub fn may_remove(&self, path: &str, code: &str) -> bool {
        let is_reported = self.files.get(path).is_some_and(|troubles| troubles.reported.contains(code));
        let is_country_faulty =
            country_of_file(path).is_none_or(|country| self.countries.contains_key(country));
        !self.are_registers_faulty && !is_country_faulty && !is_reported
    }

    fn add_damage(&mut self, path: &'a str, damage: &'a Damage) {
        for pointer in damage.iter() {
            self.add_error("", path, Some(pointer));
            let mut tokens = pointer.tokens();
            let (Some(field), Some(name)) = (tokens.next(), tokens.next()) else { continue };
            let troubles = self.files.entry(path).or_default();
            if field == "exceptions" {
                troubles.is_root_faulty = true;
            } else if tokens.next().is_none() {
                troubles.names.entry(field).or_default().push(name);
            }
        }
    }

    fn add(&mut self, standing: &StandingFinding<'a>) {
        let StandingFinding { code, severity, path, pointer, is_of_layout } = *standing;
        if is_of_layout {
            return;
        }
        match severity {
            Severity::Error => self.add_error(code, path, pointer),
            Severity::Warning => {
                let part = pointer.and_then(|pointer| part(pointer.as_str()));
                self.files.entry(path).or_default().parts.extend(part);
            }
        }
        if self.codes.can_be_excepted(code) {
            self.files.entry(path).or_default().reported.insert(code);
        }
    }

    fn add_error(&mut self, code: &'a str, path: &'a str, pointer: Option<&'a Pointer>) {
        match country_of_file(path) {
            Some(country) => {
                self.countries.entry(country).or_default().insert(code);
            }
            None => self.are_registers_faulty = true,
        }
        let troubles = self.files.entry(path).or_default();
        match pointer.and_then(|pointer| part(pointer.as_str())) {
            Some(part) => {
                troubles.parts.insert(part);
            }
            None => troubles.is_root_faulty = true,
        }
    }
}

impl FileFaults<'_> {
    /// Whether a part may be meant by the name of another that is at fault. Of many names it is not asked which is near.
    fn may_be_misspelt(&self, part: &str) -> bool {
        const MANY: usize = 20;
        let pointer = Pointer::from_escaped(part);
        let mut tokens = pointer.tokens();
        let (Some(field), Some(name)) = (tokens.next(), tokens.next()) else { return false };
        self.names.get(&field).is_some_and(|faulty| {
            faulty.len() > MANY || faulty.iter().any(|faulty| nearest(faulty, [&*name]).is_some())
        })
    }
}

/// The part of a file in which a place lies, as the first two steps to it; none for the root and its fields.
fn part(place: &str) -> Option<&str> {
    let mut steps = place.match_indices('/').map(|(at, _)| at).skip(1);
    steps.next()?;
    Some(&place[..steps.next().unwrap_or(place.len())])
}

/// Whether the assessments before and after are there, as far as they have to be: one of a closed edition can only be lost.
fn has_neighbours(context: &AssessmentContext<'_>) -> bool {
    let editions = context.dataset.editions.iter().flat_map(|register| register.data.editions.iter());
    let mut later =
        editions.filter(|(_, edition)| edition.previous.as_deref() == Some(&*context.file.edition));
    let is_there = |id: &str| context.dataset.assessment(&context.file.country, id).is_some();
    (context.previous_edition.is_none() || context.previous.is_some())
        && later.all(|(id, edition)| !edition.is_closed() || is_there(id))
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn a_part_is_two_steps_from_the_root() {
        assert_eq!(part("/sources/a~1b/custom/archive_url"), Some("/sources/a~1b"));
        assert_eq!(part("/stated/score"), Some("/stated/score"));
        assert_eq!([part(""), part("/status"), part("ratings/a")], [None, None, None]);
    }
}
