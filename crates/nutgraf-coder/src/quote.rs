//! Quotations: the words, who says them and by which verb.

use crate::mention::{ActorMention, Mentions};
use nutgraf_language::{Document, Relation, Sentence, Upos};
use nutgraf_model::{Quote, Span};
use std::ops::Range;

/// Verbs that bring in what somebody says.
const SAYING: &[&str] = &[
    "say",
    "tell",
    "add",
    "state",
    "declare",
    "note",
    "explain",
    "announce",
    "write",
    "tweet",
    "post",
    "reply",
    "answer",
    "ask",
    "call",
    "describe",
    "argue",
    "insist",
    "warn",
    "stress",
    "claim",
    "admit",
    "acknowledge",
    "quote",
    "cite",
    "remark",
    "comment",
    "conclude",
    "continue",
    "recall",
    "vow",
    "promise",
    "urge",
    "demand",
    "accuse",
    "condemn",
    "deny",
    "confirm",
    "report",
    "express",
    "shout",
    "chant",
    "predict",
    "believe",
    "think",
    "suggest",
    "emphasize",
    "emphasise",
    "reiterate",
];

/// Verbs whose clause is reported speech.
const REPORTING: &[&str] = &[
    "say",
    "tell",
    "add",
    "state",
    "declare",
    "note",
    "explain",
    "announce",
    "argue",
    "insist",
    "warn",
    "stress",
    "claim",
    "admit",
    "acknowledge",
    "confirm",
    "deny",
    "suggest",
    "emphasize",
    "emphasise",
    "reiterate",
    "predict",
    "allege",
];

/// Fewer words between quotation marks are a name or a hedge.
const FEWEST_WORDS: usize = 3;

/// All quotations of a text, direct and reported, in order.
pub(crate) fn quotes(document: &Document<'_>, mentions: &Mentions) -> Vec<Quote> {
    let finder = Finder { document, mentions };
    let mut found: Vec<Quote> = Vec::new();
    let mut last: Option<Range<usize>> = None;
    for tokens in marked(document) {
        let Some(mut quote) = finder.direct(tokens.clone()) else { continue };
        if let (None, Some(before), Some(told)) = (&quote.verb, &last, found.last())
            && finder.goes_on(before, &tokens)
        {
            (quote.speaker, quote.speaker_span) = (told.speaker.clone(), told.speaker_span);
        }
        found.push(quote);
        last = Some(tokens);
    }
    for (number, sentence) in document.sentences().iter().enumerate() {
        if sentence.is_analysed() {
            found.extend(finder.reported(number));
        }
    }
    found.sort_by_key(|q| (q.span, !q.direct));
    found
}

/// Stretches of tokens between quotation marks; a mark that is not closed before its paragraph ends quotes to there.
fn marked(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    for at in 0..document.tokens().len() {
        let new_paragraph = at > 0 && gap(document, at).contains("\n\n");
        if let Some((start, _)) = open.take_if(|_| new_paragraph) {
            found.push(start..at);
        }
        match (document.form(at), open) {
            ("“", _) => open = Some((at + 1, true)),
            ("\"" | "``", None) => open = Some((at + 1, false)),
            ("”", Some((start, true))) | ("\"" | "''", Some((start, false))) => {
                found.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    found.retain(|r| r.clone().filter(|&t| document.form(t).contains(char::is_alphanumeric)).count() >= FEWEST_WORDS);
    found
}

/// The text between a token and the one before it.
fn gap<'t>(document: &Document<'t>, at: usize) -> &'t str {
    let (before, token) = (&document.tokens()[at - 1], &document.tokens()[at]);
    document.text().get(before.byte_end as usize..token.byte_begin as usize).unwrap_or("")
}

struct Finder<'d, 't> {
    document: &'d Document<'t>,
    mentions: &'d Mentions,
}

impl Finder<'_, '_> {
    fn direct(&self, tokens: Range<usize>) -> Option<Quote> {
        let last = tokens.end.checked_sub(1)?;
        let span = crate::coder::span(self.document, tokens.clone());
        let text = crate::coder::words(self.document, tokens.clone()).to_owned();
        let said = self.verb_around(&tokens, last);
        Some(self.quote(text, span, said, true))
    }

    fn quote(&self, text: String, span: Span, said: Option<(usize, Option<usize>)>, direct: bool) -> Quote {
        let speaker = said.and_then(|(_, subject)| subject).and_then(|s| self.mention_at(s));
        Quote {
            text,
            span,
            speaker: speaker.map(|m| m.entity.clone()),
            speaker_span: speaker.map(|m| crate::coder::span(self.document, m.tokens.clone())),
            verb: said.map(|(verb, _)| self.document.form(verb).to_owned()),
            direct,
        }
    }

    /// Whether a quotation goes on with the one before: in the same paragraph, from the next sentence on, with nobody named who
    /// says it.
    fn goes_on(&self, before: &Range<usize>, own: &Range<usize>) -> bool {
        let sentences = self.document.sentences();
        let number = |at: usize| sentences.partition_point(|s| s.range().end <= at);
        let paragraph = (before.end..=own.start).all(|at| !gap(self.document, at).contains("\n\n"));
        let opens = |at: usize| sentences.get(number(at)).is_some_and(|s| s.range().start + 1 >= at);
        paragraph && opens(own.start) && number(own.start) <= number(before.end) + 1
    }

    /// The verb of saying around a quotation: in its own sentences outside the marks, else in the sentence before it that
    /// ends in a colon.
    fn verb_around(&self, tokens: &Range<usize>, last: usize) -> Option<(usize, Option<usize>)> {
        for place in [last, tokens.start] {
            let Some(sentence) = self.sentence(place).filter(|s| s.is_analysed()) else { continue };
            let outside = sentence.range().filter(|t| !tokens.contains(t) && self.says(*t, SAYING));
            let near = outside.map(|verb| (verb, self.subject(verb))).min_by_key(|&(verb, subject)| {
                (subject.is_none(), verb.abs_diff(last).min(verb.abs_diff(tokens.start)))
            });
            if near.is_some() {
                return near;
            }
        }
        None
    }

    fn sentence(&self, token: usize) -> Option<&Sentence> {
        let sentences = self.document.sentences();
        let at = sentences.partition_point(|s| s.range().end <= token);
        sentences.get(at).filter(|s| s.range().contains(&token))
    }

    fn says(&self, at: usize, verbs: &[&str]) -> bool {
        self.document.tokens()[at].upos == Upos::Verb && verbs.contains(&self.document.lemma(at))
    }

    /// The subject of a verb of saying; of "was quoted as saying" the one quoted.
    fn subject(&self, verb: usize) -> Option<usize> {
        let tokens = self.document.tokens();
        let mut verb = verb;
        for _ in 0..4 {
            let sentence = self.sentence(verb)?;
            let own = sentence.range().find(|&t| {
                tokens[t].head as usize == verb
                    && t != verb
                    && matches!(tokens[t].relation, Relation::Nsubj | Relation::NsubjPass)
            });
            if own.is_some() {
                return own;
            }
            if let Some(beside) = self.beside(sentence, verb) {
                return Some(beside);
            }
            if !matches!(tokens[verb].relation, Relation::Conj | Relation::Advcl | Relation::Xcomp | Relation::Ccomp) {
                return None;
            }
            verb = tokens[verb].head as usize;
        }
        None
    }

    /// Whoever is named right before a verb and behind the closing mark, wherever the tree hangs it: "“…,” Anton Varga said".
    fn beside(&self, sentence: &Sentence, verb: usize) -> Option<usize> {
        let last = verb.checked_sub(1).filter(|&t| t >= sentence.range().start)?;
        let at = self.mentions.actors.partition_point(|m| m.tokens.end <= last);
        let mention = self.mentions.actors.get(at).filter(|m| m.tokens.end == verb)?;
        let mark = mention.tokens.start.checked_sub(1)?;
        matches!(self.document.form(mark), "\"" | "”" | "''").then_some(mention.head)
    }

    fn mention_at(&self, head: usize) -> Option<&ActorMention> {
        let actors = &self.mentions.actors;
        let first = actors.partition_point(|m| m.tokens.end <= head);
        let mut near = actors[first..].iter().take_while(|m| m.tokens.start <= head);
        let exact = near.clone().find(|m| m.head == head);
        exact.or_else(|| near.find(|m| m.tokens.contains(&head))).map(|m| match m.members.as_slice() {
            [only] => actors.get(*only).unwrap_or(m),
            _ => m,
        })
    }

    /// "The minister said that …": the clause is the quotation.
    fn reported(&self, sentence: usize) -> Vec<Quote> {
        let range = self.document.sentences()[sentence].range();
        let tokens = self.document.tokens();
        let mut found = Vec::new();
        for clause in range.clone().filter(|&t| tokens[t].relation == Relation::Ccomp) {
            let verb = tokens[clause].head as usize;
            if verb >= clause || !self.says(verb, REPORTING) {
                continue;
            }
            let Some(subject) = self.subject(verb).filter(|&s| self.mention_at(s).is_some()) else { continue };
            let Some(words) = self.subtree(&range, clause) else { continue };
            let quoted = words.clone().any(|t| matches!(self.document.form(t), "\"" | "“" | "”"));
            if quoted || words.len() < FEWEST_WORDS {
                continue;
            }
            let span = crate::coder::span(self.document, words.clone());
            let text = crate::coder::words(self.document, words).to_owned();
            found.push(self.quote(text, span, Some((verb, Some(subject))), false));
        }
        found
    }

    /// The words under a clause, without "that" and marks at its ends.
    fn subtree(&self, range: &Range<usize>, top: usize) -> Option<Range<usize>> {
        let tokens = self.document.tokens();
        let under = |mut at: usize| {
            for _ in 0..range.len() {
                if at == top {
                    return true;
                }
                let head = tokens[at].head as usize;
                if head == at || !range.contains(&head) {
                    return false;
                }
                at = head;
            }
            false
        };
        let mut first = range.clone().find(|&t| under(t))?;
        let mut last = range.clone().rev().find(|&t| under(t))?;
        let skip = |t: usize| tokens[t].upos == Upos::Punct || self.document.form(t).eq_ignore_ascii_case("that");
        while first < last && skip(first) {
            first += 1;
        }
        while first < last && tokens[last].upos == Upos::Punct {
            last -= 1;
        }
        Some(first..last + 1)
    }
}
