//! The books of a round: from each alone, added up, to all together.

use super::{brief_signed, sum};
use crate::engine::Ledger;

/// "11 − 34 + 26 − 3 = 0": the items that are not 0, less what was delivered.
#[must_use]
pub fn balance(ledger: &Ledger) -> String {
    let Ledger { promised, not_applied, pairs, higher, delivered, .. } = *ledger;
    let mut parts = vec![not_applied, pairs, higher];
    parts.retain(|part| *part != 0.0);
    parts.push(-delivered);
    sum(promised, &parts)
}

/// "from +11 to +3".
#[must_use]
pub fn from_to(ledger: &Ledger) -> String {
    format!("from {} to {}", brief_signed(ledger.promised), brief_signed(ledger.delivered))
}
