//! The rooms of the house, what each may name, and the habits of every file.

use crate::reading::{holds, paths, tokens, without_tests};

/// What one room may name. `std` is open to all but for the modules named here.
struct Room {
    name: &'static str,
    /// Rooms of ours besides itself.
    rooms: &'static [&'static str],
    /// Crates of others.
    crates: &'static [&'static str],
    /// Modules of `std` that are closed to it.
    closed: &'static [&'static str],
}

/// No files, threads, clocks, network, environment, processes.
const PURE: &[&str] = &["fs", "thread", "time", "net", "env", "process", "io"];
/// The same, but durations may be told.
const NO_FILES: &[&str] = &["fs", "thread", "net", "env", "process", "io"];

const ROOMS: &[Room] = &[
    Room {
        name: "engine",
        rooms: &[],
        crates: &["fastrand", "fearless_simd", "num_bigint", "thiserror"],
        // Save that `engine/kernels` divides work among threads, joined before it returns.
        closed: PURE,
    },
    Room { name: "paper", rooms: &[], crates: &["epaint_default_fonts", "skrifa"], closed: PURE },
    Room {
        name: "formats",
        rooms: &["engine", "paper"],
        crates: &[
            "serde",
            "serde_json",
            "thiserror",
            "csv",
            "flate2",
            "png",
            "pdf_writer",
            "subsetter",
        ],
        // Bytes may be streamed, to unpack them.
        closed: &["fs", "thread", "time", "net", "env", "process"],
    },
    Room {
        name: "document",
        rooms: &["engine", "paper"],
        crates: &["num_bigint", "thiserror"],
        closed: PURE,
    },
    Room {
        name: "lesson",
        rooms: &["engine", "formats", "document"],
        crates: &["serde", "toml"],
        closed: PURE,
    },
    Room {
        name: "jobs",
        rooms: &["engine", "formats", "document", "lesson"],
        // Of eframe only the window that a native dialog belongs to, and the call for a new frame.
        crates: &[
            "eframe",
            "rfd",
            "pollster",
            "directories",
            "signal_hook",
            "mundy",
            "tempfile",
            "thiserror",
            "serde_json",
        ],
        closed: &[],
    },
    Room { name: "findings", rooms: &["engine"], crates: &[], closed: PURE },
    Room { name: "trial", rooms: &["engine"], crates: &[], closed: PURE },
    Room { name: "theme", rooms: &[], crates: &["eframe", "egui"], closed: NO_FILES },
    Room {
        name: "commands",
        rooms: &["document", "engine", "theme", "trial"],
        crates: &["eframe", "egui"],
        closed: NO_FILES,
    },
    Room {
        name: "views",
        rooms: &["document", "engine", "lesson", "commands", "findings", "theme", "trial"],
        crates: &["eframe", "egui", "egui_plot", "egui_extras", "num_bigint"],
        closed: NO_FILES,
    },
    Room {
        name: "app",
        rooms: &[
            "engine", "formats", "document", "lesson", "jobs", "findings", "trial", "theme",
            "commands", "views",
        ],
        crates: &[
            "eframe",
            "egui",
            "egui_extras",
            "egui_system_font_provider",
            "image",
            "thiserror",
        ],
        closed: &[],
    },
    Room {
        name: "cli",
        rooms: &["formats", "document", "jobs", "lesson", "engine"],
        crates: &["clap", "serde", "serde_json", "thiserror"],
        closed: &["thread", "net"],
    },
    Room { name: "lib", rooms: &[], crates: &[], closed: PURE },
    Room {
        name: "main",
        rooms: &[],
        crates: &["jointly"],
        closed: &["fs", "thread", "time", "net", "env", "io"],
    },
];

/// Every crate that might be named, whether it is a dependency today or not.
const CRATES: &str = "jointly clap serde serde_json tempfile thiserror eframe egui egui_plot egui_extras egui_system_font_provider \
    egui_kittest rfd pollster directories signal_hook mundy image csv flate2 png rand fastrand fearless_simd num_bigint pdf_writer subsetter skrifa epaint_default_fonts rayon toml proptest criterion chrono \
    anyhow tracing winit glow wgpu";

/// What a file brings in of ours, so that it is no crate of the same name: `png` of `use crate::formats::png`.
fn ours(tokens: &[String]) -> Vec<&str> {
    let ours = paths(tokens).into_iter().filter(|path| path[0] == "crate" && path.len() > 2);
    let named = ours.map(|path| match path.as_slice() {
        [.., name, "self"] | [.., name] => *name,
        [] => "",
    });
    named.filter(|name| CRATES.split_whitespace().any(|known| known == *name)).collect()
}

/// A file of `src/`, named as there.
pub struct File {
    pub path: String,
    pub source: String,
}

impl File {
    pub fn new(path: &str, source: &str) -> Self {
        Self { path: path.to_owned(), source: source.to_owned() }
    }

    /// The modules that lead to it: `engine/round.rs` is `engine::round`, `engine/mod.rs` is `engine`.
    fn module(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs").trim_end_matches("/mod");
        path.split('/').collect()
    }

    /// What it names that its room may not.
    pub fn strangers(&self) -> Vec<String> {
        let module = self.module();
        let Some(room) = ROOMS.iter().find(|room| room.name == module[0]) else {
            return vec![format!("{} is in a room without a rule", self.path)];
        };
        let tokens = tokens(&self.source);
        let ours = ours(&tokens);
        let (program, tests) = without_tests(&tokens);
        let mut found = Vec::new();
        for (part, depth) in [(program, module.len()), (tests, module.len() + 1)] {
            for path in paths(part) {
                let is_ours = ours.contains(&path[0]);
                if !is_ours && !self.may_name(room, &path, depth) {
                    found.push(format!("{} names {}", self.path, path.join("::")));
                }
            }
        }
        found
    }

    /// Whether a room may name a path, seen from a module so deep below the crate.
    fn may_name(&self, room: &Room, path: &[&str], depth: usize) -> bool {
        let supers = path.iter().take_while(|segment| **segment == "super").count();
        let ours = match path {
            ["crate", target, ..] => Some(*target),
            // All of the crate at once is nobody's to name.
            _ if supers >= depth => Some(path.get(supers).copied().unwrap_or_default()),
            _ => None,
        };
        if let Some(target) = ours {
            return target == room.name || room.rooms.contains(&target);
        }
        match path {
            ["std" | "core" | "alloc", "thread", ..] if self.path.starts_with("engine/kernels") => {
                true
            }
            ["std" | "core" | "alloc", module, ..] => !room.closed.contains(module),
            [stranger, _, ..] if CRATES.split_whitespace().any(|known| known == *stranger) => {
                room.crates.contains(stranger)
            }
            _ => true,
        }
    }

    /// Habits that it breaks.
    pub fn bad_habits(&self) -> Vec<&'static str> {
        let tokens = tokens(&self.source);
        let (program, _) = without_tests(&tokens);
        let speaks = ["main.rs", "cli.rs", "app/start.rs"].contains(&self.path.as_str())
            || self.path.starts_with("cli/");
        let prints = ["print", "println", "eprint", "eprintln"]
            .iter()
            .any(|name| holds(program, &[name, "!"]));
        let silent = self.path.ends_with("mod.rs") && !self.source.starts_with("//!");
        let habits = [
            (holds(program, &[".", "unwrap", "(", ")"]), "unwrap()"),
            (holds(&tokens, &["todo", "!"]), "todo!"),
            (holds(&tokens, &["unimplemented", "!"]), "unimplemented!"),
            (holds(&tokens, &["dbg", "!"]), "dbg!"),
            (holds(&tokens, &["[", "allow", "("]), "an allow instead of an expect"),
            (prints && !speaks, "printing"),
            (silent, "a mod.rs that does not tell its rule"),
        ];
        let broken = habits.into_iter().filter(|(broken, _)| *broken);
        broken.map(|(_, habit)| habit).collect()
    }

    /// Colours that it mixes itself.
    pub fn colours(&self) -> Vec<String> {
        if self.path == "theme.rs" {
            return Vec::new();
        }
        let tokens = tokens(&self.source);
        let is_made = |path: &Vec<&str>| match path.as_slice() {
            [.., "Color32" | "Rgba" | "Hsva", "TRANSPARENT" | "PLACEHOLDER"] => false,
            [.., "Color32" | "Rgba" | "Hsva", made] => {
                let is_constant = made.chars().all(|c| c.is_ascii_uppercase() || c == '_');
                is_constant || made.starts_with("from_") || *made == "new"
            }
            _ => false,
        };
        let made = paths(&tokens).into_iter().filter(is_made);
        let mut found: Vec<String> = made.map(|path| path.join("::")).collect();
        if holds(&tokens, &["hex_color", "!"]) {
            found.push("hex_color!".to_owned());
        }
        found
    }
}
