//! Numbers as people and files read them.

/// `value` in the shortest form that reads back equal: whole numbers without a fraction, never `-0`.
///
/// ```
/// assert_eq!(jointly::engine::number(3.0), "3");
/// assert_eq!(jointly::engine::number(-0.0), "0");
/// assert_eq!(jointly::engine::number(0.1), "0.1");
/// ```
#[must_use]
pub fn number(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { value.to_string() }
}
