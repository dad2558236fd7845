//! The closed vocabularies: what a claim, a speaker, a relation or a verdict can be, each value with one stable name.

use std::fmt;
use std::str::FromStr;

/// Declares an enum whose variants have one stable lower-case name each, used in SQL, JSON, queries and flags.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The stable name.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($text => Ok($name::$variant),)+
                    other => Err(format!("'{other}' is none of: {}", [$($text),+].join(", "))),
                }
            }
        }
    };
}

named! {
    /// How the words of a claim are given.
    Form {
        /// All content stands inside quotation marks.
        Direct = "direct",
        /// No content stands inside quotation marks.
        Indirect = "indirect",
        /// A clause with a quoted part in it.
        Mixed = "mixed",
        /// The article's own assertion: the speaker is the source.
        Narrator = "narrator",
    }
}

named! {
    /// What the speaker does with the words.
    Stance {
        /// States something as true.
        Assert = "assert",
        /// Says that something is not so.
        Deny = "deny",
        /// Holds somebody responsible for a wrong.
        Accuse = "accuse",
        /// Asks for something to be done.
        Demand = "demand",
        /// Commits to doing something.
        Promise = "promise",
        /// Gives an opinion or an estimate.
        Opine = "opine",
    }
}

named! {
    /// How far the article itself commits to what was said.
    Modality {
        /// Reported as said.
        Asserted = "asserted",
        /// Reported in the conditional of hearsay (*aurait tué*) or by an impersonal cue.
        Hearsay = "hearsay",
        /// Said to be possible (*pourrait*).
        Possible = "possible",
        /// A reported question.
        Question = "question",
    }
}

named! {
    /// Whether the main clause of the content is negated.
    Polarity {
        /// No negation.
        Affirmative = "affirmative",
        /// Negated main clause.
        Negative = "negative",
    }
}

named! {
    /// What a speaker is.
    SpeakerKind {
        /// A person, with or without a name.
        Person = "person",
        /// Whoever holds an office: *le procureur*.
        Office = "office",
        /// An institution, company, party, state or capital that speaks.
        Organisation = "organisation",
        /// Several people: *des témoins*.
        Group = "group",
        /// A text: *un communiqué*.
        Document = "document",
        /// Somebody who is not to be known: *une source proche du dossier*.
        Anonymous = "anonymous",
    }
}

named! {
    /// What two claims have to do with each other.
    RelationKind {
        /// They cannot both be true.
        Contradicts = "contradicts",
        /// The first replaces the second.
        Supersedes = "supersedes",
        /// Another voice asserts the same.
        Supports = "supports",
        /// The same text again.
        Repeats = "repeats",
    }
}

named! {
    /// What became of a relation.
    RelationState {
        /// Found by machine; nobody looked at it.
        Suggested = "suggested",
        /// A person says that it holds.
        Confirmed = "confirmed",
        /// A person says which side stands.
        Resolved = "resolved",
        /// A person says that it does not hold.
        Dismissed = "dismissed",
    }
}

named! {
    /// Which side of a contradiction stands, as a person says.
    Resolution {
        /// The first claim stands.
        AStands = "a_stands",
        /// The second claim stands.
        BStands = "b_stands",
        /// Both hold after all, each in its way.
        BothHold = "both_hold",
        /// Neither holds.
        Neither = "neither",
    }
}

named! {
    /// Why a relation does not hold, as a person says.
    Dismissal {
        /// They speak of different times.
        DifferentTime = "different_time",
        /// They speak of different places.
        DifferentPlace = "different_place",
        /// They speak of different people or things.
        DifferentPopulation = "different_population",
        /// One takes in more than the other.
        DifferentScope = "different_scope",
        /// A claim was read wrongly out of its article.
        ExtractionError = "extraction_error",
        /// Both are one statement.
        Duplicate = "duplicate",
    }
}

/// What a person decides about a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It holds.
    Confirm,
    /// It does not hold.
    Dismiss(Dismissal),
    /// It holds, and this is what comes of it.
    Resolve(Resolution),
}

impl Decision {
    /// The state that the relation is in afterwards.
    pub fn state(self) -> RelationState {
        match self {
            Decision::Confirm => RelationState::Confirmed,
            Decision::Dismiss(_) => RelationState::Dismissed,
            Decision::Resolve(_) => RelationState::Resolved,
        }
    }

    /// Which side stands, or why it does not hold; none for a bare confirmation.
    pub fn outcome(self) -> Option<&'static str> {
        match self {
            Decision::Confirm => None,
            Decision::Dismiss(why) => Some(why.as_str()),
            Decision::Resolve(how) => Some(how.as_str()),
        }
    }
}

named! {
    /// What a person finds about a claim.
    Verdict {
        /// It is true.
        Confirmed = "confirmed",
        /// It is false.
        Refuted = "refuted",
        /// It is true in part, or in a way that misleads.
        Misleading = "misleading",
        /// There is no way to find out.
        Unverifiable = "unverifiable",
        /// It is nothing that could be true or false: a wish, an opinion.
        NotCheckable = "not_checkable",
    }
}

named! {
    /// How far people are with a claim; derived, never set by hand.
    Review {
        /// There is no verdict.
        Open = "open",
        /// There is a verdict.
        Decided = "decided",
        /// Something came up against it after the verdict.
        Reopened = "reopened",
    }
}

named! {
    /// What about two claims cannot both be true.
    ConflictType {
        /// Figures for the same thing exclude each other.
        Figure = "figure",
        /// One denies what the other says.
        Denial = "denial",
        /// One negates what the other asserts, or asserts the opposite.
        Polarity = "polarity",
        /// Each says that the other did it.
        Blame = "blame",
        /// The same event at two times.
        Date = "date",
        /// The same event in two places.
        Place = "place",
        /// Two different ones for what only one can be.
        Identity = "identity",
    }
}

named! {
    /// What the machine derives about a claim from its relations; nobody sets it by hand.
    Status {
        /// Nothing else speaks for it or against it.
        Unverified = "unverified",
        /// Two independent origins assert it; that does not make it true.
        Corroborated = "corroborated",
        /// A live contradiction with both sides in force.
        Disputed = "disputed",
        /// A later statement of the same side replaces it.
        Superseded = "superseded",
        /// Its speaker or outlet withdrew it.
        Retracted = "retracted",
    }
}
