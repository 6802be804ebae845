//! The file: every object is where the table of contents says, and its text reads as the pages do.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use jointly::formats::pdf;
use jointly::paper::{Mark, Paper};

use crate::lesson;

/// The objects of a file, by number, each found through the table at its end.
struct Objects<'a>(Vec<&'a [u8]>);

fn find(bytes: &[u8], what: &str) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what.as_bytes())
}

/// The text behind a key, up to the end of its line.
fn value<'a>(object: &'a [u8], key: &str) -> Option<&'a str> {
    let at = find(object, key)? + key.len();
    let line = object[at..].split(|b| b"\n\r>".contains(b)).next()?;
    Some(std::str::from_utf8(line).expect("plain text").trim())
}

fn reference(object: &[u8], key: &str) -> usize {
    let value = value(object, key).expect(key);
    value.trim_start_matches('[').split(' ').next().and_then(|n| n.parse().ok()).expect(key)
}

impl<'a> Objects<'a> {
    fn of(file: &'a [u8]) -> Self {
        assert!(file.starts_with(b"%PDF-1."));
        assert!(file.trim_ascii_end().ends_with(b"%%EOF"));
        let text = String::from_utf8_lossy(&file[file.len() - 400..]).into_owned();
        let start = text.rsplit_once("startxref\n").expect("an offset").1;
        let start: usize =
            start.lines().next().and_then(|line| line.parse().ok()).expect("a number");
        let table = std::str::from_utf8(&file[start..]).expect("plain text");
        let mut lines = table.lines();
        assert_eq!(lines.next(), Some("xref"));
        let many = lines.next().and_then(|line| line.strip_prefix("0 ")).expect("from 0");
        let many: usize = many.trim().parse().expect("how many");
        let offsets =
            lines.take(many).skip(1).map(|line| line[..10].parse::<usize>().expect("an offset"));
        let objects = offsets.enumerate().map(|(n, at)| {
            let object = &file[at..];
            assert!(object.starts_with(format!("{} 0 obj", n + 1).as_bytes()), "object {}", n + 1);
            &object[..find(object, "\nendobj").expect("an end")]
        });
        Self(objects.collect())
    }

    fn get(&self, number: usize) -> &'a [u8] {
        self.0[number - 1]
    }

    fn stream(&self, number: usize) -> Vec<u8> {
        let object = self.get(number);
        let at = find(object, "stream\n").expect("a stream") + "stream\n".len();
        let length: usize =
            value(object, "/Length ").and_then(|n| n.parse().ok()).expect("a length");
        let bytes = &object[at..at + length];
        let mut content = Vec::new();
        if find(&object[..at], "/FlateDecode").is_none() {
            return bytes.to_vec();
        }
        ZlibDecoder::new(bytes).read_to_end(&mut content).expect("packed");
        content
    }
}

/// Letters by their numbers in the file.
fn letters(map: &[u8]) -> HashMap<u16, char> {
    let map = String::from_utf8_lossy(map).into_owned();
    let pair = |line: &str| {
        let (code, letter) = line.strip_prefix('<')?.split_once("> <")?;
        let letter = u32::from_str_radix(letter.strip_suffix('>')?, 16).ok()?;
        Some((u16::from_str_radix(code, 16).ok()?, char::from_u32(letter)?))
    };
    map.lines().filter_map(pair).collect()
}

/// Where a string in round brackets ends, and what it stands for.
fn literal(written: &[u8]) -> (usize, Vec<u8>) {
    let (mut at, mut depth, mut bytes) = (0, 0, Vec::new());
    loop {
        match written[at] {
            b'\\' => {
                let digits = written[at + 1..].iter().take(3).take_while(|b| b.is_ascii_digit());
                let digits: Vec<u8> = digits.copied().collect();
                at += digits.len().max(1);
                bytes.push(match written[at] {
                    _ if !digits.is_empty() => {
                        digits.iter().fold(0, |byte, digit| byte * 8 + (digit - b'0'))
                    }
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => other,
                });
            }
            b'(' if depth == 0 => depth = 1,
            b')' if depth == 1 => return (at + 1, bytes),
            byte => {
                depth += usize::from(byte == b'(');
                depth -= usize::from(byte == b')');
                bytes.push(byte);
            }
        }
        at += 1;
    }
}

/// Where a string in angle brackets ends, and what it stands for.
fn hexadecimal(written: &[u8]) -> (usize, Vec<u8>) {
    let end = written.iter().position(|b| *b == b'>').expect("an end");
    let digits = std::str::from_utf8(&written[1..end]).expect("digits");
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal");
    (end + 1, (0..digits.len()).step_by(2).map(byte).collect())
}

/// A piece of a content stream.
enum Token<'a> {
    Word(&'a [u8]),
    Codes(Vec<u16>),
}

fn tokens(content: &[u8]) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < content.len() {
        let rest = &content[at..];
        let (end, bytes) = match rest[0] {
            b'(' => literal(rest),
            b'<' => hexadecimal(rest),
            b if b.is_ascii_whitespace() => (1, Vec::new()),
            _ => {
                let end = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
                found.push(Token::Word(&rest[..end]));
                (end, Vec::new())
            }
        };
        if matches!(rest[0], b'(' | b'<') {
            let pairs = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            found.push(Token::Codes(pairs.collect()));
        }
        at += end;
    }
    found
}

/// The lines of text on every page.
fn read(file: &[u8]) -> Vec<String> {
    let objects = Objects::of(file);
    let tree = objects.get(reference(objects.get(1), "/Pages "));
    let kids = value(tree, "/Kids [").expect("pages").trim_end_matches(']').split(" 0 R");
    let kids = kids.filter_map(|kid| kid.trim().parse::<usize>().ok());
    let mut lines = Vec::new();
    for kid in kids {
        let page = objects.get(kid);
        let mut fonts = HashMap::new();
        for name in ["Ubuntu-Light", "Hack-Regular"] {
            let font = objects.get(reference(page, &format!("/{name} ")));
            fonts.insert(name, letters(&objects.stream(reference(font, "/ToUnicode "))));
        }
        let content = objects.stream(reference(page, "/Contents "));
        let mut font = None;
        let tokens = tokens(&content);
        for (n, token) in tokens.iter().enumerate() {
            match token {
                Token::Word(b"BT") => lines.push(String::new()),
                Token::Word(b"Tf") => {
                    let Token::Word(name) = tokens[n - 2] else { panic!("no name of a font") };
                    font = fonts.get(std::str::from_utf8(&name[1..]).expect("a name"));
                }
                Token::Codes(codes) => {
                    let font = font.expect("a font is set");
                    let text = codes.iter().map(|code| font[code]);
                    lines.last_mut().expect("within text").extend(text);
                }
                Token::Word(_) => {}
            }
        }
    }
    lines
}

fn set(paper: &Paper) -> Vec<String> {
    let text = |mark: &Mark| match mark {
        Mark::Text { text, .. } => Some(text.clone()),
        Mark::Box { .. } | Mark::Line { .. } => None,
    };
    paper.pages.iter().flatten().filter_map(text).collect()
}

#[test]
fn the_text_of_the_file_is_that_of_the_pages() {
    for solved in [false, true] {
        let paper = lesson(solved);
        let file = pdf::write(&paper);
        assert_eq!(read(&file), set(&paper));
        assert!(file.len() < 60_000, "only the letters that are used: {} bytes", file.len());
        assert_eq!(file, pdf::write(&lesson(solved)), "the bytes depend on the pages alone");
    }
}
