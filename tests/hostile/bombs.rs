//! Files of at most 1 MB that would unpack to much, or be taken apart into much.

use std::io::Write;

use super::png::{chunk, header, zlib};

/// A file, and where its message is.
pub struct Made {
    /// The folder in `tests/bad`.
    pub folder: &'static str,
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// Packed by gzip.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

/// These bytes, and then one byte again and again, a MiB at a time; packed.
pub fn bomb(front: &[u8], again: u8, mebibytes: usize) -> Vec<u8> {
    [gzip(front), gzip(&vec![again; 1 << 20]).repeat(mebibytes)].concat()
}

/// Bytes that cannot be packed.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (0..count).map(|_| next()).collect()
}

/// The header of pictures in the IDX format.
pub fn idx(count: u32, height: u32, width: u32) -> Vec<u8> {
    [[0, 0, 8, 3], count.to_be_bytes(), height.to_be_bytes(), width.to_be_bytes()].concat()
}

/// Those that are refused.
pub fn refused() -> Vec<Made> {
    let made = |folder, name, bytes| Made { folder, name, bytes };
    let text = format!("label,r1c1\n{}", "1,1\n".repeat(250_000));
    let many = format!("label,r1c1\n{}", "1,1\n".repeat(1_000_001));
    vec![
        made("gzip", "bomb-idx.gz", bomb(&idx(1_000_000, 28, 28), 0, 700)),
        made("gzip", "bomb-field.csv.gz", bomb(b"label,r1c1\n1,", b' ', 700)),
        made("gzip", "bomb-json.gz", bomb(b"{", b' ', 700)),
        made("gzip", "bomb-line-ends.csv.gz", bomb(b"label,r1c1\n", b'\n', 700)),
        made("gzip", "bomb-header.csv.gz", bomb(b"label,", b'r', 700)),
        made(
            "gzip",
            "more-claimed-than-there.idx.gz",
            [bomb(&idx(150, 1_024, 1_024), 0, 149), gzip(&noise(800_000))].concat(),
        ),
        made(
            "gzip",
            "less-claimed-than-there.idx.gz",
            [bomb(&idx(100, 1_024, 1_024), 0, 100), gzip(&noise(800_000))].concat(),
        ),
        made("csv", "examples-1000001.csv.gz", gzip(many.as_bytes())),
        made("csv", "last-line-of-250001.csv", [text.as_bytes(), b"1,x\n"].concat()),
        made(
            "csv",
            "quote-without-end-1-mb.csv",
            format!("label,name,r1c1\n1,\"{}", "a\n".repeat(500_000)).into_bytes(),
        ),
        made("png", "bomb-zlib.png", {
            let rows = zlib(&vec![0; 8 << 20]);
            [
                header(1024, 1024, [16, 6, 0, 0, 0]),
                chunk(*b"IDAT", &rows[..rows.len() / 2]),
                chunk(*b"IEND", &[]),
            ]
            .concat()
        }),
        made("png", "sheet-bomb-zlib.png", {
            let rows = zlib(&vec![0; 100 << 20]);
            [
                header(16_384, 3_051, [16, 6, 0, 0, 0]),
                chunk(*b"IDAT", &rows.repeat(5)),
                chunk(*b"IEND", &[]),
            ]
            .concat()
        }),
    ]
}

/// Those that are read, and are as costly as they can be.
pub fn read() -> Vec<Made> {
    let made = |folder, name, bytes| Made { folder, name, bytes };
    let small = "1,1\n".repeat(240_000);
    let lines = |count: u32, line: &dyn Fn(u32) -> String| {
        (0..count).map(line).collect::<Vec<_>>().concat()
    };
    let labels = lines(100_000, &|i| format!("{i},1\n"));
    let many_labels = lines(400_000, &|i| format!("{i},1\n"));
    let names = lines(60_000, &|i| format!("1,n{i},1\n"));
    let side = 1024_usize;
    let column = |i: usize| format!(",r{}c{}", i / side + 1, i % side + 1);
    let columns = (0..side * side).map(column).collect::<Vec<_>>().concat();
    let zeros = ",0".repeat(side * side);
    let digits = ",0.1234567890123456".repeat(side * side);
    vec![
        made("csv", "tiny-pictures.csv", format!("label,r1c1\n{small}").into_bytes()),
        made(
            "csv",
            "tiny-pictures-without-names.csv",
            format!("label,name,r1c1\n{}", "1,,1\n".repeat(200_000)).into_bytes(),
        ),
        made(
            "csv",
            "a-million-packed.csv",
            gzip(format!("label,name,r1c1\n{}", "1,,1\n".repeat(1_000_000)).as_bytes()),
        ),
        made("csv", "each-its-label.csv", format!("label,r1c1\n{labels}").into_bytes()),
        made(
            "csv",
            "each-its-label-packed.csv",
            gzip(format!("label,r1c1\n{many_labels}").as_bytes()),
        ),
        made("csv", "each-its-name.csv", format!("label,name,r1c1\n{names}").into_bytes()),
        made(
            "csv",
            "large-picture-packed.csv",
            gzip(format!("label{columns}\n1{zeros}\n-1{zeros}\n").as_bytes()),
        ),
        made(
            "csv",
            "large-picture-of-digits-packed.csv",
            gzip(format!("label{columns}\n1{digits}\n").as_bytes()),
        ),
        made("csv", "commas.csv", [b"label,r1c1\n", &vec![b','; 990_000][..]].concat()),
        made("csv", "commas-packed.csv", bomb(b"label,r1c1\n", b',', 60)),
        made("csv", "header-of-1-mb.csv", format!("label{}", &columns[..990_000]).into_bytes()),
        made("csv", "blanks-packed.csv", bomb(b"label,r1c1\n1,", b' ', 30)),
        made("idx", "pictures-64-mib.idx", bomb(&idx(64, 1_024, 1_024), 0, 64)),
        made(
            "idx",
            "pictures-of-one-pixel.idx",
            gzip(&[idx(1_000_000, 1, 1), vec![1; 1_000_000]].concat()),
        ),
        made(
            "idx",
            "labels-a-million.idx",
            gzip(
                &[[0, 0, 8, 1], 1_000_000_u32.to_be_bytes()]
                    .concat()
                    .into_iter()
                    .chain(vec![1; 1_000_000])
                    .collect::<Vec<u8>>(),
            ),
        ),
        made("png", "texts.png", text_bombs()),
        made("png", "sheet-gray.png", picture([8, 0, 0, 0, 0], 7_000, 7_000, 7_001)),
        made("png", "sheet-bits.png", picture([1, 0, 0, 0, 0], 16_000, 3_100, 2_001)),
        made("png", "sheet-interlaced.png", picture([8, 0, 0, 0, 1], 4_096, 4_096, 5_000)),
        made("png", "sheet-colours.png", picture([16, 6, 0, 0, 0], 16_384, 500, 16_384 * 8 + 1)),
        made("png", "picture-colours.png", picture([16, 6, 0, 0, 0], 1_024, 1_024, 1_024 * 8 + 1)),
        made("png", "wide-row.png", picture([16, 6, 0, 0, 0], 1_024, 1, 64 << 20)),
        made("json", "tiny-pictures.json", {
            let one = "{\"label\":1,\"pixels\":[[1]]}";
            let all = vec![one; 34_000].join(",");
            format!("{{\"format\":\"jointly\",\"version\":1,\"width\":1,\"height\":1,\"examples\":[{all}]}}").into_bytes()
        }),
        made("json", "brackets.json", [b"{\"a\":", &vec![b'['; 900_000][..]].concat()),
        made("json", "keys.json", {
            let keys: Vec<_> = (0..90_000).map(|i| format!("\"{i}\":0")).collect();
            format!("{{{}}}", keys.join(",")).into_bytes()
        }),
    ]
}

/// A PNG file of rows of zeros, so many bytes each.
fn picture(rest: [u8; 5], width: u32, height: u32, row: usize) -> Vec<u8> {
    let rows = zlib(&vec![0; row * height as usize]);
    [header(width, height, rest), chunk(*b"IDAT", &rows), chunk(*b"IEND", &[])].concat()
}

/// Pictures of one pixel each.
pub fn idx_of(pixels: &[u8]) -> Vec<u8> {
    [idx(u32::try_from(pixels.len()).expect("a few"), 1, 1), pixels.to_vec()].concat()
}

/// A PNG file of one pixel, 7, with a text and a profile that would unpack to 200 MiB.
pub fn text_bombs() -> Vec<u8> {
    let zeros = zlib(&vec![0; 100 << 20]);
    let text = [&b"Comment\0\0"[..], &zeros].concat();
    let profile = [&b"sRGB\0\0"[..], &zeros].concat();
    [
        header(1, 1, [8, 0, 0, 0, 0]),
        chunk(*b"iCCP", &profile),
        chunk(*b"zTXt", &text),
        chunk(*b"IDAT", &zlib(&[0, 7])),
        chunk(*b"IEND", &[]),
    ]
    .concat()
}
