//! Reads sentences by their forms: what stands in each gap is checked, and an unknown sentence is a failure.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

/// A form with gaps `{}`, and whether what stands in the gaps of a sentence is so.
pub type Form<'a> = (&'a str, &'a dyn Fn(&[&str]) -> bool);

/// What stands in the gaps of `form`, if `text` has that form.
pub fn read<'a>(form: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut literals = form.split("{}");
    let mut rest = text.strip_prefix(literals.next()?)?;
    let mut gaps = Vec::new();
    let mut literals = literals.peekable();
    while let Some(literal) = literals.next() {
        let at = if literals.peek().is_none() {
            rest.ends_with(literal).then(|| rest.len() - literal.len())?
        } else {
            rest.find(literal)?
        };
        gaps.push(&rest[..at]);
        rest = &rest[at + literal.len()..];
    }
    rest.is_empty().then_some(gaps)
}

/// The sentences of a text, each with its full stop.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(". ").into_iter().chain(rest.find("? ")).min() {
        found.push(&rest[..=at]);
        rest = &rest[at + 2..];
    }
    found.push(rest);
    found
}

/// Every sentence has one of the forms, and what it states is so.
pub fn holds(text: &str, forms: &[Form]) -> TestCaseResult {
    for sentence in sentences(text) {
        let known = forms.iter().find_map(|(form, so)| Some((form, so(&read(form, sentence)?))));
        match known {
            None => prop_assert!(false, "no form has: {} in: {}", sentence, text),
            Some((form, so)) => prop_assert!(so, "not so: {} ({}) in: {}", sentence, form, text),
        }
    }
    Ok(())
}

#[test]
fn forms_are_read() {
    assert_eq!(
        read("It was {} off; now it is {} off.", "It was 1 off; now it is 2.5 off."),
        Some(vec!["1", "2.5"])
    );
    assert_eq!(read("It was {} off.", "It is 1 off."), None);
    assert_eq!(read("No weight moved.", "No weight moved. Or did it."), None);
    assert_eq!(
        sentences("Up 2.5, stay 0. Leave it. Why? No."),
        ["Up 2.5, stay 0.", "Leave it.", "Why?", "No."]
    );
    let even: Form = ("{} is even.", &|gap| gap[0] == "2");
    assert!(holds("2 is even. 2 is even.", &[even]).is_ok());
    assert!(holds("3 is even.", &[even]).is_err());
    assert!(holds("2 is odd.", &[even]).is_err());
}
