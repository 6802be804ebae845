//! The digits of the repository: real pictures, fifty rounds.

use std::path::Path;

use jointly::engine::kernels::Aim;
use jointly::formats::idx;

use crate::cases::Case;
use crate::rounds::fifty_rounds;

fn digits() -> (Vec<Vec<u8>>, Vec<u8>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/digits");
    let read = |name: &str| std::fs::read(folder.join(name)).expect("a file of the repository");
    let images = idx::images(&read("digits-images.idx3-ubyte")).expect("pictures");
    let labels = idx::labels(&read("digits-labels.idx1-ubyte")).expect("labels");
    (images.pixels.chunks_exact(images.shape.cells()).map(<[u8]>::to_vec).collect(), labels)
}

fn case(aim: impl Fn(u8) -> Aim, nudge: i32) -> Case {
    let (rows, labels) = digits();
    let weights = vec![0; rows[0].len()];
    Case { rows, aims: labels.into_iter().map(aim).collect(), weights, nudge }
}

#[test]
fn digits_by_the_output_itself() {
    fifty_rounds(&case(|digit| Aim::at(if digit < 5 { -1 } else { 1 }), 1));
}

#[test]
fn digits_by_the_sign() {
    let aim = |digit| match digit {
        ..5 => Aim { low: i32::MIN, high: -1, label: -1 },
        5.. => Aim { low: 1, high: i32::MAX, label: 1 },
    };
    fifty_rounds(&case(aim, 1));
}

#[test]
fn digits_with_a_tolerance_and_halved_steps() {
    let aim = |digit: u8| {
        let label = 8 * i32::from(digit);
        Aim { low: label - 20, high: label + 20, label }
    };
    fifty_rounds(&case(aim, 3));
}
