//! Lines of text: cut or made smaller to fit, and named for screen readers.

use eframe::egui::accesskit::Live;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Align2, Color32, FontId, Id, Label, Painter, Pos2, Rect, RichText, Role, Sense, Ui, WidgetInfo,
    pos2,
};

use crate::theme;

/// Draws one line into `rect`, cut with an ellipsis where it does not fit.
pub fn clipped(painter: &Painter, rect: Rect, text: &str, font: FontId, color: Color32) {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = painter.layout_job(job);
    painter.galley(rect.min, galley, color);
}

/// How wide one line is, in points.
pub fn width(painter: &Painter, text: &str, font: &FontId) -> f32 {
    painter.layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER).size().x
}

/// The first of `fonts` in which one line is no wider than `room`, else the last.
pub fn fitting(painter: &Painter, text: &str, fonts: &[FontId], room: f32) -> FontId {
    let fits = fonts.iter().find(|font| width(painter, text, font) <= room);
    fits.or(fonts.last()).cloned().unwrap_or_else(theme::small)
}

/// Draws the first of `texts`, one line each, that fits into `rect` in one of `fonts`, in the first of them.
pub fn fitted(painter: &Painter, rect: Rect, texts: &[&str], fonts: &[FontId], color: Color32) {
    let mut ways = texts.iter().flat_map(|text| fonts.iter().map(move |font| (*text, font)));
    let last = ways.clone().next_back();
    let fits = ways.find(|(text, font)| width(painter, text, font) <= rect.width());
    if let Some((text, font)) = fits.or(last) {
        clipped(painter, rect, text, font.clone(), color);
    }
}

/// Draws one line that tests and screen readers can find, in smaller letters where it does not fit. What it is is returned.
pub fn line_ui(ui: &Ui, rect: Rect, id: &str, text: &str) -> Id {
    let sizes = [theme::body(), FontId::proportional(13.0), theme::small(), theme::tiny()];
    fitted(ui.painter(), rect, &[text], &sizes, theme::palette(ui).text);
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

/// Draws what colours stand for, in one line that ends at a place at the top right; says where it begins.
pub fn legend<'a>(
    painter: &Painter,
    end: Pos2,
    entries: impl DoubleEndedIterator<Item = (&'a str, Color32)>,
    font: &FontId,
) -> f32 {
    let mut left = end.x + LEGEND_GAP;
    for (entry, color) in entries.rev() {
        let at = pos2(left - LEGEND_GAP, end.y);
        left = painter.text(at, Align2::RIGHT_TOP, entry, font.clone(), color).left();
    }
    left
}

/// Between two of its entries.
pub const LEGEND_GAP: f32 = 12.0;

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
    // What does not fit in smaller letters either is large, and wraps.
    let fonts = [theme::headline(), FontId::proportional(16.0), theme::headline()];
    let font = fitting(ui.painter(), text, &fonts, ui.available_width());
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
