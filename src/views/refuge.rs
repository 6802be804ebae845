//! Where the keyboard goes when what had it is gone: from a dialog or a menu back to where it was before, or free as it was; in
//! the panels to what is next to it. Who lets go of the keyboard, by Escape or by a click elsewhere, keeps it free. What it comes to is
//! scrolled to where it is seen.

use std::{iter, mem};

use eframe::egui::accesskit::{Action, ActionRequest, TreeId};
use eframe::egui::style::ScrollAnimation;
use eframe::egui::{self, Context, Event, Id, Key, Order, Popup, Rect, Ui, WidgetRect};

/// What is remembered of where the keyboard was.
#[derive(Debug, Default)]
pub struct Memory {
    /// What had it last, and still would if it had not let go or gone.
    last: Option<Place>,
    /// What of the panels had it, the latest last.
    before: Vec<Id>,
    /// Whether something of the panels has it, or had it when a dialog or a menu came by it.
    is_held: bool,
    /// Whether a menu or a list was open in the frame before.
    open: bool,
    /// In so many frames what it came to is still scrolled to, where it is not seen as a whole.
    frames: usize,
}

/// Scroll areas lie in one another, and take turns, from the inside out: two that scrolled at once for the same thing would
/// go too far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The area that the widget is in.
    Inside,
    /// One around that, in a panel or a dialog.
    Around,
    /// The window.
    Window,
}

const TURNS: [Turn; 3] = [Turn::Inside, Turn::Around, Turn::Window];
/// The frames of a turn: what an area is asked for in one it has done after the next.
const FRAMES: usize = 2;
/// Those of all turns. There are two rounds: what was out of sight may have to scroll once more.
const ROUND: usize = FRAMES * TURNS.len();

/// Something that had the keyboard.
#[derive(Debug, Clone, Copy)]
struct Place {
    id: Id,
    rect: Rect,
    /// Whether it was in a dialog or a menu.
    floats: bool,
}

/// No widget lies in so many others; at the top each is its own parent.
const DEEPEST: usize = 64;
/// So many are remembered.
const MOST: usize = 16;

/// Has what the keyboard came to scrolled to, before a frame is drawn. The area that it is in is asked as a screen reader
/// does.
pub fn reveal(ctx: &Context, memory: &mut Memory) {
    let hidden = ctx.memory(egui::Memory::focused).filter(|_| memory.frames > 0);
    let frame = 2 * ROUND - memory.frames;
    memory.frames = memory.frames.saturating_sub(1);
    let asked = hidden
        .filter(|_| frame.is_multiple_of(FRAMES))
        .map(|id| (id, TURNS[frame / FRAMES % TURNS.len()]));
    ctx.data_mut(|data| data.insert_temp(key(), asked));
    if let Some((id, Turn::Inside)) = asked {
        let request = ActionRequest {
            action: Action::ScrollIntoView,
            target_tree: TreeId::ROOT,
            target_node: id.accesskit_id(),
            data: None,
        };
        ctx.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
    }
    if hidden.is_some() {
        ctx.request_repaint();
    }
}

/// What is to be scrolled to in this frame, and whose turn it is.
fn key() -> Id {
    Id::unique("scrolled to")
}

/// Has the scroll area that `ui` is in scroll too, when it is its turn: one within it keeps to itself what is asked of it.
pub fn pass_on(ui: &Ui, turn: Turn) {
    let asked = ui.data(|data| data.get_temp::<Option<(Id, Turn)>>(key())).flatten();
    let Some((id, _)) = asked.filter(|(_, whose)| *whose == turn) else {
        return;
    };
    let rect = ui.ctx().viewport(|viewport| {
        let widgets = &viewport.this_pass.widgets;
        let widget = widgets.get(id)?;
        let around = |widget: &&WidgetRect| widgets.get(widget.parent_id);
        let mut all_around = iter::successors(Some(widget), around).take(DEEPEST);
        all_around.any(|widget| widget.id == ui.unique_id()).then_some(widget.rect)
    });
    if let Some(rect) = rect {
        // At once: what slides is not yet where the areas around look for it.
        ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
    }
}

/// Looks, at the end of a frame, where the keyboard is, and finds it a place if it has lost its own.
pub fn tend(ctx: &Context, memory: &mut Memory) {
    let shown = |id: Id| ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied());
    let was_open = mem::replace(&mut memory.open, Popup::is_any_open(ctx));
    if let Some(id) = ctx.memory(egui::Memory::focused) {
        if let Some(widget) = shown(id) {
            let is_cut = (widget.rect.size() - widget.interact_rect.size()).max_elem() > 1.0;
            if memory.last.is_none_or(|last| last.id != id) {
                let by_pointer = ctx.input(|input| input.pointer.any_down());
                memory.frames = if is_cut && !by_pointer { 2 * ROUND } else { 0 };
            } else if memory.frames == ROUND && !is_cut {
                memory.frames = 0;
            }
            if memory.frames > 0 {
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
        // It let go, unless this is the frame in which its dialog, or by a key the menu that it opened, closes.
        if last.floats {
            return;
        }
        let by_pointer =
            ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if was_open && !by_pointer {
            ctx.memory_mut(|memory| memory.request_focus(last.id));
            ctx.request_repaint();
        } else {
            memory.last = None;
            // A dialog that opens takes it too.
            if by_pointer || ctx.input(|input| input.key_pressed(Key::Escape)) {
                memory.is_held = false;
            }
        }
        return;
    }
    memory.last = None;
    if last.floats && !memory.is_held {
        return;
    }
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
        self.is_held |= !floats;
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
