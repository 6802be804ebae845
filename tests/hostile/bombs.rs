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
