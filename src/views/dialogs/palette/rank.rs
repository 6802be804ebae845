//! How well a name fits what is typed.

/// How well an entry fits, the smaller the better; `None` where it does not. Every word that is typed must be somewhere:
/// in the name, best at its beginning, or in the words about it.
pub fn rank(typed: &str, name: &str, about: &str) -> Option<u32> {
    let (typed, name, about) = (folded(typed), folded(name), folded(about));
    if typed.is_empty() {
        return Some(0);
    }
    if name.starts_with(&typed) {
        return Some(1);
    }
    typed.split_whitespace().map(|word| rank_word(word, &name, &about)).sum()
}

fn rank_word(word: &str, name: &str, about: &str) -> Option<u32> {
    let begins = |text: &str| words(text).any(|other| other.starts_with(word));
    let ranks = [
        (begins(name), 2),
        (name.contains(word), 4),
        (follows(word, name), 8),
        (begins(about), 16),
        (about.contains(word), 32),
    ];
    ranks.into_iter().find(|(fits, _)| *fits).map(|(_, rank)| rank)
}

/// Letters without capitals, so that they are no difference.
fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether the letters come one after the other, each at the beginning of a word or behind the one before:
/// "whro" of "whole round".
fn follows(letters: &str, text: &str) -> bool {
    let mut left = letters.chars().peekable();
    for word in words(text) {
        for letter in word.chars() {
            if left.peek() != Some(&letter) {
                break;
            }
            left.next();
        }
    }
    left.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that fit, best first.
    fn found<'a>(typed: &str, names: &[&'a str]) -> Vec<&'a str> {
        let ranked =
            names.iter().filter_map(|name| Some((rank(typed, name, "Take it back.")?, name)));
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, name)| *name).collect()
    }

    #[test]
    fn the_beginning_comes_before_the_middle_and_the_name_before_the_words_about_it() {
        let names = ["Export as CSV", "Whole round", "Round", "Back one round", "Ground"];
        assert_eq!(found("Round", &names), ["Round", "Whole round", "Back one round", "Ground"]);
        assert_eq!(found("back", &names)[0], "Back one round");
        assert_eq!(found("back", &names).len(), names.len(), "all are about it");
        assert_eq!(found("", &names), names);
        assert_eq!(found("zebra", &names), [""; 0]);
    }

    #[test]
    fn words_may_come_in_any_order_and_letters_may_be_left_out() {
        let names = ["Move the picture up", "Add a picture", "Whole round"];
        assert_eq!(found("up move", &names), ["Move the picture up"]);
        assert_eq!(found("whro", &names), ["Whole round"]);
        assert_eq!(found("mpu", &names), ["Move the picture up"]);
        assert_eq!(found("mup", &names), ["Move the picture up"]);
        assert_eq!(found("ump", &names), [""; 0]);
    }

    #[test]
    fn letters_of_any_script_are_found() {
        assert_eq!(rank("größe", "GRÖßE ÄNDERN", ""), Some(1));
        assert!(rank("笑", "笑顔.json", "").is_some());
    }
}
