//! Articles made of templates: as many as wanted, varied, and the same for the same seed.

use crate::cast::{Cast, name};
use crate::templates::Templates;
use chrono::{NaiveDateTime, NaiveTime};
use fastrand::Rng;
use nutgraf_model::{Article, ArticleDraft, Byline, BylineRole, DraftBlock, PartyKind, Publisher, Timestamp};

/// One article of a generated corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedArticle {
    /// Address, unlike every other in the corpus.
    pub url: String,
    /// Publisher's name.
    pub publisher: String,
    /// Who signed it.
    pub author: Option<String>,
    /// Headline.
    pub headline: String,
    /// Publication, UTC.
    pub published: NaiveDateTime,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
}

impl GeneratedArticle {
    /// As a reader would hand it on.
    pub fn into_article(self) -> Article {
        let author = |name| Byline { name, kind: PartyKind::Person, role: BylineRole::Author, url: None };
        Article::new(ArticleDraft {
            url: Some(self.url),
            headline: Some(self.headline),
            body: self.paragraphs.iter().map(DraftBlock::text).collect(),
            bylines: self.author.map(author).into_iter().collect(),
            published: Some(Timestamp::Instant(self.published.and_utc().fixed_offset())),
            language: Some("en".into()),
            publisher: Some(Publisher { name: self.publisher, url: None, logo: None }),
            ..ArticleDraft::default()
        })
    }
}

/// A corpus: article `n` depends on the seed and `n` alone, so shards can be made apart.
///
/// Every fifth article tells a story that another, not far before, tells too: as a copy on another site, as a copy that is
/// cut, or in other words.
#[derive(Clone, Debug)]
pub struct Corpus {
    seed: u64,
    templates: Templates,
}

/// One article in this many tells again what an earlier one told.
const AGAIN_EVERY: u64 = 5;
/// How far back that one may lie.
const REACH: u64 = 40;
/// What articles are about, and how many of a hundred.
const BEATS: [(&str, u32); 7] = [
    ("politics", 34),
    ("conflict", 12),
    ("society", 14),
    ("economy", 14),
    ("sport", 10),
    ("culture", 9),
    ("weather", 7),
];
/// Characters that an article has at least before it ends.
const LENGTH: std::ops::Range<usize> = 1600..4200;
const TOWNS: [&str; 12] = [
    "harbor", "meridian", "delta", "lakeside", "isthmus", "adria", "potomac", "gulf", "levant", "danube", "highland",
    "cape",
];
const PAPERS: [&str; 10] =
    ["post", "news", "courier", "tribune", "review", "daily", "ledger", "mail", "herald", "times"];

/// How an article tells its story.
#[derive(Clone, Copy, PartialEq)]
enum Telling {
    First,
    Copy,
    Cut,
    InOtherWords,
}

impl Corpus {
    /// A corpus of its own for every seed.
    pub fn new(seed: u64) -> Self {
        Corpus { seed, templates: Templates::embedded() }
    }

    /// Article number `n`.
    pub fn article(&self, n: u64) -> GeneratedArticle {
        let mut rng = self.rng(n);
        let (model, telling) = source(n, &mut rng);
        let story = self.rng(model).u64(..);
        let words = if telling == Telling::InOtherWords { rng.u64(..) } else { story };
        let mut article = self.compose(story, words, telling);
        let (town, paper) = (TOWNS[rng.usize(..TOWNS.len())], PAPERS[rng.usize(..PAPERS.len())]);
        article.url = format!("https://{town}-{paper}.example/{}/{n}", article.published.format("%Y/%m/%d"));
        article.publisher = format!("{} {}", capital(town), capital(paper));
        article.author = rng.bool().then(|| name(&mut rng));
        let time = NaiveTime::from_hms_opt(rng.u32(..24), rng.u32(..60), 0).expect("a time of the day");
        article.published = article.published.date().and_time(time);
        article
    }

    fn rng(&self, n: u64) -> Rng {
        Rng::with_seed(self.seed ^ n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// An article on the story of one seed, in the words of another.
    fn compose(&self, story: u64, words: u64, telling: Telling) -> GeneratedArticle {
        let (mut rng, mut words) = (Rng::with_seed(story), Rng::with_seed(words));
        let cast = Cast::draw(&mut rng);
        let beat = beat(&mut rng);
        let stories = self.templates.stories(beat);
        let told = stories.get(rng.usize(..stories.len())).expect("a story");
        let manner = usize::from(telling == Telling::InOtherWords);
        let lead = self.templates.fill(told.tellings[manner], &cast, story);
        let mut paragraphs = vec![format!("{} — {lead}", cast.city.to_uppercase())];
        // Not few stories tell of a second event.
        if matches!(beat, "politics" | "conflict") && rng.u8(..10) < 4 {
            let second = stories.get(rng.usize(..stories.len())).expect("a story");
            paragraphs.push(self.templates.fill(second.tellings[manner], &cast, story.rotate_left(7)));
        }
        let length = words.usize(LENGTH);
        let mut long = 0;
        while long < length {
            let sentences = (0..words.usize(1..5)).map(|_| self.sentence(beat, &cast, &mut words));
            let paragraph = sentences.collect::<Vec<_>>().join(" ");
            long += paragraph.chars().count();
            paragraphs.push(paragraph);
        }
        if telling == Telling::Cut {
            paragraphs.truncate(paragraphs.len() - paragraphs.len() / 3);
        }
        GeneratedArticle {
            url: String::new(),
            publisher: String::new(),
            author: None,
            headline: self.templates.fill(told.headline, &cast, story),
            published: cast.published.and_time(NaiveTime::MIN),
            paragraphs,
        }
    }

    /// A sentence of the body.
    fn sentence(&self, beat: &str, cast: &Cast, rng: &mut Rng) -> String {
        let of = match rng.u8(..100) {
            0..30 => self.templates.body(beat),
            30..40 => &self.templates.quotes,
            40 => &self.templates.past,
            _ => &self.templates.plain,
        };
        let template = of[rng.usize(..of.len())];
        self.templates.fill(template, cast, rng.u64(..))
    }
}

/// Whose story article `n` tells, and how.
fn source(n: u64, rng: &mut Rng) -> (u64, Telling) {
    if n <= REACH || !n.is_multiple_of(AGAIN_EVERY) {
        return (n, Telling::First);
    }
    let model = n - 1 - rng.u64(..REACH);
    let model = if model.is_multiple_of(AGAIN_EVERY) { model.saturating_sub(1) } else { model };
    let telling = match rng.u8(..10) {
        0..4 => Telling::Copy,
        4..6 => Telling::Cut,
        _ => Telling::InOtherWords,
    };
    (model, telling)
}

fn beat(rng: &mut Rng) -> &'static str {
    let mut left = rng.u32(..BEATS.iter().map(|(_, share)| *share).sum::<u32>());
    for (beat, share) in BEATS {
        if left < share {
            return beat;
        }
        left -= share;
    }
    BEATS[0].0
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn articles_are_reproducible_and_varied() {
        let corpus = Corpus::new(7);
        let articles: Vec<_> = (0..2000).map(|n| corpus.article(n)).collect();
        assert_eq!(articles[33], Corpus::new(7).article(33));
        assert_ne!(articles[33], Corpus::new(8).article(33));
        assert_eq!(articles.iter().map(|a| &a.url).collect::<BTreeSet<_>>().len(), 2000);
        assert!(articles.iter().all(|a| !a.headline.contains('{') && !a.paragraphs.concat().contains('{')));
        let length: usize = articles.iter().flat_map(|a| &a.paragraphs).map(String::len).sum();
        assert!((2600..3600).contains(&(length / 2000)), "{} bytes an article", length / 2000);
    }

    #[test]
    fn some_stories_are_told_again_as_copies_and_in_other_words() {
        let corpus = Corpus::new(7);
        let articles: Vec<_> = (0..2000).map(|n| corpus.article(n)).collect();
        let mut texts: BTreeMap<&[String], u32> = BTreeMap::new();
        let mut headlines: BTreeMap<_, u32> = BTreeMap::new();
        for article in &articles {
            *texts.entry(&article.paragraphs).or_default() += 1;
            *headlines.entry((article.published.date(), &article.headline)).or_default() += 1;
        }
        let copies = texts.values().filter(|count| **count > 1).count();
        let again = headlines.values().filter(|count| **count > 1).count();
        assert!((100..220).contains(&copies), "{copies} texts stand twice");
        assert!((250..420).contains(&again), "{again} stories are told again");
    }
}
