//! Words that change what an act is ("refused to", "threatened", "agreed on") and the code that kind of word and act give.

use crate::Error;
use crate::dictionary::FoldMap;
use crate::patterns::{File, Head, HeadKind, Line, Pattern, Symbol, Symbols, WordSet, content, read_head};
use nutgraf_model::CameoCode;

/// What a matrix word does to the act it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Will not do it: refuse, reject, rule out.
    Refuse,
    /// Will do harm: threaten.
    Threaten,
    /// Means to do it, or is about to: plan, intend, will.
    Intend,
    /// Makes it known: what will be given or held is meant, what is stopped or imposed is done by saying so.
    Announce,
    /// Gives its word: promise, pledge, offer.
    Promise,
    /// Agrees to it, with another or on another's wish.
    Agree,
    /// Asks another to do it.
    Urge,
    /// Orders or presses another to do it.
    Demand,
    /// Orders its own people, or decrees it.
    Order,
    /// Says that it is not so.
    Deny,
    /// Says that another did it: the claim is the event.
    Claim,
    /// Ends, suspends or cancels it.
    Stop,
    /// Puts it off.
    Delay,
    /// Begins or goes on with it, or lets it be: the act stands.
    Start,
    /// Attempts it.
    Try,
    /// Does not manage it.
    Fail,
    /// Keeps another from it.
    Prevent,
    /// Thinks about it.
    Consider,
    /// Wishes, expects or needs it: nothing happened.
    Hope,
    /// Tells it.
    Report,
    /// Tells it, taking sides: of violence that is an accusation.
    Allege,
    /// Backs another's act.
    Support,
    /// Is against another's act.
    Oppose,
    /// Says that it may come.
    Warn,
    /// Whether it is so is open.
    Doubt,
}

impl Kind {
    const NAMES: &'static [(&'static str, Kind)] = &[
        ("refuse", Kind::Refuse),
        ("threaten", Kind::Threaten),
        ("intend", Kind::Intend),
        ("announce", Kind::Announce),
        ("promise", Kind::Promise),
        ("agree", Kind::Agree),
        ("urge", Kind::Urge),
        ("demand", Kind::Demand),
        ("order", Kind::Order),
        ("deny", Kind::Deny),
        ("claim", Kind::Claim),
        ("stop", Kind::Stop),
        ("delay", Kind::Delay),
        ("start", Kind::Start),
        ("try", Kind::Try),
        ("fail", Kind::Fail),
        ("prevent", Kind::Prevent),
        ("consider", Kind::Consider),
        ("hope", Kind::Hope),
        ("report", Kind::Report),
        ("allege", Kind::Allege),
        ("support", Kind::Support),
        ("oppose", Kind::Oppose),
        ("warn", Kind::Warn),
        ("doubt", Kind::Doubt),
    ];

    /// The name used in the tables.
    pub(crate) fn name(self) -> &'static str {
        Kind::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whether the one who does the act is told to by another, who becomes the source.
    pub(crate) fn addresses(self) -> bool {
        matches!(self, Kind::Urge | Kind::Demand | Kind::Warn | Kind::Support | Kind::Oppose | Kind::Prevent)
    }
}

/// Where the act stands under a matrix word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Clause,
    Object,
    Subject,
    Phrase(Symbol),
}

/// A matrix word.
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    pub(crate) head: Head,
    pub(crate) kind: Kind,
    pub(crate) places: Vec<Place>,
    /// What it tells where the act under it has no code of its own.
    pub(crate) fallback: Option<Pattern>,
}

/// What a kind makes of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Another code.
    Code(CameoCode),
    /// The same code; of what is only meant, intended.
    Keep,
    /// No event at all.
    Drop,
    /// The act did not happen.
    Negated,
    /// The act may happen.
    Hypothetical,
}

/// The tables of mode as texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct ModesText<'a> {
    pub(crate) modes: Vec<File<'a>>,
    pub(crate) calculus: Vec<File<'a>>,
    pub(crate) acts: Vec<File<'a>>,
}

/// The tables of mode.
#[derive(Clone, Debug, Default)]
pub(crate) struct Modes {
    words: FoldMap<(HeadKind, Symbol), Vec<Matrix>>,
    /// By kind: prefix of the inner code and outcome, longest prefix first.
    calculus: FoldMap<Kind, Vec<(String, Outcome)>>,
    /// Nouns that name an act under a matrix word only: "promised aid".
    acts: Vec<(WordSet, Pattern)>,
    act_heads: FoldMap<Symbol, Vec<usize>>,
    /// What "must" and "should" make of an act without a code of its own.
    duties: Vec<(String, Pattern)>,
}

impl Modes {
    /// Reads the tables; files are numbered from `first_file`, in the order modes, calculus, acts.
    pub(crate) fn read(text: &ModesText<'_>, symbols: &mut Symbols, first_file: u32) -> Result<Modes, Error> {
        let mut modes = Modes::default();
        let mut file = first_file;
        let mut each = |files: &[File<'_>], read: &mut dyn FnMut(&str, Line) -> Result<(), String>| {
            for (path, text) in files {
                for (number, line) in content(text) {
                    read(line, Line { file, line: number as u32 })
                        .map_err(|what| Error::dictionary(*path, number, what))?;
                }
                file += 1;
            }
            Ok::<(), Error>(())
        };
        each(&text.modes, &mut |line, at| modes.read_matrix(line, at, symbols))?;
        each(&text.calculus, &mut |line, _| modes.read_rule(line))?;
        each(&text.acts, &mut |line, at| modes.read_act(line, at, symbols))?;
        for rules in modes.calculus.values_mut() {
            rules.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        }
        Ok(modes)
    }

    fn read_matrix(&mut self, line: &str, at: Line, symbols: &mut Symbols) -> Result<(), String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[words, kind, places, fallback] = columns.as_slice() else {
            return Err("four columns: words, kind, places, code without inner act".into());
        };
        let kind = find_kind(kind)?;
        let places: Vec<Place> = places
            .split_whitespace()
            .map(|place| match place {
                "clause" => Place::Clause,
                "object" => Place::Object,
                "subject" => Place::Subject,
                word => Place::Phrase(symbols.intern(word)),
            })
            .collect();
        for word in words.split('|').map(str::trim) {
            let head = read_head(word, symbols)?;
            if places.is_empty() && fallback != "-" {
                self.duties.push((word.to_owned(), pattern(head, fallback, at, word)?));
                continue;
            }
            let fallback = match fallback {
                "-" => None,
                code => Some(pattern(head, code, at, word)?),
            };
            let matrix = Matrix { head, kind, places: places.clone(), fallback };
            self.words.entry((head.kind, head.lemma)).or_default().push(matrix);
        }
        Ok(())
    }

    fn read_rule(&mut self, line: &str) -> Result<(), String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[kind, inner, outcome] = columns.as_slice() else {
            return Err("three columns: kind, inner codes, outcome".into());
        };
        let outcome = match outcome {
            "=" => Outcome::Keep,
            "-" => Outcome::Drop,
            "!" => Outcome::Negated,
            "?" => Outcome::Hypothetical,
            code => Outcome::Code(CameoCode::new(code).map_err(|e| e.to_string())?),
        };
        let rules = self.calculus.entry(find_kind(kind)?).or_default();
        for prefix in inner.split('|').map(str::trim) {
            rules.push((prefix.trim_end_matches('*').to_owned(), outcome.clone()));
        }
        Ok(())
    }

    fn read_act(&mut self, line: &str, at: Line, symbols: &mut Symbols) -> Result<(), String> {
        let Some((nouns, code)) = line.split_once('\t') else {
            return Err("two columns: nouns and the code of the act they name".into());
        };
        for noun in nouns.split('|').map(str::trim) {
            let set = WordSet::of([noun], symbols);
            let last = symbols.intern(noun.rsplit([' ', '-']).next().unwrap_or(noun));
            let head = Head { kind: HeadKind::Noun, lemma: last, particle: None };
            self.act_heads.entry(last).or_default().push(self.acts.len());
            self.acts.push((set, pattern(head, code, at, noun)?));
        }
        Ok(())
    }

    /// Matrix words of a lemma.
    pub(crate) fn of(&self, kind: HeadKind, lemma: Symbol) -> &[Matrix] {
        self.words.get(&(kind, lemma)).map_or(&[], Vec::as_slice)
    }

    /// The act that a noun names under a matrix word, phrases before single words.
    pub(crate) fn act(&self, lemma: Symbol, holds: impl Fn(&WordSet) -> bool) -> Option<&Pattern> {
        let places = self.act_heads.get(&lemma)?;
        let longest =
            places.iter().filter(|&&at| holds(&self.acts[at].0)).max_by_key(|&&at| (self.acts[at].1.text.len(), at))?;
        Some(&self.acts[*longest].1)
    }

    /// What a word gives that makes an event of its own of what somebody says: "must", "should", and "about" of what a statement
    /// tells of another.
    pub(crate) fn duty(&self, word: &str) -> Option<&Pattern> {
        self.duties.iter().find(|(w, _)| w == word).map(|(_, pattern)| pattern)
    }

    /// What a kind makes of a code.
    pub(crate) fn outcome(&self, kind: Kind, code: &CameoCode) -> Outcome {
        let rules = self.calculus.get(&kind).map_or(&[][..], Vec::as_slice);
        rules
            .iter()
            .find(|(prefix, _)| code.as_str().starts_with(prefix.as_str()))
            .map_or(Outcome::Keep, |(_, o)| o.clone())
    }
}

fn find_kind(name: &str) -> Result<Kind, String> {
    let known = || Kind::NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Kind::NAMES
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, kind)| *kind)
        .ok_or_else(|| format!("\"{name}\" is no kind; there are {}", known()))
}

fn pattern(head: Head, code: &str, line: Line, text: &str) -> Result<Pattern, String> {
    let code = Some(CameoCode::new(code).map_err(|e| e.to_string())?);
    Ok(Pattern {
        code,
        head,
        slots: Vec::new(),
        reciprocal: false,
        no_target: false,
        swapped: false,
        line,
        text: text.into(),
    })
}
