//! The sentences of `templates.txt`.

use crate::cast::Cast;
use fastrand::Rng;
use std::collections::BTreeMap;

/// What articles are made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Templates {
    lists: BTreeMap<&'static str, Vec<&'static str>>,
    stories: BTreeMap<&'static str, Vec<Story>>,
    bodies: BTreeMap<&'static str, Vec<&'static str>>,
    pub(crate) quotes: Vec<&'static str>,
    pub(crate) past: Vec<&'static str>,
    pub(crate) plain: Vec<&'static str>,
}

/// A headline and the ways to tell the same thing.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) headline: &'static str,
    pub(crate) tellings: [&'static str; 2],
}

impl Templates {
    /// Those of this crate.
    ///
    /// # Panics
    /// Where `templates.txt` is not in the form that its head describes.
    pub(crate) fn embedded() -> Templates {
        let mut templates = Templates::default();
        let mut section = ("", "");
        for line in include_str!("templates.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(head) => section = head.split_once(' ').unwrap_or((head, "")),
                None => templates.add(section, line),
            }
        }
        templates
    }

    fn add(&mut self, (kind, name): (&'static str, &'static str), line: &'static str) {
        match kind {
            "list" => self.lists.entry(name).or_default().extend(line.split(", ")),
            "story" => {
                let [headline, one, other] =
                    line.split(" || ").collect::<Vec<_>>().try_into().expect("a headline and two tellings");
                self.stories.entry(name).or_default().push(Story { headline, tellings: [one, other] });
            }
            "body" => self.bodies.entry(name).or_default().push(line),
            "quote" => self.quotes.push(line),
            "past" => self.past.push(line),
            "plain" => self.plain.push(line),
            other => panic!("templates.txt: unknown section [{other}]"),
        }
    }

    pub(crate) fn stories(&self, beat: &str) -> &[Story] {
        &self.stories[beat]
    }

    pub(crate) fn body(&self, beat: &str) -> &[&'static str] {
        &self.bodies[beat]
    }

    /// Puts the cast, and items of the lists as `seed` chooses them, into a template. With the same seed every template has
    /// the same items.
    pub(crate) fn fill(&self, template: &str, cast: &Cast, seed: u64) -> String {
        let mut out = String::with_capacity(template.len() + 64);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (name, tail) = after.split_once('}').expect("templates.txt: a { has its }");
            match cast.part(name) {
                Some(part) => out.push_str(part),
                None => out.push_str(&self.item(name, seed)),
            }
            rest = tail;
        }
        out.push_str(rest);
        if let Some(first) = out.get(..1) {
            let capital = first.to_ascii_uppercase();
            out.replace_range(..1, &capital);
        }
        out
    }

    fn item(&self, name: &str, seed: u64) -> String {
        let mixed = name.bytes().fold(seed, |mixed, byte| (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mut rng = Rng::with_seed(mixed);
        if name == "number" {
            return rng.u32(3..900).to_string();
        }
        let list = self.lists.get(name).unwrap_or_else(|| panic!("templates.txt: there is no list {name}"));
        list[rng.usize(..list.len())].to_owned()
    }
}
