//! Reads Rust just well enough to see what a file names: paths, macros and attributes, never words or comments.

/// The tokens of `source`: identifiers, `::`, and single characters. Comments and texts are left out.
pub fn tokens(source: &str) -> Vec<String> {
    let chars: Vec<char> = source.chars().collect();
    let starts_with = |at: usize, what: &str| {
        what.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c))
    };
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_whitespace() {
            at += 1;
        } else if starts_with(at, "//") {
            at = end_of(&chars, at, "\n");
        } else if starts_with(at, "/*") {
            at = end_of(&chars, at + 2, "*/");
        } else if let Some(end) = end_of_text(&chars, at) {
            at = end;
        } else if is_word(c) {
            let word: String = chars[at..].iter().take_while(|c| is_word(**c)).collect();
            at += word.chars().count();
            tokens.push(word);
        } else if starts_with(at, "::") {
            tokens.push("::".to_owned());
            at += 2;
        } else {
            tokens.push(c.to_string());
            at += 1;
        }
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Behind the next `mark`, from `at` on.
fn end_of(chars: &[char], at: usize, mark: &str) -> usize {
    let mark: Vec<char> = mark.chars().collect();
    let found = chars[at.min(chars.len())..].windows(mark.len()).position(|window| window == mark);
    found.map_or(chars.len(), |position| at + position + mark.len())
}

/// Behind the text or character literal that starts here, if one does.
fn end_of_text(chars: &[char], at: usize) -> Option<usize> {
    let rest = &chars[at..];
    match rest {
        ['"', ..] => Some(end_of_quoted(chars, at + 1, '"')),
        ['b', '"', ..] => Some(end_of_quoted(chars, at + 2, '"')),
        ['\'', '\\', ..] => Some(end_of_quoted(chars, at + 1, '\'')),
        ['\'', _, '\'', ..] => Some(at + 3),
        ['r', '"' | '#', ..] | ['b', 'r', '"' | '#', ..] => {
            let from = rest.iter().position(|c| *c == 'r')? + 1;
            let hashes = rest[from..].iter().take_while(|c| **c == '#').count();
            let mark = format!("\"{}", "#".repeat(hashes));
            let quoted = rest.get(from + hashes) == Some(&'"');
            quoted.then(|| end_of(chars, at + from + hashes + 1, &mark))
        }
        _ => None,
    }
}

fn end_of_quoted(chars: &[char], mut at: usize, quote: char) -> usize {
    while let Some(&c) = chars.get(at) {
        match c {
            '\\' => at += 2,
            c if c == quote => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// All paths that tokens name, those in braces one by one: `a::{b, c::d}` gives `a::b` and `a::c::d`.
pub fn paths(tokens: &[String]) -> Vec<Vec<&str>> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let goes_on = at > 0 && [".", "::"].contains(&tokens[at - 1].as_str());
        if tokens[at].starts_with(is_word) && !goes_on {
            at = tree(tokens, at, &[], &mut paths);
        } else {
            at += 1;
        }
    }
    paths
}

/// Reads the path at `at`, which goes on from `prefix`, and returns where it ends.
fn tree<'t>(
    tokens: &'t [String],
    at: usize,
    prefix: &[&'t str],
    paths: &mut Vec<Vec<&'t str>>,
) -> usize {
    let path = [prefix, &[tokens[at].as_str()]].concat();
    let next = |i: usize| tokens.get(at + i).map_or("", String::as_str);
    match (next(1), next(2)) {
        ("::", "{") => {
            let mut inside = at + 3;
            while let Some(token) = tokens.get(inside).filter(|token| *token != "}") {
                inside = if token.starts_with(is_word) {
                    tree(tokens, inside, &path, paths)
                } else {
                    inside + 1
                };
            }
            inside + 1
        }
        ("::", name) if name.starts_with(is_word) => tree(tokens, at + 2, &path, paths),
        _ => {
            paths.push(path);
            at + 1
        }
    }
}

/// Tokens of the program, and tokens of the `mod tests { .. }` at the file's end.
pub fn without_tests(tokens: &[String]) -> (&[String], &[String]) {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]", "mod", "tests", "{"];
    let found = tokens.windows(mark.len()).position(|window| window == mark);
    tokens.split_at(found.unwrap_or(tokens.len()))
}

/// Whether `tokens` hold this sequence anywhere.
pub fn holds(tokens: &[String], sequence: &[&str]) -> bool {
    tokens.windows(sequence.len()).any(|window| window == sequence)
}
