//! A page of GitHub's Markdown: headings, paragraphs, lists and tables, with whatever names hold made harmless.

/// A page that is being written.
#[derive(Debug, Default)]
pub struct Page {
    text: String,
}

impl Page {
    /// A heading of this level, from 1.
    pub fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {}", "#".repeat(level), inline(text)));
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.block(&beginning(&inline(text)));
    }

    /// A list; nothing where it has no items.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> =
            items.into_iter().map(|item| format!("- {}", beginning(&inline(&item)))).collect();
        if !items.is_empty() {
            self.block(&items.join("\n"));
        }
    }

    /// A table whose rows are as long as its header. Columns of numbers alone stand at the right.
    pub fn table(&mut self, header: &[String], rows: &[Vec<String>]) {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| inline(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let side = |column: usize| {
            let all = rows.iter().all(|row| is_number(&row[column]));
            if all && !rows.is_empty() { "---:" } else { "---" }
        };
        let sides: Vec<&str> = (0..header.len()).map(side).collect();
        let lines = [line(header), format!("| {} |", sides.join(" | "))];
        let lines: Vec<String> =
            lines.into_iter().chain(rows.iter().map(|row| line(row))).collect();
        self.block(&lines.join("\n"));
    }

    /// The page.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    fn block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['−', '+']);
    let begins = digits.starts_with(|first: char| first.is_ascii_digit());
    cell.is_empty() || (begins && !digits.contains(char::is_alphabetic))
}

/// Text that reads as it stands: no emphasis, code, link, mathematics, HTML or column break; one line.
fn inline(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.trim().chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '$' => {
                escaped.extend(['\\', character]);
            }
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The beginning of a line that starts no heading, list or underline.
fn beginning(line: &str) -> String {
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - after_digits.len();
    if line.starts_with(['#', '-', '+', '=']) {
        format!("\\{line}")
    } else if digits > 0 && after_digits.starts_with(['.', ')']) {
        format!("{}\\{after_digits}", &line[..digits])
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_names() {
        for (name, written) in [
            ("smile", "smile"),
            ("a|b", "a\\|b"),
            ("*big* _smile_", "\\*big\\* \\_smile\\_"),
            ("<b>", "\\<b\\>"),
            ("[x](y)", "\\[x\\](y)"),
            ("`rm`", "\\`rm\\`"),
            ("a\\|b", "a\\\\\\|b"),
            ("two\nlines", "two lines"),
            ("$x$ &amp; ~~y~~", "\\$x\\$ \\&amp; \\~\\~y\\~\\~"),
        ] {
            assert_eq!(inline(name), written);
        }
        for (line, written) in [
            ("# one", "\\# one"),
            ("- one", "\\- one"),
            ("1. one", "1\\. one"),
            ("12) one", "12\\) one"),
            ("3 of 4 match.", "3 of 4 match."),
            ("0.5 is", "0\\.5 is"),
        ] {
            assert_eq!(beginning(line), written);
        }
    }

    #[test]
    fn tables_put_numbers_at_the_right() {
        let mut page = Page::default();
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        page.table(&row(["a|b", "n", "m"]), &[row(["x", "−1", "+1 smile"]), row(["2", "", "2"])]);
        assert_eq!(
            page.into_text(),
            "| a\\|b | n | m |\n| --- | ---: | --- |\n| x | −1 | +1 smile |\n| 2 |  | 2 |\n"
        );
    }
}
