//! What a view works out of a document, kept until the document changes.

use std::sync::Arc;

/// A value of one key: a generation of the document, or that and more.
#[derive(Debug)]
pub struct Kept<T, K = u64> {
    made: Option<(K, Arc<T>)>,
}

impl<T, K> Default for Kept<T, K> {
    fn default() -> Self {
        Self { made: None }
    }
}

impl<T, K: PartialEq> Kept<T, K> {
    /// The value of this key, worked out anew where it is another than before.
    pub fn of(&mut self, key: K, make: impl FnOnce(&K) -> T) -> Arc<T> {
        match &self.made {
            Some((of, value)) if *of == key => Arc::clone(value),
            _ => {
                let value = Arc::new(make(&key));
                self.made = Some((key, Arc::clone(&value)));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn a_value_is_made_once_a_key() {
        let mut kept = Kept::default();
        let made: Vec<u32> =
            [(1, 10), (1, 11), (2, 12)].map(|(key, v)| *kept.of(key, |_| v)).to_vec();
        assert_eq!(made, [10, 10, 12]);
    }
}
