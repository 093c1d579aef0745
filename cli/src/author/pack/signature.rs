//! Signing manifests, and telling who signed one.

use codezest_core::course::pack::{Manifest, Signature};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

/// What stands before the manifest in the signed message, so that a signature
/// made for something else never fits a pack.
const CONTEXT: &[u8] = b"codezest pack v1\0";

const ALGORITHM: &str = "ed25519";

/// Why a signature does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Another algorithm.
    #[error("the signature is of the unknown kind {0:?}")]
    Algorithm(String),
    /// Not the right number of hexadecimal digits, or no key at all.
    #[error("the {0} of the signature cannot be read")]
    Unreadable(&'static str),
    /// It was made for other contents, or with another key.
    #[error("the signature does not fit the pack: it was changed after it was signed")]
    Wrong,
    /// The manifest cannot be written as JSON, which never happens.
    #[error("the manifest cannot be written: {0}")]
    Manifest(String),
}

/// Signs `manifest` with `key`.
///
/// # Errors
/// The manifest cannot be written as JSON.
pub fn sign(manifest: &mut Manifest, key: &SigningKey) -> Result<(), SignatureError> {
    let signature = key.sign(&message(manifest)?);
    manifest.signature = Some(Signature {
        algorithm: ALGORITHM.to_owned(),
        key: hex(key.verifying_key().as_bytes()),
        signature: hex(&signature.to_bytes()),
    });
    Ok(())
}

/// The fingerprint of the key that signed `manifest`; `None` when nobody did.
///
/// # Errors
/// There is a signature, and it does not count.
pub fn signer(manifest: &Manifest) -> Result<Option<String>, SignatureError> {
    let Some(signature) = &manifest.signature else {
        return Ok(None);
    };
    if signature.algorithm != ALGORITHM {
        return Err(SignatureError::Algorithm(signature.algorithm.clone()));
    }
    let key: [u8; 32] = unhex(&signature.key).ok_or(SignatureError::Unreadable("key"))?;
    let bytes: [u8; 64] = unhex(&signature.signature).ok_or(SignatureError::Unreadable("value"))?;
    let key = VerifyingKey::from_bytes(&key).map_err(|_| SignatureError::Unreadable("key"))?;
    key.verify_strict(
        &message(manifest)?,
        &ed25519_dalek::Signature::from_bytes(&bytes),
    )
    .map_err(|_| SignatureError::Wrong)?;
    Ok(Some(fingerprint(&key)))
}

/// The manifest without its signature, after the context.
fn message(manifest: &Manifest) -> Result<Vec<u8>, SignatureError> {
    let bare = Manifest {
        signature: None,
        ..manifest.clone()
    };
    let json = bare
        .to_json()
        .map_err(|error| SignatureError::Manifest(error.to_string()))?;
    Ok([CONTEXT, &json].concat())
}

/// A key in a form that people can compare: four groups of four digits of its
/// BLAKE3 hash.
#[must_use]
pub fn fingerprint(key: &VerifyingKey) -> String {
    let digits: Vec<char> = blake3::hash(key.as_bytes())
        .to_hex()
        .chars()
        .take(16)
        .collect();
    digits
        .chunks(4)
        .map(String::from_iter)
        .collect::<Vec<_>>()
        .join("-")
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of exactly twice as many hexadecimal digits.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0_u8; N];
    let digits = text.as_bytes();
    if digits.len() != N.checked_mul(2)? {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |digit: &u8| char::from(*digit).to_digit(16);
        let (high, low) = (digit(pair.first()?)?, digit(pair.get(1)?)?);
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use codezest_core::course::{parse, tree::CourseTree};

    fn manifest() -> Manifest {
        let mut tree = CourseTree::new();
        let toml = "id='c'\ntitle='C'\nversion='1.0.0'\nlanguage='python'\nlicense='MIT'\n";
        tree.insert("course.toml", toml, false);
        Manifest::of(&parse(&tree).course.unwrap(), &tree)
    }

    #[test]
    fn a_signature_tells_who_and_that_nothing_changed() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let mut manifest = manifest();
        assert_eq!(signer(&manifest), Ok(None));
        sign(&mut manifest, &key).unwrap();
        assert_eq!(
            signer(&manifest),
            Ok(Some(fingerprint(&key.verifying_key())))
        );
        let mut changed = manifest.clone();
        changed.files[0].size += 1;
        assert_eq!(signer(&changed), Err(SignatureError::Wrong));
        let mut other = manifest.clone();
        other.signature.as_mut().unwrap().key =
            hex(SigningKey::from_bytes(&[8; 32]).verifying_key().as_bytes());
        assert_eq!(signer(&other), Err(SignatureError::Wrong));
    }

    #[test]
    fn odd_signatures_are_refused() {
        let mut manifest = manifest();
        sign(&mut manifest, &SigningKey::from_bytes(&[7; 32])).unwrap();
        for (field, value) in [
            (0, "rsa"),
            (1, "abc"),
            (1, ""),
            (2, "zz"),
            (2, &"00".repeat(64)),
            (1, &"00".repeat(32)),
        ] {
            let mut odd = manifest.clone();
            let signature = odd.signature.as_mut().unwrap();
            *[
                &mut signature.algorithm,
                &mut signature.key,
                &mut signature.signature,
            ]
            .into_iter()
            .nth(field)
            .unwrap() = value.to_owned();
            assert!(signer(&odd).is_err(), "{field} {value}");
        }
        assert_eq!(unhex::<2>("0aF"), None);
        assert_eq!(unhex("0aFf"), Some([10, 255]));
        assert_eq!(unhex::<2>("ä00"), None);
    }
}
