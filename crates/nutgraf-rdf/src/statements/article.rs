//! The article, its text version, its pictures and its credits.

use super::{Home, Telling};
use crate::names::outside;
use crate::vocabulary::{dcterms, ng, nif, prov, schema};
use Home::{Shared, Version};
use nutgraf_model::{Byline, BylineRole, Image, LinkKind, PartyKind, Publisher, Status};

impl Telling<'_, '_> {
    /// The article and the version of its text.
    pub(super) fn article(&mut self) {
        let article = self.names.article.as_str();
        self.graph.a(Version, article, schema::NEWS_ARTICLE);
        if let Some(address) = self.record.article.address() {
            self.graph.address(Version, article, schema::URL, address);
        }
        self.headlines(article);
        self.dates(article);
        self.labels(article);
        self.rights(article);
        self.credits(article);
        self.images(article);
        self.links(article);
        self.version(article);
    }

    fn headlines(&mut self, article: &str) {
        if !self.full() {
            return;
        }
        let told = &self.record.article;
        self.words_if(article, schema::HEADLINE, told.headline.as_deref());
        self.words_if(article, schema::ALTERNATIVE_HEADLINE, told.alternative_headline.as_deref());
        self.words_if(article, schema::DESCRIPTION, told.description.as_deref());
        let place = told.dateline.as_ref().and_then(|line| line.place.as_deref());
        self.words_if(article, schema::DATELINE, place);
        self.told.keywords = told.keywords.iter().cloned().collect();
        for keyword in std::mem::take(&mut self.told.keywords) {
            self.words(Version, article, schema::KEYWORDS, &keyword);
        }
    }

    fn dates(&mut self, article: &str) {
        let told = &self.record.article;
        let embargo = told.status.as_ref().and_then(|status| status.embargo);
        let dates = [
            (schema::DATE_PUBLISHED, told.published),
            (schema::DATE_MODIFIED, told.modified),
            (schema::DATE_CREATED, told.dateline.as_ref().and_then(|line| line.date)),
            (dcterms::AVAILABLE, embargo),
        ];
        for (property, date) in dates {
            if let Some(date) = date {
                self.graph.time(Version, article, property, &date);
            }
        }
    }

    fn labels(&mut self, article: &str) {
        let told = &self.record.article;
        self.words_if(article, schema::ARTICLE_SECTION, told.section.as_deref());
        let graph = &mut self.graph;
        if let Some(language) = &told.language {
            graph.plain(Version, article, schema::IN_LANGUAGE, language);
        }
        graph.count(Version, article, schema::WORD_COUNT, told.word_count() as u64);
        if let Some(status) = &told.status {
            let word = match status.status {
                Status::Usable => "usable",
                Status::Withheld => "withheld",
                Status::Canceled => "canceled",
            };
            graph.plain(Version, article, schema::STATUS, word);
            if let Some(version) = status.version {
                graph.count(Version, article, schema::VERSION, u64::from(version));
            }
        }
    }

    fn rights(&mut self, article: &str) {
        let told = &self.record.article;
        if let Some(free) = told.is_free {
            self.graph.boolean(Version, article, schema::IS_FREE, free);
        }
        if let Some(copyright) = &told.copyright {
            self.graph.plain(Version, article, schema::COPYRIGHT_NOTICE, copyright);
        }
        match told.licence.as_deref().map(|licence| (licence, outside(licence))) {
            Some((_, Some(node))) => self.graph.put(Version, article, schema::LICENSE, node.as_ref().into()),
            Some((name, None)) => self.graph.plain(Version, article, schema::LICENSE, name),
            None => {}
        }
    }

    fn credits(&mut self, article: &str) {
        if let Some(publisher) = &self.record.article.publisher {
            let node = self.names.publisher(publisher);
            self.graph.link(Version, article, schema::PUBLISHER, &node);
            self.publisher(&node, publisher);
        }
        for byline in &self.record.article.bylines {
            let node = self.names.byline(byline, self.record.article.publisher.as_ref());
            let (property, role) = match byline.role {
                BylineRole::Author => (schema::AUTHOR, "author"),
                BylineRole::Editor => (schema::EDITOR, "editor"),
                BylineRole::Photographer | BylineRole::Contributor => (schema::CONTRIBUTOR, "contributor"),
            };
            if self.told.first(&format!("{role} {node}")) {
                self.graph.link(Version, article, property, &node);
            }
            self.byline(&node, byline);
        }
    }

    fn publisher(&mut self, node: &str, publisher: &Publisher) {
        self.graph.a(Shared, node, schema::NEWS_MEDIA_ORGANIZATION);
        self.graph.plain(Shared, node, schema::NAME, &publisher.name);
        for (property, address) in [(schema::URL, &publisher.url), (schema::LOGO, &publisher.logo)] {
            if let Some(address) = address {
                self.graph.address(Shared, node, property, address);
            }
        }
    }

    fn byline(&mut self, node: &str, byline: &Byline) {
        if self.told.first(node) {
            let class = match byline.kind {
                PartyKind::Person => schema::PERSON,
                PartyKind::Organization => schema::ORGANIZATION,
            };
            self.graph.a(Shared, node, class);
            self.graph.plain(Shared, node, schema::NAME, &byline.name);
        }
        if let Some(url) = &byline.url
            && self.told.first(&format!("{node} {url}"))
        {
            self.graph.address(Shared, node, schema::URL, url);
        }
    }

    fn images(&mut self, article: &str) {
        for image in &self.record.article.images {
            let [url, caption, credit] =
                [&image.url, &image.caption, &image.credit].map(|field| field.as_deref().unwrap_or_default());
            if caption.is_empty() && credit.is_empty() {
                self.picture(article, url);
                continue;
            }
            let node = self.names.image(url, caption, credit);
            if self.told.first(&node) {
                self.graph.link(Version, article, schema::IMAGE, &node);
                self.image(&node, image);
            }
        }
    }

    /// A picture of which nothing is said is its address.
    fn picture(&mut self, article: &str, url: &str) {
        if let Some(node) = outside(url).filter(|node| self.told.first(&format!("picture {}", node.as_str()))) {
            self.graph.put(Version, article, schema::IMAGE, node.as_ref().into());
        }
    }

    fn image(&mut self, node: &str, image: &Image) {
        self.graph.a(Version, node, schema::IMAGE_OBJECT);
        if let Some(url) = &image.url {
            self.graph.address(Version, node, schema::CONTENT_URL, url);
        }
        if self.full() {
            self.words_if(node, schema::CAPTION, image.caption.as_deref());
        }
        if let Some(credit) = &image.credit {
            self.graph.plain(Version, node, schema::CREDIT_TEXT, credit);
        }
        for (property, pixels) in [(schema::WIDTH, image.width), (schema::HEIGHT, image.height)] {
            if let Some(pixels) = pixels {
                self.graph.count(Version, node, property, u64::from(pixels));
            }
        }
    }

    fn links(&mut self, article: &str) {
        for link in &self.record.article.links {
            let (property, kind) = match link.kind {
                LinkKind::InText => (schema::CITATION, "citation"),
                LinkKind::Related => (dcterms::RELATION, "relation"),
            };
            let Some(node) = outside(&link.href) else { continue };
            if self.told.first(&format!("{kind} {}", node.as_str())) {
                self.graph.put(Version, article, property, node.as_ref().into());
            }
        }
    }

    fn version(&mut self, article: &str) {
        let version = self.names.version.as_str();
        let told = &self.record.article;
        self.graph.a(Version, version, nif::CONTEXT);
        self.graph.link(Version, version, prov::SPECIALIZATION_OF, article);
        self.graph.link(Version, version, prov::GENERATED_BY, &self.run);
        if let Some(node) = told.url.as_deref().filter(|url| told.address() != Some(*url)).and_then(outside) {
            self.graph.put(Version, version, prov::DERIVED_FROM, node.as_ref().into());
        }
        self.graph.plain(Version, version, schema::SHA256, &told.text_sha256());
        self.graph.count(Version, version, nif::BEGIN, 0);
        self.graph.count(Version, version, nif::END, told.text.chars().count() as u64);
        if self.record.tone.words > 0 {
            self.graph.decimal(Version, version, ng::TONE, self.record.tone.score());
        }
        if self.full() {
            self.words(Version, version, nif::IS_STRING, &told.text);
        }
    }
}
