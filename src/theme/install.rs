//! The palettes given to egui: fonts, styles, and what its own widgets look like.

use eframe::egui::style::ScrollAnimation;
use eframe::egui::{
    Context, FontDefinitions, FontFamily, FontId, Stroke, Style, TextStyle, Theme, Visuals,
};

use super::{CORNER, DARK, LIGHT, Palette, body, headline, small};

/// How large everything is before a class, where the screen has room for it.
pub const PRESENTED: f32 = 1.5;

/// Installs both themes; egui follows the system's unless told otherwise.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    for (theme, palette) in [(Theme::Dark, &DARK), (Theme::Light, &LIGHT)] {
        ctx.style_mut_of(theme, |style| apply(style, palette));
    }
}

/// Has everything be at once where it goes, parts that unfold and views that scroll too; or lets it move.
pub fn hold_still(ctx: &Context, still: bool) {
    let usual = Style::default();
    let seconds = if still { 0.0 } else { usual.animation_time };
    if ctx.global_style().animation_time != seconds {
        ctx.all_styles_mut(|style| {
            style.animation_time = seconds;
            style.scroll_animation =
                if still { ScrollAnimation::none() } else { usual.scroll_animation };
        });
    }
}

/// The bundled fonts; words fall back on the one for numbers, which has arrows, ticks and crosses that match it.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let numbers = fonts.families.get(&FontFamily::Monospace).and_then(|f| f.first().cloned());
    if let (Some(words), Some(numbers)) =
        (fonts.families.get_mut(&FontFamily::Proportional), numbers)
    {
        words.insert(1, numbers);
    }
    fonts
}

fn apply(style: &mut Style, palette: &Palette) {
    style.text_styles = [
        (TextStyle::Heading, headline()),
        (TextStyle::Body, body()),
        (TextStyle::Button, body()),
        (TextStyle::Small, small()),
        (TextStyle::Monospace, FontId::new(14.0, FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = [8.0, 6.0].into();
    style.spacing.button_padding = [10.0, 5.0].into();
    style.spacing.interact_size.y = 26.0;
    style.interaction.selectable_labels = false;
    let visuals = &mut style.visuals;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.extreme_bg_color = palette.unlit;
    visuals.faint_bg_color = palette.raised;
    visuals.selection.bg_fill = palette.primary;
    visuals.selection.stroke = Stroke::new(1.0, palette.on_primary);
    visuals.weak_text_color = Some(palette.quiet);
    visuals.error_fg_color = palette.missed;
    visuals.hyperlink_color = palette.focus;
    widgets(visuals, palette);
}

fn widgets(visuals: &mut Visuals, palette: &Palette) {
    let widgets = &mut visuals.widgets;
    for (widget, fill) in [
        (&mut widgets.noninteractive, palette.panel),
        (&mut widgets.inactive, palette.raised),
        (&mut widgets.hovered, palette.hovered),
        (&mut widgets.active, palette.hovered),
        (&mut widgets.open, palette.hovered),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::NONE;
        widget.fg_stroke = Stroke::new(1.0, palette.text);
        widget.corner_radius = CORNER;
        widget.expansion = 0.0;
    }
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.line);
    // The ground of a box to tick, a radio button, the handle of a scroll bar: nothing else tells where they are.
    widgets.inactive.bg_fill = palette.edge;
    // Where the keyboard is must be seen: egui draws a focused widget as hovered.
    widgets.hovered.bg_stroke = Stroke::new(1.0, palette.focus);
    widgets.active.bg_stroke = Stroke::new(1.5, palette.focus);
}
