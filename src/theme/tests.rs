//! Colours as everybody sees them: contrast, and what still tells them apart where eyes do not.

use std::array;

use super::{AS_IT_IS, Color32, DARK, GROUPS, LIGHT, ON_GROUP, Palette};

const THEMES: [(&str, &Palette); 2] = [("dark", &DARK), ("light", &LIGHT)];

fn linear(color: Color32) -> [f64; 3] {
    [color.r(), color.g(), color.b()].map(|v| {
        let v = f64::from(v) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    })
}

type Matrix = [[f64; 3]; 3];

fn times(matrix: &Matrix, color: [f64; 3]) -> [f64; 3] {
    array::from_fn(|row| (0..3).map(|n| matrix[row][n] * color[n]).sum())
}

const LUMINANCE: [f64; 3] = [0.2126, 0.7152, 0.0722];

/// Contrast as WCAG 2.2 has it.
fn contrast(a: Color32, b: Color32) -> f64 {
    let of = |color| times(&[LUMINANCE; 3], linear(color))[0] + 0.05;
    let (a, b) = (of(a), of(b));
    a.max(b) / a.min(b)
}

#[track_caller]
fn all_contrast(least: f64, pairs: impl IntoIterator<Item = (&'static str, Color32, Color32)>) {
    let low = pairs.into_iter().map(|(what, a, b)| (what, contrast(a, b)));
    let low: Vec<_> = low.filter(|(_, ratio)| *ratio < least).collect();
    assert!(low.is_empty(), "below {least}: {low:.2?}");
}

#[test]
fn text_has_a_contrast_of_at_least_4_5() {
    for (_, p) in THEMES {
        all_contrast(
            4.5,
            [
                ("text", p.text, p.panel),
                ("text on the ground", p.text, p.ground),
                ("text on a card", p.text, p.raised),
                ("text under the pointer", p.text, p.hovered),
                ("text in a field", p.text, p.unlit),
                ("quiet", p.quiet, p.panel),
                ("quiet on a card", p.quiet, p.raised),
                ("quiet under the pointer", p.quiet, p.hovered),
                ("quiet on an unlit pixel", p.quiet, p.unlit),
                ("primary", p.on_primary, p.primary),
                ("a link, a guess", p.focus, p.panel),
                ("matched", p.matched, p.panel),
                ("matched on a card", p.matched, p.raised),
                ("matched in a table", p.matched, p.matched_ground),
                ("text in a table", p.text, p.matched_ground),
                ("missed", p.missed, p.panel),
                ("missed on a card", p.missed, p.raised),
                ("missed in a table", p.missed, p.matched_ground),
                ("lit", p.on_lit, p.lit),
                ("raised weight", p.text, p.raise),
                ("lowered weight", p.text, p.lower),
                ("raise", p.raise_line, p.panel),
                ("lower", p.lower_line, p.panel),
                ("raise on a card", p.raise_line, p.raised),
                ("lower on a card", p.lower_line, p.raised),
            ],
        );
        all_contrast(4.5, GROUPS.map(|ground| ("a group", ON_GROUP, ground)));
        // The number of a way stands at the end of its curve.
        all_contrast(4.5, p.series.map(|color| ("a way", color, p.panel)));
    }
}

#[test]
fn shapes_have_a_contrast_of_at_least_3() {
    for (_, p) in THEMES {
        all_contrast(
            3.0,
            [
                ("the focus", p.focus, p.panel),
                ("the focus on a card", p.focus, p.raised),
                ("the focus on the ground", p.focus, p.ground),
                ("the focus in a field", p.focus, p.unlit),
                ("the primary button", p.primary, p.panel),
                ("a cell, a box to tick", p.edge, p.panel),
                ("a cell of a picture", p.edge, p.unlit),
                ("the tick in a box", p.text, p.edge),
                ("a lit pixel", p.lit, p.unlit),
                ("a lit pixel on the panel", p.lit, p.panel),
                ("a post, an arrow", p.text, p.panel),
                ("an axis, a curve", p.quiet, p.panel),
                ("a bar", p.quiet, p.raised),
                ("a curve or bar that is good", p.matched, p.panel),
                ("one that is bad", p.missed, p.panel),
                ("a bar of a raise", p.raise_line, p.panel),
                ("a bar of a lowering", p.lower_line, p.panel),
            ],
        );
        all_contrast(3.0, p.series.map(|color| ("a way", color, p.panel)));
    }
}

/// How colours look to eyes of one kind, in linear RGB. The first three are those of severity 1.0 in G. M. Machado,
/// M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
/// IEEE TVCG 15(6), 2009, <https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html>.
const EYES: [(&str, Matrix); 4] = [
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
    ("grey", [LUMINANCE; 3]),
];

/// Linear RGB in CIE Lab, under D65.
fn lab(color: [f64; 3]) -> [f64; 3] {
    const XYZ: Matrix = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    let f = |t: f64| {
        let (epsilon, kappa) = (216.0 / 24389.0, 24389.0 / 27.0);
        if t > epsilon { t.cbrt() } else { (kappa * t + 16.0) / 116.0 }
    };
    let [x, y, z] = times(&XYZ, color);
    let [x, y, z] = [x / 0.950_47, y, z / 1.088_83].map(f);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How far apart two colours are to such eyes, as CIE 1976 has it: about 2.3 is just seen.
fn apart(eyes: &Matrix, a: Color32, b: Color32) -> f64 {
    let seen = |color| lab(times(eyes, linear(color)).map(|v| v.clamp(0.0, 1.0)));
    let (a, b) = (seen(a), seen(b));
    (0..3).map(|n| (a[n] - b[n]).powi(2)).sum::<f64>().sqrt()
}

/// What colours that mean something are apart, at least.
const APART: f64 = 15.0;

/// Two colours that stand beside each other for two things.
struct Pair {
    what: &'static str,
    colors: fn(&Palette) -> (Color32, Color32),
    /// The eyes to which they are alike, and what says the same there.
    but: Option<(&'static [&'static str], &'static str)>,
}

const GREY: &[&str] = &["grey"];
const PAIRS: [Pair; 8] = [
    Pair { what: "a pixel on, one off", colors: |p| (p.lit, p.unlit), but: None },
    Pair {
        what: "a weight above 0, one below",
        colors: |p| (p.raise, p.lower),
        but: Some((
            GREY,
            "its sign; where cells are too small for it, the lens, which has the signs",
        )),
    },
    Pair {
        what: "a raise, a lowering",
        colors: |p| (p.raise_line, p.lower_line),
        but: Some((GREY, "▲ and ▼, a sign, or the word")),
    },
    Pair { what: "a weight above 0, one of 0", colors: |p| (p.raise, p.panel), but: None },
    Pair { what: "a weight below 0, one of 0", colors: |p| (p.lower, p.panel), but: None },
    Pair {
        what: "a match, a miss",
        colors: |p| (p.matched, p.missed),
        but: Some((GREY, "a tick and a cross; of bars the side of 0 and the sign")),
    },
    Pair {
        what: "a match, a miss by a label above 0, in the histogram",
        colors: |p| (p.matched, p.raise_line),
        but: Some((
            GREY,
            "matches stand below the others; a tooltip and the list of pictures have the numbers",
        )),
    },
    Pair {
        what: "a match, a miss by another label, in the histogram",
        colors: |p| (p.matched, p.lower_line),
        but: Some((GREY, "the same")),
    },
];

#[test]
fn colours_that_mean_something_are_told_apart_by_all_eyes_or_are_not_alone_in_saying_it() {
    for (theme, p) in THEMES {
        for Pair { what, colors, but } in PAIRS {
            let (a, b) = colors(p);
            for (eyes, matrix) in &EYES {
                let excused = but.is_some_and(|(those, _)| those.contains(eyes));
                let apart = apart(matrix, a, b);
                assert_eq!(apart >= APART, !excused, "{what}, {theme}, {eyes}: {apart:.1}");
            }
        }
    }
}

/// In grey eight lines are alike: there the number at the end of each, and in its row, tells them apart.
#[test]
fn the_lines_of_ways_are_told_apart_without_red_green_or_blue() {
    for (theme, p) in THEMES {
        for (eyes, matrix) in &EYES[..3] {
            for (n, a) in p.series.iter().enumerate() {
                for (m, b) in p.series.iter().enumerate().skip(n + 1) {
                    let apart = apart(matrix, *a, *b);
                    assert!(apart >= APART, "{n} and {m}, {theme}, {eyes}: {apart:.1}");
                }
            }
        }
    }
}

#[test]
fn white_is_as_far_from_black_as_it_can_be_to_all_eyes() {
    let (white, black) = (AS_IT_IS, Color32::default());
    assert!((contrast(white, black) - 21.0).abs() < 1e-9);
    for (eyes, matrix) in &EYES {
        let apart = apart(matrix, white, black);
        assert!((apart - 100.0).abs() < 0.1, "{eyes}: {apart}");
    }
}
