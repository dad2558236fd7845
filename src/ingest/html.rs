//! HTML pages: the article's text out of all that stands around it.

use dom_smoothie::Readability;
use rustc_hash::FxHashMap;

use super::{filled, one_line};
use crate::model::{NewArticle, Published};

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Elements whose text nobody reads.
const SILENT: &[&str] = &[
    "audio", "button", "canvas", "head", "iframe", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
];

/// Most start tags that a page may have; beyond that it is data, not an article.
const MAX_ELEMENTS: usize = 200_000;

/// Deepest nesting that a page may have: the time that its reading takes grows with the third power of it.
const MAX_DEPTH: usize = 200;

/// Elements that hold nothing or that the next one of their kind ends.
const FLAT: &[&[u8]] = &[
    b"area", b"base", b"br", b"col", b"dd", b"dt", b"embed", b"hr", b"img", b"input", b"li", b"link", b"meta",
    b"option", b"p", b"param", b"rp", b"rt", b"source", b"tbody", b"td", b"tfoot", b"th", b"thead", b"tr", b"track",
    b"wbr",
];

/// What is said of a page without an article.
const NOTHING: &str = "no article found in this page; save its text alone and index that with --input text";

/// True where a text begins like a page.
pub fn looks_like(text: &str) -> bool {
    let head: String = text
        .trim_start()
        .chars()
        .take(1024)
        .collect::<String>()
        .to_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| head.starts_with(tag));
    begins || ((head.starts_with("<?xml") || head.starts_with("<!--")) && head.contains("<html"))
}

/// An article out of a page: its text in paragraphs with a blank line between, and what the page says about itself.
/// The source is empty where the page names no site. Fails where no text can be got.
pub fn article(page: &str) -> Result<NewArticle, String> {
    tame(page.as_bytes())?;
    let mut reader = Readability::new(page, None, None).map_err(|_| NOTHING)?;
    let url = ["link[rel=canonical]", "meta[property='og:url']"]
        .iter()
        .zip(["href", "content"])
        .find_map(|(selector, attribute)| address(&reader.doc.select(selector).attr(attribute)?));
    let dated = [
        "time[datetime][itemprop=datePublished]",
        "time[datetime][pubdate]",
        "article time[datetime]",
    ]
    .iter()
    .find_map(|selector| date(&reader.doc.select(selector).attr("datetime")?));
    let found = reader.parse().map_err(|_| NOTHING)?;
    let title = filled(Some(&one_line(&found.title)));
    let root = reader.doc.select("#readability-page-1");
    let mut writer = Writer::default();
    let mut steps: Vec<_> = root.nodes().iter().cloned().map(Step::Open).collect();
    while let Some(step) = steps.pop() {
        match step {
            Step::Open(node) if node.is_text() => writer.text(&node.text()),
            Step::Open(node) => {
                let name = node.node_name().unwrap_or_default();
                let name: &str = &name;
                if SILENT.contains(&name) {
                    continue;
                }
                match name {
                    "br" => writer.owe(Gap::Line),
                    "td" | "th" => writer.owe(Gap::Space),
                    _ if BLOCKS.contains(&name) => {
                        writer.owe(Gap::Paragraph);
                        steps.push(Step::Close);
                    }
                    _ => {}
                }
                steps.extend(node.children_it(true).map(Step::Open));
            }
            Step::Close => writer.owe(Gap::Paragraph),
        }
    }
    let body = without_title(&writer.out, title.as_deref()).to_owned();
    if body.trim().is_empty() {
        return Err(NOTHING.to_owned());
    }
    Ok(NewArticle {
        identity: String::new(),
        url: url.or_else(|| address(found.url.as_deref()?)),
        source: filled(found.site_name.as_deref()).unwrap_or_default(),
        published: found.published_time.as_deref().and_then(date).or(dated),
        lang: found.lang.and_then(|lang| lang.parse().ok()),
        title,
        author: filled(found.byline.map(|byline| one_line(&byline)).as_deref()),
        body,
    })
}

/// Refuses, in one pass over its bytes, a page whose parsing would not end in reasonable time.
fn tame(page: &[u8]) -> Result<(), String> {
    let mut open: FxHashMap<Vec<u8>, usize> = FxHashMap::default();
    let (mut depth, mut elements) = (0usize, 0usize);
    let mut rest = page;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix(b"!--") {
            rest = after(comment, b"-->");
            continue;
        }
        let closing = rest.starts_with(b"/");
        rest = &rest[usize::from(closing)..];
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<');
        let len = rest.iter().position(end).unwrap_or(rest.len());
        let name = rest[..len].to_ascii_lowercase();
        rest = &rest[len..];
        elements += usize::from(!closing);
        if elements > MAX_ELEMENTS {
            return Err(format!(
                "a page of more than {MAX_ELEMENTS} elements; save its text alone and index that"
            ));
        }
        if !closing && (name == b"script" || name == b"style") {
            rest = after(rest, &[b"</", name.as_slice()].concat());
        } else if closing {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else if !FLAT.contains(&name.as_slice()) {
            *open.entry(name).or_default() += 1;
            depth += 1;
        }
        if depth > MAX_DEPTH {
            return Err(format!(
                "a page that nests more than {MAX_DEPTH} elements; save its text alone and index that"
            ));
        }
    }
    Ok(())
}

/// What follows the first `mark`, whatever its case; nothing where there is none.
fn after<'b>(bytes: &'b [u8], mark: &[u8]) -> &'b [u8] {
    let found = bytes
        .windows(mark.len())
        .position(|window| window.eq_ignore_ascii_case(mark));
    found.map_or(&[], |at| &bytes[at + mark.len()..])
}

/// One step of the way through the tree; an own stack, since pages may nest deeper than the program's goes.
enum Step<N> {
    /// Enter a node.
    Open(N),
    /// Leave a block.
    Close,
}

/// What stands between two pieces of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// Lays out text as a browser does: runs of plain white space are one space, non-breaking spaces stay.
#[derive(Default)]
struct Writer {
    out: String,
    owed: Gap,
}

impl Writer {
    /// Asks for at least this gap before the next word.
    fn owe(&mut self, gap: Gap) {
        self.owed = self.owed.max(gap);
    }

    fn text(&mut self, text: &str) {
        for (i, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if i > 0 {
                self.owe(Gap::Space);
            }
            if word.is_empty() {
                continue;
            }
            if !self.out.is_empty() {
                self.out.push_str(match self.owed {
                    Gap::None => "",
                    Gap::Space => " ",
                    Gap::Line => "\n",
                    Gap::Paragraph => "\n\n",
                });
            }
            self.owed = Gap::None;
            self.out.push_str(word);
        }
    }
}

/// The text without a first paragraph that only repeats the title.
fn without_title<'t>(text: &'t str, title: Option<&str>) -> &'t str {
    match text.split_once("\n\n") {
        Some((first, rest)) if title.is_some_and(|title| same_words(first, title)) => rest,
        _ => text,
    }
}

fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// An absolute web address of one page; the front page of a site names no article.
fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let known = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    (known && !path.trim_matches('/').is_empty()).then(|| url.to_owned())
}

/// A date as pages write it: ISO 8601, if need be only its day, or as in mail.
fn date(text: &str) -> Option<Published> {
    let text = text.trim();
    let iso = text.parse().ok().or_else(|| text.get(..10)?.parse().ok());
    iso.or_else(|| {
        let mail = jiff::fmt::rfc2822::parse(text).ok()?;
        Some(Published::Instant(mail.timestamp()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html>
<html lang="fr-FR"><head><meta charset="utf-8"><title>La digue a tenu | Le Phare</title>
<link rel="canonical" href="https://www.phare.example/2024/digue">
<meta property="og:title" content="La digue a tenu"><meta property="og:site_name" content="Le Phare">
<meta name="author" content="Anne Lebris"><meta property="article:published_time" content="2024-02-03T18:30:00+0100">
<script>var claims = "pas du texte";</script><style>p { color: red }</style></head>
<body><nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>
<article><h1>La digue a tenu</h1>
<p>« La digue a tenu&nbsp;», a assur&eacute; <b>la maire</b>, Odile Kerbrat, venue sur place
   avec les pompiers dimanche matin, au plus fort de la temp&ecirc;te.</p>
<p>Selon les pompiers, 1&#x202f;200&nbsp;habitants ont &eacute;t&eacute; prévenus dans la nuit,<br>et personne n’a été blessé, d'après un premier bilan.</p>
<ul><li>Deux routes restent coupées, a précisé la préfecture.</li><li>L’école rouvrira lundi, a promis la maire.</li></ul>
<p>L'opposition, elle, dénonce &laquo;&nbsp;un entretien bâclé&nbsp;&raquo; de l'ouvrage, et réclame une enquête, une demande que la maire rejette.</p>
</article><footer>Mentions légales - Contact - Tous droits réservés</footer></body></html>"#;

    #[test]
    fn a_page_gives_its_article_and_what_it_says_of_itself() {
        let article = article(PAGE).unwrap();
        assert_eq!(article.title.as_deref(), Some("La digue a tenu"));
        assert_eq!(article.url.as_deref(), Some("https://www.phare.example/2024/digue"));
        assert_eq!(article.source, "Le Phare");
        assert_eq!(article.author.as_deref(), Some("Anne Lebris"));
        assert_eq!(article.lang.map(|lang| lang.to_string()).as_deref(), Some("fr"));
        let published = article.published.map(|published| published.to_string());
        assert_eq!(published.as_deref(), Some("2024-02-03T17:30:00Z"));
        let paragraphs: Vec<_> = article.body.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 5, "{paragraphs:#?}");
        assert!(
            paragraphs[0]
                .starts_with("« La digue a tenu\u{a0}», a assuré la maire, Odile Kerbrat, venue sur place avec")
        );
        assert!(paragraphs[1].starts_with("Selon les pompiers, 1\u{202f}200\u{a0}habitants ont été"));
        assert!(paragraphs[1].contains("dans la nuit,\net personne"));
        assert_eq!(paragraphs[2], "Deux routes restent coupées, a précisé la préfecture.");
        for around in ["Accueil", "pas du texte", "Mentions"] {
            assert!(!article.body.contains(around));
        }
    }

    #[test]
    fn a_page_without_text_is_refused() {
        for page in [
            "",
            "<html></html>",
            "<!doctype html><script>var a = 1;</script><img src=a.png>",
        ] {
            assert!(article(page).unwrap_err().contains("no article found"));
        }
    }

    #[test]
    fn front_pages_name_no_article() {
        assert_eq!(address("https://x.fr/"), None);
        assert_eq!(address("https://x.fr"), None);
        assert_eq!(address("/relative"), None);
        assert_eq!(address(" https://x.fr/a ").as_deref(), Some("https://x.fr/a"));
    }

    #[test]
    fn dates_are_read_as_pages_write_them() {
        let read = |text| date(text).map(|published| published.to_string());
        assert_eq!(read("2024-02-03").as_deref(), Some("2024-02-03"));
        assert_eq!(
            read("2024-02-03T18:30:00.000Z").as_deref(),
            Some("2024-02-03T18:30:00Z")
        );
        assert_eq!(read("2024-02-03T18h30").as_deref(), Some("2024-02-03"));
        assert_eq!(
            read("Sat, 03 Feb 2024 18:30:00 +0100").as_deref(),
            Some("2024-02-03T17:30:00Z")
        );
        assert_eq!(read("hier soir"), None);
    }

    #[test]
    fn pages_that_would_keep_the_parser_busy_for_hours_are_refused() {
        for page in [
            "<div>".repeat(100_000),
            "<div></x>".repeat(100_000),
            "<b><i></b>".repeat(100_000),
            format!(
                "<script>{}</script>{}",
                "a<b;".repeat(9),
                "<DIV class=a>".repeat(100_000)
            ),
            "<p>a</p>".repeat(MAX_ELEMENTS + 1),
        ] {
            assert!(article(&page).is_err_and(|problem| problem.contains("a page ")));
        }
    }

    #[test]
    fn scripts_comments_and_unclosed_paragraphs_do_not_nest() {
        let page = format!(
            "<html><script>{}</script><!-- {} --><body>{}</html>",
            "for(i=0;i<n;i++);".repeat(1000),
            "<div>".repeat(1000),
            "<p>La digue a tenu, a dit la maire.<br>".repeat(1000),
        );
        assert!(article(&page).is_ok());
    }

    #[test]
    fn broken_pages_end() {
        for page in [
            "<".repeat(5_000),
            "<!--".repeat(5_000),
            "</".repeat(5_000),
            "<html><p>&#0;&#xd800;&".to_owned(),
        ] {
            if let Ok(article) = article(&page) {
                assert!(!article.body.trim().is_empty());
            }
        }
    }

    /// Cuts, doubles and swaps pieces of a page, the same way every time.
    fn mangled(seed: u64) -> String {
        const LINKED: &str = r#"<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
            "headline":"La digue","author":[{"name":"A"}],"datePublished":"2024-02-03","publisher":{"name":"P"}}</script>"#;
        let mut bytes = PAGE.replace("<style>", &format!("{LINKED}<style>")).into_bytes();
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        for _ in 0..6 {
            let at = next(bytes.len());
            let end = (at + next(60)).min(bytes.len());
            match next(3) {
                0 => drop(bytes.drain(at..end)),
                1 => {
                    let piece = bytes[at..end].to_vec();
                    let to = next(bytes.len());
                    bytes.splice(to..to, piece);
                }
                _ => bytes[at] = b"<>\"'{}[]&;/!-=\\u"[next(16)],
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[test]
    fn no_mangled_page_panics() {
        let read = (0..150).filter(|seed| article(&mangled(*seed)).is_ok()).count();
        assert!(read > 75, "{read}");
    }
}
