//! Nouns by what they name, where it tells whether a verb reports: counts, tolls, faults, ways in and out.

use crate::extract::unit::{Unit, VerbCue};
use crate::text::phrase::noun_phrase;

/// True for a noun that names a count, which is always somebody's: *décompte*, *pointage*.
pub(in crate::extract) fn is_count(lemma: &str) -> bool {
    matches!(
        lemma,
        "bilan" | "décompte" | "comptage" | "recensement" | "pointage" | "dénombrement" | "chiffrage" | "estimation"
    )
}

/// *condamne la porte*, *a condamné l'accès*: what is closed off, not blamed.
pub(in crate::extract) fn is_closed_off(unit: &Unit, cue: &VerbCue, from: usize) -> bool {
    cue.verb.head == "condamner"
        && noun_phrase(&unit.words, from).is_some_and(|p| {
            matches!(
                unit.words[p.head].lemma(),
                "porte"
                    | "portail"
                    | "grille"
                    | "accès"
                    | "entrée"
                    | "issue"
                    | "passage"
                    | "fenêtre"
                    | "escalier"
                    | "ascenseur"
                    | "rue"
                    | "route"
                    | "chemin"
                    | "voie"
                    | "pont"
                    | "étage"
                    | "salle"
                    | "cave"
                    | "puits"
                    | "guichet"
            )
        })
}

/// True for a noun that a number fills: *bilan*, *total*.
pub(in crate::extract) fn is_tally_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "bilan" | "chiffre" | "décompte" | "total" | "estimation" | "nombre" | "fourchette" | "comptage" | "compte"
    )
}

/// True for the dead, the wounded, the missing and those held.
pub(in crate::extract) fn is_casualty(lemma: &str) -> bool {
    matches!(
        lemma,
        "mort"
            | "blessé"
            | "tué"
            | "disparu"
            | "victime"
            | "décès"
            | "noyé"
            | "otage"
            | "gréviste"
            | "cas"
            | "interpellé"
            | "intoxiqué"
            | "contaminé"
            | "contamination"
            | "hospitalisé"
            | "sinistré"
            | "rescapé"
    )
}

/// True for what one admits: a fault and its kinds.
pub(in crate::extract) fn is_fault(lemma: &str) -> bool {
    matches!(
        lemma,
        "erreur"
            | "faute"
            | "retard"
            | "faille"
            | "manquement"
            | "dysfonctionnement"
            | "lacune"
            | "tort"
            | "échec"
            | "défaut"
            | "négligence"
            | "responsabilité"
            | "maladresse"
            | "difficulté"
            | "incident"
            | "fuite"
            | "oubli"
            | "imprudence"
            | "insuffisance"
            | "bévue"
            | "raté"
            | "excès"
            | "abus"
            | "irrégularité"
            | "débordement"
            | "avarie"
            | "dépassement"
            | "panne"
            | "bavure"
            | "dérapage"
            | "anomalie"
            | "omission"
            | "malentendu"
            | "fraude"
            | "mensonge"
    )
}

/// True for what somebody owns up to: *les coups*, *l'accrochage*, *le vol*.
pub(in crate::extract) fn is_deed(lemma: &str) -> bool {
    matches!(
        lemma,
        "accident"
            | "accrochage"
            | "agression"
            | "assassinat"
            | "attaque"
            | "attentat"
            | "bombardement"
            | "coup"
            | "crime"
            | "défaite"
            | "délit"
            | "détournement"
            | "dopage"
            | "enlèvement"
            | "fait"
            | "frappe"
            | "incendie"
            | "meurtre"
            | "pillage"
            | "plagiat"
            | "tir"
            | "viol"
            | "violence"
            | "vol"
    )
}
