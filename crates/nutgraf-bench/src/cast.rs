//! Who appears in a story, and where and when it is set.

use chrono::{Datelike, Days, NaiveDate};
use fastrand::Rng;

/// A state with its adjective, its capital and another of its cities.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) name: &'static str,
    pub(crate) adjective: &'static str,
    pub(crate) capital: &'static str,
    pub(crate) city: &'static str,
}

impl State {
    const fn new(name: &'static str, adjective: &'static str, capital: &'static str, city: &'static str) -> State {
        State { name, adjective, capital, city }
    }
}

/// Who appears in one story, where and when.
#[derive(Debug)]
pub(crate) struct Cast {
    a: &'static State,
    b: &'static State,
    /// Where the story is set.
    pub(crate) city: &'static str,
    person: String,
    other: String,
    /// Day of publication.
    pub(crate) published: NaiveDate,
    /// Day of the story.
    day: NaiveDate,
}

impl Cast {
    pub(crate) fn draw(rng: &mut Rng) -> Cast {
        let a = rng.usize(..STATES.len());
        let b = (a + rng.usize(1..STATES.len())) % STATES.len();
        let (a, b) = (&STATES[a], &STATES[b]);
        let city = [a.capital, a.city, b.capital, b.city][rng.usize(..4)];
        let first = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day");
        let published = first + Days::new(rng.u64(3..3650));
        let day = published - Days::new(rng.u64(..3));
        Cast { a, b, city, person: name(rng), other: name(rng), published, day }
    }

    /// What a name in a template stands for, where it is that of the cast.
    pub(crate) fn part(&self, name: &str) -> Option<&str> {
        Some(match name {
            "A" => self.a.name,
            "a" => self.a.adjective,
            "A.capital" => self.a.capital,
            "A.city" => self.a.city,
            "B" => self.b.name,
            "b" => self.b.adjective,
            "B.capital" => self.b.capital,
            "B.city" => self.b.city,
            "city" => self.city,
            "person" => &self.person,
            "other" => &self.other,
            "day" => DAYS[self.day.weekday().num_days_from_monday() as usize],
            _ => return None,
        })
    }
}

/// A name that nobody in public life bears.
pub(crate) fn name(rng: &mut Rng) -> String {
    format!("{} {}", GIVEN[rng.usize(..GIVEN.len())], FAMILY[rng.usize(..FAMILY.len())])
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const GIVEN: &[&str] = &[
    "Alma", "Boris", "Celia", "Dario", "Edda", "Faris", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Lars", "Maud",
    "Nils", "Olga", "Pavel", "Rosa", "Samir", "Tessa", "Viktor",
];
const FAMILY: &[&str] = &[
    "Abarov", "Brandel", "Castell", "Dumont", "Ebner", "Fonseca", "Galloway", "Hartmann", "Ivanic", "Jorgens",
    "Kassim", "Lindholm", "Moretti", "Nakata", "Osmani", "Petrides", "Quint", "Rahal", "Stavros", "Tolnay",
];
/// The states that stories are about.
pub(crate) const STATES: &[State] = &[
    State::new("Albania", "Albanian", "Tirana", "Durres"),
    State::new("Algeria", "Algerian", "Algiers", "Oran"),
    State::new("Argentina", "Argentine", "Buenos Aires", "Rosario"),
    State::new("Armenia", "Armenian", "Yerevan", "Gyumri"),
    State::new("Austria", "Austrian", "Vienna", "Graz"),
    State::new("Bolivia", "Bolivian", "La Paz", "Cochabamba"),
    State::new("Brazil", "Brazilian", "Brasilia", "Recife"),
    State::new("Bulgaria", "Bulgarian", "Sofia", "Plovdiv"),
    State::new("Cambodia", "Cambodian", "Phnom Penh", "Battambang"),
    State::new("Chile", "Chilean", "Santiago", "Valparaiso"),
    State::new("Colombia", "Colombian", "Bogota", "Medellin"),
    State::new("Cuba", "Cuban", "Havana", "Camaguey"),
    State::new("Denmark", "Danish", "Copenhagen", "Aarhus"),
    State::new("Ecuador", "Ecuadorian", "Quito", "Guayaquil"),
    State::new("Egypt", "Egyptian", "Cairo", "Port Said"),
    State::new("Ethiopia", "Ethiopian", "Addis Ababa", "Dire Dawa"),
    State::new("Finland", "Finnish", "Helsinki", "Tampere"),
    State::new("Ghana", "Ghanaian", "Accra", "Kumasi"),
    State::new("Greece", "Greek", "Athens", "Patras"),
    State::new("Hungary", "Hungarian", "Budapest", "Szeged"),
    State::new("India", "Indian", "New Delhi", "Nagpur"),
    State::new("Indonesia", "Indonesian", "Jakarta", "Medan"),
    State::new("Iran", "Iranian", "Tehran", "Isfahan"),
    State::new("Iraq", "Iraqi", "Baghdad", "Basra"),
    State::new("Israel", "Israeli", "Jerusalem", "Haifa"),
    State::new("Japan", "Japanese", "Tokyo", "Sendai"),
    State::new("Jordan", "Jordanian", "Amman", "Irbid"),
    State::new("Kenya", "Kenyan", "Nairobi", "Mombasa"),
    State::new("Lebanon", "Lebanese", "Beirut", "Tripoli"),
    State::new("Malaysia", "Malaysian", "Kuala Lumpur", "Ipoh"),
    State::new("Mexico", "Mexican", "Mexico City", "Monterrey"),
    State::new("Morocco", "Moroccan", "Rabat", "Fez"),
    State::new("Nepal", "Nepalese", "Kathmandu", "Pokhara"),
    State::new("Nigeria", "Nigerian", "Abuja", "Kano"),
    State::new("Norway", "Norwegian", "Oslo", "Bergen"),
    State::new("Pakistan", "Pakistani", "Islamabad", "Multan"),
    State::new("Peru", "Peruvian", "Lima", "Arequipa"),
    State::new("Poland", "Polish", "Warsaw", "Poznan"),
    State::new("Portugal", "Portuguese", "Lisbon", "Porto"),
    State::new("Romania", "Romanian", "Bucharest", "Iasi"),
    State::new("Senegal", "Senegalese", "Dakar", "Thies"),
    State::new("Serbia", "Serbian", "Belgrade", "Novi Sad"),
    State::new("Spain", "Spanish", "Madrid", "Seville"),
    State::new("Sudan", "Sudanese", "Khartoum", "Kassala"),
    State::new("Sweden", "Swedish", "Stockholm", "Uppsala"),
    State::new("Syria", "Syrian", "Damascus", "Homs"),
    State::new("Tanzania", "Tanzanian", "Dodoma", "Arusha"),
    State::new("Thailand", "Thai", "Bangkok", "Chiang Mai"),
    State::new("Tunisia", "Tunisian", "Tunis", "Sfax"),
    State::new("Turkey", "Turkish", "Ankara", "Izmir"),
    State::new("Uganda", "Ugandan", "Kampala", "Gulu"),
    State::new("Ukraine", "Ukrainian", "Kyiv", "Lviv"),
    State::new("Uruguay", "Uruguayan", "Montevideo", "Salto"),
    State::new("Venezuela", "Venezuelan", "Caracas", "Maracaibo"),
    State::new("Vietnam", "Vietnamese", "Hanoi", "Hue"),
    State::new("Yemen", "Yemeni", "Sanaa", "Aden"),
    State::new("Zambia", "Zambian", "Lusaka", "Ndola"),
];
