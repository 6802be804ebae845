//! Where the keyboard goes when what had it is gone: from a dialog or a menu back to where it was before, in the panels to
//! what is next to it. Who lets go of the keyboard, by Escape or by a click elsewhere, keeps it free. What it comes to is
//! scrolled to where it is seen.

use eframe::egui::accesskit::{Action, ActionRequest, TreeId};
use eframe::egui::style::ScrollAnimation;
use eframe::egui::{self, Context, Event, Id, Order, Rect, Ui, WidgetRect};

/// What is remembered of where the keyboard was.
#[derive(Debug, Default)]
pub struct Memory {
    /// What had it last, and still would if it had not let go or gone.
    last: Option<Place>,
    /// What of the panels had it, the latest last.
    before: Vec<Id>,
    /// How often what it came to is still to be scrolled to, where it is not seen as a whole.
    tries: usize,
}

/// Scroll areas lie in one another, and each needs to know where those within it have come to.
const DEEP: usize = 6;

/// Something that had the keyboard.
#[derive(Debug, Clone, Copy)]
struct Place {
    id: Id,
    rect: Rect,
    /// Whether it was in a dialog or a menu.
    floats: bool,
}

/// So many are remembered.
const MOST: usize = 16;

/// Has what the keyboard came to scrolled to, before a frame is drawn: it is asked for as a screen reader does.
pub fn reveal(ctx: &Context, memory: &mut Memory) {
    let hidden = ctx.memory(egui::Memory::focused).filter(|_| memory.tries > 0);
    ctx.data_mut(|data| data.insert_temp(key(), hidden));
    let Some(id) = hidden else {
        return;
    };
    memory.tries -= 1;
    let request = ActionRequest {
        action: Action::ScrollIntoView,
        target_tree: TreeId::ROOT,
        target_node: id.accesskit_id(),
        data: None,
    };
    ctx.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
}

/// What is to be scrolled to in this frame.
fn key() -> Id {
    Id::unique("scrolled to")
}

/// Has the scroll area that `ui` is in scroll too: one within it keeps to itself what is asked of it.
pub fn pass_on(ui: &Ui) {
    let id = ui.data(|data| data.get_temp::<Option<Id>>(key())).flatten();
    let widget = id.and_then(|id| ui.ctx().viewport(|v| v.this_pass.widgets.get(id).copied()));
    if let Some(widget) = widget.filter(|widget| ui.min_rect().intersects(widget.rect)) {
        // At once: what slides is not yet where the areas around look for it.
        ui.scroll_to_rect_animation(widget.rect, None, ScrollAnimation::none());
    }
}

/// Looks, at the end of a frame, where the keyboard is, and finds it a place if it has lost its own.
pub fn tend(ctx: &Context, memory: &mut Memory) {
    let shown = |id: Id| ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied());
    if let Some(id) = ctx.memory(egui::Memory::focused) {
        if let Some(widget) = shown(id) {
            if memory.last.is_none_or(|last| last.id != id) {
                let by_pointer = ctx.input(|input| input.pointer.any_down());
                let cut = widget.rect.size() - widget.interact_rect.size();
                memory.tries = if by_pointer || cut.max_elem() <= 1.0 { 0 } else { DEEP };
            }
            if memory.tries > 0 {
                ctx.request_repaint();
            }
            memory.note(&widget);
        }
        return;
    }
    let Some(last) = memory.last else {
        return;
    };
    if shown(last.id).is_some() {
        // It let go, unless this is the frame in which its dialog closes.
        if !last.floats {
            memory.last = None;
        }
        return;
    }
    memory.last = None;
    let can_take = |widget: &WidgetRect| {
        widget.enabled && widget.sense.is_focusable() && widget.layer_id.order == Order::Background
    };
    let earlier = memory.before.iter().rev().find(|id| shown(**id).is_some_and(|w| can_take(&w)));
    let to = earlier.copied().filter(|_| last.floats).or_else(|| nearest(ctx, last.rect, can_take));
    if let Some(id) = to {
        ctx.memory_mut(|memory| memory.request_focus(id));
        ctx.request_repaint();
    }
}

impl Memory {
    fn note(&mut self, widget: &WidgetRect) {
        let floats = widget.layer_id.order != Order::Background;
        self.last = Some(Place { id: widget.id, rect: widget.rect, floats });
        if !floats && self.before.last() != Some(&widget.id) {
            self.before.retain(|id| *id != widget.id);
            self.before.push(widget.id);
            let many = self.before.len().saturating_sub(MOST);
            self.before.drain(..many);
        }
    }
}

/// What is next to `rect` of all that can have the keyboard.
fn nearest(ctx: &Context, rect: Rect, can_take: impl Fn(&WidgetRect) -> bool) -> Option<Id> {
    ctx.viewport(|viewport| {
        let layers = viewport.this_pass.widgets.layers();
        let widgets = layers.flat_map(|(_, widgets)| widgets).filter(|widget| can_take(widget));
        let far = |widget: &&WidgetRect| widget.rect.distance_sq_to_pos(rect.center());
        widgets.min_by(|a, b| far(a).total_cmp(&far(b))).map(|widget| widget.id)
    })
}
