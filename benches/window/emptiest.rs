//! The emptiest window there is, to measure Jointly's start against: see `benches/start`.

use eframe::egui;

struct Empty {
    one_frame: bool,
}

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if self.one_frame {
            ui.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}

fn main() -> eframe::Result {
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Emptiest")
            .with_inner_size([1280.0, 800.0]),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    let one_frame = std::env::var_os("JOINTLY_EXIT_AFTER_FIRST_FRAME").is_some();
    eframe::run_native("emptiest", native, Box::new(move |_| Ok(Box::new(Empty { one_frame }))))
}
