//! Which language a text is written in.

use nutgraf_model::{ArticleDraft, BlockKind, Note};
use whichlang::Lang;

/// Words of English that other languages hardly have; their share tells English from everything else.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "a", "in", "that", "is", "was", "it", "for", "on", "with", "as", "his", "he", "at", "by",
    "be", "from", "have", "has", "are", "this", "but", "not", "had", "were", "which", "they", "their", "you", "an",
    "who", "will", "would", "been", "after", "said", "more", "we", "there", "or", "its", "about",
];

/// Sets the language where the source states none, and corrects a statement that the words contradict.
pub(crate) fn settle(draft: &mut ArticleDraft) {
    let stated = draft.language.take().and_then(|tag| normal_tag(&tag));
    let sample = sample(draft);
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 40 {
        draft.language = stated;
        return;
    }
    let english = english_share(&sample);
    let found = if english > 0.2 { "en" } else { code(whichlang::detect_language(&sample)) };
    let found = if found == "en" && english < 0.08 { "und" } else { found };
    draft.language = match stated {
        // The detector knows sixteen languages: a statement of another one stands unless the words are English.
        Some(tag) if primary(&tag) == found => Some(tag),
        Some(tag)
            if found == "en"
                || (primary(&tag) == "en" && found != "und" && english < 0.03 && is_all(&sample, found)) =>
        {
            draft.notes.push(Note::about("language", format!("stated as {tag}, but the words are {found}")));
            Some(found.to_owned())
        }
        Some(tag) => Some(tag),
        None if found == "und" => None,
        None => Some(found.to_owned()),
    };
}

/// Whether each third of the sample is of that language: place-holding text looks like one here and another there.
fn is_all(sample: &str, language: &str) -> bool {
    let chars: Vec<char> = sample.chars().collect();
    let third = chars.len().div_ceil(3).max(1);
    chars.chunks(third).all(|part| code(whichlang::detect_language(&part.iter().collect::<String>())) == language)
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// A BCP 47 tag in its usual case, or nothing where the value is no tag: `en_US` is `en-US`.
fn normal_tag(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-').filter(|part| !part.is_empty());
    let first = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&first.len()) || !first.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut normal = first;
    for part in parts.take(4) {
        if part.len() > 8 || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            break;
        }
        normal.push('-');
        match part.len() {
            2 => normal.push_str(&part.to_ascii_uppercase()),
            4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                normal.push_str(&part[..1].to_ascii_uppercase());
                normal.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => normal.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(normal)
}

/// Up to 1,500 code points of running text.
fn sample(draft: &ArticleDraft) -> String {
    let mut sample = String::new();
    let mut left = 1500usize;
    for block in draft.body.iter().filter(|b| b.kind != BlockKind::Caption) {
        let before = sample.len();
        sample.extend(block.text.chars().take(left));
        left = left.saturating_sub(sample[before..].chars().count());
        sample.push('\n');
        if left == 0 {
            break;
        }
    }
    sample
}

fn english_share(sample: &str) -> f64 {
    let (mut words, mut hits) = (0u32, 0u32);
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        hits += u32::from(ENGLISH.contains(&word.to_lowercase().as_str()));
    }
    if words == 0 { 0.0 } else { f64::from(hits) / f64::from(words) }
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_model::DraftBlock;

    fn settled(stated: Option<&str>, text: &str) -> Option<String> {
        let mut draft = ArticleDraft {
            language: stated.map(str::to_owned),
            body: vec![DraftBlock::text(text)],
            ..ArticleDraft::default()
        };
        settle(&mut draft);
        draft.language
    }

    #[test]
    fn words_decide_where_the_statement_is_missing_or_wrong() {
        let english = "The two envoys of the harbour towns met on Monday and agreed that the ferry would sail again.";
        let german = "Die beiden Gesandten der Hafenstädte trafen sich am Montag und einigten sich über die Fähre.";
        let polish = "Wysłannicy obu miast portowych spotkali się w poniedziałek i uzgodnili, że prom znów popłynie.";
        assert_eq!(settled(None, english).as_deref(), Some("en"));
        assert_eq!(settled(Some("en_GB"), english).as_deref(), Some("en-GB"));
        assert_eq!(settled(Some("en-US"), german).as_deref(), Some("de"));
        assert_eq!(settled(Some("de"), german).as_deref(), Some("de"));
        assert_eq!(settled(Some("pl"), polish).as_deref(), Some("pl"));
        assert_eq!(settled(Some("de"), english).as_deref(), Some("en"));
        assert_eq!(settled(Some("english!"), "Short."), None);
        let filler = "Ut la feu facilla feu faccumsan ecte modoloreet ad ex el utat. Ugiating ea feugait utat, venim velent nim \
                      quis nulluptat num volorem inci enim dolobor eetuer sendre ercin utpatio dolorpercing wisis alit.";
        assert_eq!(settled(Some("en-US"), filler).as_deref(), Some("en-US"), "filler is no other language");
    }
}
