//! The list of files opened or saved lately. It is a convenience: where it cannot be kept, nothing is said.

use std::path::{Path, PathBuf};

/// How many files the list holds.
const MOST: usize = 10;

/// Files opened or saved lately, newest first, and where the list is kept.
#[derive(Debug, Default)]
pub struct Recent {
    paths: Vec<PathBuf>,
    store: Option<PathBuf>,
}

impl Recent {
    /// The list of this user.
    #[must_use]
    pub fn of_user() -> Self {
        let store = directories::ProjectDirs::from("", "", "jointly")
            .map(|dirs| dirs.data_local_dir().join("recent.json"));
        store.map_or_else(Self::default, |store| Self::at(&store))
    }

    /// The list kept in this file.
    #[must_use]
    pub fn at(store: &Path) -> Self {
        let kept = std::fs::read(store).ok();
        let paths = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { paths, store: Some(store.to_owned()) }
    }

    /// The files, newest first.
    #[must_use]
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Puts a file at the top and keeps the list.
    pub fn add(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.paths.retain(|known| *known != path);
        self.paths.insert(0, path);
        self.paths.truncate(MOST);
        if let Some(store) = &self.store {
            let _ = keep(store, &self.paths);
        }
    }
}

fn keep(store: &Path, paths: &[PathBuf]) -> std::io::Result<()> {
    // A path that is not Unicode cannot be kept as JSON; the others still can.
    let paths: Vec<&str> = paths.iter().filter_map(|path| path.to_str()).collect();
    if let Some(folder) = store.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(store, serde_json::to_vec(&paths)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stands_first_and_once_and_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("list/recent.json");
        let mut recent = Recent::at(&store);
        for name in ["/a", "/b", "/a"] {
            recent.add(Path::new(name));
        }
        assert_eq!(recent.paths(), [PathBuf::from("/a"), PathBuf::from("/b")]);
        assert_eq!(Recent::at(&store).paths(), recent.paths());
    }
}
