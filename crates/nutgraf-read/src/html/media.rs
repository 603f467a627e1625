//! Pictures of an article, with caption, credit and size.

use super::body::Body;
use super::dom::{Dom, NodeId};
use super::facts::Facts;
use super::linked_data::Entry;
use nutgraf_model::Image;
use serde_json::{Map, Value};

/// The article's pictures, the main one first.
pub(crate) fn images(facts: &Facts, body: &Body) -> Vec<Image> {
    let mut found: Vec<Image> = Vec::new();
    if let Some(article) = &facts.article {
        for key in ["image", "thumbnailUrl"] {
            for entry in facts.linked.list(article, key).into_iter().take(12) {
                let image = match entry {
                    Entry::Text(url) => Image { url: facts.resolve(url), ..Image::default() },
                    Entry::Thing(thing) => linked(facts, thing),
                };
                add(&mut found, image);
            }
        }
    }
    if let Some((_, url)) =
        facts.first_meta(&["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"])
    {
        let number = |key: &str| facts.meta(key).and_then(|v| v.trim().parse().ok());
        let image = Image {
            url: facts.resolve(url),
            width: number("og:image:width"),
            height: number("og:image:height"),
            ..Image::default()
        };
        add(&mut found, image);
    }
    for image in figures(facts, body) {
        add(&mut found, image);
    }
    found.truncate(40);
    found
}

fn linked(facts: &Facts, thing: &Map<String, Value>) -> Image {
    let text = |keys: &[&str]| facts.linked.string(thing, keys);
    let number = |key: &str| {
        let digits: String = text(&[key])?.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|n| *n > 0)
    };
    Image {
        url: text(&["url", "contentUrl"]).and_then(|url| facts.resolve(&url)),
        caption: text(&["caption", "description"]),
        credit: text(&["creditText", "copyrightNotice", "creator", "author", "copyrightHolder"]),
        width: number("width"),
        height: number("height"),
    }
}

/// Adds a picture, or what is new about one that stands there.
fn add(found: &mut Vec<Image>, image: Image) {
    let Some(url) = image.url.as_deref() else { return };
    match found.iter_mut().find(|other| other.url.as_deref().is_some_and(|o| same_picture(o, url))) {
        Some(known) => {
            known.caption = known.caption.take().or(image.caption);
            known.credit = known.credit.take().or(image.credit);
            if known.width.is_none() && known.height.is_none() {
                known.width = image.width;
                known.height = image.height;
            }
        }
        None => found.push(image),
    }
}

/// Whether two addresses show one picture: equal but for their query.
fn same_picture(a: &str, b: &str) -> bool {
    let bare = |url: &str| {
        url.split(['?', '#']).next().unwrap_or(url).split_once("://").map_or(String::new(), |(_, r)| r.to_owned())
    };
    a == b || (bare(a) == bare(b) && bare(a).contains('.') && !a.contains("url="))
}

fn figures(facts: &Facts, body: &Body) -> Vec<Image> {
    let dom = &facts.dom;
    let Some(first) = body.roots.first() else { return Vec::new() };
    let last = body.roots.iter().map(|root| dom.nodes[*root].end).max().unwrap_or(0);
    let start = facts.headings.first().map_or(*first, |h| *h.min(first));
    let mut found = Vec::new();
    for id in start..last {
        if !matches!(dom.name(id), "img" | "amp-img") || found.len() > 40 {
            continue;
        }
        if dom.ancestors(id, 12).any(|a| super::boilerplate::drop(dom, a).is_some()) {
            continue;
        }
        if let Some(image) = picture(facts, dom, id) {
            found.push(image);
        }
    }
    found
}

fn picture(facts: &Facts, dom: &Dom, id: NodeId) -> Option<Image> {
    let number = |name: &str| {
        dom.attr(id, name).and_then(|v| v.trim().trim_end_matches("px").parse::<u32>().ok()).filter(|n| *n > 0)
    };
    let (width, height) = (number("width"), number("height"));
    if width.is_some_and(|w| w < 100) || height.is_some_and(|h| h < 80) {
        return None;
    }
    let source = ["data-src", "data-original", "data-lazy-src", "src", "data-srcset", "srcset"]
        .iter()
        .filter_map(|name| dom.attr(id, name))
        .map(|value| value.trim().split([' ', ',']).next().unwrap_or_default())
        .find(|value| !value.is_empty() && !value.starts_with("data:"))?;
    let url = facts.resolve(source)?;
    let figure = dom.ancestors(id, 6).find(|a| dom.name(*a) == "figure" || super::boilerplate::is_caption(dom, *a));
    let caption = figure.and_then(|figure| caption(dom, figure));
    let (caption, credit) = match caption {
        Some(text) => split_credit(&text),
        None => (None, None),
    };
    Some(Image { url: Some(url), caption, credit, width, height })
}

fn caption(dom: &Dom, figure: NodeId) -> Option<String> {
    let inner = dom.subtree(figure).find(|id| dom.name(*id) == "figcaption").unwrap_or(figure);
    Some(dom.text(inner)).filter(|text| (3..1000).contains(&text.chars().count()))
}

/// Parts `The quay. Photo: Jane Doe/Agency` into caption and credit.
pub(crate) fn split_credit(text: &str) -> (Option<String>, Option<String>) {
    const LABELS: &[&str] = &[
        "Photograph: ",
        "Photo: ",
        "Photo by ",
        "Image: ",
        "Credit: ",
        "Picture: ",
        "Foto: ",
        "Bild: ",
        "Quelle: ",
        "Photo credit: ",
        "Crédit : ",
        "© ",
        "(c) ",
        "Image credit: ",
        "Image source, ",
        "Copyright: ",
        "Courtesy of ",
        "Getty Images",
        "Photograph by ",
    ];
    let some = |text: &str| {
        let text = text
            .trim()
            .trim_end_matches(['(', '|', '-', '–', '/', ' '])
            .trim_start_matches([')', '|', '-', '–', '/', ' ']);
        // The credit's closing bracket stays behind when its opening one went with the caption.
        let text = if text.contains('(') { text } else { text.trim_end_matches(')') };
        Some(text.trim().to_owned()).filter(|t| !t.is_empty())
    };
    let found = LABELS.iter().filter_map(|label| text.rfind(label).map(|at| (at, *label))).min();
    match found {
        Some((at, label)) if text[at..].chars().count() < 120 => {
            let credit = if label == "Getty Images" { &text[at..] } else { &text[at + label.len()..] };
            (some(&text[..at]), some(credit.trim_end_matches('.')))
        }
        _ => match text.trim_end().strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
            Some((before, inside))
                if inside.chars().count() < 60
                    && crate::credits::is_body(inside.split(['/', ',']).next_back().unwrap_or(inside)) =>
            {
                (some(before), some(inside))
            }
            _ => (some(text), None),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_parted_from_captions() {
        let part = |text: &str| {
            let (caption, credit) = split_credit(text);
            (caption.unwrap_or_default(), credit.unwrap_or_default())
        };
        assert_eq!(part("The quay at noon. Photo: Jane Doe/AFP"), ("The quay at noon.".into(), "Jane Doe/AFP".into()));
        assert_eq!(part("The quay at noon. (Jane Doe/AFP)"), ("The quay at noon.".into(), "Jane Doe/AFP".into()));
        assert_eq!(part("The quay (built 1900)"), ("The quay (built 1900)".into(), String::new()));
    }
}
