//! Scripts that are read from right to left.

use crate::engine::Dataset;

/// What is said of names in such scripts: several words stand in the wrong order, and it is better said than found out.
pub const READ_FROM_THE_RIGHT: &str = "Some names here are read from right to left: each word is drawn so, but several words stand from left to right. Files keep them as they are.";

/// Whether a picture or a label has a name with letters that are read from right to left.
#[must_use]
pub fn has_names_from_the_right(dataset: &Dataset) -> bool {
    let names = dataset.examples.iter().map(|example| example.name.as_str());
    names.chain(dataset.label_names.values().map(String::as_str)).any(is_read_from_the_right)
}

/// Hebrew, Arabic, Syriac, Thaana and the like, and their forms for presentation.
fn is_read_from_the_right(name: &str) -> bool {
    !name.is_ascii()
        && name.chars().any(|letter| {
            matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        })
}

#[cfg(test)]
mod tests {
    use super::is_read_from_the_right;

    #[test]
    fn letters_tell_the_direction() {
        for name in ["חיוך", "ابتسامة", "smile שלום", "ܫܠܡܐ"] {
            assert!(is_read_from_the_right(name), "{name}");
        }
        for name in ["", "smile", "笑顔", "улыбка", "🙂", "größe", "มีความสุข"]
        {
            assert!(!is_read_from_the_right(name), "{name}");
        }
    }
}
