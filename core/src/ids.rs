//! What things are called: newtypes for every id.
//!
//! A **slug** is what people type: lower-case ASCII letters, digits and single
//! hyphens, 1 to 64 characters. A **uid** is a UUID and never typed.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::limits::MAX_SLUG_CHARS;

/// Why a text is not a slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    /// Nothing was given.
    #[error("an id cannot be empty")]
    Empty,
    /// Longer than [`MAX_SLUG_CHARS`].
    #[error("an id has at most {MAX_SLUG_CHARS} characters")]
    TooLong,
    /// A character outside `a-z`, `0-9` and `-`.
    #[error("{0:?} cannot be in an id; use lower-case letters, digits and hyphens")]
    BadCharacter(char),
    /// A hyphen at an end, or two in a row.
    #[error("hyphens in an id stand singly between letters or digits")]
    BadHyphen,
}

/// Checks that `text` is a slug.
///
/// # Errors
/// Says which rule the text breaks.
pub fn check_slug(text: &str) -> Result<(), SlugError> {
    if text.is_empty() {
        return Err(SlugError::Empty);
    }
    if text.len() > MAX_SLUG_CHARS {
        return Err(SlugError::TooLong);
    }
    if let Some(bad) = text
        .chars()
        .find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-'))
    {
        return Err(SlugError::BadCharacter(bad));
    }
    if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
        return Err(SlugError::BadHyphen);
    }
    Ok(())
}

/// Turns any text into a slug: other characters become hyphens, and an empty
/// result becomes `fallback`.
#[must_use]
pub fn slugify(text: &str, fallback: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= MAX_SLUG_CHARS {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        fallback.to_owned()
    } else {
        slug.to_owned()
    }
}

macro_rules! slug_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes a text that is a slug.
            ///
            /// # Errors
            /// Says which rule of slugs the text breaks.
            pub fn new(text: impl Into<String>) -> Result<Self, SlugError> {
                let text = text.into();
                check_slug(&text)?;
                Ok(Self(text))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = SlugError;
            fn from_str(text: &str) -> Result<Self, SlugError> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = SlugError;
            fn try_from(text: String) -> Result<Self, SlugError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        #[schemars(with = "String")]
        pub struct $name(pub Uuid);

        impl $name {
            /// The 16 bytes, as stored.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// Takes 16 stored bytes.
            #[must_use]
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::from_str(text).map(Self)
            }
        }
    };
}

slug_id!(
    /// A course's id: what people type.
    CourseId
);
slug_id!(
    /// A module's id, unique in its course.
    ModuleId
);
slug_id!(
    /// An item's id, unique in its course; never changes when the item moves
    /// or is retitled.
    ItemId
);
slug_id!(
    /// A question's id, unique in its quiz.
    QuestionId
);
slug_id!(
    /// An option's id, unique in its question.
    OptionId
);
slug_id!(
    /// A programming language: `python`, `rust`, `sql`.
    LanguageId
);

uuid_id!(
    /// A course's identity across machines, editions and names.
    CourseUid
);
uuid_id!(
    /// An event's identity: a UUID of version 7 made by its writer (RFC 9562).
    EventId
);
uuid_id!(
    /// A stream's identity: minted at the first append of an account file.
    StreamId
);
uuid_id!(
    /// One test run's identity; the id of its `run_finished` event.
    RunId
);
uuid_id!(
    /// One go at a quiz.
    AttemptId
);

impl CourseUid {
    /// The namespace of derived course uids, itself a random UUID.
    const NAMESPACE: Uuid = Uuid::from_u128(0x6f0d_51c5_84bb_4f0e_9d7a_3a1a_52c1_70e4);

    /// Derives a uid from a source, so that the same course added on two
    /// machines is the same course. `source` is `id:SLUG` for a course
    /// without a uid and, for example, `exercism:python` for a converted one.
    #[must_use]
    pub fn derive(source: &str) -> Self {
        let mut bytes = [0_u8; 16];
        let hash = blake3::Hasher::new()
            .update(Self::NAMESPACE.as_bytes())
            .update(source.as_bytes())
            .finalize();
        for (to, from) in bytes.iter_mut().zip(hash.as_bytes()) {
            *to = *from;
        }
        // RFC 9562, section 5.8: version 8, made in a way of our own.
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

macro_rules! hash_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String")]
        pub struct $name(pub [u8; 32]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                blake3::Hash::from_bytes(self.0).to_hex().fmt(f)
            }
        }

        impl TryFrom<String> for $name {
            type Error = blake3::HexError;
            fn try_from(text: String) -> Result<Self, blake3::HexError> {
                blake3::Hash::from_hex(text).map(|hash| Self(*hash.as_bytes()))
            }
        }

        impl From<$name> for String {
            fn from(hash: $name) -> String {
                hash.to_string()
            }
        }
    };
}

hash_id!(
    /// A BLAKE3 hash of some content; what contents are stored under.
    ContentHash
);
hash_id!(
    /// An event's hash: BLAKE3 of its canonical envelope and its body's hash.
    EventHash
);
hash_id!(
    /// The hash of a stream up to some event, over all events before it.
    ChainHash
);

impl ContentHash {
    /// Hashes `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_follow_the_rules() {
        for good in ["a", "sum-two", "c99", "3-way"] {
            assert_eq!(check_slug(good), Ok(()), "{good}");
        }
        assert_eq!(check_slug(""), Err(SlugError::Empty));
        assert_eq!(check_slug("Sum"), Err(SlugError::BadCharacter('S')));
        assert_eq!(check_slug("a--b"), Err(SlugError::BadHyphen));
        assert_eq!(check_slug("-a"), Err(SlugError::BadHyphen));
        assert_eq!(check_slug(&"a".repeat(65)), Err(SlugError::TooLong));
    }

    #[test]
    fn slugify_always_makes_a_slug() {
        for text in ["Sum Two!", "  ", "Ünïcode", "a__b", &"x-".repeat(80)] {
            assert_eq!(check_slug(&slugify(text, "item")), Ok(()), "{text}");
        }
        assert_eq!(slugify("Sum Two!", "item"), "sum-two");
    }

    #[test]
    fn derived_uids_are_stable_and_differ() {
        assert_eq!(CourseUid::derive("id:a"), CourseUid::derive("id:a"));
        assert_ne!(CourseUid::derive("id:a"), CourseUid::derive("id:b"));
        assert_eq!(
            CourseUid::derive("id:sql-first-steps").to_string(),
            CourseUid::derive("id:sql-first-steps")
                .0
                .hyphenated()
                .to_string()
        );
        assert_eq!(CourseUid::derive("id:a").0.get_version_num(), 8);
    }

    #[test]
    fn content_hashes_survive_json() {
        let hash = ContentHash::of(b"hello");
        let json = serde_json::to_string(&hash).unwrap();
        assert_eq!(serde_json::from_str::<ContentHash>(&json).unwrap(), hash);
    }
}
