//! A diff as one self-contained page of HTML.

use minijinja::context;
use minijinja::value::Serde;

use super::page::{NOT_COMPARABLE, Page};
use crate::render::template::filled;

/// The page itself, without anything of the data.
const TEMPLATE: &str = include_str!("../../../templates/diff.html");

/// Renders a page. `title` says what is compared.
pub fn render(page: &Page, title: &str) -> String {
    filled(
        "diff.html",
        TEMPLATE,
        context! { page => Serde(page), title => title, not_comparable => NOT_COMPARABLE },
    )
}
