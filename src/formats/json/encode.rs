//! From a [`Run`] to text that people and version control can read: one row of a picture a line.

use serde_json::json;

use super::forks::runs;
use super::settings::written;
use super::{FORMAT, VERSION};
use crate::engine::{Example, Round, Run, Shape, number};

/// Writes a run. The bytes depend on the run alone, and [`read`](super::read) gives an equal run back.
#[must_use]
pub fn write(run: &Run) -> Vec<u8> {
    let shape = run.dataset.shape;
    let mut members = vec![
        format!("\"format\": \"{FORMAT}\",\n  \"version\": {VERSION}"),
        format!("\"width\": {},\n  \"height\": {}", shape.width, shape.height),
    ];
    let names = &run.dataset.label_names;
    if !names.is_empty() {
        let names = names.iter().map(|(l, name)| format!("{}: {}", text(l), text(name)));
        members.push(format!("\"label_names\": {{{}}}", joined(names, ", ")));
    }
    let examples = run.dataset.examples.iter().map(|e| example(shape, e));
    members.push(format!("\"examples\": {}", lines("  ", examples)));
    members.push(format!(
        "\"training\": {{{},\n    \"weights\": {}}}",
        written(&run.settings),
        rows("    ", shape, &run.start)
    ));
    if !run.rounds.is_empty() {
        let rounds = run.rounds.iter().map(|r| round(shape, r));
        members.push(format!("\"rounds\": {}", lines("  ", rounds)));
    }
    if let Some(forks) = &run.forks {
        members.push(format!(
            "\"forks\": {{\"after\": {}, \"rounds\": {},\n    \"weights\": {},\n    \"runs\": {}}}",
            forks.after,
            forks.rounds,
            rows("    ", shape, &forks.weights),
            lines("    ", runs(forks))
        ));
    }
    format!("{{\n  {}\n}}\n", members.join(",\n  ")).into_bytes()
}

fn example(shape: Shape, example: &Example) -> String {
    let name = if example.name.is_empty() {
        String::new()
    } else {
        format!("\"name\": {}, ", text(&example.name))
    };
    let label = number(example.label);
    let pixels = rows("    ", shape, &example.pixels);
    format!("{{{name}\"label\": {label}, \"pixels\": {pixels}}}")
}

fn round(shape: Shape, round: &Round) -> String {
    let chosen = round.chosen.as_ref().map_or_else(String::new, |chosen| {
        let places = chosen.iter().map(|weight| {
            let (row, column) = shape.place(*weight);
            format!("[{row},{column}]")
        });
        format!("\"chosen\": [{}], ", joined(places, ", "))
    });
    format!(
        "{{\"settings\": {{{}}}, {chosen}\"matched\": {}, \"weights_after\": {}}}",
        written(&round.settings),
        round.after.matched,
        rows("    ", shape, &round.weights_after)
    )
}

fn rows(indent: &str, shape: Shape, cells: &[f64]) -> String {
    let rows = cells.chunks(shape.width);
    let row = |row: &[f64]| format!("[{}]", joined(row.iter().map(|c| number(*c)), ","));
    lines(indent, rows.map(row))
}

/// An array with one element a line; the lines are indented by two more than `indent`.
fn lines(indent: &str, elements: impl Iterator<Item = String>) -> String {
    let elements = joined(elements, &format!(",\n{indent}  "));
    if elements.is_empty() {
        "[]".to_owned()
    } else {
        format!("[\n{indent}  {elements}\n{indent}]")
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

fn text(text: &str) -> String {
    json!(text).to_string()
}
