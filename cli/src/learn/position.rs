//! How far a text was read: of this device only, and no progress.

use crate::context::Context;
use crate::failure::Result;
use crate::store::content::ItemEntry;

/// How far `item` was read, in thousandths of its text; 0 when it was not.
///
/// # Errors
/// The database cannot be read.
pub fn of(context: &Context, item: &ItemEntry) -> Result<u32> {
    let kept = context.account()?.setting(&key(item))?;
    Ok(kept
        .and_then(|text| text.parse().ok())
        .unwrap_or(0)
        .min(1_000))
}

/// Remembers how far `item` was read, in thousandths of its text.
///
/// # Errors
/// The database cannot be written.
pub fn remember(context: &Context, item: &ItemEntry, thousandths: u32) -> Result {
    let kept = (thousandths > 0).then(|| thousandths.min(1_000).to_string());
    Ok(context
        .account()?
        .set_setting(&key(item), kept.as_deref())?)
}

fn key(item: &ItemEntry) -> String {
    format!("place:{}/{}", item.course_uid, item.id)
}
