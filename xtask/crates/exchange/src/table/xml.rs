//! What the readers of workbooks ask of XML.

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart};

use super::fault::WorkbookFault;

/// The value of an attribute, by its whole name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, WorkbookFault> {
    let Some(attribute) = start.try_get_attribute(name)? else { return Ok(None) };
    Ok(Some(unescape(&attribute.value)?.into_owned()))
}

/// What a reference such as `&amp;` stands for: nothing where no text belongs to it.
pub(super) fn referred(name: &BytesRef<'_>) -> Result<String, WorkbookFault> {
    Ok(match name.resolve_char_ref()? {
        Some(character) => character.to_string(),
        None => resolve_predefined_entity(name).unwrap_or_default().to_owned(),
    })
}
