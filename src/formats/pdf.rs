//! Pages as a PDF file: what prints the same everywhere. The letters that are used are in it, so that it needs no
//! font of the machine it is printed on, and its text can be read and searched.
//!
//! Deliberately absent: reading it.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use subsetter::GlyphRemapper;

use crate::paper::{self, Area, Face, Font, Glyph, HEIGHT, Mark, Page, Paper, Point, WIDTH};

/// Points a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// How much thicker strong letters are, as a share of their size.
const STRONG: f32 = 0.035;

/// The letters of one font that a file has.
struct Letters {
    font: Font,
    used: GlyphRemapper,
    /// By their numbers in the file.
    glyphs: Vec<Glyph>,
}

impl Letters {
    /// The number of a letter in the file.
    fn number(&mut self, glyph: Glyph) -> u16 {
        let number = self.used.remap(glyph.id);
        // Number 0 is no letter.
        if usize::from(number) > self.glyphs.len() {
            self.glyphs.push(glyph);
        }
        number
    }
}

/// Writes pages. The bytes depend on the pages alone.
#[must_use]
pub fn write(paper: &Paper) -> Vec<u8> {
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        Ref::new(next)
    };
    let [catalog, tree, information] = [(); 3].map(|()| fresh());
    let fonts: Vec<_> = Font::ALL.iter().map(|font| (*font, [(); 5].map(|()| fresh()))).collect();
    let pages: Vec<_> = paper.pages.iter().map(|page| (page, fresh(), fresh())).collect();

    let mut letters =
        Font::ALL.map(|font| Letters { font, used: GlyphRemapper::new(), glyphs: Vec::new() });
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr("en"));
    pdf.document_info(information).title(TextStr(&paper.title)).creator(TextStr("Jointly"));
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(pages.iter().map(|(_, id, _)| *id)).count(count);
    for (page, id, content) in pages {
        let mut written = pdf.page(id);
        written.media_box(Rect::new(0.0, 0.0, WIDTH * POINTS, HEIGHT * POINTS));
        written.parent(tree).contents(content);
        let mut resources = written.resources();
        let mut dictionary = resources.fonts();
        for (font, [id, ..]) in &fonts {
            dictionary.pair(Name(font.name().as_bytes()), id);
        }
        dictionary.finish();
        resources.finish();
        written.finish();
        let drawn = packed(&content_of(page, &mut letters));
        pdf.stream(content, &drawn).filter(Filter::FlateDecode);
    }
    for ((_, ids), letters) in fonts.iter().zip(&letters) {
        font(&mut pdf, *ids, letters);
    }
    pdf.finish()
}

/// Draws a page.
fn content_of(page: &Page, letters: &mut [Letters]) -> Vec<u8> {
    let mut content = Content::new();
    for mark in page {
        match mark {
            Mark::Box { area, fill, line } => boxed(&mut content, *area, *fill, *line),
            Mark::Line { from, to, width, gray } => {
                let ([x, y], [to_x, to_y]) = (place(*from), place(*to));
                content.set_stroke_gray(*gray).set_line_width(width * POINTS);
                content.move_to(x, y).line_to(to_x, to_y).stroke();
            }
            Mark::Text { at, face, size, gray, text } => {
                set(&mut content, letters, place(*at), (*face, *size, *gray), text);
            }
        }
    }
    content.finish().into_vec()
}

fn boxed(content: &mut Content, area: Area, fill: Option<f32>, line: Option<(f32, f32)>) {
    let [x, y] = place([area.min[0], area.max()[1]]);
    let mut rect = || {
        content.rect(x, y, area.width * POINTS, area.height * POINTS);
    };
    rect();
    if let Some(gray) = fill {
        content.set_fill_gray(gray);
    }
    if let Some((width, gray)) = line {
        content.set_stroke_gray(gray).set_line_width(width * POINTS);
    }
    match (fill, line) {
        (Some(_), Some(_)) => content.fill_nonzero_and_stroke(),
        (Some(_), None) => content.fill_nonzero(),
        (None, Some(_)) => content.stroke(),
        (None, None) => content.end_path(),
    };
}

/// Sets a line of text, each run of letters in the font that has them.
fn set(
    content: &mut Content,
    letters: &mut [Letters],
    [x, y]: Point,
    (face, size, gray): (Face, f32, f32),
    text: &str,
) {
    content.begin_text().set_fill_gray(gray).set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y]);
    if face == Face::Strong {
        content.set_stroke_gray(gray).set_line_width(size * STRONG);
        content.set_text_rendering_mode(TextRenderingMode::FillStroke);
    } else {
        content.set_text_rendering_mode(TextRenderingMode::Fill);
    }
    let glyphs = paper::glyphs(text);
    for run in glyphs.chunk_by(|one, other| one.font == other.font) {
        content.set_font(Name(run[0].font.name().as_bytes()), size);
        let mut codes = Vec::new();
        for glyph in run {
            let known = letters.iter_mut().find(|letters| letters.font == glyph.font);
            let number = known.map_or(0, |letters| letters.number(*glyph));
            codes.extend(number.to_be_bytes());
        }
        content.show(Str(&codes));
    }
    content.end_text();
}

/// From millimetres below the upper edge to points above the lower one.
fn place([x, y]: Point) -> Point {
    [x * POINTS, (HEIGHT - y) * POINTS]
}

/// Writes a font with the letters that are used.
fn font(pdf: &mut Pdf, [id, cid, descriptor, file, unicode]: [Ref; 5], letters: &Letters) {
    /// Six capitals before the name tell that not all letters are there.
    const PART: &str = "JOINTL+";
    let Letters { font, used, glyphs } = letters;
    let name = format!("{PART}{}", font.name());
    let name = Name(name.as_bytes());
    let system =
        || SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
    pdf.type0_font(id)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(unicode);
    let mut widths = pdf.cid_font(cid);
    widths.subtype(CidFontType::Type2).base_font(name).system_info(system());
    widths
        .font_descriptor(descriptor)
        .default_width(0.0)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    widths.widths().consecutive(1, glyphs.iter().map(|glyph| glyph.advance));
    widths.finish();
    let metrics = font.metrics();
    let [left, bottom, right, top] = metrics.bounds;
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(left, bottom, right, top))
        .italic_angle(0.0)
        .ascent(metrics.ascent)
        .descent(metrics.descent)
        .cap_height(metrics.capitals)
        .stem_v(80.0)
        .font_file2(file);
    let Ok(part) = subsetter::subset(font.bytes(), 0, used) else {
        unreachable!("fonts that come with the program can be read");
    };
    pdf.stream(file, &packed(&part)).filter(Filter::FlateDecode);
    let mut map = UnicodeCmap::new(Name(b"Letters"), system());
    for (number, glyph) in (1_u16..).zip(glyphs) {
        map.pair(number, glyph.letter);
    }
    pdf.cmap(unicode, &map.finish());
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packing = ZlibEncoder::new(Vec::new(), Compression::default());
    let Ok(packed) = packing.write_all(bytes).and_then(|()| packing.finish()) else {
        unreachable!("memory takes all bytes");
    };
    packed
}
