//! An assessment as one page of HTML that needs nothing else.

use minijinja::value::Serde;
use minijinja::{Environment, Error, Output, State, Value, context, escape_formatter};

use super::human::score;
use super::page::Page;
use crate::render::plain;

/// The name under which the template is known; its ending makes the engine escape all that is put into it.
const NAME: &str = "show.html";

/// The page itself, without anything of the data.
const TEMPLATE: &str = include_str!("../../../templates/show.html");

/// Renders a page.
///
/// # Panics
/// If the template, which is part of the program, does not fit the page.
pub fn render(page: &Page<'_>) -> String {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.set_formatter(harmless);
    environment.add_template(NAME, TEMPLATE).expect("the template is well formed");
    let template = environment.get_template(NAME).expect("the template was added");
    let told = context! { page => Serde(page), score => score(page) };
    template.render(told).expect("the template fits the page")
}

/// Writes a value: what cannot be seen is shown by its code, and what is markup is escaped.
fn harmless(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        // What a macro of the template has made is escaped already.
        Some(text) if !value.is_safe() => escape_formatter(out, state, &Value::from(plain(text))),
        Some(_) | None => escape_formatter(out, state, value),
    }
}
