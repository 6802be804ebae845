//! What the user prefers of the window: taken over at the start, noted when it changes.

use eframe::egui::{self, ThemePreference, gui_zoom};

use super::Workbench;
use crate::document::{Appearance, View, Zoom};
use crate::jobs::{Preferences, Remembered};
use crate::theme;
use crate::views;

impl Workbench {
    /// Makes the window as it was preferred the last time, but for its size, and remembers there what is preferred from now on.
    /// Without this call nothing is remembered.
    pub fn remember_in(&mut self, remembered: Remembered, ctx: &egui::Context) {
        let preferred = remembered.preferences();
        // Whoever chose nothing has what the window was made with.
        if preferred.appearance != Appearance::default() {
            ctx.set_theme(preference(preferred.appearance));
        }
        self.views.looks.still = preferred.still.unwrap_or(self.system_stills);
        self.views.looks.appearance = preferred.appearance;
        self.views.strip_height = preferred.strip_height.unwrap_or(theme::STRIP_HEIGHT);
        self.remembered = remembered;
        self.recall_lesson();
    }

    /// Makes everything as large as it was preferred the last time.
    pub fn zoom_as_remembered(&self, ctx: &egui::Context) {
        ctx.set_zoom_factor(self.preferences().zoom);
    }

    /// What is remembered.
    #[must_use]
    pub const fn preferences(&self) -> &Preferences {
        self.remembered.preferences()
    }

    /// Heeds whether the system is asked for less motion, unless the user chose for this window.
    pub fn heed_motion(&mut self, less: bool) {
        self.system_stills = less;
        self.views.looks.still = self.preferences().still.unwrap_or(less);
    }

    /// Changes how the window looks.
    pub(super) fn carry_out_view(&mut self, view: View, ctx: &egui::Context) {
        match view {
            View::Theme(appearance) => {
                ctx.set_theme(preference(appearance));
                self.views.looks.appearance = appearance;
            }
            View::Still(still) => {
                self.views.looks.still = still;
                self.prefer(|now| now.still = Some(still));
            }
            View::Sigmoid(shown) => self.views.looks.sigmoid = shown,
            View::Cover(covered) => self.cover.set(covered),
            View::Uncover(spot) => self.cover.open(spot),
            View::Present(presents) => self.present(presents, ctx),
            View::Why(tab) => {
                self.views.comparing = false;
                self.views.looks.tab = tab;
            }
            View::Zoom(Zoom::In) => gui_zoom::zoom_in(ctx),
            View::Zoom(Zoom::Out) => gui_zoom::zoom_out(ctx),
            View::Zoom(Zoom::Reset) => ctx.set_zoom_factor(1.0),
        }
    }

    /// Takes the whole screen, as large as a class needs it, or gives it back.
    fn present(&mut self, presents: bool, ctx: &egui::Context) {
        if presents {
            self.usual_zoom.get_or_insert(ctx.zoom_factor());
            ctx.set_zoom_factor(presented(ctx));
        } else if let Some(usual) = self.usual_zoom.take() {
            ctx.set_zoom_factor(usual);
        }
        self.views.looks.presents = presents;
        ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(presents));
    }

    /// Remembers that the welcome has been closed for good, or that it is wanted again.
    pub fn dismiss_welcome(&mut self, dismissed: bool) {
        self.prefer(|now| now.welcome_dismissed = dismissed);
    }

    /// Remembers how far a guided lesson has come, by its title; `None` where none is under way.
    pub fn keep_lesson_step(&mut self, lesson_step: Option<(String, usize)>) {
        self.prefer(|now| now.lesson_step = lesson_step);
    }

    /// Notes what the window has become.
    pub(super) fn tend_preferences(&mut self, ctx: &egui::Context) {
        let strip_height = self.views.strip_height;
        let appearance = self.views.looks.appearance;
        let zoom = self.usual_zoom.unwrap_or(ctx.zoom_factor());
        // What is asked for at a start counts for that start alone, and a presentation while it lasts.
        let keeps_size = !self.sized_once && self.usual_zoom.is_none();
        self.prefer(|now| {
            now.strip_height = (strip_height != theme::STRIP_HEIGHT).then_some(strip_height);
            now.appearance = appearance;
            now.zoom = zoom;
            if keeps_size {
                ctx.input(|input| note_window(now, input.viewport()));
            }
        });
    }

    /// Changes what is remembered.
    fn prefer(&mut self, change: impl FnOnce(&mut Preferences)) {
        let mut now = self.preferences().clone();
        change(&mut now);
        self.remembered.prefer(now);
    }
}

/// How large everything is before a class: as large as the screen has room for without scrolling.
fn presented(ctx: &egui::Context) -> f32 {
    let screen = ctx.input(|input| input.viewport().monitor_size);
    let fits = screen.map_or(theme::PRESENTED, |screen| {
        let whole = screen * ctx.zoom_factor() / views::LEAST;
        whole.min_elem()
    });
    fits.clamp(1.0, theme::PRESENTED)
}

fn note_window(now: &mut Preferences, window: &egui::ViewportInfo) {
    now.maximised = window.maximized.unwrap_or(now.maximised);
    let hidden = window.minimized.unwrap_or_default();
    let whole_screen = now.maximised || window.fullscreen.unwrap_or_default();
    if let (Some(rect), false) = (window.inner_rect, hidden || whole_screen) {
        let size = rect.size() * now.zoom;
        now.size = Some([size.x.round(), size.y.round()]);
    }
}

/// What egui calls it.
const fn preference(appearance: Appearance) -> ThemePreference {
    match appearance {
        Appearance::System => ThemePreference::System,
        Appearance::Dark => ThemePreference::Dark,
        Appearance::Light => ThemePreference::Light,
    }
}
