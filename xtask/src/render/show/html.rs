//! An assessment as one page of HTML that needs nothing else.

use minijinja::context;
use minijinja::value::Serde;

use super::human::score;
use super::page::Page;
use crate::render::template::filled;

/// The page itself, without anything of the data.
const TEMPLATE: &str = include_str!("../../../templates/show.html");

/// Renders a page.
pub fn render(page: &Page<'_>) -> String {
    filled("show.html", TEMPLATE, context! { page => Serde(page), score => score(page) })
}
