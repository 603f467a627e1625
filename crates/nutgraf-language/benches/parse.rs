//! Tokens a second: dividing text, tagging and parsing it, all of it.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use nutgraf_language::Document;

/// Invented news, in sentences of every length.
const TEXT: &str = "VELDAR (VNA) — The foreign ministry of Veldania on Tuesday rejected reports of a new round of \
talks with Tarquia, saying that no such meeting was scheduled. “There are no meetings in the capital today,” the \
ministry's spokeswoman, Ilse Marren, told reporters.\n\nThe denial comes a week after Gen. J. P. Oster, who leads the \
southern command, held discussions with officials from the U.S. and the neighbouring islands, marking the first \
direct contacts since the border was closed. Protesters gathered. Police, who had been told to wait, dispersed them \
with tear gas near the old harbour, and at least 12 people were injured, according to a doctor at the city's \
hospital.\n\nThe parliament later voted 61-39 to extend the state of emergency until Feb. 25.";

fn parse(bench: &mut Criterion) {
    let text = TEXT.repeat(20);
    let document = Document::parse(&text);
    let mut group = bench.benchmark_group("language");
    group.throughput(Throughput::Elements(document.tokens().len() as u64));
    group.bench_function("tokenise", |b| b.iter(|| Document::segment(&text).tokens().len()));
    group.bench_function("tag and parse", |b| {
        b.iter_batched(
            || Document::segment(&text),
            |mut document| {
                for sentence in 0..document.sentences().len() {
                    document.analyse(sentence);
                }
                document.tokens().len()
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("all", |b| b.iter(|| Document::parse(&text).tokens().len()));
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
