//! The only file with colours and sizes.
//!
//! Weights stand on a diverging scale, orange raised and purple lowered, which is safe for the common
//! colour blindnesses; it never speaks without a sign. Blue is for the primary action and the selection alone.

mod install;

pub use install::{PRESENTED, hold_still, install};

use eframe::egui::{Color32, CornerRadius, FontId, Stroke, Ui, Visuals};

/// The colours of one theme.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    /// Between the panels.
    pub ground: Color32,
    /// A panel.
    pub panel: Color32,
    /// A card, a quiet button, a selected row.
    pub raised: Color32,
    /// The same under the pointer.
    pub hovered: Color32,
    /// Hairlines, which nothing depends on.
    pub line: Color32,
    /// Outlines of cells and controls, curves that stand back.
    pub edge: Color32,
    /// Words and numbers.
    pub text: Color32,
    /// Words that can wait.
    pub quiet: Color32,
    /// The primary action and the selection.
    pub primary: Color32,
    /// Words on `primary`.
    pub on_primary: Color32,
    /// The outline of what is selected or has the keyboard.
    pub focus: Color32,
    /// A match.
    pub matched: Color32,
    /// The ground of a match in a table.
    pub matched_ground: Color32,
    /// A miss.
    pub missed: Color32,
    /// A pixel that is on.
    pub lit: Color32,
    /// Numbers on a pixel that is on.
    pub on_lit: Color32,
    /// A pixel that is off.
    pub unlit: Color32,
    /// A weight above 0, a raise.
    pub raise: Color32,
    /// The outline and the word of a raise.
    pub raise_line: Color32,
    /// A weight below 0, a lowering.
    pub lower: Color32,
    /// The outline and the word of a lowering.
    pub lower_line: Color32,
    /// Lines of things that have nothing but a number; none is the blue of what is selected.
    pub series: [Color32; 8],
}

const DARK: Palette = Palette {
    ground: Color32::from_rgb(20, 22, 26),
    panel: Color32::from_rgb(30, 33, 38),
    raised: Color32::from_rgb(42, 46, 53),
    hovered: Color32::from_rgb(54, 59, 68),
    line: Color32::from_rgb(56, 61, 69),
    edge: Color32::from_rgb(103, 109, 117),
    text: Color32::from_rgb(233, 236, 239),
    quiet: Color32::from_rgb(163, 169, 177),
    primary: Color32::from_rgb(47, 111, 179),
    on_primary: Color32::WHITE,
    focus: Color32::from_rgb(92, 157, 226),
    matched: Color32::from_rgb(60, 203, 185),
    matched_ground: Color32::from_rgb(28, 62, 60),
    missed: Color32::from_rgb(244, 125, 154),
    lit: Color32::from_rgb(233, 236, 239),
    on_lit: Color32::from_rgb(24, 27, 31),
    unlit: Color32::from_rgb(17, 19, 22),
    raise: Color32::from_rgb(130, 92, 44),
    raise_line: Color32::from_rgb(222, 156, 72),
    lower: Color32::from_rgb(88, 82, 120),
    lower_line: Color32::from_rgb(170, 158, 222),
    series: [
        Color32::from_rgb(233, 236, 239),
        Color32::from_rgb(222, 156, 72),
        Color32::from_rgb(66, 180, 140),
        Color32::from_rgb(199, 120, 192),
        Color32::from_rgb(236, 220, 90),
        Color32::from_rgb(222, 98, 74),
        Color32::from_rgb(159, 169, 180),
        Color32::from_rgb(167, 214, 118),
    ],
};

const LIGHT: Palette = Palette {
    ground: Color32::from_rgb(232, 235, 239),
    panel: Color32::from_rgb(250, 251, 252),
    raised: Color32::from_rgb(230, 233, 238),
    hovered: Color32::from_rgb(216, 221, 228),
    line: Color32::from_rgb(205, 210, 217),
    edge: Color32::from_rgb(139, 145, 153),
    text: Color32::from_rgb(28, 32, 37),
    quiet: Color32::from_rgb(84, 91, 100),
    primary: Color32::from_rgb(31, 102, 181),
    on_primary: Color32::WHITE,
    focus: Color32::from_rgb(31, 102, 181),
    matched: Color32::from_rgb(25, 108, 93),
    matched_ground: Color32::from_rgb(207, 234, 228),
    missed: Color32::from_rgb(148, 0, 53),
    lit: Color32::from_rgb(32, 37, 43),
    on_lit: Color32::from_rgb(250, 251, 252),
    unlit: Color32::from_rgb(255, 255, 255),
    raise: Color32::from_rgb(226, 178, 138),
    raise_line: Color32::from_rgb(148, 82, 16),
    lower: Color32::from_rgb(182, 170, 212),
    lower_line: Color32::from_rgb(92, 72, 158),
    series: [
        Color32::from_rgb(28, 32, 37),
        Color32::from_rgb(206, 46, 22),
        Color32::from_rgb(0, 128, 106),
        Color32::from_rgb(170, 62, 138),
        Color32::from_rgb(60, 55, 0),
        Color32::from_rgb(152, 38, 49),
        Color32::from_rgb(69, 78, 90),
        Color32::from_rgb(85, 123, 32),
    ],
};

/// The colours in force where `ui` draws.
#[must_use]
pub fn palette(ui: &Ui) -> &'static Palette {
    of_theme(ui.visuals().dark_mode)
}

/// What the window is cleared to: the panels, which are nearly all of it.
#[must_use]
pub const fn clear(visuals: &Visuals) -> Color32 {
    of_theme(visuals.dark_mode).panel
}

/// The colours of the dark or the light theme.
#[must_use]
pub const fn of_theme(dark: bool) -> &'static Palette {
    if dark { &DARK } else { &LIGHT }
}

impl Palette {
    /// The ground of a weight, change or contribution; `None` at 0.
    #[must_use]
    pub fn signed(&self, value: f64) -> Option<Color32> {
        match value {
            v if v > 0.0 => Some(self.raise),
            v if v < 0.0 => Some(self.lower),
            _ => None,
        }
    }

    /// The outline, and the words, of a weight, change or contribution.
    #[must_use]
    pub fn signed_line(&self, value: f64) -> Color32 {
        match value {
            v if v > 0.0 => self.raise_line,
            v if v < 0.0 => self.lower_line,
            _ => self.quiet,
        }
    }

    /// The colour of a match or a miss; the tick or the cross comes first.
    #[must_use]
    pub const fn verdict(&self, matched: bool) -> Color32 {
        if matched { self.matched } else { self.missed }
    }

    /// A pixel between off (0) and on (the largest of its picture, as `fraction` 1).
    #[must_use]
    pub fn pixel(&self, fraction: f64) -> Color32 {
        #[expect(clippy::cast_possible_truncation, reason = "a fraction needs no more than f32")]
        let fraction = fraction.clamp(0.0, 1.0) as f32;
        self.unlit.lerp_to_gamma(self.lit, fraction)
    }

    /// The colour of one of several things that have nothing but a number: a way that is compared. A number stands
    /// beside it, for after eight they come again.
    #[must_use]
    pub const fn series(&self, number: usize) -> Color32 {
        self.series[number % self.series.len()]
    }

    /// A weight on the diverging scale, `fraction` from -1 to 1 of the largest.
    #[must_use]
    pub fn diverging(&self, fraction: f64) -> Color32 {
        let end = if fraction < 0.0 { self.lower } else { self.raise };
        #[expect(clippy::cast_possible_truncation, reason = "a fraction needs no more than f32")]
        let far = fraction.abs().min(1.0) as f32;
        self.panel.lerp_to_gamma(end, far)
    }
}

/// The grounds of groups of weights, each with its number in [`ON_GROUP`] beside or on it: pale colours that can be
/// told apart with the common colour blindnesses, after Paul Tol's "light" scheme, <https://personal.sron.nl/~pault>.
const GROUPS: [Color32; 8] = [
    Color32::from_rgb(68, 187, 153),
    Color32::from_rgb(238, 221, 136),
    Color32::from_rgb(255, 170, 187),
    Color32::from_rgb(153, 221, 255),
    Color32::from_rgb(187, 204, 51),
    Color32::from_rgb(238, 136, 102),
    Color32::from_rgb(221, 221, 221),
    Color32::from_rgb(170, 170, 0),
];

/// Numbers on the ground of a group, in both themes.
pub const ON_GROUP: Color32 = Color32::from_rgb(24, 27, 31);

/// The ground of a group of weights, counted from 0; from the ninth on colours come again.
#[must_use]
pub const fn group(n: usize) -> Color32 {
    GROUPS[n % GROUPS.len()]
}

/// What a texture is multiplied by to keep its own colours.
pub const AS_IT_IS: Color32 = Color32::WHITE;

/// A tick, beside everything that matches.
pub const TICK: &str = "✔";
/// A cross, beside everything that does not.
pub const CROSS: &str = "✖";
/// The gap around and between panels, in points.
pub const GAP: f32 = 6.0;
/// How far a panel's contents stand from its edge.
pub const INSET: f32 = 12.0;
/// The width of the list of examples.
pub const EXAMPLES_WIDTH: f32 = 204.0;
/// The share of the window's width that Why takes where there is room for it.
pub const WHY_SHARE: f32 = 0.382;
/// The least and the most that Why takes.
pub const WHY_WIDTH: std::ops::RangeInclusive<f32> = 340.0..=640.0;
/// The width at which the stage shows the lesson's notes in its cells: Why gives way to it.
pub const STAGE_WIDTH: f32 = 458.0;
/// What a scroll bar that floats over its contents covers of them.
pub const SCROLL_BAR: f32 = 8.0;
/// The height of the strip with rounds and plot.
pub const STRIP_HEIGHT: f32 = 132.0;
/// The height of the strip with the guided lesson.
pub const LESSON_HEIGHT: f32 = 176.0;
/// The least width and height of whatever is pressed, after WCAG 2.2, 2.5.8.
pub const TARGET: f32 = 24.0;
/// The side of the largest cell in a grid.
pub const CELL: f32 = 54.0;
/// How wide a digit is, as a share of its size.
pub const DIGIT: f32 = 0.6;
/// The smallest side at which a cell can hold a number.
pub const READABLE_CELL: f32 = 24.0;
/// The smallest side at which a cell can hold a weight, its two scores and its note.
pub const ROOMY_CELL: f32 = 42.0;
/// Rounded corners.
pub const CORNER: CornerRadius = CornerRadius::same(4);
/// Rounded corners of cells.
pub const CELL_CORNER: CornerRadius = CornerRadius::same(3);
/// The room between the edge of a dialog and what is in it.
pub const DIALOG: i8 = 16;
/// How long a shown move takes, in seconds.
pub const MOVE_SECONDS: f32 = 0.4;
/// The longest that showing all remaining tests may take, in seconds.
pub const SWEEP_SECONDS: f32 = 4.0;

/// A headline.
#[must_use]
pub fn headline() -> FontId {
    FontId::proportional(18.0)
}

/// What stands above a panel.
#[must_use]
pub fn title() -> FontId {
    FontId::proportional(15.0)
}

/// Ordinary words.
#[must_use]
pub fn body() -> FontId {
    FontId::proportional(14.0)
}

/// Captions and notes.
#[must_use]
pub fn small() -> FontId {
    FontId::proportional(12.5)
}

/// Words inside cells.
#[must_use]
pub fn tiny() -> FontId {
    FontId::proportional(11.0)
}

/// Numbers that stand alone; `size` in points.
#[must_use]
pub fn digits(size: f32) -> FontId {
    FontId::monospace(size)
}

/// For how many digits of `size` points a place so wide has room, beside a sign.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few")]
pub fn letters(width: f32, size: f32) -> usize {
    (width / (size * DIGIT) - 1.0) as usize
}

/// Draws what is selected among its equals, a tab or a row, in a quiet grey: blue is for what stands out.
pub fn select_quietly(ui: &mut Ui) {
    let palette = palette(ui);
    let selection = &mut ui.visuals_mut().selection;
    selection.bg_fill = palette.raised;
    selection.stroke = Stroke::new(1.0, palette.text);
}

/// Draws boxes to tick, radio buttons and fields as outlines: on a panel their ground alone would not be seen.
pub fn outline_boxes(ui: &mut Ui) {
    let palette = palette(ui);
    let inactive = &mut ui.visuals_mut().widgets.inactive;
    inactive.bg_fill = palette.unlit;
    inactive.bg_stroke = Stroke::new(1.0, palette.edge);
}

#[cfg(test)]
mod tests;
