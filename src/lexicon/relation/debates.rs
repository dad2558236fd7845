//! Words of debates, out of `<lang>/debates.toml`, and phrases looked for in running text.

use rustc_hash::FxHashMap;

use super::Relations;
use crate::fold::fold;

impl Relations {
    /// True where folded `words` hold one of the phrases of the list `name`, whole words of it; a list that no data names is empty.
    pub fn says(&self, name: &str, words: &str) -> bool {
        let bound = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let holds = |phrase: &String| {
            let mut at = words.match_indices(&**phrase);
            at.any(|(at, found)| {
                bound(words[..at].chars().next_back()) && bound(words[at + found.len()..].chars().next())
            })
        };
        self.lists.get(name).is_some_and(|list| list.iter().any(holds))
    }

    /// The same with the words of debates.
    pub(super) fn with_debates(self, debates: &str) -> Result<Relations, String> {
        let mut all = self;
        let lists: FxHashMap<String, String> = toml::from_str(debates).map_err(|e| e.to_string())?;
        for (name, words) in lists {
            let words = words.split(',').map(|word| fold(word.trim()));
            all.lists.insert(name, words.filter(|word| !word.is_empty()).collect());
        }
        Ok(all)
    }
}
