//! What holds for any text.

use std::time::{Duration, Instant};

use nutgraf_language::{Document, Relation};
use proptest::prelude::*;

/// Spans in order and in bounds, every token with a head in its sentence, one root a sentence.
fn check(text: &str) {
    let document = Document::parse(text);
    let points = text.chars().count() as u32;
    let mut last = 0;
    for (at, token) in document.tokens().iter().enumerate() {
        assert!(last <= token.begin && token.begin < token.end && token.end <= points, "{text:?}");
        last = token.end;
        let form = document.form(at);
        assert!(!form.contains(char::is_whitespace), "{form:?}");
        let by_points: String =
            text.chars().skip(token.begin as usize).take((token.end - token.begin) as usize).collect();
        assert_eq!(form, by_points);
        assert!(!document.lemma(at).is_empty());
    }
    let mut next = 0;
    for sentence in document.sentences() {
        assert_eq!(sentence.first, next);
        assert!(sentence.first < sentence.last);
        next = sentence.last;
        let tokens = &document.tokens()[sentence.range()];
        assert_eq!((sentence.begin, sentence.end), (tokens[0].begin, tokens[tokens.len() - 1].end));
        assert_eq!(tokens.iter().filter(|token| token.is_root()).count(), 1, "{text:?}");
        for at in sentence.range() {
            check_path(&document, at, sentence.range());
        }
    }
    assert_eq!(next as usize, document.tokens().len());
    // Nothing but white space is left out.
    let kept: usize = (0..document.tokens().len()).map(|at| document.form(at).chars().count()).sum();
    let blank = |c: &char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}');
    assert_eq!(kept, text.chars().filter(|c| !blank(c)).count(), "{text:?}");
}

/// The heads from a token lead to the root of its sentence.
fn check_path(document: &Document<'_>, from: usize, range: std::ops::Range<usize>) {
    let mut at = from;
    for _ in range.clone() {
        let token = &document.tokens()[at];
        if token.relation == Relation::Root {
            assert_eq!(token.head as usize, at);
            return;
        }
        assert!(range.contains(&(token.head as usize)));
        at = token.head as usize;
    }
    panic!("a cycle at token {from} of {:?}", document.text());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn any_string(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_marks(text in "[a-zA-Z0-9 .,!?'\"’“”()\\[\\]\n\t$#@/:;…—-]{0,120}") {
        check(&text);
    }

    #[test]
    fn any_words(words in proptest::collection::vec("(the|The|U\\.S\\.|Gen\\.|said|minister|no|\\.|\\?|\"|”|“|\n\n|\n|don't|’s|etc\\.|\\[3\\]|http://a\\.b|•|1\\.|--)", 0..60)) {
        check(&words.join(" "));
        check(&words.concat());
    }
}

/// An apostrophe before letters of many bytes.
#[test]
fn wide_letters() {
    check("'\u{10594}\u{b9f}\u{1d524}6d\u{2ac4a}");
    check("\u{2019}\u{1d524}\u{1d524}\u{1d524}s \u{2019}90s '\u{e9}t\u{e9}");
}

#[test]
fn long_things() {
    check(&"word ".repeat(3000));
    check(&"(((((".repeat(500));
    check(&"a-b'c/d.".repeat(500));
    check(&"“No.” ".repeat(300));
    check(&"[1]".repeat(500));
    check(&"\n".repeat(1000));
    check(&"U.S. ".repeat(500));
    check(&"' ".repeat(2000));
}

/// The least of three times: other programs may be at work.
fn seconds(run: impl Fn()) -> Duration {
    let time = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    time().min(time()).min(time())
}

/// What takes time that grows with the square of the length takes minutes for these texts; what
/// grows with the length, some milliseconds.
#[test]
fn time_is_linear() {
    for piece in [
        "word ", "word", "(", "'", ".", "a'", "x-", "\"a\" ", "U.S.", "9,", "https://", "No. ", "[1]", "a@", "\n",
        "a\n", "s' ", "1-1", ",,", "<<", "((a))",
    ] {
        let text = piece.repeat(640_000 / piece.len());
        let time = seconds(|| drop(Document::segment(&text)));
        assert!(time < Duration::from_secs(3), "{piece:?}: {time:?}");
    }
    let (short, long) = ("word ".repeat(500), "word ".repeat(8000));
    drop(Document::parse(&short));
    let few = seconds(|| drop(Document::parse(&short))).max(Duration::from_millis(2));
    let many = seconds(|| drop(Document::parse(&long)));
    assert!(many < 64 * few, "trees: {few:?}, then {many:?}");
}

#[test]
fn ten_megabytes_in_one_line() {
    let start = Instant::now();
    let one = "x".repeat(10 << 20);
    assert_eq!(Document::parse(&one).tokens().len(), 1);
    let words = "The envoy left (early), he said. ".repeat((10 << 20) / 33);
    let document = Document::segment(&words);
    assert!(document.sentences().len() > 300_000);
    let unbroken = "word ".repeat((10 << 20) / 5);
    assert_eq!(Document::segment(&unbroken).sentences().len(), 1);
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}
