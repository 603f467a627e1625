//! Rows of the GKG.

use super::{CellFault, Faults, Quoting};
use crate::columns::{Form, GKG_COLUMNS, Kind, layout};
use crate::geo::fips_country_name;

/// How far sums of tone may be off: files hold fifteen digits.
const ROUNDING: f64 = 1e-6;

const RECORD: usize = 0;
const DATE: usize = 1;
const COLLECTION: usize = 2;
const DOCUMENT: usize = 4;
const PLACES: [(usize, usize); 2] = [(9, 4), (10, 5)];
const LOWER: [usize; 2] = [11, 13];
const TONE: usize = 15;
const DATES: usize = 16;
const GCAM: usize = 17;
const EXTRAS: usize = 26;

/// The years in which GDELT wrote none.
const WITHOUT_EXTRAS: std::ops::Range<&str> = "2015".."2019";

/// The faults of a row of the GKG table.
pub fn check_gkg(cells: &[&str]) -> Vec<CellFault> {
    let mut faults = Faults::of(cells, &GKG_COLUMNS, Quoting::None);
    if cells.len() != GKG_COLUMNS.len() {
        return faults.0;
    }
    if !cells[RECORD].starts_with(cells[DATE]) {
        let what = format!("GKGRECORDID {:?} does not begin with DATE {:?}", cells[RECORD], cells[DATE]);
        faults.add(RECORD, what, "the quarter hour of DATE, a hyphen and a number");
    }
    let is_web = cells[DOCUMENT].starts_with("https://") || cells[DOCUMENT].starts_with("http://");
    if cells[COLLECTION] == "1" && !is_web {
        let what = format!("DocumentIdentifier is {:?} in the collection of the web", cells[DOCUMENT]);
        faults.add(DOCUMENT, what, "an absolute web address");
    }
    for (at, latitude) in PLACES {
        if has_layout(cells, at) {
            cells[at]
                .split(';')
                .filter(|block| !block.is_empty())
                .for_each(|block| faults.location(at, block, latitude));
        }
    }
    for at in LOWER {
        if let Some(name) = cells[at].split(';').find(|name| **name != name.to_lowercase()) {
            faults.add(at, format!("{} holds {name:?}", GKG_COLUMNS[at].name), "names in lower case");
        }
    }
    faults.tone(cells);
    if let Some(block) = cells[DATES].split(';').find(|block| !block.is_empty() && !is_date(block)) {
        faults.add(DATES, format!("Dates holds {block:?}"), "days and months of the calendar, 0 where not known");
    }
    if cells[EXTRAS].is_empty() && !WITHOUT_EXTRAS.contains(&cells[DATE]) {
        // Readers that strip a line lose empty columns at its end.
        faults.add(EXTRAS, "Extras is empty".into(), "at least the article's title");
    }
    faults.0
}

fn has_layout(cells: &[&str], at: usize) -> bool {
    matches!(GKG_COLUMNS[at].kind, Kind::Blocks(layout) if layout.matches(cells[at]))
}

/// Resolution, month, day, year, offset.
fn is_date(block: &str) -> bool {
    let fields: Vec<u32> = block.split('#').filter_map(|field| field.parse().ok()).collect();
    let &[resolution, month, day, ..] = fields.as_slice() else { return false };
    match resolution {
        1 => (month, day) == (0, 0),
        2 => (1..=12).contains(&month) && day == 0,
        _ => (1..=12).contains(&month) && (1..=31).contains(&day),
    }
}

impl Faults {
    /// A block of Locations or V2Locations, with the latitude in that field.
    fn location(&mut self, at: usize, block: &str, latitude: usize) {
        let fields: Vec<&str> = block.split('#').collect();
        let name = GKG_COLUMNS[at].name;
        let (country, adm1) = (fields[2], fields[3]);
        if fips_country_name(country).is_none() {
            let expected = "FIPS 10-4 countries, such as RS for Russia, never ISO";
            return self.add(at, format!("{name} holds {country:?}, no FIPS 10-4 country"), expected);
        }
        // Rows of GDELT have divisions of one country in another.
        if !Form::Division.matches(adm1) {
            self.add(at, format!("{name} has the division {adm1:?}"), Form::Division.expected());
        }
        for (field, most) in [(latitude, 90.0), (latitude + 1, 180.0)] {
            if !fields[field].parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most) {
                let expected = format!("degrees from -{most} to {most}");
                self.add(at, format!("{name} has {:?} degrees", fields[field]), &expected);
            }
        }
    }

    /// The numbers of V2Tone hang together, and GCAM counts the same words.
    fn tone(&mut self, cells: &[&str]) {
        let Some([tone, positive, negative, polarity, activity, group, words]) = layout::tone(cells[TONE]) else {
            return;
        };
        let percent = |value: f64| (0.0..=100.0).contains(&value);
        if ![positive, negative, activity, group].into_iter().all(percent) {
            self.add(TONE, format!("V2Tone is {:?}", cells[TONE]), "percents from 0 to 100 after the first number");
        }
        if (tone - (positive - negative)).abs() > ROUNDING {
            self.add(
                TONE,
                format!("V2Tone has the tone {tone}"),
                &format!("positive less negative: {}", positive - negative),
            );
        }
        if (polarity - (positive + negative)).abs() > ROUNDING {
            let expected = format!("positive and negative together: {}", positive + negative);
            self.add(TONE, format!("V2Tone has the polarity {polarity}"), &expected);
        }
        let counted = cells[GCAM].strip_prefix("wc:").and_then(|rest| rest.split(',').next());
        if counted.is_some_and(|count| count.parse::<f64>().is_ok_and(|count| count != words)) {
            self.add(
                GCAM,
                format!("GCAM counts {} words", counted.unwrap_or_default()),
                &format!("those of V2Tone: {words}"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = "19990503121500-0\t19990503121500\t1\ta.example\thttps://a.example/x\tKILL#3#miners#1#Chad#CD#CD#15#19#CD;\t\tTRADE;\tTRADE,30;\t1#Chad#CD#CD#15#19#CD\t4#Abeche, Ouaddai, Chad#CD#CD12##13.8#20.8#-7#40\tilse korrin\tIlse Korrin,9\tunited nations\tUnited Nations,60\t-2.5,1.25,3.75,5,0,0,80\t3#5#3#1999#17\twc:80\thttps://a.example/x.jpg\t\t\t\t12|4|said|Wait\tIlse Korrin,9\t3,ships,70;\t\t<PAGE_TITLE>Talks</PAGE_TITLE>";

    fn faults(changed: Option<(usize, &str)>) -> Vec<usize> {
        let mut cells: Vec<&str> = ROW.split('\t').collect();
        if let Some((column, value)) = changed {
            cells[column] = value;
        }
        check_gkg(&cells).into_iter().map(|fault| fault.column).collect()
    }

    #[test]
    fn a_sound_row_has_no_faults_and_every_change_is_found_in_its_column() {
        assert_eq!(faults(None), Vec::<usize>::new());
        let changes = [
            (0, "19990503121500"),
            (0, "19990504121500-0"),
            (1, "19990503121700"),
            (2, "9"),
            (3, ""),
            (4, "a.example/x"),
            (5, "KILL#3"),
            (6, "KILL#3#miners#1#Chad#CD#CD#15#19#CD;"),
            (7, "TRADE"),
            (8, "TRADE;"),
            (9, "1#Chad#TD#TD#15#19#TD;"),
            (9, "1#Somewhere#QQ#QQ#15#19#QQ"),
            (9, "1#Chad#CD#CD#95#19#CD"),
            (10, "1#Chad#CD#CD#15#19#CD"),
            (10, "4#Abeche, Ouaddai, Chad#CD#Ouaddai##13.8#20.8#-7#40"),
            (10, "4#Abeche, Ouaddai, Chad#CD#CD12##13.8##-7#40"),
            (11, "Ilse Korrin"),
            (12, "Ilse Korrin"),
            (13, "united nations;"),
            (14, "60"),
            (15, ""),
            (15, "-2.5,1.25,3.75,5,0,0"),
            (15, "2.5,1.25,3.75,5,0,0,80"),
            (15, "-2.5,1.25,3.75,4,0,0,80"),
            (15, "-2.5,1.25,3.75,5,-1,0,80"),
            (16, "3#5,3#1999#17"),
            (16, "3#13#3#1999#17"),
            (17, "wc:81"),
            (18, "x.jpg"),
            (19, "a b"),
            (22, "12|4|said"),
            (23, "Ilse Korrin;"),
            (24, "ships"),
            (25, "fra"),
            (26, "Talks"),
            (26, "\"<A>x</A>"),
        ];
        for (column, value) in changes {
            let found = faults(Some((column, value)));
            assert!(found.contains(&column), "{column} {value:?}: {found:?}");
        }
        assert_eq!(check_gkg(&["1", "2"]).len(), 1);
    }
}
