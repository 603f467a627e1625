//! GKG 2.1 (GDELT Global Knowledge Graph Codebook 2.1): one row an article, 27 columns.

use crate::address::Address;
use crate::amounts::{Amount, amounts, words};
use crate::cell::{breaks_readers, number};
use crate::clock::{fourteen_digits, publication, rounded_up};
use crate::columns::GKG_COLUMNS;
use crate::counts::{Count, counts};
use crate::geo::geo_cells;
use crate::tables::Error;
use crate::themes::themes;
use nutgraf_model::{Article, BylineRole, Entity, EntityKind, LinkKind, Mention, Quote, Record, TextPolicy, Timestamp};
use nutgraf_sort::{Scratch, Sorter};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;

/// Opens the article's id in Extras: what joins a row with everything else that is written of the article.
const ARTICLE: &str = "<NUTGRAF_ARTICLE>";

/// One row of the GKG table, before its number in the quarter hour is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GkgRow {
    batch: String,
    address: String,
    article: String,
    /// All cells but the first.
    cells: String,
}

impl GkgRow {
    /// The row of a record; nothing where the article states no date. Only [`TextPolicy::Full`] writes title, quotations,
    /// links, amounts and what is counted; names, places, how many and tone are findings.
    pub fn of(record: &Record, text: TextPolicy) -> Option<GkgRow> {
        let article = &record.article;
        let batch = fourteen_digits(rounded_up(publication(article)?));
        let Address { url, site } = Address::of(article);
        let full = text == TextPolicy::Full;
        let mut cells = vec![batch.clone(), "1".to_owned(), site, url.clone()];
        // The words that are counted by are English.
        let words = if article.is_foreign() { Vec::new() } else { words(&article.text) };
        let amounts = amounts(&words);
        cells.extend(count_cells(&counts(&words, &amounts), &record.mentions, full));
        cells.extend(theme_cells(record));
        cells.extend(location_cells(&record.mentions));
        cells.extend(name_cells(&record.mentions, EntityKind::Person));
        cells.extend(name_cells(&record.mentions, EntityKind::Organization));
        cells.push(tone_cell(record));
        cells.push(dates_cell(record));
        cells.push(format!("wc:{}", record.tone.words));
        cells.extend(image_cells(article));
        // Neither posts nor films of social media are read.
        cells.extend([String::new(), String::new()]);
        cells.push(if full { quotations_cell(&record.quotes) } else { String::new() });
        cells.push(all_names_cell(&record.mentions));
        cells.push(if full { amounts_cell(&amounts) } else { String::new() });
        // No text is translated.
        cells.push(String::new());
        cells.push(extras_cell(article, full));
        debug_assert_eq!(cells.len() + 1, GKG_COLUMNS.len());
        Some(GkgRow { batch, address: url, article: article.id.to_string(), cells: cells.join("\t") })
    }

    /// The cells of the row but for the first, which depends on the other rows of the quarter hour.
    pub fn as_line(&self) -> &str {
        &self.cells
    }

    /// The row of [`as_line`](GkgRow::as_line), or of a line of `gkg.tsv` without its first cell; nothing where the line
    /// is none of ours.
    pub fn from_line(line: &str) -> Option<GkgRow> {
        let mut cells = line.split('\t');
        let batch = cells.next()?.to_owned();
        let address = cells.nth(2)?.to_owned();
        let extras = cells.next_back()?;
        let article = extras.split_once(ARTICLE)?.1.split('<').next()?.to_owned();
        (line.split('\t').count() + 1 == GKG_COLUMNS.len()).then(|| GkgRow {
            batch,
            address,
            article,
            cells: line.to_owned(),
        })
    }

    fn of_article(&self) -> [&str; 4] {
        [&self.article, &self.batch, &self.address, &self.cells]
    }
}

/// Takes the rows of all articles, in any order, and writes `gkg.tsv`; what is too much for memory goes to disk.
#[derive(Debug)]
pub struct KnowledgeTable {
    scratch: Scratch,
    by_article: Sorter,
}

impl KnowledgeTable {
    /// A table without rows.
    pub fn new(scratch: Scratch) -> KnowledgeTable {
        KnowledgeTable { by_article: Sorter::new(scratch.clone()), scratch }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Where there is no room on disk for what memory does not hold.
    pub fn add(&mut self, row: &GkgRow) -> Result<(), Error> {
        Ok(self.by_article.push(&key(row.of_article()), b"")?)
    }

    /// Writes the table, sorted by quarter hour, address and article, so that the order of rows does not show. An article
    /// met twice has one row.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write(self, mut out: impl Write) -> Result<(), Error> {
        let mut sorter = Sorter::new(self.scratch);
        let mut last = Vec::new();
        for record in self.by_article.sort()?.iter()? {
            let [article, batch, address, cells] = parts(&record?.key);
            if last != article {
                sorter.push(&key([&batch, &address, &article, &cells]), b"")?;
                last = article;
            }
        }
        let (mut batch_before, mut count) = (Vec::new(), 0u64);
        for record in sorter.sort()?.iter()? {
            let [batch, _, _, cells] = parts(&record?.key);
            count = if batch == batch_before { count + 1 } else { 0 };
            out.write_all(&batch)?;
            write!(out, "-{count}\t")?;
            out.write_all(&cells)?;
            out.write_all(b"\n")?;
            batch_before = batch;
        }
        Ok(out.flush()?)
    }
}

/// Parts behind one another; none of them holds a zero byte, since no cell does.
fn key<P: AsRef<[u8]>>(parts: [P; 4]) -> Vec<u8> {
    parts.map(|part| part.as_ref().to_vec()).join(&0)
}

fn parts(key: &[u8]) -> [Vec<u8>; 4] {
    let mut parts = key.splitn(4, |byte| *byte == 0).map(<[u8]>::to_vec);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// `text` inside a block: none of the marks that part blocks and fields.
fn field(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() || breaks_readers(c) || matches!(c, ';' | '#' | '|') { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").trim_start_matches(['"', ' ']).to_owned()
}

/// Counts and V2Counts: type, number, object, the place named last before, and in the second the offset. The object is words
/// of the article.
fn count_cells(counts: &[Count<'_>], mentions: &[Mention], full: bool) -> [String; 2] {
    let places: Vec<&Mention> = mentions.iter().filter(|m| m.entity.kind == EntityKind::Place).collect();
    let mut cells = [String::new(), String::new()];
    for Count { kind, amount } in counts {
        let before = places.iter().filter(|place| place.span.begin <= amount.at).max_by_key(|place| place.span.begin);
        let nearest = before.or_else(|| places.iter().min_by_key(|place| place.span.begin));
        let [geo, name, country, adm1, _, latitude, longitude, feature] =
            geo_cells(nearest.and_then(|mention| mention.entity.place.as_ref()));
        let object = if full { field(&amount.object) } else { String::new() };
        let fields =
            [*kind, &amount.number, &object, &geo, &field(&name), &country, &adm1, &latitude, &longitude, &feature];
        let block = fields.join("#");
        let _ = write!(cells[0], "{block};");
        let _ = write!(cells[1], "{block}#{};", amount.at);
    }
    cells
}

/// Number, object, offset.
fn amounts_cell(amounts: &[Amount]) -> String {
    let mut cell = String::new();
    for amount in amounts.iter().filter(|amount| !amount.object.is_empty()) {
        let _ = write!(cell, "{},{},{};", amount.number, field(&amount.object), amount.at);
    }
    cell
}

/// Themes, each once with a mark after it, and V2Themes, one for each act that names it.
fn theme_cells(record: &Record) -> [String; 2] {
    let found: BTreeSet<(u32, &'static str)> = record
        .events
        .iter()
        .flat_map(|event| themes(&event.code).map(|theme| (event.evidence.spans.trigger.begin, theme)))
        .collect();
    let names: BTreeSet<&str> = found.iter().map(|(_, theme)| *theme).collect();
    let mut cells = [String::new(), String::new()];
    for name in names {
        let _ = write!(cells[0], "{name};");
    }
    for (offset, theme) in found {
        let _ = write!(cells[1], "{theme},{offset};");
    }
    cells
}

/// Locations, each once, and V2Locations, one for each naming.
fn location_cells(mentions: &[Mention]) -> [String; 2] {
    let mut once: Vec<String> = Vec::new();
    let mut every: Vec<String> = Vec::new();
    for mention in mentions.iter().filter(|m| m.entity.kind == EntityKind::Place) {
        let [kind, name, country, adm1, adm2, latitude, longitude, feature] = geo_cells(mention.entity.place.as_ref());
        if kind == "0" {
            continue;
        }
        let name = field(&name);
        let short = [&*kind, &name, &country, &adm1, &latitude, &longitude, &feature].join("#");
        let offset = mention.span.begin.to_string();
        every.push([&*kind, &name, &country, &adm1, &adm2, &latitude, &longitude, &feature, &offset].join("#"));
        if !once.contains(&short) {
            once.push(short);
        }
    }
    [once.join(";"), every.join(";")]
}

/// Whether an entity has a name of its own: `police` and `Danish officials` are actors of events, but no names.
fn is_named(entity: &Entity) -> bool {
    let last = entity.name.split_whitespace().next_back().unwrap_or_default();
    entity.wikidata.is_some() || !last.starts_with(char::is_lowercase)
}

/// Names in lower case, each once, and each naming with its offset.
fn name_cells(mentions: &[Mention], kind: EntityKind) -> [String; 2] {
    let mut once: Vec<String> = Vec::new();
    let mut every: Vec<String> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.entity.kind == kind && is_named(&mention.entity)) {
        let name = field(&mention.entity.name);
        if name.is_empty() {
            continue;
        }
        every.push(format!("{name},{}", mention.span.begin));
        let lower = name.to_lowercase();
        if !once.contains(&lower) {
            once.push(lower);
        }
    }
    [once.join(";"), every.join(";")]
}

fn all_names_cell(mentions: &[Mention]) -> String {
    let name = |mention: &Mention| Some(field(&mention.entity.name)).filter(|name| !name.is_empty());
    let named = mentions.iter().filter(|mention| is_named(&mention.entity));
    let blocks = named.filter_map(|mention| Some(format!("{},{}", name(mention)?, mention.span.begin)));
    blocks.collect::<Vec<_>>().join(";")
}

/// Tone, positive, negative, polarity, activity, self and group, words. No list of active words and pronouns is counted:
/// those two are 0.
fn tone_cell(record: &Record) -> String {
    let tone = record.tone;
    let percent = |count: u32| if tone.words == 0 { 0.0 } else { f64::from(count) * 100.0 / f64::from(tone.words) };
    let (positive, negative) = (percent(tone.positive), percent(tone.negative));
    let values = [positive - negative, positive, negative, positive + negative, 0.0, 0.0].map(number);
    format!("{},{}", values.join(","), tone.words)
}

/// The dates that words of the text name: resolution, month, day, year, offset.
fn dates_cell(record: &Record) -> String {
    let mut blocks = BTreeSet::new();
    for event in &record.events {
        let (Some(date), Some(span)) = (event.date, event.evidence.spans.date) else { continue };
        let first = date.first_day().format("%-m#%-d#%Y").to_string();
        let mut parts = first.split('#');
        let (month, day, year) = (parts.next(), parts.next(), parts.next());
        let (month, day, year) = (month.unwrap_or("0"), day.unwrap_or("0"), year.unwrap_or("0"));
        let year = year.trim_start_matches('0');
        let year = if year.is_empty() { "0" } else { year };
        let block = match date {
            Timestamp::Year(_) => format!("1#0#0#{year}"),
            Timestamp::Month(..) => format!("2#{month}#0#{year}"),
            _ => format!("3#{month}#{day}#{year}"),
        };
        blocks.insert((span.begin, block));
    }
    blocks.into_iter().map(|(offset, block)| format!("{block}#{offset}")).collect::<Vec<_>>().join(";")
}

/// SharingImage and RelatedImages.
fn image_cells(article: &Article) -> [String; 2] {
    let mut addresses = article.images.iter().filter_map(|image| image.url.as_deref()).filter_map(web);
    let sharing = addresses.next().unwrap_or_default();
    [sharing, addresses.collect::<Vec<_>>().join(";")]
}

/// A web address inside a block of others.
fn web(address: &str) -> Option<String> {
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    is_web.then(|| field(&address.replace(';', "%3B").replace('#', "%23").replace('|', "%7C")).replace(' ', "%20"))
}

/// Direct quotations: offset, length, verb, words.
fn quotations_cell(quotes: &[Quote]) -> String {
    let block = |quote: &Quote| {
        let words = field(&quote.text);
        let verb = quote.verb.as_deref().map(field).unwrap_or_default();
        (!words.is_empty()).then(|| format!("{}|{}|{verb}|{words}", quote.span.begin, words.chars().count()))
    };
    quotes.iter().filter(|quote| quote.direct).filter_map(block).collect::<Vec<_>>().join("#")
}

/// XML fragments. The cell is never empty, since readers that strip a line lose empty columns at its end.
fn extras_cell(article: &Article, full: bool) -> String {
    let mut out = String::new();
    if full {
        let links: Vec<String> =
            article.links.iter().filter(|l| l.kind == LinkKind::InText).filter_map(|link| web(&link.href)).collect();
        element(&mut out, "PAGE_LINKS", &links.join(";"));
    }
    let authors: Vec<String> = article
        .bylines
        .iter()
        .filter(|byline| byline.role == BylineRole::Author)
        .map(|byline| field(&byline.name))
        .filter(|name| !name.is_empty())
        .collect();
    element(&mut out, "PAGE_AUTHORS", &authors.join(";"));
    if let (Some(Timestamp::Instant(_)), Some(at)) = (article.published, publication(article)) {
        element(&mut out, "PAGE_PRECISEPUBTIMESTAMP", &at.format("%Y%m%d%H%M%S").to_string());
    }
    let _ = write!(out, "{ARTICLE}{}</NUTGRAF_ARTICLE>", article.id);
    let title = article.headline.as_deref().filter(|_| full).map(field).unwrap_or_default();
    let _ = write!(out, "<PAGE_TITLE>{}</PAGE_TITLE>", references(&title));
    out
}

fn element(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        let _ = write!(out, "<{name}>{}</{name}>", references(text));
    }
}

/// Marks of XML and everything beyond ASCII as numeric character references, as GDELT writes titles.
fn references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() && !matches!(c, '<' | '>' | '&' | '"' | '\'') {
            out.push(c);
        } else {
            let _ = write!(out, "&#x{:X};", c as u32);
        }
    }
    out
}
