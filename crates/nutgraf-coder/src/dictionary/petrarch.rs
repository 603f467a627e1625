//! Actor and agent dictionaries in PETRARCH's format: names with underscores, `+` for synonyms, codes in brackets with
//! date restrictions (`[RUSGOV 20000507-20080507]`, `[RUSELI >20080507]`), agents with `[~COP]`.

use super::dates::DateRange;
use super::names::{ActorKind, Line, Names, Office};
use crate::Error;
use chrono::{Datelike, NaiveDate};
use nutgraf_model::ActorCode;

/// Adds the actors, or agents, of one file. The published files hold slips of the pen, so that a code that cannot be read is left
/// out and reported, and the rest is taken.
///
/// # Errors
/// Where nothing of the file can be read: it is in no such format.
pub(crate) fn read(names: &mut Names, file: &str, text: &str) -> Result<Vec<Error>, Error> {
    let file_index = names.open(file);
    let (mut refused, mut taken) = (Vec::new(), 0);
    let mut block = Block::default();
    for (at, raw) in text.lines().enumerate() {
        let line = raw.split([';', '#']).next().unwrap_or_default().trim();
        if line.is_empty() || line.starts_with('!') || line.starts_with('<') {
            continue;
        }
        let place = Line::new(file_index, at as u32 + 1);
        let fault = |what: String| Error::dictionary(file, at + 1, what);
        let (name, codes) = match line.find('[') {
            Some(open) => (&line[..open], &line[open..]),
            None => (line, ""),
        };
        let plus = name.starts_with('+');
        let name = readable(name.trim_start_matches('+'));
        if !name.is_empty() && !plus && block.coded {
            std::mem::take(&mut block).keep(names);
        }
        if !name.is_empty() {
            block.names.push(name);
        }
        for code in codes.split('[').skip(1) {
            let code = code.split(']').next().unwrap_or_default();
            block.coded = true;
            match block.add(code.trim(), place) {
                Ok(()) => taken += 1,
                Err(what) => refused.push(fault(format!("[{code}]: {what}"))),
            }
        }
    }
    block.keep(names);
    match refused.pop() {
        Some(last) if taken == 0 => Err(last),
        last => {
            refused.extend(last);
            Ok(refused)
        }
    }
}

/// The lines of one actor.
#[derive(Default)]
struct Block {
    names: Vec<String>,
    offices: Vec<(Office, bool)>,
    /// A code was given, be it none or unreadable: the next name begins another actor.
    coded: bool,
}

impl Block {
    /// Reads what stands in brackets; empty codes of the format's own ("---") say nothing.
    fn add(&mut self, code: &str, line: Line) -> Result<(), String> {
        let (code, range) = code.split_once(' ').unwrap_or((code, ""));
        let (agent, code) = code.strip_prefix('~').map_or((false, code), |code| (true, code));
        if code.is_empty() || code.starts_with("--") {
            return Ok(());
        }
        let code = ActorCode::new(code).map_err(|e| e.to_string())?;
        let dates =
            restriction(range.trim()).ok_or("write >DATE, <DATE or DATE-DATE with DATE as YYMMDD or YYYYMMDD")?;
        self.offices.push((Office { code, dates, what: String::new(), line }, agent));
        Ok(())
    }

    fn keep(self, names: &mut Names) {
        let Some(first) = self.names.first().cloned() else { return };
        for (office, agent) in self.offices {
            if agent {
                names.keep_agent(&self.names, office.code, office.line);
            } else {
                names.keep_actor(first.clone(), self.names.clone(), ActorKind::Organization, office, None);
            }
        }
    }
}

/// `SERGEI_LAVROV_` as a name: words of capitals become capitalised words, unless they are short enough for acronyms.
fn readable(name: &str) -> String {
    let words: Vec<&str> = name.split(['_', ' ']).filter(|w| !w.is_empty()).collect();
    match words[..] {
        [word] if word.len() <= 4 => word.to_owned(),
        _ => words.into_iter().map(capitalised).collect::<Vec<_>>().join(" "),
    }
}

fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for c in word.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphanumeric();
    }
    out
}

fn restriction(text: &str) -> Option<DateRange> {
    if text.is_empty() {
        return Some(DateRange::ALWAYS);
    }
    if let Some(date) = text.strip_prefix('>') {
        return Some(DateRange { from: Some(day(date)?), to: None });
    }
    if let Some(date) = text.strip_prefix('<') {
        return Some(DateRange { from: None, to: Some(day(date)?) });
    }
    let (from, to) = text.split_once('-')?;
    Some(DateRange { from: Some(day(from)?), to: Some(day(to)?) })
}

/// `YYMMDD` or `YYYYMMDD`; a month or day that cannot be (the published files hold some) is drawn into its bounds.
fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match text.len() {
        6 => {
            let year: i32 = text[..2].parse().ok()?;
            (if year < 30 { 2000 + year } else { 1900 + year }, &text[2..])
        }
        7 | 8 => (text[..4].parse().ok()?, &text[4..]),
        4 => (text.parse().ok()?, "0101"),
        _ => return None,
    };
    let month: u32 = rest[..2].parse::<u32>().ok()?.clamp(1, 12);
    let number: u32 = rest[2..].parse::<u32>().ok()?.clamp(1, 31);
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((0..4).find_map(|less| first.with_day(number.saturating_sub(less).max(1))).unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{Sense, Standing};

    #[test]
    fn actors_carry_their_dates_and_agents_their_roles() {
        let text = "# comment\nANTON_VARGA_\n+A._VARGA_ ; note\n\t[VELGOV 990101-20041231]\n\t[VELELI >20050101]\n\n\
                    SORVIA_ [SOR]\n+SORVIJA_\nCONSTABLE [~COP]\n";
        let mut names = Names::default();
        assert!(read(&mut names, "own.actors.txt", text).expect("well formed").is_empty());
        let Some(Sense::Actor(at)) = names.phrases.senses("Anton Varga").first().copied() else { panic!("an actor") };
        let actor = &names.actors[at as usize];
        let on = |day: &str| actor.code_on(Some(day.parse().expect("a day"))).to_string();
        assert_eq!((on("2001-02-03"), on("2010-01-01")), ("VELGOV".to_owned(), "VELELI".to_owned()));
        assert!(matches!(actor.on(None), Standing::Holds(o) if o.code.as_str() == "VELELI"));
        assert!(matches!(names.phrases.senses("Sorvija")[..], [Sense::Actor(_)]));
        assert!(matches!(names.phrases.senses("constables")[..], [Sense::Agent(_, true)]));
        let fault = read(&mut names, "own", "X_ [RUSGO]").expect_err("five letters").to_string();
        assert!(fault.starts_with("own:1: [RUSGO]"), "{fault}");
    }

    #[test]
    fn a_slip_of_the_pen_costs_its_own_code_alone() {
        let text = "ANTON_VARGA_\n\t[VELGOV 990101-20041231]\n\t[VELELI >200501011]\nTOMAS_REVE_ [SOROP]\nILSE_KORRIN_ [VELMIL]\n";
        let mut names = Names::default();
        let refused = read(&mut names, "own.actors.txt", text).expect("most of it is well formed");
        let lines: Vec<usize> = refused.iter().map(|fault| fault.location().1).collect();
        assert_eq!(lines, [3, 4]);
        let known = |name: &str| names.phrases.senses(name).len();
        assert_eq!([known("Anton Varga"), known("Tomas Reve"), known("Ilse Korrin")], [1, 0, 1]);
    }

    #[test]
    fn dates_of_the_format_are_read_and_drawn_into_bounds() {
        assert_eq!(day("990231"), NaiveDate::from_ymd_opt(1999, 2, 28));
        assert_eq!(day("20141301"), NaiveDate::from_ymd_opt(2014, 12, 1));
        assert_eq!(day("x"), None);
    }
}
