//! Articles made of templates: as many as wanted, varied, and the same for the same seed.

use chrono::{Days, NaiveDate};
use fastrand::Rng;

/// One article of a generated corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedArticle {
    /// Address, unlike every other in the corpus.
    pub url: String,
    /// Publisher's name.
    pub publisher: String,
    /// Headline.
    pub headline: String,
    /// Day of publication.
    pub published: NaiveDate,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
}

/// A corpus: article `n` depends on the seed and `n` alone, so shards can be made apart.
#[derive(Clone, Debug)]
pub struct Corpus {
    seed: u64,
    templates: Templates,
}

#[derive(Clone, Debug, Default)]
struct Templates {
    headlines: Vec<&'static str>,
    events: Vec<&'static str>,
    background: Vec<&'static str>,
    plain: Vec<&'static str>,
}

/// One article in this many is a copy of an earlier one on another site, as wire stories are.
const COPY_EVERY: u64 = 5;
/// How far back a copied article may lie.
const COPY_REACH: u64 = 40;

const STATES: &[(&str, &str, &str, &str)] = &[
    ("Albania", "Albanian", "Tirana", "Durres"),
    ("Algeria", "Algerian", "Algiers", "Oran"),
    ("Argentina", "Argentine", "Buenos Aires", "Rosario"),
    ("Armenia", "Armenian", "Yerevan", "Gyumri"),
    ("Austria", "Austrian", "Vienna", "Graz"),
    ("Bolivia", "Bolivian", "La Paz", "Cochabamba"),
    ("Brazil", "Brazilian", "Brasilia", "Recife"),
    ("Bulgaria", "Bulgarian", "Sofia", "Plovdiv"),
    ("Cambodia", "Cambodian", "Phnom Penh", "Battambang"),
    ("Chile", "Chilean", "Santiago", "Valparaiso"),
    ("Colombia", "Colombian", "Bogota", "Medellin"),
    ("Cuba", "Cuban", "Havana", "Camaguey"),
    ("Denmark", "Danish", "Copenhagen", "Aarhus"),
    ("Ecuador", "Ecuadorian", "Quito", "Guayaquil"),
    ("Egypt", "Egyptian", "Cairo", "Port Said"),
    ("Ethiopia", "Ethiopian", "Addis Ababa", "Dire Dawa"),
    ("Finland", "Finnish", "Helsinki", "Tampere"),
    ("Ghana", "Ghanaian", "Accra", "Kumasi"),
    ("Greece", "Greek", "Athens", "Patras"),
    ("Hungary", "Hungarian", "Budapest", "Szeged"),
    ("India", "Indian", "New Delhi", "Nagpur"),
    ("Indonesia", "Indonesian", "Jakarta", "Medan"),
    ("Iran", "Iranian", "Tehran", "Isfahan"),
    ("Iraq", "Iraqi", "Baghdad", "Basra"),
    ("Israel", "Israeli", "Jerusalem", "Haifa"),
    ("Japan", "Japanese", "Tokyo", "Sendai"),
    ("Jordan", "Jordanian", "Amman", "Irbid"),
    ("Kenya", "Kenyan", "Nairobi", "Mombasa"),
    ("Lebanon", "Lebanese", "Beirut", "Tripoli"),
    ("Malaysia", "Malaysian", "Kuala Lumpur", "Ipoh"),
    ("Mexico", "Mexican", "Mexico City", "Monterrey"),
    ("Morocco", "Moroccan", "Rabat", "Fez"),
    ("Nepal", "Nepalese", "Kathmandu", "Pokhara"),
    ("Nigeria", "Nigerian", "Abuja", "Kano"),
    ("Norway", "Norwegian", "Oslo", "Bergen"),
    ("Pakistan", "Pakistani", "Islamabad", "Multan"),
    ("Peru", "Peruvian", "Lima", "Arequipa"),
    ("Poland", "Polish", "Warsaw", "Poznan"),
    ("Portugal", "Portuguese", "Lisbon", "Porto"),
    ("Romania", "Romanian", "Bucharest", "Iasi"),
    ("Senegal", "Senegalese", "Dakar", "Thies"),
    ("Serbia", "Serbian", "Belgrade", "Novi Sad"),
    ("Spain", "Spanish", "Madrid", "Seville"),
    ("Sudan", "Sudanese", "Khartoum", "Kassala"),
    ("Sweden", "Swedish", "Stockholm", "Uppsala"),
    ("Syria", "Syrian", "Damascus", "Homs"),
    ("Tanzania", "Tanzanian", "Dodoma", "Arusha"),
    ("Thailand", "Thai", "Bangkok", "Chiang Mai"),
    ("Tunisia", "Tunisian", "Tunis", "Sfax"),
    ("Turkey", "Turkish", "Ankara", "Izmir"),
    ("Uganda", "Ugandan", "Kampala", "Gulu"),
    ("Ukraine", "Ukrainian", "Kyiv", "Lviv"),
    ("Uruguay", "Uruguayan", "Montevideo", "Salto"),
    ("Venezuela", "Venezuelan", "Caracas", "Maracaibo"),
    ("Vietnam", "Vietnamese", "Hanoi", "Hue"),
    ("Yemen", "Yemeni", "Sanaa", "Aden"),
    ("Zambia", "Zambian", "Lusaka", "Ndola"),
];
const GIVEN: &[&str] = &[
    "Alma", "Boris", "Celia", "Dario", "Edda", "Faris", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Leon", "Mara",
    "Nils", "Olga", "Pavel", "Rosa", "Samir", "Tessa", "Viktor",
];
const FAMILY: &[&str] = &[
    "Abarov", "Brandel", "Castell", "Dumont", "Ebner", "Fonseca", "Galloway", "Hartmann", "Ivanic", "Jorgens",
    "Kassim", "Lindholm", "Moretti", "Nakata", "Osmani", "Petrides", "Quint", "Rahal", "Stavros", "Tolnay",
];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SITES: &[&str] = &[
    "harbor-post",
    "meridian-news",
    "delta-courier",
    "lakeside-tribune",
    "isthmus-review",
    "adria-daily",
    "potomac-ledger",
    "gulf-mail",
    "levant-herald",
    "danube-times",
];

impl Corpus {
    /// A corpus of its own for every seed.
    pub fn new(seed: u64) -> Self {
        Corpus { seed, templates: Templates::read(include_str!("templates.txt")) }
    }

    /// Article number `n`.
    pub fn article(&self, n: u64) -> GeneratedArticle {
        let mut rng = self.rng(n);
        let copied = n > COPY_REACH && n.is_multiple_of(COPY_EVERY);
        let model = if copied { n - 1 - rng.u64(..COPY_REACH) } else { n };
        let mut article = self.compose(model);
        let site = rng.choice(SITES).copied().unwrap_or("harbor-post");
        article.url = format!("https://{site}.example/{}/{n}", article.published.format("%Y/%m/%d"));
        article.publisher = site.split('-').map(capital).collect::<Vec<_>>().join(" ");
        article
    }

    fn rng(&self, n: u64) -> Rng {
        Rng::with_seed(self.seed ^ n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn compose(&self, n: u64) -> GeneratedArticle {
        let mut rng = Rng::with_seed(self.rng(n).u64(..));
        let cast = Cast::draw(&mut rng);
        let mut paragraphs = vec![format!(
            "{} — {}",
            cast.city.to_uppercase(),
            cast.fill(pick(&mut rng, &self.templates.events), &mut rng)
        )];
        for _ in 0..rng.usize(7..13) {
            let sentences = (0..rng.usize(1..4)).map(|_| {
                let kind = match rng.u8(..10) {
                    0..3 => &self.templates.events,
                    3 => &self.templates.background,
                    _ => &self.templates.plain,
                };
                cast.fill(pick(&mut rng, kind), &mut rng)
            });
            paragraphs.push(sentences.collect::<Vec<_>>().join(" "));
        }
        let first = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day");
        GeneratedArticle {
            url: String::new(),
            publisher: String::new(),
            headline: cast.fill(pick(&mut rng, &self.templates.headlines), &mut rng),
            published: first + Days::new(rng.u64(..3650)),
            paragraphs,
        }
    }
}

/// Who appears in one article.
struct Cast {
    a: &'static (&'static str, &'static str, &'static str, &'static str),
    b: &'static (&'static str, &'static str, &'static str, &'static str),
    city: &'static str,
    person: String,
    other: String,
}

impl Cast {
    fn draw(rng: &mut Rng) -> Self {
        let a = rng.usize(..STATES.len());
        let b = (a + rng.usize(1..STATES.len())) % STATES.len();
        let (a, b) = (&STATES[a], &STATES[b]);
        let name = |rng: &mut Rng| format!("{} {}", pick(rng, GIVEN), pick(rng, FAMILY));
        let city = *rng.choice([a.2, a.3, b.2, b.3]).as_ref().unwrap_or(&a.2);
        Cast { a, b, city, person: name(rng), other: name(rng) }
    }

    /// Puts the cast into a template: `{A}` state, `{a}` its adjective, `{A.capital}`, the same for B, `{city}`, `{person}`,
    /// `{other}`, `{day}`, `{number}`.
    fn fill(&self, template: &str, rng: &mut Rng) -> String {
        let number = rng.u32(2..900).to_string();
        let mut out = String::with_capacity(template.len() + 64);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(match name {
                "A" => self.a.0,
                "a" => self.a.1,
                "A.capital" => self.a.2,
                "B" => self.b.0,
                "b" => self.b.1,
                "B.capital" => self.b.2,
                "city" => self.city,
                "person" => &self.person,
                "other" => &self.other,
                "day" => pick(rng, DAYS),
                "number" => &number,
                other => panic!("templates.txt: unknown {{{other}}}"),
            });
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

impl Templates {
    fn read(text: &'static str) -> Self {
        let mut templates = Templates::default();
        let mut section = "";
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                continue;
            }
            match section {
                "headlines" => templates.headlines.push(line),
                "events" => templates.events.push(line),
                "background" => templates.background.push(line),
                "plain" => templates.plain.push(line),
                other => panic!("templates.txt: unknown section [{other}]"),
            }
        }
        templates
    }
}

fn pick<'a>(rng: &mut Rng, of: &[&'a str]) -> &'a str {
    of[rng.usize(..of.len())]
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn articles_are_reproducible_varied_and_some_are_copies() {
        let corpus = Corpus::new(7);
        let articles: Vec<_> = (0..500).map(|n| corpus.article(n)).collect();
        assert_eq!(articles[33], Corpus::new(7).article(33));
        let addresses: HashSet<_> = articles.iter().map(|a| &a.url).collect();
        assert_eq!(addresses.len(), 500);
        let texts: HashSet<_> = articles.iter().map(|a| &a.paragraphs).collect();
        assert!((350..480).contains(&texts.len()), "{} texts of 500", texts.len());
        assert!(articles.iter().all(|a| !a.headline.contains('{')));
    }
}
