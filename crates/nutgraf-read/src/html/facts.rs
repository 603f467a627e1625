//! What a page's head and markup state: meta elements, links, JSON-LD, titles, headings.

use super::dom::{Dom, NodeId};
use super::linked_data::{LinkedData, unescape};
use serde_json::{Map, Value};
use std::collections::HashMap;
use url::Url;

/// A page with what it states about itself.
pub(crate) struct Facts {
    pub(crate) dom: Dom,
    pub(crate) url: Option<Url>,
    /// Base for relative addresses.
    pub(crate) base: Option<Url>,
    meta: HashMap<String, Vec<String>>,
    pub(crate) canonical: Option<String>,
    pub(crate) lang: Option<String>,
    /// The `<title>`.
    pub(crate) title: Option<String>,
    /// `<h1>` elements outside boilerplate, in order.
    pub(crate) headings: Vec<NodeId>,
    pub(crate) linked: LinkedData,
    /// The JSON-LD thing about this article.
    pub(crate) article: Option<Map<String, Value>>,
}

impl Facts {
    pub(crate) fn gather(dom: Dom, url: Option<&str>) -> Facts {
        let url = url.and_then(|url| Url::parse(url.trim()).ok()).filter(|url| url.has_host());
        let mut facts = Facts {
            base: url.clone(),
            url,
            meta: HashMap::new(),
            canonical: None,
            lang: None,
            title: None,
            headings: Vec::new(),
            linked: LinkedData::default(),
            article: None,
            dom,
        };
        let scripts = facts.walk();
        if facts.base.is_none() {
            // A saved page whose address nobody gave: its own statement is the best base for relative addresses.
            let stated = facts.canonical.as_deref().or_else(|| facts.meta("og:url"));
            facts.base = stated.and_then(|href| Url::parse(href).ok()).filter(Url::has_host);
        }
        facts.linked = LinkedData::read(scripts.iter().map(String::as_str));
        let mut titles: Vec<String> = facts.headings.iter().map(|id| facts.dom.text(*id)).collect();
        titles.extend(facts.title.clone());
        titles.extend(facts.meta("og:title").map(str::to_owned));
        let address = facts.url.as_ref().map(Url::to_string).or_else(|| facts.canonical.clone());
        facts.article = facts.linked.article(address.as_deref(), &titles).cloned();
        facts
    }

    /// One pass over the page; gives the JSON-LD scripts.
    fn walk(&mut self) -> Vec<String> {
        let mut scripts = Vec::new();
        for id in 1..self.dom.nodes.len() {
            match self.dom.name(id) {
                "meta" => self.add_meta(id),
                "link" => self.add_link(id),
                "base" => {
                    let href = self.dom.attr(id, "href").map(str::to_owned);
                    self.base = href
                        .and_then(|href| self.resolve(&href))
                        .and_then(|u| Url::parse(&u).ok())
                        .or(self.base.take());
                }
                "html" => self.lang = self.dom.attr(id, "lang").or(self.dom.attr(id, "xml:lang")).map(str::to_owned),
                "title" if self.title.is_none() => {
                    let inside_svg = self.dom.ancestors(id, 8).any(|a| self.dom.name(a) == "svg");
                    let text = self.raw_text(id);
                    if !inside_svg && !text.is_empty() {
                        self.title = Some(text);
                    }
                }
                "h1" => self.headings.push(id),
                "script" => {
                    let kind = self.dom.attr(id, "type").unwrap_or_default();
                    if kind.to_ascii_lowercase().contains("ld+json") {
                        scripts.push(self.script_text(id));
                    }
                }
                _ => {}
            }
        }
        scripts
    }

    fn script_text(&self, id: NodeId) -> String {
        self.dom.children(id).filter_map(|child| self.dom.own_text(child)).collect()
    }

    fn raw_text(&self, id: NodeId) -> String {
        let mut text = String::new();
        super::dom::push_collapsed(&mut text, &self.script_text(id));
        text.trim().to_owned()
    }

    fn add_meta(&mut self, id: NodeId) {
        let Some(content) = self.dom.attr(id, "content").map(|c| unescape(c.trim())).filter(|c| !c.is_empty()) else {
            return;
        };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = self.dom.attr(id, key) {
                let name = if key == "itemprop" { format!("itemprop:{name}") } else { name.trim().to_owned() };
                let values = self.meta.entry(name.to_ascii_lowercase()).or_default();
                if values.len() < 64 {
                    values.push(content.clone());
                }
            }
        }
    }

    fn add_link(&mut self, id: NodeId) {
        let rel = self.dom.attr(id, "rel").unwrap_or_default().to_ascii_lowercase();
        if self.canonical.is_none() && rel.split_whitespace().any(|r| r == "canonical") {
            self.canonical =
                self.dom.attr(id, "href").map(|href| href.trim().to_owned()).filter(|href| !href.is_empty());
        }
    }

    /// The first value of a meta element.
    pub(crate) fn meta(&self, key: &str) -> Option<&str> {
        self.meta.get(key).and_then(|values| values.first()).map(String::as_str)
    }

    /// All values of a meta element.
    pub(crate) fn metas(&self, key: &str) -> &[String] {
        self.meta.get(key).map_or(&[], Vec::as_slice)
    }

    /// The first of the meta elements that stands, with its name.
    pub(crate) fn first_meta<'k>(&self, keys: &[&'k str]) -> Option<(&'k str, &str)> {
        keys.iter().find_map(|key| self.meta(key).map(|value| (*key, value)))
    }

    /// An absolute address.
    pub(crate) fn resolve(&self, href: &str) -> Option<String> {
        let href = href.trim();
        if href.is_empty() || href.starts_with("data:") || href.starts_with("javascript:") {
            return None;
        }
        match &self.base {
            Some(base) => {
                base.join(href).ok().filter(|u| matches!(u.scheme(), "http" | "https" | "mailto")).map(String::from)
            }
            None => Url::parse(href).ok().filter(|u| matches!(u.scheme(), "http" | "https")).map(String::from),
        }
    }

    /// Nodes that are certainly the article's: its first heading and the first node of its body.
    pub(crate) fn own_nodes(&self, lead: Option<NodeId>) -> Vec<NodeId> {
        self.headings.first().copied().into_iter().chain(lead).collect()
    }

    /// Host without `www.`.
    pub(crate) fn host(&self) -> Option<&str> {
        let host = self.url.as_ref().and_then(Url::host_str)?;
        Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
    }

    /// The site's name as its markup states it.
    pub(crate) fn site_name(&self) -> Option<String> {
        let stated = ["og:site_name", "application-name", "apple-mobile-web-app-title"];
        self.first_meta(&stated).map(|(_, value)| value.to_owned())
    }
}
