//! What a run says of itself.

use super::Findings;
use nutgraf_model::Manifest;

/// Counts add up and no file is listed twice.
pub(super) fn manifest(manifest: &Manifest, found: &mut Findings) {
    let counts = &manifest.counts;
    if counts.articles + counts.rejects != counts.documents {
        let sum = counts.articles + counts.rejects;
        found.wrong(
            "/counts/documents",
            format!("{} is not articles and rejects", counts.documents),
            format!("expected {sum}"),
        );
    }
    for (at, pair) in manifest.files.windows(2).enumerate() {
        if pair[0].name >= pair[1].name {
            let pointer = format!("/files/{}/name", at + 1);
            found.wrong(
                pointer,
                format!("\"{}\" is out of order", pair[1].name),
                "expected files in order of name, each once",
            );
        }
    }
}
