//! Claims of two events have nothing to do with each other: how many of them the program links all the same.

use std::collections::BTreeMap;

use claims_db::relate::compare;
use rayon::prelude::*;

use crate::gold::Event;

/// Prints how many claims of two events are linked, by what the program calls it, and which. Quadratic in the number of claims.
pub fn tell(events: &[Event]) {
    let pairs: Vec<(&Event, &Event)> = events
        .iter()
        .enumerate()
        .flat_map(|(at, event)| events[at + 1..].iter().map(move |other| (event, other)))
        .collect();
    let linked: Vec<(String, String)> = pairs
        .par_iter()
        .flat_map_iter(|(event, other)| {
            event
                .claims
                .iter()
                .flat_map(|a| other.claims.iter().map(move |b| (a, b)))
        })
        .filter_map(|(a, b)| {
            let found = compare(&a.facts, &b.facts)?;
            let told = format!("{:?} / {:?}: {}", a.facts.article, b.facts.article, found.explanation);
            Some((found.kind.to_string(), told))
        })
        .collect();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, told) in &linked {
        *kinds.entry(kind).or_default() += 1;
        println!("linked, of two events: {told}");
    }
    println!("Claims of two events that are linked: {} {kinds:?}\n", linked.len());
}
