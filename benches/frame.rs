//! A frame of the window without a screen: taking in what happened, layout, and the triangles it is drawn with.

use std::hint::black_box;
use std::thread;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::App as _;
use eframe::egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase,
    pos2, vec2,
};
use jointly::app::Workbench;
use jointly::document::{Action, Effect, Purpose};
use jointly::engine::{Run, Shape};
use jointly::formats::sample;
use jointly::jobs::{Answer, Dialogs, Recent};

mod data;

/// The size of a new window, in points.
const SIZE: Pos2 = pos2(1280.0, 800.0);
/// Two places among the examples, which are on the left in every layout of that size.
const PLACES: [Pos2; 2] = [pos2(120.0, 300.0), pos2(120.0, 420.0)];
/// After so many frames nothing unfolds or is looked at any more.
const SETTLED: usize = 60;

/// Nobody is there to answer.
struct Nobody;

impl Dialogs for Nobody {
    fn ask(&self, _: Purpose, _: &str, _: &eframe::Frame, done: Box<dyn FnOnce(Answer) + Send>) {
        done(Answer::Cancelled);
    }
}

/// The window's program, without the window.
struct Desk {
    ctx: Context,
    workbench: Workbench,
    frame: eframe::Frame,
    /// Seconds since it was opened.
    time: f64,
}

impl Desk {
    fn new() -> Self {
        let ctx = Context::default();
        // A list that is kept nowhere.
        let workbench = Workbench::new(&ctx, Box::new(Nobody), Recent::default());
        let frame = eframe::Frame::_new_kittest();
        Self { ctx, workbench, frame, time: 0.0 }
    }

    /// One frame, a sixtieth of a second after the one before; how many meshes it is drawn with.
    fn frame(&mut self, events: Vec<Event>) -> usize {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_max(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let Self { ctx, workbench, frame, .. } = self;
        workbench.logic(ctx, frame);
        let mut output = ctx.run_ui(input, |ui| workbench.ui(ui, frame));
        // No graphics card waits for them.
        output.textures_delta.clear();
        ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    /// With this run open, and nobody to be welcomed.
    fn with(run: Run) -> Self {
        let mut desk = Self::new();
        desk.workbench.dismiss_welcome(true);
        let open = Effect::OpenRun("made-up.json".into(), Box::new(run));
        desk.workbench.ask(Action::Outside(open));
        desk.settle();
        desk
    }

    /// Lets workers and motion come to an end.
    fn settle(&mut self) {
        for _ in 0..SETTLED {
            self.frame(Vec::new());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

fn all(criterion: &mut Criterion) {
    criterion.bench_function("the lesson/opened, and its first frame", |bench| {
        bench.iter(|| black_box(Desk::new().frame(Vec::new())));
    });
    measure(criterion, "the lesson", 4, &mut Desk::with(sample::smiles()));
    measure(criterion, "1,797 digits", 1_797, &mut Desk::with(data::digits()));
    // Cargo says so where it measures.
    if std::env::args().any(|argument| argument == "--bench") {
        let shape = Shape { width: 28, height: 28 };
        // Four pixels of five are off.
        let run = data::made(60_000, shape, |random| random.below(1280).saturating_sub(1024));
        measure(criterion, "60,000 x 784", 60_000, &mut Desk::with(run));
    }
}

fn measure(criterion: &mut Criterion, name: &str, pictures: usize, desk: &mut Desk) {
    assert_eq!(desk.workbench.document().experiment().dataset.examples.len(), pictures);
    let mut group = criterion.benchmark_group(name);
    group.bench_function("nothing happens", |bench| {
        bench.iter(|| black_box(desk.frame(Vec::new())));
    });
    let mut places = PLACES.into_iter().cycle();
    group.bench_function("the pointer moves", |bench| {
        bench.iter(|| {
            let place = places.next().expect("one after the other, for ever");
            black_box(desk.frame(vec![Event::PointerMoved(place)]))
        });
    });
    let mut lines = [-3.0, 3.0].into_iter().cycle();
    group.bench_function("the examples are scrolled", |bench| {
        bench.iter(|| {
            let delta = vec2(0.0, lines.next().expect("down and up, for ever"));
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Line,
                delta,
                phase: TouchPhase::Move,
                source: MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            };
            black_box(desk.frame(vec![wheel]))
        });
    });
    desk.frame(vec![Event::PointerGone]);
    desk.settle();
}

criterion_group!(benches, all);
criterion_main!(benches);
