//! Bodies made small.
//!
//! A body is canonical JSON, mostly the same words again and again with a
//! hash and an id or two. Packed, a phrase from [`PHRASES`] is one byte, a
//! hash 33 bytes and a UUID 17. Any text survives the round trip; texts that
//! hold none of it grow by nothing when they are ASCII.
//!
//! | Byte | Means |
//! |---|---|
//! | 0 | `"course":"…"` of the event's item |
//! | 1 | 32 bytes follow: a quoted hash in lower-case hexadecimal |
//! | 2 | 16 bytes follow: a quoted UUID |
//! | 3 | a length and as many bytes follow, as they are |
//! | 4 | `"item":"…"` of the event's item |
//! | 5 | 8 bytes follow: a quoted clock value of 16 hexadecimal digits |
//! | 128 + n | phrase n |
//! | any other | itself |

use std::collections::HashMap;
use std::sync::LazyLock;

use codezest_core::ids::{ContentHash, CourseUid, ItemId};
use uuid::Uuid;

const COURSE: u8 = 0;
const HASH: u8 = 1;
const UUID: u8 = 2;
const RAW: u8 = 3;
const ITEM: u8 = 4;
const CLOCK: u8 = 5;
const FIRST_PHRASE: u8 = 128;

/// What is one byte: of bodies, and further down of the states derived from
/// them. Append only, at most 128: the place in this list is what is stored.
const PHRASES: &[&str] = &[
    "{\"counts\":{\"failed\":",
    ",\"passed\":",
    ",\"skipped\":",
    ",\"total\":",
    "},",
    ",\"difficulty\":\"beginner\",",
    ",\"difficulty\":\"intermediate\",",
    ",\"difficulty\":\"advanced\",",
    "\"failing\":[],",
    "\"failing\":[\"",
    "\",\"",
    "\"],",
    "\"]",
    ",\"outcome\":\"passed\"",
    ",\"outcome\":\"failed\"",
    ",\"outcome\":\"compile-error\"",
    ",\"outcome\":\"no-tests\"",
    ",\"outcome\":\"timed-out-cpu\"",
    ",\"outcome\":\"timed-out-wall\"",
    ",\"outcome\":\"crashed\"",
    ",\"outcome\":\"",
    ",\"points\":10,",
    ",\"points\":20,",
    ",\"points\":30,",
    ",\"points\":0,",
    ",\"points\":",
    "\"report\":",
    ",\"version\":\"1.0.0\"}",
    ",\"version\":\"",
    "\"version\":\"1.0.0\"}",
    "\"version\":\"",
    "\"}",
    "{\"answer\":[\"",
    "\"],\"attempt\":",
    "{\"attempt\":",
    "\"earned_milli\":",
    ",\"limit\":null,\"pass_percent\":70,\"passed\":true",
    ",\"limit\":null,\"pass_percent\":70,\"passed\":false",
    ",\"limit\":",
    ",\"pass_percent\":",
    "\"possible_milli\":",
    "1000",
    "1000,",
    ",\"question\":\"",
    "\"question\":\"",
    ",\"question\":null",
    ",\"rating\":",
    "{\"completed\":true,",
    "{\"completed\":false,",
    "\"hint\":",
    "\"file_count\":",
    ",\"files\":",
    "\"total_bytes\":",
    "{\"event\":",
    "{\"key\":\"",
    "\",\"value\":\"",
    "\",\"value\":null",
    "{\"name\":\"",
    "{\"notification\":",
    ",\"scope\":\"item\",\"watermark\":",
    ",\"scope\":\"course\",\"watermark\":",
    "{\"scope\":\"all\",\"watermark\":",
    "::",
    "tests/",
    "test_",
    "{\"s\":[",
    "],\"x\":{\"t\":",
    ",\"c\":{\"s\":[",
    ",\"p\":{\"s\":[",
    ",\"m\":",
    "}},\"h\":[",
    "],\"r\":{\"n\":",
    "}},\"r\":{\"n\":",
    ",\"l\":{\"s\":[",
    ",\"o\":\"passed\",\"n\":{\"passed\":",
    ",\"o\":\"failed\",\"n\":{\"passed\":",
    ",\"o\":\"",
    "\",\"n\":{\"passed\":",
    ",\"failed\":",
    ",\"skipped\":0,\"total\":",
    "}}}}}",
    "}},",
    "],\"",
];

/// The phrases that depend on the event's item.
#[derive(Debug)]
pub(super) struct ItemPhrases {
    course: String,
    item: String,
}

impl ItemPhrases {
    /// Those of an item.
    pub(super) fn of(course: CourseUid, item: &ItemId) -> Self {
        Self {
            course: format!("\"course\":\"{course}\""),
            item: format!("\"item\":\"{item}\""),
        }
    }
}

/// Packs a body.
pub(super) fn pack(body: &str, phrases: Option<&ItemPhrases>) -> Vec<u8> {
    let mut packed = Vec::with_capacity(body.len() / 2);
    let mut rest = body.as_bytes();
    while let Some(&byte) = rest.first() {
        let taken = pack_one(rest, byte, phrases, &mut packed);
        rest = rest.get(taken..).unwrap_or_default();
    }
    packed
}

/// Packs what `rest` begins with and says how long it is.
fn pack_one(rest: &[u8], byte: u8, phrases: Option<&ItemPhrases>, packed: &mut Vec<u8>) -> usize {
    if byte == b'"' {
        for (phrase, code) in phrases
            .iter()
            .flat_map(|p| [(&p.course, COURSE), (&p.item, ITEM)])
        {
            if rest.starts_with(phrase.as_bytes()) {
                packed.push(code);
                return phrase.len();
            }
        }
        if let Some(hash) = quoted(rest, 64).and_then(hash_of) {
            packed.push(HASH);
            packed.extend(hash.0);
            return 66;
        }
        if let Some(clock) = quoted(rest, 16).and_then(clock_of) {
            packed.push(CLOCK);
            packed.extend(clock.to_be_bytes());
            return 18;
        }
        if let Some(uuid) = quoted(rest, 36).and_then(uuid_of) {
            packed.push(UUID);
            packed.extend(uuid.as_bytes());
            return 38;
        }
    }
    if let Some((code, length)) = longest_phrase(rest, byte) {
        packed.push(code);
        return length;
    }
    if is_itself(byte) {
        packed.push(byte);
        return 1;
    }
    let odd = rest.iter().take(255).take_while(|byte| !is_itself(**byte));
    let run: Vec<u8> = odd.copied().collect();
    packed.extend([RAW, u8::try_from(run.len()).unwrap_or(0)]);
    packed.extend(&run);
    run.len()
}

fn is_itself(byte: u8) -> bool {
    byte > CLOCK && byte < FIRST_PHRASE
}

/// The text of exactly `length` bytes in quotes that `rest` begins with.
fn quoted(rest: &[u8], length: usize) -> Option<&str> {
    let text = rest.get(1..=length)?;
    (rest.get(length + 1) == Some(&b'"')).then_some(())?;
    std::str::from_utf8(text).ok()
}

/// Only what is written as it will be written again.
fn hash_of(text: &str) -> Option<ContentHash> {
    let hash = ContentHash::try_from(text.to_owned()).ok()?;
    (hash.to_string() == text).then_some(hash)
}

fn clock_of(text: &str) -> Option<u64> {
    let clock = u64::from_str_radix(text, 16).ok()?;
    (format!("{clock:016x}") == text).then_some(clock)
}

fn uuid_of(text: &str) -> Option<Uuid> {
    let uuid: Uuid = text.parse().ok()?;
    (uuid.hyphenated().to_string() == text).then_some(uuid)
}

/// Phrases with their codes.
type Phrases = Vec<(u8, &'static [u8])>;

/// The phrases by their first and third byte, which tell most of them apart
/// (many begin with `,"`), longest first.
static BY_BYTES: LazyLock<HashMap<[u8; 2], Phrases>> = LazyLock::new(|| {
    let mut by_bytes: HashMap<_, Phrases> = HashMap::new();
    for (code, phrase) in (FIRST_PHRASE..=u8::MAX).zip(PHRASES) {
        let bytes = phrase.as_bytes();
        by_bytes
            .entry(key_bytes(bytes))
            .or_default()
            .push((code, bytes));
    }
    for phrases in by_bytes.values_mut() {
        phrases.sort_by_key(|(_, phrase)| std::cmp::Reverse(phrase.len()));
    }
    by_bytes
});

/// A phrase of two bytes has no third one.
fn key_bytes(text: &[u8]) -> [u8; 2] {
    [
        text.first().copied().unwrap_or(0),
        text.get(2).copied().unwrap_or(0),
    ]
}

fn longest_phrase(rest: &[u8], byte: u8) -> Option<(u8, usize)> {
    // Most of a body is words and numbers, with which no phrase begins.
    if !matches!(byte, b',' | b'"' | b'{' | b'}' | b']' | b':' | b'1' | b't') {
        return None;
    }
    let of_two = [byte, 0];
    [key_bytes(rest), of_two]
        .iter()
        .filter_map(|key| BY_BYTES.get(key))
        .flatten()
        .find(|(_, phrase)| rest.starts_with(phrase))
        .map(|(code, phrase)| (*code, phrase.len()))
}

/// The body that was packed; `None` when the bytes are not what [`pack`]
/// makes.
pub(super) fn unpack(packed: &[u8], phrases: Option<&ItemPhrases>) -> Option<String> {
    let mut body = Vec::with_capacity(packed.len() * 3);
    let mut rest = packed;
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            COURSE => {
                body.extend(phrases?.course.as_bytes());
                after
            }
            ITEM => {
                body.extend(phrases?.item.as_bytes());
                after
            }
            HASH => {
                let (bytes, after) = after.split_first_chunk::<32>()?;
                body.extend(format!("\"{}\"", ContentHash(*bytes)).as_bytes());
                after
            }
            UUID => {
                let (bytes, after) = after.split_first_chunk::<16>()?;
                body.extend(format!("\"{}\"", Uuid::from_bytes(*bytes).hyphenated()).as_bytes());
                after
            }
            CLOCK => {
                let (bytes, after) = after.split_first_chunk::<8>()?;
                body.extend(format!("\"{:016x}\"", u64::from_be_bytes(*bytes)).as_bytes());
                after
            }
            RAW => {
                let (length, after) = after.split_first()?;
                let (bytes, after) = after.split_at_checked((*length).into())?;
                body.extend(bytes);
                after
            }
            FIRST_PHRASE.. => {
                body.extend(PHRASES.get(usize::from(byte - FIRST_PHRASE))?.as_bytes());
                after
            }
            itself => {
                body.push(itself);
                after
            }
        };
    }
    String::from_utf8(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn phrases() -> ItemPhrases {
        ItemPhrases::of(CourseUid::derive("id:a"), &ItemId::new("sum-two").unwrap())
    }

    #[test]
    fn a_run_takes_a_quarter() {
        let uid = CourseUid::derive("id:a");
        let body = format!(
            "{{\"counts\":{{\"failed\":0,\"passed\":3,\"skipped\":0,\"total\":3}},\"course\":\"{uid}\",\
             \"difficulty\":\"beginner\",\"failing\":[],\"item\":\"sum-two\",\"outcome\":\"passed\",\
             \"points\":10,\"report\":\"{}\",\"version\":\"1.2.0\"}}",
            ContentHash::of(b"report")
        );
        let packed = pack(&body, Some(&phrases()));
        assert_eq!(
            unpack(&packed, Some(&phrases())).as_deref(),
            Some(body.as_str())
        );
        assert!(
            packed.len() * 4 < body.len(),
            "{} of {} bytes",
            packed.len(),
            body.len()
        );
        assert_eq!(
            unpack(&packed, None),
            None,
            "without its item it cannot be read"
        );
    }

    #[test]
    fn every_phrase_is_found() {
        assert!(PHRASES.len() <= 128);
        for phrase in PHRASES {
            assert!(pack(phrase, None).len() == 1, "{phrase}");
        }
    }

    #[test]
    fn nothing_is_read_out_of_cut_bytes() {
        for packed in [
            &[HASH, 1][..],
            &[UUID],
            &[CLOCK, 1],
            &[RAW],
            &[RAW, 5, 1],
            &[255],
            &[RAW, 1, 0xff],
        ] {
            assert_eq!(unpack(packed, None), None);
        }
    }

    proptest! {
        #[test]
        fn every_text_survives(
            parts in prop::collection::vec(
                prop_oneof![
                    ".{0,8}".boxed(),
                    prop::sample::select(PHRASES).prop_map(str::to_owned).boxed(),
                    "\"[0-9a-fA-F]{64}\"".boxed(),
                    "\"[0-9a-fA-F]{16}\"".boxed(),
                    "\"[0-9a-fA-F+]{16}\"".boxed(),
                    any::<u128>().prop_map(|n| format!("\"{}\"", Uuid::from_u128(n))).boxed(),
                    any::<u128>().prop_map(|n| format!("\"{:X}\"", Uuid::from_u128(n))).boxed(),
                    Just(phrases().course).boxed(),
                    Just(phrases().item).boxed(),
                    "[\\x00-\\x1f\u{80}-\u{ff}]{0,300}".boxed(),
                ],
                0..12,
            ),
            with_item: bool,
        ) {
            let body = parts.concat();
            let phrases = with_item.then(phrases);
            let packed = pack(&body, phrases.as_ref());
            prop_assert_eq!(unpack(&packed, phrases.as_ref()), Some(body));
        }
    }
}
