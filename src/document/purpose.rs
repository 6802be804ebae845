//! What somebody is asked for a file for: by the system's dialog, or in the window where there is none.

/// What somebody is asked for a file for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A file to open.
    Open,
    /// A file whose pictures are taken.
    Import,
    /// A folder whose pictures are taken.
    Folder,
    /// The labels that belong to a file of pictures.
    Labels,
    /// A file to save to.
    Save,
    /// A file of this kind, to be read by other programs.
    Export(FileKind),
}

impl Purpose {
    /// Whether the file is to be read; else it is to be written.
    #[must_use]
    pub const fn reads(self) -> bool {
        matches!(self, Self::Open | Self::Import | Self::Folder | Self::Labels)
    }

    /// How the name of a file ends that is written.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Export(kind) => kind.ending(),
            _ => "json",
        }
    }
}

/// A kind of file that is written and never read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Comma-separated values.
    Csv,
    /// Numbers for other programs.
    Json,
    /// Pictures and labels in the format of MNIST.
    Idx,
    /// A page of text.
    Markdown,
    /// Pages to be printed.
    Pdf,
    /// A picture.
    Png,
}

impl FileKind {
    /// How names of such files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        self.endings()[0]
    }

    /// All endings by which they are found.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Csv => &["csv"],
            Self::Json => &["json"],
            Self::Idx => &["idx", "idx3-ubyte"],
            Self::Markdown => &["md"],
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
        }
    }

    /// What such files are called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "Comma-separated values",
            Self::Json => "JSON",
            Self::Idx => "IDX",
            Self::Markdown => "Markdown",
            Self::Pdf => "PDF",
            Self::Png => "PNG picture",
        }
    }
}
