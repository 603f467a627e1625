//! What the user named, as a list of files in a fixed order.

use crate::error::Error;
use nutgraf_read::SourceFormat;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Bytes that are enough to tell a format by.
const SNIFF_BYTES: u64 = 4096;

/// One file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Path as given; `-` for standard input.
    pub path: PathBuf,
}

impl Input {
    /// Whether this is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// The path as outputs show it: `/` between its parts on every system.
    pub fn shown(&self) -> String {
        self.path.to_string_lossy().replace('\\', "/")
    }
}

/// Everything the user named, in order.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Files to read.
    pub files: Vec<Input>,
    /// Files in walked directories that are no input.
    pub skipped: u64,
}

impl Inputs {
    /// Expands what the user named: files as they are, directories walked in byte order of path, globs, `-`.
    ///
    /// In a directory only files of a known extension, or whose first bytes tell a known format, are inputs; hidden files
    /// are not. A file that is named is always an input.
    ///
    /// # Errors
    /// Where a name is neither file, directory nor matching glob, or a directory cannot be listed.
    pub fn expand(names: &[PathBuf]) -> Result<Inputs, Error> {
        let mut inputs = Inputs::default();
        for name in names {
            if name.as_os_str() == "-" || name.is_file() {
                inputs.files.push(Input { path: name.clone() });
            } else if name.is_dir() {
                inputs.walk(name, None)?;
            } else if is_glob(name) {
                inputs.glob(name)?;
            } else {
                return Err(Error::usage(name, "no such file or directory", "check the path"));
            }
        }
        Ok(inputs)
    }

    /// Total size of the files on disk, for progress; unknown sizes count nothing.
    pub fn bytes(&self) -> u64 {
        self.files.iter().filter_map(|input| input.path.metadata().ok()).map(|m| m.len()).sum()
    }

    fn walk(&mut self, root: &Path, only: Option<&globset::GlobMatcher>) -> Result<(), Error> {
        let mut paths = Vec::new();
        for entry in WalkDir::new(root).follow_links(true) {
            let entry = entry.map_err(|e| {
                let path = e.path().unwrap_or(root).to_owned();
                let error = e.into_io_error().unwrap_or_else(|| io::Error::other("links lead round in a circle"));
                Error::io(path, error, "make it readable or leave it out")
            })?;
            if entry.file_type().is_file() {
                paths.push(entry.into_path());
            }
        }
        paths.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        for path in paths {
            let wanted = match only {
                Some(glob) => glob.is_match(&path),
                None => !is_hidden(&path) && is_article_file(&path),
            };
            if wanted {
                self.files.push(Input { path });
            } else if only.is_none() {
                self.skipped += 1;
            }
        }
        Ok(())
    }

    fn glob(&mut self, pattern: &Path) -> Result<(), Error> {
        let text = pattern.to_string_lossy();
        let glob = globset::GlobBuilder::new(&text)
            .literal_separator(true)
            .build()
            .map_err(|e| Error::usage(pattern, e.to_string(), "mend the pattern"))?
            .compile_matcher();
        let fixed: PathBuf = pattern.components().take_while(|part| !is_glob(part.as_os_str())).collect();
        let (root, strip) =
            if fixed.as_os_str().is_empty() { (Path::new("."), true) } else { (fixed.as_path(), false) };
        let before = self.files.len();
        if root.is_dir() {
            if strip {
                self.walk_here(&glob)?;
            } else {
                self.walk(root, Some(&glob))?;
            }
        }
        if self.files.len() == before {
            return Err(Error::usage(pattern, "no file matches", "check the pattern, or quote it for the shell"));
        }
        Ok(())
    }

    fn walk_here(&mut self, glob: &globset::GlobMatcher) -> Result<(), Error> {
        let mut here = Inputs::default();
        let any = globset::Glob::new("**").expect("** is a pattern").compile_matcher();
        here.walk(Path::new("."), Some(&any))?;
        let bare = here.files.into_iter().map(|input| input.path.strip_prefix(".").unwrap_or(&input.path).to_owned());
        self.files.extend(bare.filter(|path| glob.is_match(path)).map(|path| Input { path }));
        Ok(())
    }
}

fn is_glob(name: impl AsRef<OsStr>) -> bool {
    name.as_ref().to_string_lossy().contains(['*', '?', '['])
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn is_article_file(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let bare = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let extension = bare.rsplit_once('.').map_or("", |(_, extension)| extension);
    if SourceFormat::ALL.iter().any(|format| format.extensions().contains(&extension)) {
        return true;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SNIFF_BYTES).read_to_end(&mut head));
    read.is_ok() && SourceFormat::sniff(&head, "").is_some()
}

/// Reads a table of addresses for saved pages: file name, tab, address, a line each.
///
/// # Errors
/// Where the file cannot be read or a line has no tab.
pub fn read_addresses(path: &Path) -> Result<HashMap<String, String>, Error> {
    let file = File::open(path).map_err(|e| Error::io(path, e, "check the path given to --urls"))?;
    let mut addresses = HashMap::new();
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| Error::io(path, e, "the file must be UTF-8"))?;
        if line.trim().is_empty() {
            continue;
        }
        let (name, address) = line.split_once('\t').ok_or_else(|| {
            Error::usage(path, format!("line {} has no tab", at + 1), "write file name, tab, address on every line")
        })?;
        addresses.insert(name.to_owned(), address.trim().to_owned());
    }
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_are_walked_in_byte_order_and_strangers_skipped() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        for (name, bytes) in
            [("b.html", "<html>"), ("a.md", "# A"), ("B.md", "# B"), ("x.bin", "\u{0}\u{1}"), (".hidden.md", "x")]
        {
            std::fs::write(dir.path().join(name), bytes).expect("a file");
        }
        let inputs = Inputs::expand(&[dir.path().to_owned()]).expect("a directory");
        let names: Vec<_> = inputs.files.iter().map(|i| i.path.file_name().expect("a name").to_owned()).collect();
        assert_eq!(names, ["B.md", "a.md", "b.html"]);
        assert_eq!(inputs.skipped, 2);
        let globbed = Inputs::expand(&[dir.path().join("*.md")]).expect("a glob");
        assert_eq!(globbed.files.len(), 3);
        let missing = Inputs::expand(&[dir.path().join("no.md")]).expect_err("no such file");
        assert!(missing.to_string().contains("no such file"));
    }
}
