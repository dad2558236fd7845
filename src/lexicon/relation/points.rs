//! Words of the single points on which two claims may exclude each other, out of `<lang>/points.toml`.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::Relations;
use crate::fold::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointsFile {
    exclusive: String,
    lists: FxHashMap<String, String>,
}

impl Relations {
    /// The kind of things that exclude one another that a folded word is of, and which of them: *salmonelle* is one germ.
    pub fn member(&self, word: &str) -> Option<(u16, u16)> {
        self.members.get(word).copied()
    }

    /// Names of the lists that begin with `kind` and hold `word`, without it: `"fire"` of `"event fire"`.
    pub fn listings(&'static self, kind: &str, word: &str) -> impl Iterator<Item = &'static str> {
        let names = self.points.get(word).into_iter().flatten();
        names.filter_map(move |name| name.strip_prefix(kind)?.strip_prefix(' '))
    }

    /// The same with the points on which two claims may exclude each other.
    pub(super) fn with_points(self, points: &str) -> Result<Relations, String> {
        let mut all = self;
        let file: PointsFile = toml::from_str(points).map_err(|e| e.to_string())?;
        let lines = file.exclusive.lines().filter(|line| !line.trim().is_empty());
        for (kind, line) in (0..).zip(lines) {
            for (member, names) in (0..).zip(line.split_whitespace()) {
                all.members
                    .extend(names.split('=').map(|name| (fold(name), (kind, member))));
            }
        }
        for (name, words) in file.lists {
            let words = words.split(',').map(|word| fold(word.trim()));
            let words: FxHashSet<String> = words.filter(|word| !word.is_empty()).collect();
            if name.contains(' ') {
                for word in &words {
                    all.points.entry(word.clone()).or_default().push(name.clone());
                }
            }
            all.lists.insert(name, words);
        }
        all.points.values_mut().for_each(|names| names.sort_unstable());
        Ok(all)
    }
}
