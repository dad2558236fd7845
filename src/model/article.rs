//! An article as it comes in, with its language and day.

use std::fmt;
use std::str::FromStr;

/// A language by its ISO 639 code, lower case, two or three letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 3]);

impl Lang {
    /// French.
    pub const FR: Lang = Lang(*b"fr\0");
    /// English.
    pub const EN: Lang = Lang(*b"en\0");
    /// Undetermined.
    pub const UND: Lang = Lang(*b"und");

    /// The code, such as `fr`.
    pub fn as_str(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..len]).unwrap_or("und")
    }
}

impl FromStr for Lang {
    type Err = String;

    /// Reads a BCP 47 tag and keeps its language: `fr-FR` is `fr`.
    fn from_str(tag: &str) -> Result<Self, String> {
        let code = tag
            .trim()
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match code.as_bytes() {
            [a, b] if code.bytes().all(|c| c.is_ascii_alphabetic()) => Ok(Lang([*a, *b, 0])),
            [a, b, c] if code.bytes().all(|c| c.is_ascii_alphabetic()) => Ok(Lang([*a, *b, *c])),
            _ => Err(format!("'{tag}' is not a language tag such as fr, en or de-CH")),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// When an article was published: a civil date, or an instant where the input gave a time with an offset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Published {
    /// A day, `2022-09-13`.
    Day(jiff::civil::Date),
    /// A time without an offset, `2022-09-13T08:00:00`.
    Civil(jiff::civil::DateTime),
    /// An instant, `2022-09-13T08:00:00Z`.
    Instant(jiff::Timestamp),
}

impl Published {
    /// The civil day; an instant counts in UTC.
    pub fn day(&self) -> jiff::civil::Date {
        match self {
            Published::Day(day) => *day,
            Published::Civil(time) => time.date(),
            Published::Instant(instant) => instant.to_zoned(jiff::tz::TimeZone::UTC).date(),
        }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Published::Day(day) => day.fmt(f),
            Published::Civil(time) => time.fmt(f),
            Published::Instant(instant) => instant.fmt(f),
        }
    }
}

impl FromStr for Published {
    type Err = String;

    /// Reads ISO 8601 dates and times; a space may stand for the `T`.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Ok(instant) = text.parse::<jiff::Timestamp>() {
            return Ok(Published::Instant(instant));
        }
        if text.len() > 10
            && let Ok(time) = text.parse::<jiff::civil::DateTime>()
        {
            return Ok(Published::Civil(time));
        }
        text.parse::<jiff::civil::Date>()
            .map(Published::Day)
            .map_err(|_| format!("'{text}' is not a date such as 2022-09-13 or 2022-09-13T08:00:00Z"))
    }
}

/// An article as it came in, before anything is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewArticle {
    /// What the article is known by: the given id, else the URL, else the path.
    pub identity: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Name of the source that published it.
    pub source: String,
    /// When it was published.
    pub published: Option<Published>,
    /// Language that the input declares.
    pub lang: Option<Lang>,
    /// Headline.
    pub title: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// The body, as it came.
    pub body: String,
}

impl NewArticle {
    /// The text to which every offset refers: title, blank line, body; the body alone without a title.
    pub fn text(&self) -> String {
        match &self.title {
            Some(title) => format!("{title}\n\n{}", self.body),
            None => self.body.clone(),
        }
    }

    /// Bytes of [`NewArticle::text`] that belong to the title, the blank line included.
    pub fn title_len(&self) -> usize {
        self.title.as_ref().map_or(0, |title| title.len() + 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_reads_days_times_and_instants() {
        assert_eq!("2022-09-13".parse::<Published>().unwrap().to_string(), "2022-09-13");
        assert_eq!(
            "2022-09-13T08:00:00+02:00".parse::<Published>().unwrap().to_string(),
            "2022-09-13T06:00:00Z"
        );
        assert!("mardi".parse::<Published>().is_err());
    }

    #[test]
    fn languages_keep_their_code() {
        assert_eq!("fr-CA".parse::<Lang>().unwrap(), Lang::FR);
        assert_eq!(Lang::UND.as_str(), "und");
        assert!("français".parse::<Lang>().is_err());
    }
}
