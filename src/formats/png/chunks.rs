//! The chunks of a PNG file, and those of them that make its pixels.

use super::header::Header;
use super::{DAMAGED, Grid, Limit, MAGIC, SAVE_AGAIN, error};
use crate::formats::{Error, gzip};

/// One chunk.
pub struct Chunk<'a> {
    /// The byte at which it begins, with the length of its data.
    pub at: usize,
    /// Its name.
    pub kind: [u8; 4],
    /// What is in it.
    pub data: &'a [u8],
    /// All of it.
    whole: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// The chunk at a byte.
    fn at(bytes: &'a [u8], at: usize) -> Result<Self, Error> {
        let cut = |field: &str, expected: String| {
            error(at, field, "the end of the file", expected, DAMAGED)
        };
        let Some((&[l0, l1, l2, l3, k0, k1, k2, k3], rest)) = bytes[at..].split_first_chunk()
        else {
            return Err(cut("", "another chunk: IEND is the last one".to_owned()));
        };
        let (kind, length) = ([k0, k1, k2, k3], u32::from_be_bytes([l0, l1, l2, l3]) as usize);
        if !kind.iter().all(u8::is_ascii_alphabetic) {
            let found = text(kind);
            return Err(error(at + 4, "the name of a chunk", found, "4 letters", DAMAGED));
        }
        // With 4 bytes of checksum behind the data.
        let Some(whole) = length.checked_add(12).and_then(|end| bytes[at..].get(..end)) else {
            let field = format!("the chunk {}", text(kind));
            let expected = format!("{length} bytes of data and 4 of checksum, not {}", rest.len());
            return Err(cut(&field, expected));
        };
        Ok(Self { at, kind, data: &rest[..length], whole })
    }

    /// The byte behind it.
    fn end(&self) -> usize {
        self.at + self.whole.len()
    }

    /// That it is as it was written.
    fn check(&self) -> Result<(), Error> {
        let (body, sum) = self.whole[4..].split_at(self.whole.len() - 8);
        let mut computed = flate2::Crc::new();
        computed.update(body);
        let computed = computed.sum();
        if computed.to_be_bytes() == sum {
            return Ok(());
        }
        let field = format!("the checksum of the chunk {}", text(self.kind));
        let &[s0, s1, s2, s3] = sum else { return Ok(()) };
        let found = format!("{:08x}", u32::from_be_bytes([s0, s1, s2, s3]));
        Err(error(self.end() - 4, field, found, format!("{computed:08x}"), DAMAGED))
    }

    /// Whether a picture cannot be shown without it: then its name begins with a capital.
    fn is_critical(&self) -> bool {
        self.kind[0].is_ascii_uppercase()
    }
}

/// A name of a chunk as messages show it.
pub fn text(kind: [u8; 4]) -> String {
    if kind.iter().all(u8::is_ascii_alphabetic) {
        String::from_utf8_lossy(&kind).into_owned()
    } else {
        kind.map(|byte| format!("{byte:02x}")).join(" ")
    }
}

/// A file, looked through.
pub struct Outline {
    /// What its header says.
    pub header: Header,
    /// The file with only those chunks that make pixels. What texts, profiles and animations would unpack to costs nothing.
    pub pixels: Vec<u8>,
    /// The byte at which the packed pixels begin.
    pub pixels_at: usize,
    /// How it is cut, where it says so.
    pub grid: Option<Grid>,
}

/// Looks through a file: everything is checked but the packed pixels.
pub fn outline(bytes: &[u8], limit: Limit) -> Result<Outline, Error> {
    magic(bytes)?;
    let first = Chunk::at(bytes, MAGIC.len())?;
    first.check()?;
    let header = Header::of(&first, limit)?;
    let mut outline = Outline { header, pixels: MAGIC.to_vec(), pixels_at: 0, grid: None };
    outline.pixels.extend(first.whole);
    let mut met = Met::default();
    let mut at = first.end();
    loop {
        let chunk = Chunk::at(bytes, at)?;
        if chunk.is_critical() || &chunk.kind == b"tRNS" {
            chunk.check()?;
            if met.keeps(&header, &chunk)? {
                outline.pixels.extend(chunk.whole);
            }
        } else {
            met.pass();
            if &chunk.kind == b"tEXt" && outline.grid.is_none() {
                outline.grid = Grid::of_note(chunk.data, header.shape);
            }
        }
        at = chunk.end();
        if &chunk.kind == b"IEND" {
            break;
        }
    }
    outline.pixels_at = met.pixels_at;
    if at < bytes.len() {
        let advice = "Something was added to the picture: save it as PNG again.";
        let expected = "the end of the file after the chunk IEND";
        return Err(error(at, "", format!("{} more bytes", bytes.len() - at), expected, advice));
    }
    bomb(&header, bytes.len(), met.packed, outline.pixels_at)?;
    Ok(outline)
}

/// The chunks met so far that make pixels.
#[derive(Default)]
struct Met {
    palette: bool,
    transparency: bool,
    /// Where the packed pixels began, how many bytes of them there were, and whether something else came since.
    pixels_at: usize,
    packed: usize,
    ended: bool,
}

impl Met {
    /// Another chunk than pixels ends them.
    fn pass(&mut self) {
        self.ended = self.pixels_at > 0;
    }

    /// Whether a chunk makes pixels; that it may stand here.
    fn keeps(&mut self, header: &Header, chunk: &Chunk) -> Result<bool, Error> {
        let wrong = |found: &str, expected: &str| {
            let field = format!("the chunk {}", text(chunk.kind));
            Err(error(chunk.at, field, found, expected, SAVE_AGAIN))
        };
        let length = chunk.data.len();
        if &chunk.kind != b"IDAT" {
            self.pass();
        }
        match &chunk.kind {
            b"IHDR" => return wrong("a second header", "one"),
            b"PLTE" if self.palette => return wrong("a second palette", "one"),
            b"PLTE" if self.pixels_at > 0 => return wrong("a palette", "it before the pixels"),
            b"PLTE" if !length.is_multiple_of(3) || !(3..=768).contains(&length) => {
                return wrong(&format!("{length} bytes"), "3 bytes each for 1 to 256 colours");
            }
            b"PLTE" => self.palette = true,
            b"tRNS" => {
                let Some((least, most)) = header.transparency else { return Ok(false) };
                if self.transparency || self.pixels_at > 0 || header.is_indexed && !self.palette {
                    return wrong("transparency", "it once, before the pixels, behind a palette");
                }
                if !(least..=most).contains(&length) {
                    let expected = match least {
                        1 => format!("1 to {most}"),
                        _ => least.to_string(),
                    };
                    return wrong(&format!("{length} bytes"), &expected);
                }
                self.transparency = true;
                return Ok(true);
            }
            b"IDAT" if header.is_indexed && !self.palette => {
                return wrong("pixels", "the chunk PLTE, their palette, before them");
            }
            b"IDAT" if self.ended => return wrong("more pixels", "all pixels in one place"),
            b"IDAT" => {
                self.pixels_at = if self.pixels_at == 0 { chunk.at } else { self.pixels_at };
                self.packed += length;
            }
            b"IEND" if length > 0 => return wrong("data in it", "none"),
            b"IEND" if self.pixels_at == 0 => {
                return wrong("the end of the picture", "a chunk IDAT, the pixels, before it");
            }
            b"IEND" => {}
            _ => return wrong("one that is unknown here", "IHDR, PLTE, IDAT or IEND"),
        }
        // Only pixels that are numbers of colours need the palette: others merely suggest one.
        Ok(&chunk.kind != b"PLTE" || header.is_indexed)
    }
}

/// Refuses what unpacks to much more than any picture does, and what cannot unpack to its size at all.
fn bomb(header: &Header, size: usize, packed: usize, at: usize) -> Result<(), Error> {
    /// What the packing of PNG can pack into one byte.
    const DENSEST: usize = 1032;
    let Header { shape, .. } = header;
    let unpacked = header.unpacked();
    let found = format!("{packed} bytes for {} x {} pixels", shape.width, shape.height);
    if unpacked > packed.saturating_mul(DENSEST) {
        return Err(error(at, "the packed pixels", found, "more bytes", DAMAGED));
    }
    if gzip::is_bomb(size, unpacked) {
        let expected =
            format!("pixels that unpack to at most {} times the file's size", gzip::MOST_TIMES);
        let advice = "Do not trust this file: choose another one.";
        return Err(error(at, "the packed pixels", found, expected, advice));
    }
    Ok(())
}

fn magic(bytes: &[u8]) -> Result<(), Error> {
    if bytes.starts_with(&MAGIC) {
        return Ok(());
    }
    let (found, advice) = match bytes {
        [] => ("nothing", "The file is empty: choose another one."),
        [0x89, b'P', b'N', b'G', ..] if bytes.len() < MAGIC.len() => ("less", DAMAGED),
        [0x89, b'P', b'N', b'G', ..] => (
            "a PNG file whose line ends were changed",
            "Copy it again as a binary file, not as text.",
        ),
        [0xff, 0xd8, 0xff, ..] => ("a JPEG picture", SAVE_AGAIN),
        [b'G', b'I', b'F', b'8', ..] => ("a GIF picture", SAVE_AGAIN),
        [b'B', b'M', ..] => ("a BMP picture", SAVE_AGAIN),
        [b'R', b'I', b'F', b'F', ..] => ("a WebP picture", SAVE_AGAIN),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => ("a TIFF picture", SAVE_AGAIN),
        [0x1f, 0x8b, ..] => ("a file packed by gzip", "Unpack it first."),
        _ => {
            let found = bytes.iter().take(MAGIC.len()).map(|byte| format!("{byte:02x}"));
            let found = format!("other bytes ({})", found.collect::<Vec<_>>().join(" "));
            let advice = "Choose a picture in the PNG format.";
            return Err(error(0, "", found, "the first 8 bytes of a PNG file", advice));
        }
    };
    Err(error(0, "", found, "the first 8 bytes of a PNG file", advice))
}
