//! Lessons: the one that comes with the program can be walked from end to end, and files that are none say why.

use jointly::formats::sample;
use jointly::lesson::{self, Lesson};

#[test]
fn the_built_in_lesson_can_be_walked() {
    let lesson = Lesson::built_in();
    let run = sample::named(&lesson.pictures).expect("it is about a sample");
    assert_eq!(lesson::check(&lesson, run), Ok(()));
}
