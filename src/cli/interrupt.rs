//! Ctrl-C: the first ends a long command at its next transaction, the second at once, which loses nothing that is committed either.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

/// Exit status of what a signal ended, by the shell's custom.
pub(super) const INTERRUPTED: u8 = 130;

/// A flag that the first signal to stop sets. To be called once a process.
pub(super) fn flag() -> Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    })
    .context("signals cannot be caught")?;
    Ok(flag)
}
