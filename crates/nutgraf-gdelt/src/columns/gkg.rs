//! The columns of the GKG.

use super::{Column, Form, Kind, Layout, column, in_place};

const fn blocks(name: &'static str, layout: Layout, filled: &'static str) -> Column {
    column(name, Kind::Blocks(layout), false, filled)
}

/// The 27 columns of the GKG table (GDELT Global Knowledge Graph Codebook 2.1; names of the BigQuery table).
pub static GKG_COLUMNS: [Column; 27] = in_place([
    column("GKGRECORDID", Kind::Code(Form::GkgRecord), true, "DATE and the number of the row in its quarter hour"),
    column("DATE", Kind::Instant, true, "Publication in UTC, rounded up to the quarter hour"),
    column("SourceCollectionIdentifier", Kind::Integer { min: 1, max: 6 }, true, "1: a page of the web"),
    column("SourceCommonName", Kind::Text, true, "Host of the address, without www"),
    column("DocumentIdentifier", Kind::Text, true, "Address of the article"),
    blocks(
        "Counts",
        Layout::Counts,
        "How many people were killed, wounded, arrested …: type, number, object, the place named last before",
    ),
    blocks("V2Counts", Layout::CountsAt, "The same with the code point of the number"),
    blocks("Themes", Layout::Themes, "Themes of the events, each once"),
    blocks("V2Themes", Layout::ThemesAt, "Themes with the code point of the trigger"),
    blocks("Locations", Layout::Locations, "Type, name, FIPS country, ADM1, latitude, longitude, FeatureID, each once"),
    blocks("V2Locations", Layout::LocationsAt, "The same with ADM2 and the code point of each naming"),
    blocks("Persons", Layout::Names, "People with a name of their own, in lower case, each once"),
    blocks("V2Persons", Layout::NamesAt, "People with the code point of each naming"),
    blocks("Organizations", Layout::Names, "Organisations with a name of their own, in lower case, each once"),
    blocks("V2Organizations", Layout::NamesAt, "Organisations with the code point of each naming"),
    column(
        "V2Tone",
        Kind::Blocks(Layout::Tone),
        true,
        "Tone, positive, negative, polarity, activity, self and group, words; the fifth and sixth are 0",
    ),
    blocks("Dates", Layout::Dates, "Dates that the words of events name: resolution, month, day, year, code point"),
    blocks("GCAM", Layout::Gcam, "Words alone: no other dictionary of GCAM is counted"),
    column("SharingImage", Kind::Address, false, "Address of the main picture"),
    blocks("RelatedImages", Layout::Addresses, "Addresses of the other pictures"),
    blocks("SocialImageEmbeds", Layout::Addresses, "Empty: posts of social media are not read"),
    blocks("SocialVideoEmbeds", Layout::Addresses, "Empty: films of social media are not read"),
    blocks("Quotations", Layout::Quotations, "Direct quotations: code point, length, verb, words"),
    blocks("AllNames", Layout::NamesAt, "All names with the code point of each naming"),
    blocks("Amounts", Layout::Amounts, "Numbers with what they count, and their code points"),
    column("TranslationInfo", Kind::Code(Form::Translation), false, "Empty: no text is translated"),
    blocks("Extras", Layout::Elements, "Links, authors, moment of publication, article's id, title"),
]);
