//! Explains a sentence: `cargo run -p nutgraf-coder --example explain -- "Veldania recalled its envoy." [DATE]`.
//! The invented states of the examples are known to it.

use nutgraf_coder::{Coder, CoderOptions, Dictionary};
use nutgraf_model::{Article, ArticleDraft, DraftBlock};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = arguments.next().ok_or("which sentence?")?;
    let published = arguments.next().map(|date| date.parse()).transpose()?;
    let coder = Coder::new(Dictionary::with_examples().clone(), CoderOptions::default());
    let body = text.split("\n\n").map(DraftBlock::text).collect();
    let explanation = coder.explain(&Article::new(ArticleDraft { body, published, ..ArticleDraft::default() }));
    write!(std::io::stdout().lock(), "{explanation}")?;
    Ok(())
}
