//! PNG pictures of every kind, written by the crate that also reads them and by hand, as gray pixels; sheets out and in.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::sync::Arc;

use jointly::engine::{Choices, Dataset, Example, Reading, Shape};
use jointly::formats::png::{Grid, Picture, Unfit, read, read_sheet, sheet};
use jointly::formats::{Kind, sample};
use png::{BitDepth, ColorType, Encoder};

#[path = "hostile/png.rs"]
mod hostile;
use hostile::{chunk, header, zlib};

/// A PNG file of these samples.
fn file(width: u32, color: ColorType, depth: BitDepth, samples: &[u8]) -> Vec<u8> {
    let line = (width as usize * color.samples() * depth as usize).div_ceil(8);
    let height = u32::try_from(samples.len() / line).unwrap();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if color == ColorType::Indexed {
        encoder.set_palette(vec![0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 255, 0]);
        encoder.set_trns(vec![255, 255, 255, 0]);
    }
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(samples).unwrap();
    writer.finish().unwrap();
    bytes
}

fn pixels(bytes: &[u8]) -> Vec<u8> {
    assert_eq!(Kind::of(bytes), Kind::Png);
    read(bytes).unwrap().pixels
}

#[test]
fn gray_stays_what_it_is_whatever_its_depth() {
    use BitDepth::{Eight, Four, One, Sixteen, Two};
    let gray = |depth, samples| pixels(&file(4, ColorType::Grayscale, depth, samples));
    assert_eq!(gray(One, &[0b0110_0000]), [0, 255, 255, 0]);
    assert_eq!(gray(Two, &[0b00_01_10_11]), [0, 85, 170, 255]);
    assert_eq!(gray(Four, &[0x01, 0xef]), [0, 17, 238, 255]);
    assert_eq!(gray(Eight, &[0, 1, 128, 255]), [0, 1, 128, 255]);
    assert_eq!(gray(Sixteen, &[0, 0, 0x12, 0xff, 0x80, 0, 0xff, 0xff]), [0, 0x12, 0x80, 0xff]);
}

#[test]
fn colours_become_their_luma_and_gray_ones_stay() {
    let rgb = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];
    let file = file(4, ColorType::Rgb, BitDepth::Eight, &rgb);
    assert_eq!(pixels(&file), [76, 150, 29, 255]);
    let grays: Vec<u8> = (0..=255).flat_map(|gray| [gray; 3]).collect();
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(pixels(&self::file(16, ColorType::Rgb, BitDepth::Eight, &grays)), all);
}

#[test]
fn what_is_transparent_is_seen_on_white() {
    let alpha = [0, 0, 0, 255, 0, 128, 200, 0];
    let file = file(4, ColorType::GrayscaleAlpha, BitDepth::Eight, &alpha);
    assert_eq!(pixels(&file), [255, 0, 127, 255]);
    let rgba = [255, 0, 0, 255, 255, 0, 0, 0];
    let file = self::file(2, ColorType::Rgba, BitDepth::Eight, &rgba);
    assert_eq!(pixels(&file), [76, 255]);
}

#[test]
fn palettes_are_looked_up() {
    let file = file(4, ColorType::Indexed, BitDepth::Two, &[0b00_01_10_11]);
    // The last colour is transparent.
    assert_eq!(pixels(&file), [0, 255, 76, 255]);
}

/// The encoder does not interlace; so the passes are laid out by hand.
#[test]
fn an_interlaced_picture_is_the_same_one() {
    let (width, height) = (5_usize, 7_usize);
    let gray = |x: usize, y: usize| u8::try_from(10 * y + x).unwrap();
    let passes = [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];
    let mut rows = Vec::new();
    for (x0, y0, dx, dy) in passes {
        for y in (y0..height).step_by(dy) {
            let row: Vec<u8> = (x0..width).step_by(dx).map(|x| gray(x, y)).collect();
            if !row.is_empty() {
                rows.push(0);
                rows.extend(row);
            }
        }
    }
    let file = [header(5, 7, [8, 0, 0, 0, 1]), chunk(*b"IDAT", &zlib(&rows)), chunk(*b"IEND", &[])]
        .concat();
    let straight: Vec<u8> = (0..height).flat_map(|y| (0..width).map(move |x| gray(x, y))).collect();
    assert_eq!(pixels(&file), straight);
}

/// Texts, profiles and animations make no pixels, and are not even unpacked.
#[test]
fn what_makes_no_pixels_is_passed_over() {
    let plain = file(1, ColorType::Grayscale, BitDepth::Eight, &[7]);
    let (front, back) = plain.split_at(33);
    let others = [
        chunk(*b"tEXt", b"no null"),
        chunk(*b"zTXt", b"\0\0broken"),
        chunk(*b"acTL", &[]),
        chunk(*b"iCCP", b"x\0\0broken"),
    ];
    let mut broken = chunk(*b"tIME", b"when");
    *broken.last_mut().unwrap() ^= 1;
    let file = [front, &others.concat(), &broken, back].concat();
    assert_eq!(read(&file), read(&plain));
}

fn dataset(shape: Shape, pictures: &[&[f64]]) -> Dataset {
    let example = |pixels: &&[f64]| {
        Arc::new(Example { name: String::new(), label: 1.0, pixels: pixels.to_vec().into() })
    };
    let examples = pictures.iter().map(example).collect();
    Dataset { shape, examples, label_names: std::collections::BTreeMap::new() }
}

/// A sheet of a dataset, read and cut again.
fn back(sheet: &[u8], reading: Reading) -> Dataset {
    let picture = read_sheet(sheet).unwrap();
    let grid = picture.grid.unwrap();
    picture.cut(grid, "1").unwrap().dataset(&Choices { reading, ..Choices::default() })
}

fn all_pixels(dataset: &Dataset) -> Vec<Vec<f64>> {
    dataset.examples.iter().map(|example| example.pixels.to_vec()).collect()
}

#[test]
fn ones_and_noughts_are_black_and_white_and_any_threshold_gives_them_back() {
    let smiles = sample::smiles().dataset;
    let sheet = sheet(&smiles).unwrap();
    assert_eq!((sheet.black, sheet.white, sheet.is_exact), (0.0, 1.0, true));
    assert_eq!(sheet.grid, Grid { cell: smiles.shape, pictures: 4 });
    // Four pictures of 3 x 4: two by two.
    let picture = read_sheet(&sheet.bytes).unwrap();
    assert_eq!(picture.shape, Shape { width: 6, height: 8 });
    for reading in [Reading::Binary(1.0), Reading::Binary(255.0), Reading::Unit] {
        assert_eq!(all_pixels(&back(&sheet.bytes, reading)), all_pixels(&smiles));
    }
}

#[test]
fn whole_grays_stay_what_they_are_and_empty_cells_are_left_out() {
    let shape = Shape { width: 2, height: 1 };
    let grays = dataset(shape, &[&[0.0, 2.0], &[255.0, 1.0], &[9.0, 8.0]]);
    let sheet = sheet(&grays).unwrap();
    assert_eq!((sheet.black, sheet.white, sheet.is_exact), (0.0, 255.0, true));
    assert_eq!(all_pixels(&back(&sheet.bytes, Reading::Raw)), all_pixels(&grays));
}

#[test]
fn other_pixels_are_spread_from_the_smallest_to_the_largest() {
    let shape = Shape { width: 3, height: 1 };
    let signs = sheet(&dataset(shape, &[&[-1.0, 1.0, -1.0]])).unwrap();
    assert_eq!((signs.black, signs.white, signs.is_exact), (-1.0, 1.0, true));
    assert_eq!(read(&signs.bytes).unwrap().pixels, [0, 255, 0]);
    let thirds = sheet(&dataset(shape, &[&[-1e9, 1e9, 0.1]])).unwrap();
    assert!(!thirds.is_exact);
    assert_eq!(read(&thirds.bytes).unwrap().pixels, [0, 255, 128]);
    let flat = sheet(&dataset(shape, &[&[0.5, 0.5, 0.5]])).unwrap();
    assert_eq!((flat.black, flat.is_exact), (0.5, true));
}

#[test]
fn a_sheet_that_could_not_be_read_again_is_not_made() {
    let shape = Shape { width: 1, height: 1 };
    assert_eq!(sheet(&dataset(shape, &[])), Err(Unfit::Empty));
    let large = Shape { width: 1024, height: 1024 };
    let dark = vec![0.0; large.cells()];
    let told = sheet(&dataset(large, &[dark.as_slice(); 50])).unwrap_err().to_string();
    assert_eq!(
        told,
        "the sheet would have 7168 x 8192 pixels, and one may have 16384 a side and 50000000 in all. \
         Save as .idx, .csv or .json instead."
    );
}

#[test]
fn a_single_picture_may_be_1024_a_side_and_a_sheet_more() {
    let wide = file(1025, ColorType::Grayscale, BitDepth::One, &[0; 129]);
    assert!(read(&wide).is_err());
    let Picture { shape, pixels, grid } = read_sheet(&wide).unwrap();
    assert_eq!((shape.width, shape.height, pixels.len(), grid), (1025, 1, 1025, None));
    let cut = read_sheet(&wide).unwrap();
    let grid = cut.in_columns_and_rows(41, 1).unwrap();
    assert_eq!(cut.cut(grid, "0").unwrap().pixels, vec![0; 1025].into());
}
