//! No site is served by a rule of its own: every mark in our lists stands on pages of at least three domains.

use super::dom::Dom;
use super::{body, boilerplate, trim};
use crate::decompress::decompress;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// Fails for marks that stand on fewer than three domains, naming each with their number.
///
/// `NUTGRAF_PAGES=… cargo test -p nutgraf-read rules -- --ignored`, where the folder holds saved pages and `urls.tsv`
/// (file name, tab, address). Ignored, since the pages are their publishers' and cannot be in the repository.
#[test]
#[ignore = "needs saved pages: set NUTGRAF_PAGES to their folder"]
fn every_mark_stands_on_three_domains() {
    let folder = std::env::var("NUTGRAF_PAGES").expect("NUTGRAF_PAGES names the folder of the pages");
    let table = fs::read_to_string(Path::new(&folder).join("urls.tsv")).expect("the folder holds urls.tsv");
    let mut domains: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for (list, marks) in boilerplate::LISTS.iter().chain(body::LISTS).chain(trim::LISTS) {
        for mark in *marks {
            domains.entry((list, mark)).or_default();
        }
    }
    for (file, url) in table.lines().filter_map(|line| line.split_once('\t')) {
        let host = url::Url::parse(url.trim()).ok().and_then(|url| url.host_str().map(str::to_owned));
        let (Some(host), Some(dom)) = (host, page(&Path::new(&folder).join(file))) else { continue };
        let domain = crate::publisher::registrable(&host).to_owned();
        let all: String = (1..dom.nodes.len()).map(|id| dom.marks(id)).collect();
        let joined: String = all.chars().filter(|c| !matches!(c, '-' | '_')).collect();
        let words: BTreeSet<&str> = all.split([' ', '-', '_', '/', ':']).collect();
        let whole: BTreeSet<&str> = all.split(' ').collect();
        for ((list, mark), found) in &mut domains {
            let stands = match *list {
                "BODIES" => joined.contains(mark),
                "WORDS" => words.contains(mark),
                "WHOLE" | "WRAPPERS" => whole.contains(mark),
                "STANDFIRST" => words.contains(mark) || (mark.len() > 6 && all.contains(mark)),
                _ => all.contains(mark),
            };
            if stands {
                found.insert(domain.clone());
            }
        }
    }
    let rare: Vec<_> =
        domains.iter().map(|(rule, found)| (rule, found.len())).filter(|(_, found)| *found < 3).collect();
    assert!(rare.is_empty(), "marks on fewer than three domains: {rare:?}");
}

fn page(path: &Path) -> Option<Dom> {
    let mut bytes = Vec::new();
    decompress(File::open(path).ok()?).ok()?.read_to_end(&mut bytes).ok()?;
    Dom::parse(&String::from_utf8_lossy(&bytes)).ok()
}
