//! `claims compare`.

use anyhow::{Result, bail};

use super::Outcome;
use super::ui::Ui;
use crate::library::{Pair, Pairs};
use crate::model::Lang;
use crate::relate::{Direction, Explanation};
use crate::view::Comparison;

/// Say what two statements have to do with each other, and why
///
/// Of two statements neither speaker nor day is known: only what the words themselves say counts, and no database is
/// touched. Where no single point tells, several signs are weighed together: about one such finding in five is wrong where
/// half of the pairs contradict, more where few do. It has comparer weighed and a score of 0.6 at most.
/// With --stored the two are claims of the database, and their speakers, days and articles count too. Without a
/// relation every comparison that was made is told, with what kept it from firing. A refused line is named on stderr,
/// the others go on, and the exit status is 5.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  claims compare 'Au moins 49 soldats ont été tués.' 'Douze soldats ont été tués.'
  claims compare --stored 3f9c 81ab
  claims compare --format jsonl - < pairs.jsonl")]
pub struct Args {
    /// Two statements, or - for pairs {\"id\"?, \"a\", \"b\"} from standard input, one a line
    ///
    /// A statement has 16 KiB at most, a line 256 KiB. One of more than 40 clauses, figures or days is compared by its
    /// wording only.
    #[arg(value_name = "STATEMENT", required = true, num_args = 1..=2)]
    statements: Vec<String>,

    /// Compare two claims of the database, given by their ids or beginnings of ids
    #[arg(long)]
    stored: bool,

    /// Language of the statements; without it, what the words look like. There are rules for French only
    #[arg(long, value_name = "LANG", conflicts_with = "stored")]
    lang: Option<Lang>,
}

impl Args {
    /// Runs the command.
    pub fn run(self, ui: &mut Ui) -> Result<Outcome> {
        let mut refused = 0;
        match <[String; 2]>::try_from(self.statements) {
            Ok([a, b]) if self.stored => stored(ui, [&a, &b])?,
            Err(_) if self.stored => bail!("give the ids of two claims; 'claims list' and 'claims search' show them"),
            Ok([a, b]) => bare(ui, &Pair { id: None, a, b }, self.lang, None)?,
            Err(one) if one == ["-"] => {
                let mut number = 0;
                for pair in Pairs::new(std::io::stdin().lock(), "stdin") {
                    match pair {
                        Ok(pair) => {
                            number += 1;
                            bare(ui, &pair, self.lang, Some(number))?;
                        }
                        Err(error) => {
                            refused += 1;
                            ui.error(error);
                        }
                    }
                }
            }
            Err(_) => bail!("give two statements, or - to read pairs from standard input"),
        }
        if !ui.is_table() {
            ui.end_records::<Comparison>()?;
        }
        Ok(if refused > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        })
    }
}

/// Compares two bare statements; `number` is the pair's place among many.
fn bare(ui: &mut Ui, pair: &Pair, lang: Option<Lang>, number: Option<usize>) -> Result<()> {
    show(ui, pair, pair.compare(lang)?, number)
}

/// Compares two claims of the database.
fn stored(ui: &mut Ui, ids: [&str; 2]) -> Result<()> {
    let (claims, explained) = ui.read()?.compare_stored(ids)?;
    let [a, b] = claims.map(|claim| {
        let words: Vec<&str> = claim.content.iter().map(|part| part.span.of(&claim.text)).collect();
        words.join(" … ")
    });
    show(ui, &Pair { id: None, a, b }, explained, None)
}

/// Prints what came of a comparison.
fn show(ui: &mut Ui, pair: &Pair, explained: Explanation, number: Option<usize>) -> Result<()> {
    let record = Comparison::new(pair, &explained);
    if !ui.is_table() {
        return ui.record(&record);
    }
    if let Some(number) = number {
        if number > 1 {
            ui.print("\n")?;
        }
        let id = match &record.id {
            Some(serde_json::Value::String(id)) => id.clone(),
            Some(id) => id.to_string(),
            None => number.to_string(),
        };
        ui.fact("pair", &id)?;
    }
    ui.fact("a", &pair.a)?;
    ui.fact("b", &pair.b)?;
    let Explanation { finding, steps } = explained;
    let Some(finding) = finding else {
        ui.fact("relation", "none")?;
        return steps.iter().try_for_each(|step| ui.fact(step.rule, &step.note));
    };
    let about = finding
        .conflict
        .map_or(String::new(), |conflict| format!(" ({conflict})"));
    let relation = match finding.direction {
        Direction::Forward => format!("a {} b", finding.kind),
        Direction::Backward => format!("b {} a", finding.kind),
        Direction::Both => finding.kind.to_string(),
    };
    ui.fact("relation", &format!("{relation}{about}, score {:.2}", finding.score))?;
    ui.fact("why", &finding.explanation)?;
    ui.fact("compared by", finding.rule)
}
