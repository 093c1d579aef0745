//! Attributes and references, read without trust in their writer.

use quick_xml::events::BytesStart;

/// The attributes of a tag, decoded; broken ones are passed over.
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    pub(super) fn of(tag: &BytesStart<'_>) -> Self {
        let mut attributes = tag.attributes();
        attributes.with_checks(false);
        Self(
            attributes
                .filter_map(Result::ok)
                .map(|attribute| (attribute.key.0.to_owned(), decode(&attribute.value)))
                .collect(),
        )
    }

    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
    }
}

/// Resolves the five entities and character references; leaves others as they
/// are, for the report's own entities are never expanded.
fn decode(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        match after.split_once(';') {
            Some((entity, after)) if entity.len() <= 10 && !entity.contains('&') => {
                push_entity(&mut decoded, entity);
                rest = after;
            }
            _ => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// Adds the text of the reference `&entity;`.
pub(super) fn push_entity(text: &mut String, entity: &str) {
    let number =
        entity
            .strip_prefix('#')
            .and_then(|number| match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            });
    match (entity, number.and_then(char::from_u32)) {
        (_, Some(c)) => text.push(c),
        ("lt", _) => text.push('<'),
        ("gt", _) => text.push('>'),
        ("amp", _) => text.push('&'),
        ("quot", _) => text.push('"'),
        ("apos", _) => text.push('\''),
        (unknown, _) => {
            text.push('&');
            text.push_str(unknown);
            text.push(';');
        }
    }
}
