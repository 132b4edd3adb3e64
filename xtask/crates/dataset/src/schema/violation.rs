//! What one error of the schema library is about: where it is, of what kind, and what the schema says of the place.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use crate::schema::names::expected_type;
use format::fault::FaultKind;
use format::pointer::Pointer;

/// An error of the library with what its schema says about the place.
pub(super) struct Violation<'s> {
    pub(super) document: &'s Value,
    pub(super) at: Pointer,
    pub(super) kind: ViolationKind,
    /// The object that holds the failing keyword.
    pub(super) schema: Option<&'s Value>,
    /// What a researcher is told to put there.
    pub(super) description: Option<&'s str>,
    /// How a text there is written: in the schemas a comment of the shared shape.
    pub(super) form: Option<&'s str>,
    pub(super) is_conditional: bool,
}

/// The kinds of error that our schemas can give.
pub(super) enum ViolationKind {
    Missing(String),
    Unknown(Vec<String>),
    BadName(String, Option<String>),
    WrongType(String),
    NotAllowed(Vec<Value>),
    Malformed,
    Empty,
    OutOfRange(String),
    Forbidden,
    Other(String),
}

impl<'s> Violation<'s> {
    /// An error, of whose names so many are taken.
    pub(super) fn new(document: &'s Value, error: &ValidationError<'_>, names: usize) -> Self {
        let evaluation = Pointer::from_escaped(error.evaluation_path().as_str());
        // Of a name in a map only the place in the shared shape is known.
        let is_name = matches!(error.kind(), ValidationErrorKind::PropertyNames { .. });
        let keyword = if is_name { error.schema_path() } else { error.evaluation_path() };
        let (schema, description) = follow(document, &Pointer::from_escaped(keyword.as_str()).parent());
        let comment = schema.and_then(|schema| schema.get("$comment")).and_then(Value::as_str);
        Self {
            document,
            at: Pointer::from_escaped(error.instance_path().as_str()),
            kind: ViolationKind::of(error, names),
            schema,
            description,
            form: comment.or(description),
            is_conditional: evaluation.tokens().any(|token| token == "then" || token == "else"),
        }
    }

    /// A value that is none of those that it can be, which something else than the schema says.
    pub(super) fn not_allowed(document: &'s Value, at: Pointer, allowed: &[&str]) -> Self {
        let kind = ViolationKind::NotAllowed(allowed.iter().map(|value| Value::from(*value)).collect());
        Self { document, at, kind, schema: None, description: None, form: None, is_conditional: false }
    }

    /// The fields that there can be at its place.
    pub(super) fn known_fields(&self) -> Vec<&'s str> {
        let properties = self.schema.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
        properties.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
    }
}

impl ViolationKind {
    fn of(error: &ValidationError<'_>, names: usize) -> Self {
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                ViolationKind::Missing(property.as_str().unwrap_or_default().to_owned())
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                ViolationKind::Unknown(unexpected.iter().take(names).cloned().collect())
            }
            ValidationErrorKind::PropertyNames { error } => {
                let limit = if let ViolationKind::OutOfRange(limit) = ViolationKind::of(error, names) {
                    Some(limit)
                } else {
                    None
                };
                ViolationKind::BadName(error.instance().as_str().unwrap_or_default().to_owned(), limit)
            }
            ValidationErrorKind::Type { kind } => ViolationKind::WrongType(expected_type(kind)),
            ValidationErrorKind::Enum { options } => {
                ViolationKind::NotAllowed(options.as_array().into_iter().flatten().cloned().collect())
            }
            ValidationErrorKind::Constant { expected_value } => {
                ViolationKind::NotAllowed(vec![Value::clone(expected_value)])
            }
            ValidationErrorKind::Pattern { .. } | ValidationErrorKind::Format { .. } => {
                ViolationKind::Malformed
            }
            // The schemas have no other minimum than one.
            ValidationErrorKind::MinLength { .. }
            | ValidationErrorKind::MinItems { .. }
            | ValidationErrorKind::MinProperties { .. } => ViolationKind::Empty,
            ValidationErrorKind::MaxLength { limit } => {
                ViolationKind::OutOfRange(format!("is longer than {limit} characters"))
            }
            ValidationErrorKind::MaxItems { limit } | ValidationErrorKind::MaxProperties { limit } => {
                ViolationKind::OutOfRange(format!("has more than {limit} entries"))
            }
            ValidationErrorKind::Minimum { limit } => {
                ViolationKind::OutOfRange(format!("is less than {limit}"))
            }
            ValidationErrorKind::Maximum { limit } => {
                ViolationKind::OutOfRange(format!("is more than {limit}"))
            }
            ValidationErrorKind::UniqueItems => {
                ViolationKind::OutOfRange("has the same entry twice".to_owned())
            }
            ValidationErrorKind::FalseSchema => ViolationKind::Forbidden,
            _ => ViolationKind::Other(error.to_string()),
        }
    }
}

/// The kind of an error for which no words are made.
pub(super) fn kind_of(error: &ValidationError<'_>) -> FaultKind {
    match ViolationKind::of(error, 0) {
        ViolationKind::Missing(_) => FaultKind::MissingField,
        ViolationKind::Unknown(_) | ViolationKind::Forbidden => FaultKind::UnknownField,
        ViolationKind::WrongType(_) => FaultKind::WrongType,
        ViolationKind::NotAllowed(_) => FaultKind::ValueNotAllowed,
        ViolationKind::Empty => FaultKind::Empty,
        ViolationKind::OutOfRange(_) | ViolationKind::BadName(_, Some(_)) => FaultKind::OutOfRange,
        ViolationKind::BadName(_, None) | ViolationKind::Malformed | ViolationKind::Other(_) => {
            FaultKind::Malformed
        }
    }
}

/// Follows a path of evaluation through the schema, references included: the schema at its end, and the
/// description nearest to that end. A condition has no description, which an editor would show of the value when all is well,
/// but says what it demands as its `errorMessage`.
fn follow<'s>(document: &'s Value, path: &Pointer) -> (Option<&'s Value>, Option<&'s str>) {
    let (mut schema, mut description) = (document, None);
    let mut is_name = false;
    for token in path.tokens() {
        let next = match (token.as_ref(), schema.get("$ref").and_then(Value::as_str)) {
            ("$ref", Some(target)) if !is_name => document.pointer(target.trim_start_matches('#')),
            (token, _) => match schema {
                Value::Array(items) => token.parse().ok().and_then(|i: usize| items.get(i)),
                schema => schema.get(token),
            },
        };
        let Some(next) = next else { return (None, description) };
        let words =
            if !is_name && matches!(&*token, "then" | "else") { "errorMessage" } else { "description" };
        // Below `properties` a token is a member's name, which may well be "description".
        is_name = !is_name && token == "properties";
        schema = next;
        if !is_name && let Some(text) = schema.get(words).and_then(Value::as_str) {
            description = Some(text);
        }
    }
    (Some(schema), description)
}
