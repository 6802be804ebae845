//! What a view works out of a document, kept until the document changes.

use std::sync::Arc;

/// A value of one generation of the document.
#[derive(Debug)]
pub struct Kept<T> {
    made: Option<(u64, Arc<T>)>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { made: None }
    }
}

impl<T> Kept<T> {
    /// The value of this generation, worked out anew where it is another than before.
    pub fn of(&mut self, generation: u64, make: impl FnOnce() -> T) -> Arc<T> {
        match &self.made {
            Some((of, value)) if *of == generation => Arc::clone(value),
            _ => {
                let value = Arc::new(make());
                self.made = Some((generation, Arc::clone(&value)));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn a_value_is_made_once_a_generation() {
        let mut kept = Kept::default();
        let made: Vec<u32> = [(1, 10), (1, 11), (2, 12)].map(|(g, v)| *kept.of(g, || v)).to_vec();
        assert_eq!(made, [10, 10, 12]);
    }
}
