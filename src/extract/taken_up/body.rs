//! The nouns by which bodies are taken up, and the names that tell of what kind a body is: *la compagnie*, *le syndicat*.

use crate::extract::entity::Entity;

/// True for the state's own: *la police* is no *organisation*.
pub(in crate::extract) fn is_authority(entity: &Entity) -> bool {
    entity.name.words.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "police"
                | "gendarmerie"
                | "mairie"
                | "prefecture"
                | "ministere"
                | "gouvernement"
                | "etat"
                | "tribunal"
                | "parquet"
        )
    })
}

/// True for nouns that take up a newspaper or a station.
pub(in crate::extract) fn is_press(noun: Option<&str>) -> bool {
    matches!(noun, Some("quotidien" | "journal" | "hebdomadaire" | "magazine"))
}

/// Nouns that take up a body that trades.
const COMPANIES: &[&str] = &[
    "entreprise",
    "société",
    "compagnie",
    "firme",
    "groupe",
    "laboratoire",
    "opérateur",
    "exploitant",
    "constructeur",
    "fabricant",
    "avionneur",
    "motoriste",
    "équipementier",
    "énergéticien",
    "sidérurgiste",
    "voyagiste",
    "croisiériste",
    "transporteur",
    "armateur",
    "club",
    "enseigne",
    "chaîne",
    "concessionnaire",
];

/// True for the nouns that take up a body that trades.
pub(in crate::extract) fn is_company(noun: Option<&String>) -> bool {
    noun.is_some_and(|noun| COMPANIES.contains(&noun.as_str()) || noun == "industriel")
}

/// True for a noun that is a firm's where nobody with a first name bears it: *l'exploitant*.
pub(in crate::extract) fn is_trader(noun: &str) -> bool {
    matches!(
        noun,
        "exploitant"
            | "constructeur"
            | "fabricant"
            | "transporteur"
            | "armateur"
            | "opérateur"
            | "gestionnaire"
            | "concessionnaire"
            | "fournisseur"
            | "distributeur"
            | "promoteur"
            | "aménageur"
            | "bailleur"
            | "assureur"
            | "prestataire"
    )
}

/// True for a union by its name: *CGT*, *Fédération des cheminots*.
pub(in crate::extract) fn is_union(entity: &Entity) -> bool {
    entity.name.words.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "cgt"
                | "cfdt"
                | "cftc"
                | "cfe-cgc"
                | "fo"
                | "fsu"
                | "unsa"
                | "sud"
                | "snes"
                | "fnsea"
                | "solidaires"
                | "union"
                | "federation"
                | "confederation"
        )
    })
}

/// True for a party by its name: *RN*, *Rassemblement national*.
pub(in crate::extract) fn is_party(entity: &Entity) -> bool {
    entity.name.words.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "rn" | "ps"
                | "lr"
                | "lfi"
                | "pcf"
                | "eelv"
                | "modem"
                | "udi"
                | "rassemblement"
                | "republicains"
                | "ecologistes"
                | "alliance"
                | "mouvement"
                | "union"
                | "front"
        )
    })
}

/// True for two nouns that name bodies of different trades: what is a laboratory is no shop.
pub(in crate::extract) fn is_other_trade(noun: Option<&String>, other: Option<&String>) -> bool {
    let trade = |noun: &String| match noun.as_str() {
        "entreprise" | "société" | "compagnie" | "firme" | "groupe" | "opérateur" | "exploitant" => Some("company"),
        "laboratoire" | "fabricant" | "constructeur" | "avionneur" | "motoriste" | "équipementier" | "sidérurgiste" => {
            Some("maker")
        }
        "transporteur" | "armateur" | "voyagiste" | "croisiériste" => Some("carrier"),
        "enseigne" | "chaîne" => Some("shop"),
        "club" => Some("club"),
        "association" => Some("association"),
        "agence" => Some("agency"),
        "quotidien" | "journal" | "hebdomadaire" | "magazine" | "média" | "radio" => Some("press"),
        _ => None,
    };
    match (noun.and_then(trade), other.and_then(trade)) {
        (Some("company"), Some(b)) | (Some(b), Some("company")) => {
            matches!(b, "association" | "agency" | "press" | "club")
        }
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

/// True for a body whose name says that it does not trade: *Fédération des cheminots*.
pub(in crate::extract) fn is_public(entity: &Entity) -> bool {
    entity.name.words.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "federation"
                | "confederation"
                | "syndicat"
                | "union"
                | "association"
                | "collectif"
                | "ministere"
                | "commission"
                | "comite"
                | "conseil"
                | "prefecture"
                | "parti"
                | "tribunal"
                | "parquet"
                | "assemblee"
                | "senat"
                | "direction"
                | "institut"
                | "agence"
                | "police"
                | "mairie"
                | "ligue"
                | "ong"
                | "greenpeace"
                | "amnesty"
                | "oxfam"
                | "wwf"
                | "msf"
                | "attac"
                | "cimade"
                | "gouvernement"
                | "etat"
        )
    })
}

/// True for no noun at all and for the nouns that take up any body.
pub(in crate::extract) fn generic_body(noun: Option<&String>) -> bool {
    noun.is_none_or(|noun| {
        COMPANIES.contains(&noun.as_str())
            || matches!(
                noun.as_str(),
                "institution"
                    | "juridiction"
                    | "instance"
                    | "organe"
                    | "organisation"
                    | "organisme"
                    | "association"
                    | "structure"
                    | "établissement"
                    | "ong"
                    | "coopérative"
                    | "gestionnaire"
                    | "bailleur"
                    | "promoteur"
                    | "assureur"
                    | "distributeur"
                    | "fournisseur"
                    | "prestataire"
                    | "éditeur"
                    | "producteur"
                    | "company"
                    | "firm"
                    | "agency"
                    | "organization"
                    | "group"
                    | "union"
                    | "body"
                    | "operator"
            )
    })
}
