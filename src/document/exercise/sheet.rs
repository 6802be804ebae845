//! A sheet while it is written, from the top of its first page to the end of its last.

use crate::paper::{self, Area, Face, MISSING, Mark, Page, Paper, Point};

/// The margins, and what is between them.
pub const LEFT: f32 = 18.0;
pub const WIDTH: f32 = paper::WIDTH - 2.0 * LEFT;
const TOP: f32 = 18.0;
const BOTTOM: f32 = paper::HEIGHT - 20.0;

/// The grays of the text, of what stands aside, and of lines.
const BLACK: f32 = 0.0;
pub const QUIET: f32 = 0.35;
const LINE: f32 = 0.45;
const HAIR: f32 = 0.2;
/// The width of the box to be ticked.
const TICK: f32 = 3.6;

/// Which end of a text is at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
    Right,
}

/// What a text is set in, how large, and its gray.
pub type Style = (Face, f32, f32);

pub const TITLE: Style = (Face::Strong, 20.0, BLACK);
pub const HEADING: Style = (Face::Strong, 12.5, BLACK);
pub const BODY: Style = (Face::Text, 10.0, BLACK);
pub const NAME: Style = (Face::Strong, 10.0, BLACK);
pub const CAPTION: Style = (Face::Text, 8.5, QUIET);
/// Numbers that are given, and those that are filled in.
const GIVEN: Face = Face::Text;
const ANSWER: Face = Face::Strong;

/// Pages under way.
pub struct Sheet {
    title: String,
    solved: bool,
    pages: Vec<Page>,
    /// How far the last page is written.
    pub y: f32,
    headings: usize,
    /// Whether letters are missing in the fonts.
    lacking: bool,
}

impl Sheet {
    /// A sheet with its title. Answers are written where it is solved.
    pub fn new(title: &str, solved: bool) -> Self {
        let title = title.to_owned();
        let mut sheet =
            Self { title, solved, pages: vec![Vec::new()], y: 20.0, headings: 0, lacking: false };
        sheet.title_line();
        sheet
    }

    fn title_line(&mut self) {
        let (title, base) = (self.title.clone(), self.y + 4.0);
        let room = WIDTH - 90.0;
        self.fitted([LEFT, base], Align::Left, TITLE, room, &title);
        let right = LEFT + WIDTH;
        if self.solved {
            self.text([right, base], Align::Right, TITLE, "Solution");
        } else {
            for (from, to, what) in [(-86.0, -40.0, "Name"), (-36.0, 0.0, "Date")] {
                self.text([right + from, base], Align::Left, CAPTION, what);
                let label = paper::width(CAPTION.1, what) + 1.5;
                self.line([right + from + label, base + 0.6], [right + to, base + 0.6]);
            }
        }
        self.y = base + 4.0;
        self.rule(0.5);
        self.y += 7.0;
    }

    /// A new page, unless there is room for so much.
    pub fn need(&mut self, height: f32) {
        if self.y + height <= BOTTOM {
            return;
        }
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// The next step of the exercise, which has so much below it that is not to be torn off.
    pub fn heading(&mut self, text: &str, below: f32) {
        self.need(8.0 + below);
        self.headings += 1;
        let text = format!("{}  {text}", self.headings);
        self.text([LEFT, self.y + 3.0], Align::Left, HEADING, &text);
        self.y += 8.0;
    }

    /// Sentences over the whole width.
    pub fn paragraph(&mut self, text: &str) {
        const LEADING: f32 = 4.7;
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let longer = match lines.last() {
                Some(line) if !line.is_empty() => format!("{line} {word}"),
                _ => word.to_owned(),
            };
            match lines.last_mut() {
                Some(line) if paper::width(BODY.1, &longer) <= WIDTH => *line = longer,
                _ => lines.push(word.to_owned()),
            }
        }
        for line in lines {
            self.need(LEADING);
            self.text([LEFT, self.y + 2.6], Align::Left, BODY, &line);
            self.y += LEADING;
        }
        self.y += 2.0;
    }

    /// A line of text. Letters that no font has become [`MISSING`], which is said at the end.
    pub fn text(&mut self, [x, y]: Point, align: Align, (face, size, gray): Style, text: &str) {
        if text.is_empty() {
            return;
        }
        let known = |letter| if paper::is_known(letter) { letter } else { MISSING };
        let printed: String = text.chars().map(known).collect();
        self.lacking |= printed != text;
        let width = paper::width(size, &printed);
        let x = match align {
            Align::Left => x,
            Align::Center => x - width / 2.0,
            Align::Right => x - width,
        };
        self.mark(Mark::Text { at: [x, y], face, size, gray, text: printed });
    }

    /// The same, smaller where it is wider than `room`, and cut where it would be too small.
    pub fn fitted(&mut self, at: Point, align: Align, style: Style, room: f32, text: &str) {
        const SMALLEST: f32 = 0.65;
        let (face, size, gray) = style;
        let width = |text: &str| paper::width(size, text);
        let mut text = text.to_owned();
        while width(&text) * SMALLEST > room && text.chars().count() > 4 {
            text = text.chars().take(text.chars().count() - 4).chain("...".chars()).collect();
        }
        let share = (room / width(&text).max(0.1)).clamp(0.4, 1.0);
        self.text(at, align, (face, size * share, gray), &text);
    }

    /// A number that is given, in the middle of a box.
    pub fn given(&mut self, area: Area, size: f32, gray: f32, text: &str) {
        self.centred(area, (GIVEN, size, gray), text);
    }

    /// Something to be filled in, in the middle of its box: it is there in the solution alone.
    pub fn answer(&mut self, area: Area, size: f32, text: &str) {
        if self.solved {
            self.centred(area, (ANSWER, size, BLACK), text);
        }
    }

    /// A text in the middle of a box, smaller where it would not fit: a number is never cut.
    fn centred(&mut self, area: Area, (face, size, gray): Style, text: &str) {
        let [x, y] = area.center();
        let width = paper::width(size, text);
        let size = size * ((area.width - 1.0) / width.max(0.1)).clamp(0.3, 1.0);
        // Half the height of a digit is below the middle.
        self.text([x, y + size * 0.125], Align::Center, (face, size, gray), text);
    }

    /// A box to write in, and what belongs there.
    pub fn blank(&mut self, area: Area, size: f32, text: &str) {
        self.outline(area, None);
        self.answer(area, size, text);
    }

    /// A box to be ticked and what it stands for, from its left end on the base line; gives where it ends.
    pub fn tick(&mut self, [x, y]: Point, what: &str, ticked: bool) -> f32 {
        let area = Area::new([x, y - 3.0], TICK, TICK);
        self.outline(area, None);
        if ticked && self.solved {
            let at = |dx: f32, dy: f32| [x + dx * TICK, area.min[1] + dy * TICK];
            self.stroke(at(0.15, 0.55), at(0.42, 0.85), 0.55, BLACK);
            self.stroke(at(0.42, 0.85), at(0.95, 0.05), 0.55, BLACK);
        }
        self.text([x + TICK + 1.5, y], Align::Left, BODY, what);
        x + TICK + 1.5 + paper::width(BODY.1, what)
    }

    /// Lines to write on; the solution has these sentences there.
    pub fn lines(&mut self, lines: u16, sentences: &[String]) {
        const APART: f32 = 8.5;
        if self.solved {
            for sentence in sentences {
                self.paragraph(sentence);
            }
            return;
        }
        for _ in 0..lines {
            self.need(APART);
            self.y += APART;
            self.rule(HAIR);
        }
        self.y += 4.0;
    }

    /// A box, filled with a gray or not.
    pub fn outline(&mut self, area: Area, fill: Option<f32>) {
        self.mark(Mark::Box { area, fill, line: Some((HAIR, LINE)) });
    }

    /// A thin line.
    pub fn line(&mut self, from: Point, to: Point) {
        self.stroke(from, to, HAIR, LINE);
    }

    fn rule(&mut self, width: f32) {
        let y = self.y;
        self.stroke([LEFT, y], [LEFT + WIDTH, y], width, LINE);
    }

    fn stroke(&mut self, from: Point, to: Point, width: f32, gray: f32) {
        self.mark(Mark::Line { from, to, width, gray });
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// The finished pages, each with its number.
    pub fn into_paper(mut self) -> Paper {
        if self.lacking {
            self.paragraph(&format!(
                "{MISSING} stands for a letter that the fonts of this sheet do not have."
            ));
        }
        let what = if self.solved { "solution" } else { "exercise" };
        let title = format!("{}, {what}", self.title);
        let pages = std::mem::take(&mut self.pages);
        let all = pages.len();
        for (n, page) in (1..).zip(pages) {
            self.pages.push(page);
            let (right, base) = (LEFT + WIDTH, paper::HEIGHT - 11.0);
            self.fitted([LEFT, base], Align::Left, CAPTION, WIDTH - 40.0, &title);
            self.text([right, base], Align::Right, CAPTION, &format!("page {n} of {all}"));
        }
        Paper { title, pages: self.pages }
    }
}
