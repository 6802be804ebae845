//! What views say of a scene: picks the words for what is on screen, and draws lines of them.

use eframe::egui::accesskit::Live;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Align2, Color32, FontId, Id, Label, Painter, Pos2, Rect, RichText, Role, Sense, Ui, WidgetInfo,
};

use super::Scene;
pub use crate::document::words::direction;
use crate::document::{LogRow, Stage, words};
use crate::engine::{Settings, Shape, WeightTest};
use crate::theme;
use crate::trial::Phase;

/// Where the round stands, a trial included.
pub fn stage_line(scene: &Scene) -> String {
    match scene.trial {
        Some(trial) => {
            let change = trial.change(scene.settings());
            words::trial_line(&scene.document.experiment().weights, trial.weight, change)
        }
        None => match (scene.imagined(), scene.round()) {
            (Some(what_if), Some(round)) => words::what_if_line(round, &what_if.arrangement),
            _ if scene.covers_something() => words::covered_line(scene.document),
            _ => words::stage_line(scene.document),
        },
    }
}

/// A note as a cell says it aloud: "up 2, down 1: raise".
pub fn note(test: &WeightTest, settings: &Settings) -> String {
    let (up, down) = (words::amount(test.up), words::amount(test.down));
    format!("up {up}, down {down}: {}", direction(test, settings))
}

/// Beside "Outputs": how to read the line, or what it asks for.
pub fn outputs_hint(scene: &Scene, roomy: bool) -> String {
    if scene.covers_any_output() {
        return "covered pictures find their place when they are worked out".to_owned();
    }
    if scene.is_trial() {
        return "a trial: nothing here is applied".to_owned();
    }
    let [right, made] = scene.evaluation.came_true(scene.dataset(), scene.guesses);
    match (&scene.stage, made) {
        (Stage::Applied(_), 1..) => {
            let guesses = if made == 1 { "guess" } else { "guesses" };
            let [all_right, all] = scene.guessed;
            let so_far = if all > made {
                format!("; {} of {} so far", words::count(all_right), words::count(all))
            } else {
                String::new()
            };
            format!("{right} of {made} {guesses} came true{so_far}")
        }
        (Stage::Tested, 0) if !scene.many_pictures() => {
            "where will they land? Drag a picture there: your guess".to_owned()
        }
        (Stage::Tested, 1..) => "apply, and see whether your guess comes true".to_owned(),
        _ if scene.many_pictures() => String::new(),
        _ if roomy => {
            "every picture stands at its output; it matches on its own label's post".to_owned()
        }
        _ => "a picture matches on its own label's post".to_owned(),
    }
}

/// A picture on the output line, aloud.
pub fn picture_on_line(scene: &Scene, e: usize) -> String {
    format!(
        "{} at {}, {}, {}",
        scene.dataset().title(e),
        output_number(scene, scene.output(e)),
        label(scene, e),
        if scene.matched(e) { "matches" } else { "does not match" }
    )
}

/// "2 past its label": how far a picture stands from its post, seen from where it came.
pub fn gap_to_label(scene: &Scene, e: usize) -> String {
    let label = scene.dataset().examples[e].label;
    let gap = words::brief((scene.output(e) - label).abs());
    let now = scene.output(e);
    let side = match scene.output_before(e) {
        Some(before) if before != now && (label - before) * (label - now) <= 0.0 => "past",
        Some(before) if before != now => "short of",
        _ => "off",
    };
    format!("{gap} {side} its label")
}

/// "row 3, col 1", where room is short.
pub fn short_place(shape: Shape, weight: usize) -> String {
    let (row, column) = shape.place(weight);
    format!("row {}, col {}", row + 1, column + 1)
}

/// "3 of 4", or "? of 4" while outputs are covered.
pub fn matched_of(scene: &Scene) -> String {
    if scene.covers_any_output() {
        return format!("? of {}", words::count(scene.dataset().examples.len()));
    }
    let (matched, all) = (scene.evaluation.tally.matched, scene.dataset().examples.len());
    format!("{} of {}", words::count(matched), words::count(all))
}

/// A card, aloud.
pub fn card(scene: &Scene, e: usize) -> String {
    if scene.covers_output(e) {
        return format!("{}, {}, output covered", scene.dataset().title(e), label(scene, e));
    }
    let plain = verdict(scene, e).replace(theme::TICK, "").replace(theme::CROSS, "");
    format!(
        "{}, {}, {}, {}",
        scene.dataset().title(e),
        label(scene, e),
        output(scene, e),
        plain.trim()
    )
}

/// "label +1, smile".
pub fn label(scene: &Scene, e: usize) -> String {
    let label = scene.dataset().examples[e].label;
    let number = label_number(scene, label);
    match scene.dataset().label_name(label) {
        Some(name) => format!("label {number}, {name}"),
        None => format!("label {number}"),
    }
}

/// "+1", or through the sigmoid "100 %".
pub fn label_number(scene: &Scene, label: f64) -> String {
    match (scene.sigmoid, label > 0.0) {
        (false, _) => words::signed(label),
        (true, true) => "100 %".to_owned(),
        (true, false) => "0 %".to_owned(),
    }
}

/// "3", or through the sigmoid "95.3 %".
pub fn output_number(scene: &Scene, output: f64) -> String {
    if scene.sigmoid { words::certainty(output) } else { words::amount(output) }
}

/// "0 → 3", or "output 3" where nothing moved it.
pub fn output(scene: &Scene, e: usize) -> String {
    let now = output_number(scene, scene.output(e));
    match scene.output_before(e) {
        Some(before) if before != scene.output(e) => {
            format!("{} → {now}", output_number(scene, before))
        }
        _ => format!("output {now}"),
    }
}

/// A tick, or a cross and how far off.
pub fn verdict(scene: &Scene, e: usize) -> String {
    if scene.matched(e) {
        return format!("{} matches", theme::TICK);
    }
    let label = scene.dataset().examples[e].label;
    let off = |output: f64| words::amount((output - label).abs());
    let now = off(scene.output(e));
    match scene.output_before(e).map(off) {
        Some(was) if was != now => format!("{} off by {now}, was {was}", theme::CROSS),
        _ => format!("{} off by {now}", theme::CROSS),
    }
}

/// How much has been tested, against how many combinations there are.
pub fn tests_so_far(scene: &Scene) -> String {
    let (all, tested) = (scene.notes.len(), scene.document.tested());
    let begun =
        scene.trial.map(|trial| 2 * tested + usize::from(trial.phase == Phase::Lowered) + 1);
    match (&scene.stage, begun) {
        (_, Some(n)) if !scene.trial.is_some_and(|trial| trial.sweeping) => {
            format!("test {} of {}", words::count(n), words::count(2 * all))
        }
        (Stage::Tested | Stage::Applied(_), None) => {
            format!("{} tests instead of {} combinations", words::count(2 * all), combinations(all))
        }
        _ => format!("{} of {} tests so far", words::count(2 * tested), words::count(2 * all)),
    }
}

/// How many ways there are to raise, lower or leave each of so many weights: 3 to that power.
fn combinations(weights: usize) -> String {
    match u32::try_from(weights).ok().and_then(|n| 3_usize.checked_pow(n)) {
        Some(all) if weights <= 20 => words::count(all),
        _ => format!("3^{}", words::count(weights)),
    }
}

/// A row of the log, aloud.
pub fn log_row(scene: &Scene, row: &LogRow, is_covered: bool) -> String {
    if is_covered {
        return format!("round {}, covered", row.number);
    }
    let matched = format!("{} of {}", row.tally.matched, scene.dataset().examples.len());
    let off = words::amount(row.tally.absolute_error);
    let ahead = row.entry > scene.document.history().cursor();
    let undone = if ahead { ", taken back" } else { "" };
    format!("round {}: {matched} match, off by {off}, {}{undone}", row.number, row.note.0)
}

/// Draws one line into `rect`, cut with an ellipsis where it does not fit.
pub fn clipped(painter: &Painter, rect: Rect, text: &str, font: FontId, color: Color32) {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = painter.layout_job(job);
    painter.galley(rect.min, galley, color);
}

/// The first of `fonts` in which one line fits beside what stands there, else the last.
pub fn fitting(ui: &Ui, text: &str, fonts: &[FontId]) -> FontId {
    let width = |font: &FontId| {
        let galley =
            ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER);
        galley.size().x
    };
    let fits = fonts.iter().find(|font| width(font) <= ui.available_width());
    fits.or(fonts.last()).cloned().unwrap_or_else(theme::small)
}

/// Draws one line in the largest of `fonts` in which it fits into `rect`.
pub fn fitted(painter: &Painter, rect: Rect, text: &str, fonts: &[FontId], color: Color32) {
    let width =
        |font: &FontId| painter.layout_no_wrap(text.to_owned(), font.clone(), color).size().x;
    let fits = fonts.iter().find(|font| width(font) <= rect.width());
    if let Some(font) = fits.or(fonts.last()) {
        clipped(painter, rect, text, font.clone(), color);
    }
}

/// Draws one line that tests and screen readers can find, in smaller letters where it does not fit. What it is is returned.
pub fn line_ui(ui: &Ui, rect: Rect, id: &str, text: &str) -> Id {
    let sizes = [theme::body(), FontId::proportional(13.0), theme::small(), theme::tiny()];
    fitted(ui.painter(), rect, text, &sizes, theme::palette(ui).text);
    named(ui, rect, id, text)
}

/// Gives drawn text a node in the accessibility tree, and returns what it is there.
pub fn named(ui: &Ui, rect: Rect, id: &str, text: &str) -> Id {
    let response = ui.interact(rect, Id::unique(("text", ui.scope_id(), id)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response.id
}

/// Has a screen reader say a text whenever it changes: at once where something went wrong, else when it comes to it.
pub fn aloud(ui: &Ui, text: Id, at_once: bool) {
    let live = if at_once { Live::Assertive } else { Live::Polite };
    ui.ctx().accesskit_node_builder(text, |node| node.set_live(live));
}

/// Draws what stands above a panel, a heading for screen readers too, and says where it is.
pub fn title(ui: &Ui, at: Pos2, text: &str) -> Rect {
    let color = theme::palette(ui).text;
    let drawn = ui.painter().text(at, Align2::LEFT_TOP, text, theme::title(), color);
    let id = Id::unique(("title", ui.scope_id(), drawn.min.x.to_bits(), drawn.min.y.to_bits()));
    let response = ui.interact(drawn, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    drawn
}

/// Draws a caption, which screen readers find too.
pub fn caption(ui: &Ui, at: Pos2, align: Align2, text: &str, font: FontId, color: Color32) {
    let drawn = ui.painter().text(at, align, text, font, color);
    named(ui, drawn, text, text);
}

/// The point, in large letters; in the colour of a match or a miss where it was decided.
pub fn headline_ui(ui: &mut Ui, text: &str, good: Option<bool>) {
    let text = &typeset(text);
    let palette = theme::palette(ui);
    let color = match good {
        Some(false) => palette.missed,
        Some(true) | None => palette.text,
    };
    let smaller = FontId::proportional(16.0);
    let width = |font: FontId| ui.painter().layout_no_wrap(text.to_owned(), font, color).size().x;
    let fits = |font: FontId| width(font) <= ui.available_width();
    let squeeze = !fits(theme::headline()) && fits(smaller.clone());
    let font = if squeeze { smaller } else { theme::headline() };
    let headline = ui.add(Label::new(RichText::new(text).font(font).color(color)).wrap());
    aloud(ui, headline.id, false);
    ui.add_space(5.0);
}

/// An ordinary sentence. A sum in it stays on one line.
pub fn sentence_ui(ui: &mut Ui, text: &str) {
    let text = [" + ", " − ", " = ", " → ", " × ", " / "]
        .iter()
        .fold(typeset(text), |text, sign| text.replace(sign, &sign.replace(' ', "\u{a0}")));
    ui.add(Label::new(RichText::new(text).font(theme::body())).wrap());
}

/// A sentence that can wait.
pub fn quiet_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(typeset(text)).font(theme::small()).weak()).wrap());
}

/// A power as it is printed: "3^12" becomes "3¹²".
///
/// Where its digits are grouped it stays, for a comma has no raised form.
pub fn typeset(text: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut parts = text.split('^');
    let mut set = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (digits, rest) = part.split_at(end);
        let grouped = rest.starts_with(',') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if digits.is_empty() || grouped {
            set.push('^');
            set.push_str(digits);
        } else {
            set.extend(digits.bytes().map(|digit| RAISED[usize::from(digit - b'0')]));
        }
        set.push_str(rest);
    }
    set
}

/// What stands above a part of a view.
pub fn caption_ui(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::body()));
    ui.add_space(3.0);
}

/// A heading and a sentence where there is nothing else to show.
pub fn empty_ui(ui: &mut Ui, heading: &str, sentence: &str) {
    ui.label(RichText::new(heading).font(theme::headline()));
    ui.add_space(4.0);
    ui.label(RichText::new(sentence).weak());
}

#[cfg(test)]
mod tests {
    use super::typeset;

    #[test]
    fn powers_are_raised() {
        assert_eq!(typeset("3^12 = 531,441, 10^19."), "3¹² = 531,441, 10¹⁹.");
        assert_eq!(typeset("3^1,048,576 and a ^ b"), "3^1,048,576 and a ^ b");
        assert_eq!(typeset("no power"), "no power");
    }
}
