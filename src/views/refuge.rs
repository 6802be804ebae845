//! Where the keyboard goes when what had it is gone: from a dialog or a menu back to where it was before, in the panels to
//! what is next to it. Who lets go of the keyboard, by Escape or by a click elsewhere, keeps it free.

use eframe::egui::{Context, Id, Order, Rect, WidgetRect};

/// What is remembered of where the keyboard was.
#[derive(Debug, Default)]
pub struct Memory {
    /// What had it last, and still would if it had not let go or gone.
    last: Option<Place>,
    /// What of the panels had it, the latest last.
    before: Vec<Id>,
}

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

/// Looks, at the end of a frame, where the keyboard is, and finds it a place if it has lost its own.
pub fn tend(ctx: &Context, memory: &mut Memory) {
    let shown = |id: Id| ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied());
    if let Some(id) = ctx.memory(eframe::egui::Memory::focused) {
        if let Some(widget) = shown(id) {
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
