//! The emptiest window there is, to measure Jointly's start against: see `benches/start`.

use eframe::egui;

struct Empty {
    /// Whether it ends when the first frame is on the screen: then how many have begun.
    one_frame: Option<u32>,
}

impl eframe::App for Empty {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if let Some(begun) = &mut self.one_frame {
            if *begun == 1 {
                std::process::exit(0);
            }
            *begun += 1;
            ctx.request_repaint();
        }
    }

    fn ui(&mut self, _ui: &mut egui::Ui, _frame: &mut eframe::Frame) {}
}

fn main() -> eframe::Result {
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Emptiest")
            .with_inner_size([1280.0, 800.0]),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    let one_frame = std::env::var_os("JOINTLY_EXIT_AFTER_FIRST_FRAME").map(|_| 0);
    eframe::run_native("emptiest", native, Box::new(move |_| Ok(Box::new(Empty { one_frame }))))
}
