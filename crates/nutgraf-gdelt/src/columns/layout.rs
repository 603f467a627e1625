//! How blocks and fields stand inside a cell of the GKG (GDELT GKG Codebook 2.1; marks as the files have them).

/// Blocks and fields inside a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Counts: ten fields parted by `#`, a `;` after each block.
    Counts,
    /// Counts with an offset: eleven fields.
    CountsAt,
    /// Themes, a `;` after each.
    Themes,
    /// Themes with offsets, a `;` after each.
    ThemesAt,
    /// Locations: seven fields parted by `#`, blocks by `;`.
    Locations,
    /// Locations with ADM2 and offset: nine fields.
    LocationsAt,
    /// Names parted by `;`.
    Names,
    /// Names with offsets, parted by `;`; a name may hold commas.
    NamesAt,
    /// Seven numbers.
    Tone,
    /// Dates: five fields parted by `#`, blocks by `;`.
    Dates,
    /// Keys with values, the number of words first.
    Gcam,
    /// Addresses parted by `;`.
    Addresses,
    /// Quotations: four fields parted by `|`, blocks by `#`.
    Quotations,
    /// Amounts: number, object, offset, a `;` after each.
    Amounts,
    /// XML elements without a root.
    Elements,
}

impl Layout {
    /// What a cell of this layout looks like, in words.
    pub fn expected(self) -> &'static str {
        match self {
            Layout::Counts => "blocks of ten fields parted by #, a semicolon after each",
            Layout::CountsAt => "blocks of eleven fields parted by #, the last an offset, a semicolon after each",
            Layout::Themes => "themes, a semicolon after each",
            Layout::ThemesAt => "THEME,offset blocks, a semicolon after each",
            Layout::Locations => "blocks of seven fields parted by #, semicolons between",
            Layout::LocationsAt => "blocks of nine fields parted by #, the last an offset, semicolons between",
            Layout::Names => "names, semicolons between",
            Layout::NamesAt => "Name,offset blocks, semicolons between",
            Layout::Tone => "six decimal numbers and a count of words, commas between",
            Layout::Dates => "resolution#month#day#year#offset blocks, semicolons between",
            Layout::Gcam => "wc:N and key:value pairs, commas between",
            Layout::Addresses => "addresses, semicolons between",
            Layout::Quotations => "offset|length|verb|words blocks, # between",
            Layout::Amounts => "number,object,offset blocks, a semicolon after each",
            Layout::Elements => "XML elements one after another, such as <PAGE_TITLE>Talks</PAGE_TITLE>",
        }
    }

    /// A regular expression that every filled cell of this layout matches.
    pub fn pattern(self) -> &'static str {
        match self {
            Layout::Counts => "^([^;#]+(#[^;#]*){9};)+$",
            Layout::CountsAt => "^([^;#]+(#[^;#]*){9}#[0-9]+;)+$",
            Layout::Themes => "^([^;,]+;)+$",
            Layout::ThemesAt => "^([^;,]+,[0-9]+;)+$",
            Layout::Locations => "^[1-5](#[^;#]*){6}(;[1-5](#[^;#]*){6})*$",
            Layout::LocationsAt => "^[1-5](#[^;#]*){7}#[0-9]+(;[1-5](#[^;#]*){7}#[0-9]+)*$",
            Layout::Names => "^[^;]+(;[^;]+)*$",
            Layout::NamesAt => "^[^;]+,[0-9]+(;[^;]+,[0-9]+)*$",
            Layout::Tone => "^(-?[0-9]+([.][0-9]+)?(E-?[0-9]+)?,){6}[0-9]+$",
            Layout::Dates => "^[1-4](#[0-9]+){4}(;[1-4](#[0-9]+){4})*$",
            Layout::Gcam => "^wc:[0-9]+(,[a-z][^:,]*:-?[0-9]+([.][0-9]+)?(E-?[0-9]+)?)*$",
            Layout::Addresses => "^[^;\\s]+(;[^;\\s]+)*;?$",
            Layout::Quotations => "^[0-9]+[|][0-9]+[|][^|#]*[|][^|#]+(#[0-9]+[|][0-9]+[|][^|#]*[|][^|#]+)*$",
            Layout::Amounts => "^[0-9.-]+,[^;]*,[0-9]+(;[0-9.-]+,[^;]*,[0-9]+)*;?$",
            Layout::Elements => "^(<[A-Z0-9_]+>[^<>]*</[A-Z0-9_]+>)+$",
        }
    }

    /// Whether a filled cell has this layout.
    pub fn matches(self, cell: &str) -> bool {
        let fields = |block: &str, count: usize| block.split('#').count() == count && !block.starts_with('#');
        let last_is_offset = |block: &str| block.rsplit('#').next().is_some_and(is_count);
        match self {
            Layout::Counts => each_ended(cell, |block| fields(block, 10)),
            Layout::CountsAt => each_ended(cell, |block| fields(block, 11) && last_is_offset(block)),
            Layout::Themes => each_ended(cell, |block| !block.is_empty() && !block.contains(',')),
            Layout::ThemesAt => each_ended(cell, |block| {
                block.split_once(',').is_some_and(|(theme, offset)| !theme.is_empty() && is_count(offset))
            }),
            Layout::Locations => each(cell, |block| fields(block, 7) && is_type(block)),
            Layout::LocationsAt => each(cell, |block| fields(block, 9) && is_type(block) && last_is_offset(block)),
            Layout::Names => each(cell, |name| !name.is_empty()),
            Layout::NamesAt => each(cell, |block| {
                block.rsplit_once(',').is_some_and(|(name, offset)| !name.is_empty() && is_count(offset))
            }),
            Layout::Tone => tone(cell).is_some(),
            Layout::Dates => each(cell, |block| {
                fields(block, 5)
                    && block.split('#').all(is_count)
                    && matches!(block.as_bytes()[..2], [b'1'..=b'4', b'#'])
            }),
            Layout::Gcam => gcam(cell),
            Layout::Addresses => each(cell.strip_suffix(';').unwrap_or(cell), |block| {
                !block.is_empty() && !block.contains(char::is_whitespace)
            }),
            Layout::Quotations => cell.split('#').all(quotation),
            Layout::Amounts => each(cell.strip_suffix(';').unwrap_or(cell), amount),
            Layout::Elements => elements(cell),
        }
    }
}

/// Blocks with a semicolon between them.
fn each(cell: &str, fits: impl Fn(&str) -> bool) -> bool {
    cell.split(';').all(fits)
}

/// Blocks with a semicolon after each.
fn each_ended(cell: &str, fits: impl Fn(&str) -> bool) -> bool {
    cell.strip_suffix(';').is_some_and(|blocks| each(blocks, fits))
}

fn is_count(field: &str) -> bool {
    !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit())
}

fn is_type(block: &str) -> bool {
    matches!(block.as_bytes(), [b'1'..=b'5', b'#', ..])
}

/// A decimal number, GDELT's exponents with it.
fn is_number(field: &str) -> bool {
    let (mantissa, exponent) = field.split_once('E').map_or((field, None), |(m, e)| (m, Some(e)));
    let digits = |text: &str| is_count(text.strip_prefix('-').unwrap_or(text));
    let plain = match mantissa.split_once('.') {
        Some((whole, fraction)) => digits(whole) && is_count(fraction),
        None => digits(mantissa),
    };
    plain && exponent.is_none_or(digits)
}

/// The seven numbers of V2Tone: tone, positive, negative, polarity, activity, self and group, words.
pub(crate) fn tone(cell: &str) -> Option<[f64; 7]> {
    let fields: Vec<&str> = cell.split(',').collect();
    let (words, percents) = fields.split_last()?;
    if percents.len() != 6 || !percents.iter().all(|field| is_number(field)) || !is_count(words) {
        return None;
    }
    let numbers: Vec<f64> = fields.iter().filter_map(|field| field.parse().ok()).collect();
    numbers.try_into().ok()
}

fn gcam(cell: &str) -> bool {
    let mut pairs = cell.split(',');
    let words = pairs.next().and_then(|first| first.strip_prefix("wc:")).is_some_and(is_count);
    words
        && pairs.all(|pair| {
            pair.split_once(':').is_some_and(|(key, value)| {
                key.starts_with(|c: char| c.is_ascii_lowercase()) && !value.contains(':') && is_number(value)
            })
        })
}

fn quotation(block: &str) -> bool {
    let fields: Vec<&str> = block.split('|').collect();
    matches!(fields[..], [offset, length, _, words] if is_count(offset) && is_count(length) && !words.is_empty())
}

fn amount(block: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    block
        .split_once(',')
        .and_then(|(count, rest)| Some((count, rest.rsplit_once(',')?.1)))
        .is_some_and(|(count, offset)| number(count) && is_count(offset))
}

fn elements(cell: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    let mut rest = cell;
    while !rest.is_empty() {
        let after = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')).and_then(|(name, rest)| {
            let (text, rest) = rest.split_once("</")?;
            let (end, rest) = rest.split_once('>')?;
            (is_name(name) && name == end && !text.contains(['<', '>'])).then_some(rest)
        });
        match after {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_their_layout_or_not() {
        let cases: [(Layout, &[&str], &[&str]); 10] = [
            (Layout::Counts, &["KILL#3##1#Chad#CD#CD#15#19#CD;"], &["KILL#3;", "KILL#3##1#Chad#CD#CD#15#19#CD"]),
            (Layout::ThemesAt, &["TRADE,3;TRADE,9;"], &["TRADE,3", "TRADE;", "TRADE,3,9;", ","]),
            (Layout::Locations, &["1#Chad#CD#CD#15#19#CD"], &["6#Chad#CD#CD#15#19#CD", "1#Chad#CD;", ";"]),
            (Layout::NamesAt, &["Korrin, Ltd,4;Vale,9"], &["Vale", "Vale,9;", ",9", "Vale,x"]),
            (Layout::Tone, &["-2.5,0,2.5,2.5,0,0,80", "1E-05,0,0,0,0,0,1"], &["1,2,3,4,5,6", "a,0,0,0,0,0,1", ""]),
            (Layout::Dates, &["3#5#3#1999#17;1#0#0#1998#2"], &["5#5#3#1999#17", "3#5#3#1999", "3", ""]),
            (Layout::Gcam, &["wc:80", "wc:80,c1.2:3,v10.1:-0.5"], &["80", "c1.2:3", "wc:80,", "wc:80,c1:x"]),
            (Layout::Quotations, &["3|4|said|Wait#9|2||No"], &["3|4|said|", "x|4|said|No", "3|4|No"]),
            (Layout::Amounts, &["3,ships,9;", "2,a,b,1"], &["ships,9;", "3;", ";"]),
            (Layout::Elements, &["<A>x</A><B_2></B_2>"], &["<A>x</B>", "x", "<A>", "<A>x</A>y", "<a>x</a>"]),
        ];
        for (layout, good, bad) in cases {
            let wrong = |cell: &&&str| !layout.matches(cell);
            assert_eq!(good.iter().find(wrong), None, "{layout:?}");
            assert_eq!(bad.iter().find(|cell| layout.matches(cell)), None, "{layout:?}");
        }
    }
}
