//! Synthetic French news, the same from the same seed: invented places, people and outlets; events whose tolls grow over days, voices that
//! contradict, deny and revise, wire copy that others reprint.

use claims_db::model::{Lang, NewArticle};

/// Articles that appear in a day.
const PER_DAY: u64 = 200;
/// Events that are in the news at a time.
const EVENTS: usize = 60;
/// One article of so many is another outlet's, printed again.
const REPRINT: u64 = 5;
/// Articles that may still be reprinted.
const RECENT: usize = 300;

const PEOPLE: u64 = 4000;
const PLACES: u64 = 900;
const OUTLETS: u64 = 80;

/// SplitMix64: small, quick, the same everywhere.
pub struct Dice(u64);

impl Dice {
    /// The throws of a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// Any number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }
}

/// A name of two or three syllables out of a number.
fn name(number: u64) -> String {
    const HEADS: [&str; 20] = [
        "Bar", "Cor", "Dal", "Fen", "Gar", "Hol", "Jor", "Kel", "Lan", "Mer", "Nor", "Ost", "Pel", "Ras", "Sol", "Tar",
        "Ul", "Ver", "Wal", "Zor",
    ];
    const MIDDLES: [&str; 15] = [
        "a", "e", "i", "o", "an", "en", "ir", "ol", "ur", "es", "at", "ov", "el", "im", "ad",
    ];
    const TAILS: [&str; 16] = [
        "vik", "mont", "deau", "lin", "quet", "rac", "sen", "toff", "vane", "zic", "bert", "dour", "gnan", "ker",
        "mel", "nov",
    ];
    let (head, rest) = (number % 20, number / 20);
    let (middle, tail) = (rest % 15, rest / 15 % 16);
    let again = rest / 15 / 16;
    let more = if again > 0 { MIDDLES[(again % 15) as usize] } else { "" };
    format!(
        "{}{}{more}{}",
        HEADS[head as usize], MIDDLES[middle as usize], TAILS[tail as usize]
    )
}

fn person(number: u64) -> String {
    const FIRST: [&str; 24] = [
        "Anna", "Bruno", "Claire", "David", "Elena", "Fabien", "Gilles", "Hélène", "Igor", "Julie", "Karim", "Laure",
        "Marc", "Nadia", "Olivier", "Paul", "Rachid", "Sophie", "Thomas", "Ursula", "Victor", "Xavier", "Yves", "Zoé",
    ];
    format!("{} {}", FIRST[(number % 24) as usize], name(number / 3 + 1000))
}

/// Something that happens, and what is known of it.
struct Event {
    place: String,
    other: String,
    /// Verb and what it hits, as somebody is accused of it.
    act: (&'static str, &'static str, &'static str),
    people: &'static str,
    killed: u64,
    wounded: u64,
    voices: [u64; 6],
    days_left: u64,
}

const ACTS: [(&str, &str, &str); 12] = [
    ("bombardé", "le dépôt de carburant", "le bombardement"),
    ("attaqué", "le poste de douane", "l'attaque"),
    ("incendié", "la scierie", "l'incendie"),
    ("saboté", "la ligne électrique", "le sabotage"),
    ("occupé", "la mairie", "l'occupation"),
    ("bloqué", "le pont du chemin de fer", "le blocage"),
    ("pollué", "la réserve d'eau", "la pollution"),
    ("détruit", "l'école du village", "la destruction"),
    ("pillé", "l'entrepôt de grain", "le pillage"),
    ("fermé", "la raffinerie", "la fermeture"),
    ("miné", "la route de la vallée", "le minage"),
    ("évacué", "l'hôpital", "l'évacuation"),
];
const PEOPLE_HIT: [&str; 10] = [
    "soldats",
    "habitants",
    "ouvriers",
    "pompiers",
    "policiers",
    "mineurs",
    "manifestants",
    "passagers",
    "réfugiés",
    "paysans",
];
const OFFICES: [&str; 8] = [
    "le maire",
    "le préfet",
    "la ministre de l'Intérieur",
    "le porte-parole de l'armée",
    "la directrice du syndicat des transports",
    "le procureur",
    "le chef des secours",
    "la présidente de la région",
];
const ASIDES: [&str; 16] = [
    "La pluie tombait depuis deux jours sur les collines.",
    "Les commerces de la rue principale sont restés fermés jusqu'au soir.",
    "Une cellule de soutien a été ouverte dans le gymnase municipal.",
    "Les trains de marchandises ont été détournés vers le nord.",
    "Plusieurs routes secondaires étaient encore coupées au petit matin.",
    "Le conseil municipal doit se réunir en fin de semaine.",
    "Des renforts sont arrivés par la vallée voisine pendant la nuit.",
    "Les cloches de l'église ont sonné à midi.",
    "Un marché aux bestiaux devait se tenir sur la place le lendemain.",
    "Les écoles ont rouvert leurs portes sans incident.",
    "La compagnie d'électricité a rétabli le courant dans la plupart des quartiers.",
    "Le fleuve avait déjà débordé au printemps.",
    "Des volontaires distribuaient du thé et des couvertures.",
    "Les assureurs ont envoyé leurs premiers experts.",
    "La fanfare a annulé son concert.",
    "Les pêcheurs n'ont pas pris la mer.",
];

impl Event {
    fn new(dice: &mut Dice) -> Event {
        Event {
            place: name(dice.below(PLACES)),
            other: name(dice.below(PLACES)),
            act: *dice.pick(&ACTS),
            people: dice.pick::<&str>(&PEOPLE_HIT),
            killed: 2 + dice.below(40),
            wounded: 5 + dice.below(120),
            voices: std::array::from_fn(|_| dice.below(PEOPLE)),
            days_left: 4 + dice.below(24),
        }
    }

    /// A day later: tolls grow, some events end.
    fn age(&mut self, dice: &mut Dice) -> bool {
        self.killed += dice.below(5);
        self.wounded += dice.below(12);
        self.days_left = self.days_left.saturating_sub(1);
        self.days_left > 0
    }

    fn sentence(&self, dice: &mut Dice) -> String {
        let voice = person(self.voices[dice.below(6) as usize]);
        let office = dice.pick(&OFFICES);
        let (place, other, people) = (&self.place, &self.other, self.people);
        let (verb, thing, noun) = self.act;
        // One voice of five tells another toll.
        let off = if dice.below(5) == 0 { 7 + dice.below(30) } else { 0 };
        let (killed, wounded) = (self.killed + off, self.wounded + off);
        match dice.below(16) {
            0 => format!("{voice} affirme que {killed} {people} ont été tués à {place}."),
            1 => {
                format!("Selon {voice}, au moins {killed} {people} sont morts à {place} et {wounded} ont été blessés.")
            }
            2 => format!("« {noun} de {place} a fait {killed} morts », a déclaré {voice}, {office} de {other}."),
            3 => format!("{voice} accuse l'armée de {other} d'avoir {verb} {thing} de {place}."),
            4 => format!("{voice} dément que ses hommes aient {verb} {thing} de {place}."),
            5 => format!("« Nous n'avons pas {verb} {thing} », a répondu {voice}, {office} de {other}."),
            6 => format!("D'après {voice}, {wounded} {people} ont été blessés dans {noun} de {place}."),
            7 => format!("{voice} assure que la trêve tient à {place}."),
            8 => format!("{voice} a annoncé que les combats continuaient à {place}."),
            9 => format!(
                "Les réparations coûteront {} millions d'euros, a estimé {voice}, {office} de {place}.",
                3 + self.wounded % 40
            ),
            10 => format!("« Les habitants de {place} ne quitteront pas leurs maisons », a promis {voice}."),
            11 => format!("{voice} réclame une enquête sur {noun} de {place}."),
            12 => format!(
                "Le maire de {place} a indiqué que {thing} resterait inaccessible pendant {} jours.",
                2 + dice.below(9)
            ),
            13 => format!("{voice} soutient que {other} a {verb} {thing} de {place} mardi."),
            14 => format!("{} personnes ont été évacuées de {place}, selon {voice}.", wounded * 10),
            _ => (*dice.pick(&ASIDES)).to_owned(),
        }
    }
}

/// Articles without end, a day's after another's.
pub struct Corpus {
    dice: Dice,
    events: Vec<Event>,
    recent: Vec<NewArticle>,
    made: u64,
}

impl Corpus {
    /// The articles of a seed.
    pub fn new(seed: u64) -> Corpus {
        let mut dice = Dice::new(seed);
        let events = (0..EVENTS).map(|_| Event::new(&mut dice)).collect();
        Corpus {
            dice,
            events,
            recent: Vec::new(),
            made: 0,
        }
    }

    fn written(&mut self) -> (String, String) {
        let at = self.dice.below(EVENTS as u64) as usize;
        let (event, dice) = (&self.events[at], &mut self.dice);
        let title = format!(
            "{} : ce que l'on sait après {} de {}",
            event.place, event.act.2, event.people
        );
        let paragraphs: Vec<String> = (0..3)
            .map(|_| {
                (0..2 + dice.below(3))
                    .map(|_| event.sentence(dice))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        (title, paragraphs.join("\n\n"))
    }

    /// An earlier article as another outlet prints it: a line less, a line more, another title.
    fn reprinted(&mut self) -> (String, String) {
        let of = self.dice.pick(&self.recent).clone();
        let mut paragraphs: Vec<&str> = of.body.split("\n\n").collect();
        let aside = *self.dice.pick(&ASIDES);
        match self.dice.below(4) {
            0 => paragraphs.push(aside),
            1 => paragraphs.insert(0, aside),
            _ => {}
        }
        (
            format!("À lire : {}", of.title.unwrap_or_default()),
            paragraphs.join("\n\n"),
        )
    }
}

impl Iterator for Corpus {
    type Item = NewArticle;

    fn next(&mut self) -> Option<NewArticle> {
        if self.made % PER_DAY == PER_DAY - 1 {
            for i in 0..self.events.len() {
                if !self.events[i].age(&mut self.dice) {
                    self.events[i] = Event::new(&mut self.dice);
                }
            }
        }
        let again = !self.recent.is_empty() && self.dice.below(REPRINT) == 0;
        let (title, body) = if again { self.reprinted() } else { self.written() };
        let day = jiff::civil::date(2021, 1, 1) + jiff::Span::new().days((self.made / PER_DAY) as i64);
        let article = NewArticle {
            identity: format!("{}", self.made),
            url: None,
            source: format!("Journal de {}", name(self.dice.below(OUTLETS) * 7 + 3)),
            published: day.to_string().parse().ok(),
            lang: Some(Lang::FR),
            title: Some(title),
            author: None,
            body,
        };
        self.made += 1;
        if self.recent.len() == RECENT {
            let at = self.dice.below(RECENT as u64) as usize;
            self.recent.swap_remove(at);
        }
        self.recent.push(article.clone());
        Some(article)
    }
}
