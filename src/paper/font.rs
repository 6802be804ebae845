//! The fonts of printed pages: those of the window, so that pages need nothing of the machine they are made on.

use epaint_default_fonts::{HACK_REGULAR, UBUNTU_LIGHT};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// What a text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// Sentences.
    Text,
    /// Headings, and what was filled in: the same letters with thicker strokes.
    Strong,
}

/// A font that pages carry in themselves. Both licences allow that. A letter is of the first that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Font {
    /// Ubuntu Light.
    Ubuntu,
    /// Hack.
    Hack,
}

/// How large a font is, in thousandths of its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// Left, bottom, right and top of all its letters.
    pub bounds: [f32; 4],
    /// How far it goes above the base line.
    pub ascent: f32,
    /// How far below, as a number below 0.
    pub descent: f32,
    /// The height of its capitals.
    pub capitals: f32,
}

impl Font {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ubuntu, Self::Hack];

    /// What it is called in a file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ubuntu => "Ubuntu-Light",
            Self::Hack => "Hack-Regular",
        }
    }

    /// The font as an OpenType file.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Ubuntu => UBUNTU_LIGHT,
            Self::Hack => HACK_REGULAR,
        }
    }

    fn opened(self) -> Option<FontRef<'static>> {
        FontRef::new(self.bytes()).ok()
    }

    /// How large it is.
    #[must_use]
    pub fn metrics(self) -> Metrics {
        let Some(font) = self.opened() else {
            return Metrics { bounds: [0.0; 4], ascent: 0.0, descent: 0.0, capitals: 0.0 };
        };
        let of = font.metrics(Size::new(1000.0), LocationRef::default());
        let bounds = of.bounds.map_or([0.0; 4], |b| [b.x_min, b.y_min, b.x_max, b.y_max]);
        Metrics {
            bounds,
            ascent: of.ascent,
            descent: of.descent,
            capitals: of.cap_height.unwrap_or(of.ascent),
        }
    }
}

/// One letter as a font draws it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The font.
    pub font: Font,
    /// Its number there.
    pub id: u16,
    /// The letter.
    pub letter: char,
    /// How far the next one stands from it, in thousandths of the size.
    pub advance: f32,
}

/// What stands for a letter that no font has.
pub const MISSING: char = '□';

/// Whether a letter can be printed.
#[must_use]
pub fn is_known(letter: char) -> bool {
    !glyphs(letter.encode_utf8(&mut [0; 4])).is_empty()
}

/// The letters of a text as they are drawn. Those that no font has are left out.
#[must_use]
pub fn glyphs(text: &str) -> Vec<Glyph> {
    let fonts = Font::ALL.into_iter();
    let fonts: Vec<_> = fonts.filter_map(|font| Some((font, font.opened()?))).collect();
    let fonts: Vec<_> = fonts
        .iter()
        .map(|(font, opened)| {
            let metrics = opened.glyph_metrics(Size::new(1000.0), LocationRef::default());
            (*font, opened.charmap(), metrics)
        })
        .collect();
    let found = |letter: char| {
        fonts.iter().find_map(|(font, letters, metrics)| {
            let id = letters.map(letter).filter(|id| *id != GlyphId::NOTDEF)?;
            let advance = metrics.advance_width(id)?;
            Some(Glyph { font: *font, id: u16::try_from(id.to_u32()).ok()?, letter, advance })
        })
    };
    text.chars().filter_map(found).collect()
}

/// How wide a text is in millimetres, set in so many points.
#[must_use]
pub fn width(size: f32, text: &str) -> f32 {
    const MILLIMETRES_A_POINT: f32 = 25.4 / 72.0;
    let advance: f32 = glyphs(text).iter().map(|glyph| glyph.advance).sum();
    advance / 1000.0 * size * MILLIMETRES_A_POINT
}
