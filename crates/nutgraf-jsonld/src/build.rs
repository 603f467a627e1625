//! A record as a `NewsArticle`.

use crate::date::dates;
use crate::document::{
    ArticleType, Citation, CitationType, Context, CreativeWork, CreativeWorkType, ImageObject, ImageType, License,
    NewsArticle, Party, PartyType, Pixels, PixelsType, Place, PlaceType, Quotation, QuotationType, Thing, WebPage,
    WebPageType,
};
use crate::entity::Names;
use crate::party::parties;
use crate::words::{address, keyword, words};
use crate::writer::Options;
use nutgraf_model::{
    Article, BlockKind, BylineRole, Dateline, EditorialStatus, EntityKind, Image, LinkKind, Publisher, Record, Status,
    TextPolicy,
};
use std::collections::HashSet;

impl NewsArticle {
    /// The document of one record.
    pub fn of(record: &Record, options: &Options) -> NewsArticle {
        let article = &record.article;
        let names = Names { base: &options.base, article: &article.id };
        let mut document = facts(article, &names);
        name_places(record, &names, &mut document);
        name_entities(record, &names, &mut document);
        if options.text == TextPolicy::Full {
            add_words(record, &names, &mut document);
            document.article_body = if options.body { body(article) } else { None };
        }
        document
    }
}

/// What stays under every text policy: addresses, dates, names, numbers.
fn facts(article: &Article, names: &Names<'_>) -> NewsArticle {
    let url = article.address().and_then(address);
    let fetched = article.url.as_deref().and_then(address).filter(|fetched| url.as_ref() != Some(fetched));
    let publisher = article.publisher.as_ref().and_then(publisher);
    let (date_published, date_modified) = dates(article.published, article.modified);
    let credited = |roles: &[BylineRole]| {
        parties(&article.bylines, roles, publisher.as_ref().map(|publisher| publisher.name.as_str()))
    };
    // An editor is a person in schema.org; an organisation that edits contributes.
    let (editor, desks): (Vec<Party>, Vec<Party>) =
        credited(&[BylineRole::Editor]).into_iter().partition(|party| party.kind == PartyType::Person);
    let mut contributor = credited(&[BylineRole::Contributor, BylineRole::Photographer]);
    contributor.extend(desks);
    NewsArticle {
        context: Context::SchemaOrg,
        kind: ArticleType::NewsArticle,
        id: format!("{}article/{}", names.base, article.id),
        main_entity_of_page: url.clone().map(|id| WebPage { kind: WebPageType::WebPage, id }),
        same_as: fetched.filter(|_| url.is_some()),
        url,
        date_published,
        date_modified,
        author: credited(&[BylineRole::Author]),
        editor,
        contributor,
        publisher,
        image: article.images.iter().filter_map(|image| picture(image, false)).collect(),
        article_section: article.section.as_deref().and_then(words),
        in_language: article.language.as_deref().filter(|tag| is_language_tag(tag)).map(str::to_owned),
        word_count: Some(article.word_count()),
        is_accessible_for_free: article.is_free,
        copyright_notice: article.copyright.as_deref().and_then(words),
        license: article.licence.as_deref().and_then(license),
        creative_work_status: article.status.as_ref().and_then(status),
        version: article.status.as_ref().and_then(|status| status.version),
        dateline: article.dateline.as_ref().and_then(dateline),
        is_based_on: article.dateline.as_ref().and_then(|line| agency_report(line, article.publisher.as_ref())),
        ..NewsArticle::default()
    }
}

/// What only leaves with the full text: the article's own words.
fn add_words(record: &Record, names: &Names<'_>, document: &mut NewsArticle) {
    let article = &record.article;
    document.headline = article.headline.as_deref().and_then(words);
    document.alternative_headline = article.alternative_headline.as_deref().and_then(words);
    document.description = article.description.as_deref().and_then(words);
    document.keywords = article.keywords.iter().filter_map(|word| keyword(word)).collect();
    document.image = article.images.iter().filter_map(|image| picture(image, true)).collect();
    document.citation = citations(article);
    document.has_part = record
        .quotes
        .iter()
        .filter(|quote| quote.direct)
        .filter_map(|quote| {
            Some(Quotation {
                kind: QuotationType::Quotation,
                text: words(&quote.text)?,
                creator: quote.speaker.as_ref().and_then(|speaker| names.party(speaker)),
            })
        })
        .collect();
}

fn body(article: &Article) -> Option<String> {
    let paragraphs: Vec<&str> =
        article.body.iter().filter(|b| b.kind != BlockKind::Caption).map(|b| b.text.as_str()).collect();
    words(&paragraphs.join("\n\n"))
}

fn publisher(publisher: &Publisher) -> Option<Party> {
    Some(Party {
        kind: PartyType::NewsMediaOrganization,
        id: None,
        name: words(&publisher.name)?,
        job_title: None,
        url: publisher.url.as_deref().and_then(address),
        same_as: None,
        logo: publisher
            .logo
            .as_deref()
            .and_then(address)
            .map(|url| ImageObject { url: Some(url), ..Default::default() }),
    })
}

/// A picture with at least an address, a caption or a credit.
fn picture(image: &Image, with_caption: bool) -> Option<ImageObject> {
    let pixels = |value| Pixels { kind: PixelsType::QuantitativeValue, value, unit_code: "E37".to_owned() };
    let picture = ImageObject {
        kind: ImageType::ImageObject,
        url: image.url.as_deref().and_then(address),
        caption: image.caption.as_deref().filter(|_| with_caption).and_then(words),
        credit_text: image.credit.as_deref().and_then(words),
        width: image.width.map(pixels),
        height: image.height.map(pixels),
    };
    (picture.url.is_some() || picture.caption.is_some() || picture.credit_text.is_some()).then_some(picture)
}

fn license(licence: &str) -> Option<License> {
    match address(licence) {
        Some(url) => Some(License::Address(url)),
        None => words(licence).map(|name| {
            let kind = CreativeWorkType::CreativeWork;
            License::Named(Box::new(CreativeWork { kind, name: Some(name), creator: None }))
        }),
    }
}

fn status(status: &EditorialStatus) -> Option<String> {
    match status.status {
        Status::Usable => None,
        Status::Withheld => Some("Withheld".to_owned()),
        Status::Canceled => Some("Canceled".to_owned()),
    }
}

/// `Riyadh, 2025-02-25 (AFP)`.
fn dateline(line: &Dateline) -> Option<String> {
    let place = line.place.as_deref().and_then(words);
    let date = line.date.map(|date| date.to_day().to_string());
    let mut text = [place, date].into_iter().flatten().collect::<Vec<_>>().join(", ");
    if let Some(agency) = line.agency.as_deref().and_then(words) {
        text = format!("{text} ({agency})");
    }
    words(&text)
}

/// An article filed by an agency is made from its report; an agency's own article is no copy.
fn agency_report(line: &Dateline, publisher: Option<&Publisher>) -> Option<CreativeWork> {
    let name = words(line.agency.as_deref()?)?;
    if publisher.is_some_and(|p| p.name.trim().to_lowercase() == name.to_lowercase()) {
        return None;
    }
    let kind = PartyType::NewsMediaOrganization;
    let creator = Party { kind, id: None, name, job_title: None, url: None, same_as: None, logo: None };
    Some(CreativeWork { kind: CreativeWorkType::CreativeWork, name: None, creator: Some(creator) })
}

/// BCP 47: a language of two or three letters and subtags of up to eight letters or digits.
fn is_language_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// In-text links that lead somewhere, and related articles even where only their headline is known; each once.
fn citations(article: &Article) -> Vec<Citation> {
    let mut seen = HashSet::new();
    let own = article.address().and_then(address);
    article
        .links
        .iter()
        .filter_map(|link| {
            let url = address(&link.href).filter(|url| Some(url) != own.as_ref());
            let name = words(&link.text);
            let kind = match link.kind {
                LinkKind::InText => CitationType::WebPage,
                LinkKind::Related => CitationType::CreativeWork,
            };
            let leads = url.is_some() || (kind == CitationType::CreativeWork && name.is_some());
            (leads && seen.insert(url.clone().or_else(|| name.clone()))).then_some(Citation { kind, name, url })
        })
        .collect()
}

/// Where it was filed, and where the told events took place.
fn name_places(record: &Record, names: &Names<'_>, document: &mut NewsArticle) {
    let mut seen = HashSet::new();
    document.content_location = record
        .events
        .iter()
        .filter(|event| event.is_tabled())
        .filter_map(|event| event.place.as_ref())
        .filter(|place| seen.insert(place.key()))
        .filter_map(|place| names.place(place, None))
        .collect();
    document.location_created =
        record.article.dateline.as_ref().and_then(|line| line.place.as_deref()).and_then(|name| {
            let known = record.mentions.iter().map(|m| &m.entity).find(|e| {
                e.kind == EntityKind::Place && e.place.is_some() && e.name.to_lowercase() == name.trim().to_lowercase()
            });
            match known.and_then(|entity| names.place(entity.place.as_ref()?, entity.wikidata.as_ref())) {
                Some(place) => Some(place),
                None => Some(Place {
                    kind: PlaceType::Place,
                    id: None,
                    name: words(name)?,
                    same_as: None,
                    geo: None,
                    contained_in_place: None,
                }),
            }
        });
}

/// `mentions` holds everyone and everything named, once; `about` what the headline names.
fn name_entities(record: &Record, names: &Names<'_>, document: &mut NewsArticle) {
    let headline_end = record.article.headline.as_ref().map_or(0, |headline| headline.chars().count() as u32);
    let mut seen = HashSet::new();
    for mention in &record.mentions {
        let Some(thing) = names.thing(&mention.entity) else { continue };
        let key = match &thing {
            Thing::Party(party) => (party.kind as u8, party.name.to_lowercase()),
            Thing::Place(place) => (u8::MAX - place.kind as u8, place.name.to_lowercase()),
        };
        if !seen.insert(key) {
            continue;
        }
        if mention.span.end <= headline_end {
            document.about.push(thing.clone());
        }
        document.mentions.push(thing);
    }
}
