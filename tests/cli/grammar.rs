//! Reads the grammar of `schema/output.md` and holds values to it.

use std::collections::BTreeMap;

use serde_json::Value;

/// The records by name: their fields with their types.
pub struct Grammar {
    records: BTreeMap<String, Vec<(String, String)>>,
}

impl Grammar {
    /// The grammar in the fenced blocks of a document.
    pub fn parse(document: &str) -> Grammar {
        let mut source = String::new();
        let mut inside = false;
        for line in document.lines() {
            match line.trim() {
                "```grammar" => inside = true,
                "```" => inside = false,
                _ if inside => {
                    source.push_str(line.split('#').next().unwrap_or_default());
                    source.push('\n');
                }
                _ => {}
            }
        }
        let mut records = BTreeMap::new();
        for definition in source.split('}').filter(|definition| !definition.trim().is_empty()) {
            let (name, fields) = definition.split_once("= {").expect("a definition is name = { … }");
            let fields = fields.split(',').map(str::trim).filter(|field| !field.is_empty());
            let fields = fields.map(|field| match field.strip_prefix("...") {
                Some(other) => ("...".to_owned(), other.to_owned()),
                None => {
                    let (name, kind) = field.split_once(':').expect("a field is name: type");
                    (name.trim().to_owned(), kind.trim().to_owned())
                }
            });
            let known = records.insert(name.trim().to_owned(), fields.collect());
            assert!(known.is_none(), "{name} is defined twice");
        }
        Grammar { records }
    }

    /// The fields of a record, those of records taken in among them.
    fn fields(&self, record: &str) -> Vec<(String, String)> {
        let fields = self.records.get(record).unwrap_or_else(|| panic!("no record {record}"));
        let expand = |(name, kind): &(String, String)| match name.as_str() {
            "..." => self.fields(kind),
            _ => vec![(name.clone(), kind.clone())],
        };
        fields.iter().flat_map(expand).collect()
    }

    /// True where a path such as `speaker.name` leads to a field.
    pub fn has(&self, record: &str, path: &str) -> bool {
        let (name, rest) = path
            .split_once('.')
            .map_or((path, None), |(name, rest)| (name, Some(rest)));
        self.fields(record).iter().any(|(field, kind)| {
            let inner = kind.split('|').next().unwrap_or_default().trim();
            field == name && rest.is_none_or(|rest| self.has(inner, rest))
        })
    }

    /// Checks that `value` is a `record`, with every field and no other.
    pub fn check(&self, record: &str, value: &Value) -> Result<(), String> {
        let object = value.as_object().ok_or_else(|| format!("{record}: not an object"))?;
        let fields = self.fields(record);
        if let Some(key) = object.keys().find(|key| fields.iter().all(|(name, _)| name != *key)) {
            return Err(format!("{record}: '{key}' is not documented"));
        }
        for (name, kind) in fields {
            let value = object
                .get(&name)
                .ok_or_else(|| format!("{record}: '{name}' is missing"))?;
            if !kind.split('|').any(|kind| self.is(kind.trim(), value)) {
                return Err(format!("{record}.{name}: {value} is no {kind}"));
            }
        }
        Ok(())
    }

    fn is(&self, kind: &str, value: &Value) -> bool {
        if let Some(element) = kind.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')) {
            return value
                .as_array()
                .is_some_and(|list| list.iter().all(|value| self.is(element, value)));
        }
        if let Some(text) = kind.strip_prefix('"').and_then(|kind| kind.strip_suffix('"')) {
            return value == text;
        }
        match kind {
            "null" => value.is_null(),
            "string" => value.is_string(),
            "int" => value.is_u64(),
            "float" => value.is_number(),
            "bool" => value.is_boolean(),
            "json" => true,
            "time" => value
                .as_str()
                .is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
            "date" => value
                .as_str()
                .is_some_and(|text| text.parse::<claims_db::model::Published>().is_ok()),
            record => self.check(record, value).is_ok(),
        }
    }
}
