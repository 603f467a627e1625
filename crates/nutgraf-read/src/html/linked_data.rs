//! JSON-LD blocks of a page, mended, and the one thing among them that is about this article.

use serde_json::{Map, Value};
use std::collections::HashMap;

/// The types that are articles (schema.org), lower case.
const ARTICLES: &[&str] = &[
    "newsarticle",
    "article",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "reviewnewsarticle",
    "backgroundnewsarticle",
    "askpublicnewsarticle",
    "liveblogposting",
    "blogposting",
    "socialmediaposting",
    "report",
    "scholarlyarticle",
    "techarticle",
    "advertisercontentarticle",
    "satiricalarticle",
    "review",
    "interview",
    "medicalscholarlyarticle",
    "webpage",
    "itempage",
    "videoobject",
    "recipe",
    "claimreview",
    "newsmediaarticle",
];

/// All things of all blocks, with references between them resolvable.
#[derive(Debug, Default)]
pub(crate) struct LinkedData {
    things: Vec<Map<String, Value>>,
    by_id: HashMap<String, usize>,
    /// How many blocks could not be read even after mending.
    pub(crate) broken: usize,
}

impl LinkedData {
    /// Reads blocks; what cannot be mended is counted.
    pub(crate) fn read<'a>(blocks: impl Iterator<Item = &'a str>) -> LinkedData {
        let mut data = LinkedData::default();
        for block in blocks.filter(|block| !block.trim().is_empty()) {
            match parse(block) {
                Some(value) => data.add(value, 0),
                None => data.broken += 1,
            }
        }
        for (at, thing) in data.things.iter().enumerate() {
            if let Some(Value::String(id)) = thing.get("@id")
                && thing.len() > 1
            {
                data.by_id.entry(id.clone()).or_insert(at);
            }
        }
        data
    }

    fn add(&mut self, value: Value, depth: usize) {
        if depth > 6 || self.things.len() > 4000 {
            return;
        }
        match value {
            Value::Array(list) => list.into_iter().for_each(|value| self.add(value, depth + 1)),
            Value::Object(mut map) => {
                for key in ["@graph", "itemListElement", "mainEntity", "mainEntityOfPage", "hasPart", "item", "review"]
                {
                    match map.get(key) {
                        Some(Value::Array(_) | Value::Object(_)) if key == "@graph" => {
                            if let Some(graph) = map.remove(key) {
                                self.add(graph, depth + 1);
                            }
                        }
                        Some(inner @ (Value::Array(_) | Value::Object(_))) => {
                            let inner = inner.clone();
                            self.add(inner, depth + 1);
                        }
                        _ => {}
                    }
                }
                self.things.push(map);
            }
            _ => {}
        }
    }

    /// Things with one of the types, lower case.
    pub(crate) fn of_type<'d>(&'d self, types: &'d [&'d str]) -> impl Iterator<Item = &'d Map<String, Value>> + 'd {
        self.things.iter().filter(move |thing| types_of(thing).iter().any(|t| types.contains(&t.as_str())))
    }

    /// The article that the page is about: by its type, its address and its headline.
    pub(crate) fn article(&self, url: Option<&str>, titles: &[String]) -> Option<&Map<String, Value>> {
        let mut best: Option<(i32, &Map<String, Value>)> = None;
        for thing in &self.things {
            let Some(score) = self.fit(thing, url, titles) else { continue };
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, thing));
            }
        }
        best.map(|(_, thing)| thing)
    }

    fn fit(&self, thing: &Map<String, Value>, url: Option<&str>, titles: &[String]) -> Option<i32> {
        let types = types_of(thing);
        let rank = types.iter().filter_map(|t| ARTICLES.iter().position(|a| a == t)).min()?;
        let weak = types.iter().all(|t| {
            matches!(t.as_str(), "webpage" | "itempage" | "videoobject" | "recipe" | "review" | "claimreview")
        });
        let mut score = if weak { 0 } else { 20 };
        score -= (rank / 8) as i32;
        for key in ["headline", "author", "datePublished", "articleBody", "publisher", "image"] {
            score += i32::from(thing.contains_key(key)) * 2;
        }
        if let Some(headline) = self.string(thing, &["headline", "name"]) {
            let same = titles.iter().any(|title| similar(title, &headline));
            score += if same { 12 } else { -6 };
        }
        if let (Some(url), Some(own)) = (url, self.address(thing)) {
            score += if same_page(url, &own) { 8 } else { -8 };
        }
        Some(score)
    }

    /// Things whose address is this page's; `resolve` makes relative addresses absolute.
    pub(crate) fn about<'d>(
        &'d self,
        url: &'d str,
        resolve: impl Fn(&str) -> Option<String> + 'd,
    ) -> impl Iterator<Item = &'d Map<String, Value>> + 'd {
        self.things.iter().filter(move |thing| {
            ["url", "@id"].iter().filter_map(|key| thing.get(*key).and_then(Value::as_str)).any(|address| {
                !address.contains('#') && resolve(address).is_some_and(|address| same_page(url, &address))
            })
        })
    }

    fn address(&self, thing: &Map<String, Value>) -> Option<String> {
        let of = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Object(map) => map.get("@id").or_else(|| map.get("url")).and_then(Value::as_str).map(str::to_owned),
            _ => None,
        };
        ["url", "mainEntityOfPage", "@id"]
            .iter()
            .filter_map(|key| thing.get(*key).and_then(of))
            .find(|address| address.starts_with("http"))
    }

    /// Follows a reference by `@id`.
    pub(crate) fn resolve<'d>(&'d self, map: &'d Map<String, Value>) -> &'d Map<String, Value> {
        let is_reference = map.keys().all(|key| matches!(key.as_str(), "@id" | "@type" | "@context"));
        match map.get("@id").and_then(Value::as_str).and_then(|id| self.by_id.get(id)) {
            Some(at) if is_reference || !map.contains_key("name") => &self.things[*at],
            _ => map,
        }
    }

    /// The first of the keys that holds text.
    pub(crate) fn string(&self, thing: &Map<String, Value>, keys: &[&str]) -> Option<String> {
        keys.iter()
            .find_map(|key| thing.get(*key).and_then(|value| self.text_of(value)))
            .map(|text| plain(&text))
            .filter(|t| !t.is_empty())
    }

    fn text_of(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Array(list) => list.iter().find_map(|value| self.text_of(value)),
            Value::Object(map) => {
                let map = self.resolve(map);
                ["@value", "name", "url", "@id"]
                    .iter()
                    .find_map(|key| map.get(*key).and_then(Value::as_str))
                    .map(str::to_owned)
            }
            _ => None,
        }
    }

    /// The values of a key as things: a name as a thing with that name, a reference as what it refers to.
    pub(crate) fn list<'d>(&'d self, thing: &'d Map<String, Value>, key: &str) -> Vec<Entry<'d>> {
        let mut found = Vec::new();
        if let Some(value) = thing.get(key) {
            self.flatten(value, &mut found, 0);
        }
        found
    }

    fn flatten<'d>(&'d self, value: &'d Value, found: &mut Vec<Entry<'d>>, depth: usize) {
        match value {
            Value::String(text) => found.push(Entry::Text(text)),
            Value::Array(list) if depth < 4 => list.iter().for_each(|value| self.flatten(value, found, depth + 1)),
            Value::Object(map) => found.push(Entry::Thing(self.resolve(map))),
            _ => {}
        }
    }
}

/// A value of a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Entry<'d> {
    /// Text.
    Text(&'d str),
    /// A thing with keys of its own.
    Thing(&'d Map<String, Value>),
}

/// The types of a thing, lower case and without a namespace.
pub(crate) fn types_of(thing: &Map<String, Value>) -> Vec<String> {
    let short = |text: &str| text.rsplit(['/', ':', '#']).next().unwrap_or(text).to_ascii_lowercase();
    match thing.get("@type") {
        Some(Value::String(text)) => vec![short(text)],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(short).collect(),
        _ => Vec::new(),
    }
}

/// Whether one title is the other, perhaps with the site's name after it.
pub(crate) fn similar(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(&plain(a)), words(&plain(b)));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.is_empty() {
        return false;
    }
    let shared = short.iter().filter(|word| long.contains(word)).count();
    shared * 10 >= short.len() * 8 && short.len() * 2 >= long.len()
}

fn same_page(a: &str, b: &str) -> bool {
    same_page_key(a) == same_page_key(b)
}

/// What addresses of one page have in common: host and path, without scheme, `www.`, query and fragment.
pub(crate) fn same_page_key(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
    rest.strip_prefix("www.").unwrap_or(rest).to_ascii_lowercase()
}

/// Text without markup and with its character references resolved (some publishers escape twice).
pub(crate) fn plain(text: &str) -> String {
    let mut out = text.to_owned();
    for _ in 0..2 {
        if !out.contains('&') {
            break;
        }
        let decoded = unescape(&out);
        if decoded == out {
            break;
        }
        out = decoded;
    }
    if out.contains('<') && out.contains('>') {
        out = strip_tags(&out);
    }
    let mut collapsed = String::with_capacity(out.len());
    super::dom::push_collapsed(&mut collapsed, &out);
    collapsed.trim().to_owned()
}

/// Removes what looks like tags.
pub(crate) fn strip_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match after.find('>') {
            Some(end) if tag => {
                let name = after.trim_start_matches('/').to_ascii_lowercase();
                if ["p", "br", "div", "li", "h"].iter().any(|block| name.starts_with(block)) {
                    out.push('\n');
                }
                rest = &after[end + 1..];
            }
            _ => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Resolves the character references publishers write in JSON and attributes.
pub(crate) fn unescape(text: &str) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("hellip", "…"),
        ("laquo", "«"),
        ("raquo", "»"),
        ("bdquo", "„"),
        ("sbquo", "‚"),
        ("auml", "ä"),
        ("ouml", "ö"),
        ("uuml", "ü"),
        ("Auml", "Ä"),
        ("Ouml", "Ö"),
        ("Uuml", "Ü"),
        ("szlig", "ß"),
        ("eacute", "é"),
        ("egrave", "è"),
        ("agrave", "à"),
        ("aacute", "á"),
        ("iacute", "í"),
        ("oacute", "ó"),
        ("uacute", "ú"),
        ("ntilde", "ñ"),
        ("ccedil", "ç"),
        ("ecirc", "ê"),
        ("acirc", "â"),
        ("ocirc", "ô"),
        ("icirc", "î"),
        ("ucirc", "û"),
        ("euml", "ë"),
        ("iuml", "ï"),
        ("shy", ""),
        ("copy", "©"),
        ("reg", "®"),
        ("trade", "™"),
        ("euro", "€"),
        ("pound", "£"),
        ("bull", "•"),
        ("middot", "·"),
        ("iexcl", "¡"),
        ("iquest", "¿"),
        ("aring", "å"),
        ("Aring", "Å"),
        ("oslash", "ø"),
        ("Oslash", "Ø"),
        ("aelig", "æ"),
        ("AElig", "Æ"),
        ("atilde", "ã"),
        ("otilde", "õ"),
        ("Eacute", "É"),
        ("deg", "°"),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let resolved = end.and_then(|end| {
            let name = &rest[1..end];
            let value = match name.strip_prefix('#') {
                Some(number) => {
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok(),
                        None => number.parse().ok(),
                    };
                    code.and_then(char::from_u32).map(String::from)
                }
                None => NAMES.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()),
            };
            value.map(|value| (value, end + 1))
        });
        match resolved {
            Some((value, len)) => {
                out.push_str(&value);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Parses a block, mending what publishers break.
pub(crate) fn parse(block: &str) -> Option<Value> {
    let trimmed = unwrap(block);
    if let Ok(value) = serde_json::from_str(trimmed) {
        return Some(value);
    }
    let mended = mend(trimmed);
    if let Ok(value) = serde_json::from_str(&mended) {
        return Some(value);
    }
    // Several values in one block, or rubbish after the first.
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(&mended).into_iter::<Value>() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => break,
        }
    }
    if !values.is_empty() {
        return Some(Value::Array(values));
    }
    close_open(&mended).and_then(|closed| serde_json::from_str(&closed).ok())
}

/// The block without the comment, CDATA or assignment it is wrapped in.
fn unwrap(block: &str) -> &str {
    let mut text = block.trim().trim_start_matches('\u{feff}');
    for prefix in ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "//<!--", "/* <![CDATA[ */", "// <![CDATA["] {
        text = text.strip_prefix(prefix).unwrap_or(text).trim_start();
    }
    for suffix in ["//]]>", "/*]]>*/", "]]>", "-->", "//-->", "/* ]]> */", "// ]]>", ";"] {
        text = text.strip_suffix(suffix).unwrap_or(text).trim_end();
    }
    text
}

/// Escapes control characters in strings, drops comments and trailing commas, quotes what a quotation mark left open.
fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.char_indices().peekable();
    let mut in_string = false;
    while let Some((at, c)) = chars.next() {
        if in_string {
            match c {
                '\\' => match chars.peek() {
                    Some((_, next)) if matches!(next, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') => {
                        out.push('\\');
                        out.push(*next);
                        chars.next();
                    }
                    _ => out.push_str("\\\\"),
                },
                '"' if ends_string(&text[at + 1..]) => {
                    in_string = false;
                    out.push('"');
                }
                '"' => out.push_str("\\\""),
                '\n' => out.push_str("\\n"),
                '\r' => {}
                '\t' => out.push_str("\\t"),
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            continue;
        }
        match c {
            '"' => {
                in_string = true;
                out.push('"');
            }
            '/' if text[at..].starts_with("//") => skip_to(&mut chars, '\n'),
            '/' if text[at..].starts_with("/*") => {
                let end = text[at..].find("*/").map_or(text.len(), |end| at + end + 2);
                while chars.peek().is_some_and(|(next, _)| *next < end) {
                    chars.next();
                }
            }
            ',' if closes_after(&text[at + 1..]) => {}
            c if c.is_control() && !c.is_whitespace() => {}
            '\u{a0}' | '\u{feff}' | '\u{2028}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn skip_to(chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>, stop: char) {
    while chars.peek().is_some_and(|(_, c)| *c != stop) {
        chars.next();
    }
}

/// Whether a quotation mark ends its string: what follows is a separator, or the end.
fn ends_string(rest: &str) -> bool {
    let rest = rest.trim_start();
    match rest.chars().next() {
        None | Some('}' | ']' | ':') => true,
        Some(',') => {
            let next = rest[1..].trim_start().chars().next();
            matches!(next, None | Some('"' | '{' | '[' | '}' | ']' | '-' | '/' | 't' | 'f' | 'n'))
                || next.is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// Whether a comma stands before a closing bracket or another comma.
fn closes_after(rest: &str) -> bool {
    matches!(rest.trim_start().chars().next(), None | Some('}' | ']' | ','))
}

/// Closes the brackets and the string that a cut block leaves open.
fn close_open(text: &str) -> Option<String> {
    let mut stack = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    for c in text.chars() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match c {
            '"' => in_string = true,
            '{' => stack.push('}'),
            '[' => stack.push(']'),
            '}' | ']' => {
                stack.pop();
            }
            _ => {}
        }
    }
    if stack.is_empty() || stack.len() > 20 {
        return None;
    }
    let mut closed = text.to_owned();
    if in_string {
        closed.push('"');
    }
    let trimmed = closed.trim_end().trim_end_matches([',', ':']).len();
    closed.truncate(trimmed);
    closed.extend(stack.into_iter().rev());
    Some(closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_blocks_are_mended() {
        for block in [
            "<!-- {\"headline\": \"Ferry\"} -->",
            "//<![CDATA[\n{\"headline\": \"Ferry\"}\n//]]>",
            "{\"headline\": \"Ferry\",}",
            "{\"headline\": \"Ferry\", /* c */ \"a\": [1,2,],}",
            "{\"headline\": \"Ferry\", \"b\": \"line\nbreak\ttab\"}",
            "{\"headline\": \"Ferry\"};",
            "{\"headline\": \"Ferry\"} {\"x\": 1}",
            "{\"headline\": \"Ferry\", \"author\": {\"name\": \"Jane",
            "{\"b\": \"a \\d path\", \"headline\": \"Ferry\"}",
        ] {
            let value = parse(block).expect(block);
            let data = LinkedData::read([block].into_iter());
            assert!(value.to_string().contains("Ferry"), "{block}");
            assert_eq!(data.broken, 0);
        }
        let value = parse("{\"headline\": \"The \"Ferry\" sails\", \"x\": 1}").expect("mended");
        assert_eq!(value["headline"], "The \"Ferry\" sails");
        assert!(parse("function() {").is_none());
    }

    #[test]
    fn the_article_of_the_page_is_chosen_and_references_resolve() {
        let block = r##"{"@graph": [
            {"@type": "NewsArticle", "headline": "Another one", "url": "https://a.example/2"},
            {"@type": ["NewsArticle"], "headline": "Ferry sails again", "url": "https://a.example/1", "author": {"@id": "#jane"}},
            {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]}"##;
        let data = LinkedData::read([block].into_iter());
        let article =
            data.article(Some("https://a.example/1"), &["Ferry sails again - A Example".to_owned()]).expect("one");
        assert_eq!(data.string(article, &["headline"]).as_deref(), Some("Ferry sails again"));
        let authors = data.list(article, "author");
        assert!(matches!(authors[..], [Entry::Thing(jane)] if jane["name"] == "Jane Doe"));
    }

    #[test]
    fn text_is_freed_of_markup() {
        assert_eq!(plain("A &amp;quot;b&amp;quot; <b>c</b>&nbsp;d &#8217; 1 < 2"), "A \"b\" c d ’ 1 < 2");
    }
}
