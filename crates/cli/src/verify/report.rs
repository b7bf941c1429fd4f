//! What is to be thought of a record, as JSON and in words.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use check_record::{Difference, Edition, Header};
use matcher::ENGINE_VERSION;
use serde::Serialize;

use crate::plain::{printable, thousands};

/// Exit status where the record is not what it says.
const ALTERED: u8 = 7;
/// Exit status where nothing is wrong with the record and nothing was proved.
const NOT_PROVED: u8 = 8;
/// What is to be thought of a record.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    /// The search run again on the same packs gives what it says.
    Same,
    /// It is no whole record.
    Damaged,
    /// It is not what was written, or not what the search gives.
    Altered,
    /// It was compared with another edition of a list.
    OtherEdition,
    /// It differs, and another version of the program made it.
    OtherEngine,
    /// Its search was not run again.
    NotRunAgain,
}

impl Verdict {
    pub(super) fn exit_status(self) -> u8 {
        match self {
            Self::Same => 0,
            Self::Damaged | Self::Altered => ALTERED,
            Self::OtherEdition | Self::OtherEngine | Self::NotRunAgain => NOT_PROVED,
        }
    }
}

#[derive(Serialize)]
pub(super) struct Report {
    pub(super) verdict: Verdict,
    /// What the verdict means.
    pub(super) sentence: String,
    pub(super) made_at: Option<String>,
    pub(super) sha256: Option<String>,
    pub(super) rows: u64,
    pub(super) lists: Vec<ListReport>,
    /// How many there are; `differences` has the first 10,000.
    pub(super) differences_total: u64,
    pub(super) differences: Vec<Difference>,
}

#[derive(Serialize)]
pub(super) struct ListReport {
    pub(super) list: String,
    pub(super) title: String,
    pub(super) published: Option<String>,
    /// Date of the edition in the data folder.
    pub(super) published_now: Option<String>,
    pub(super) edition: Option<Edition>,
}

/// What a verdict means, in words.
pub(super) fn sentence(
    verdict: Verdict,
    is_content_whole: bool,
    own: u64,
    again: u64,
    can_run: bool,
    header: &Header,
) -> String {
    let count = thousands;
    match verdict {
        Verdict::Same => "same, bit for bit: the search, run again on the same packs, gives what the record says".to_owned(),
        Verdict::Altered if !is_content_whole => "altered or damaged: the content does not have the hash that the record states".to_owned(),
        Verdict::Altered if own > 0 => "altered, or not the record of this input or series: the hash is right, and what the record says does not fit".to_owned(),
        Verdict::Altered => "altered: the hash is right, and the search, run again on the same packs, gives something else".to_owned(),
        Verdict::OtherEdition => format!(
            "not proved: the data folder has another edition than the record is about; changed since: {}. To prove the record, give the packs with its hashes",
            count(again)
        ),
        Verdict::OtherEngine => format!(
            "not proved: version {} (commit {}) made the record, and this is version {ENGINE_VERSION} (commit {}), which differs in {}. To prove the record, use that version",
            header.engine.version,
            header.engine.commit.as_deref().unwrap_or("unknown"),
            match env!("SANCTIONS_LOOKUP_COMMIT") {
                "" => "unknown",
                commit => commit,
            },
            count(again)
        ),
        Verdict::NotRunAgain if !can_run => "not proved: the record has hashes in place of names, so its search can be run again only with --input".to_owned(),
        Verdict::NotRunAgain => "not proved: the content has the hash that the record states, which shows that it is not damaged and not that nobody altered it; give --data to run its search again".to_owned(),
        Verdict::Damaged => String::new(),
    }
}

impl Report {
    pub(super) fn damaged(path: &Path, why: &str) -> Self {
        Self {
            verdict: Verdict::Damaged,
            sentence: format!(
                "damaged: {} is no whole check record: {why}",
                path.display()
            ),
            made_at: None,
            sha256: None,
            rows: 0,
            lists: Vec::new(),
            differences_total: 0,
            differences: Vec::new(),
        }
    }

    pub(super) fn tell(&self, out: &mut dyn Write) -> Result<()> {
        if let (Some(made_at), Some(sha256)) = (&self.made_at, &self.sha256) {
            writeln!(out, "made     {} by the device's clock", printable(made_at))?;
            writeln!(out, "sha256   {}", printable(sha256))?;
            writeln!(out, "names    {}", thousands(self.rows))?;
        }
        for list in &self.lists {
            let date = |date: &Option<String>| {
                date.clone()
                    .unwrap_or_else(|| "on an unknown day".to_owned())
            };
            let edition = match list.edition {
                None => String::new(),
                Some(Edition::Same) => "; the same packs".to_owned(),
                Some(Edition::NotSearched) => "; could not be searched then".to_owned(),
                Some(Edition::Other | Edition::Missing) => {
                    format!(
                        "; in the data folder another edition, published {}",
                        date(&list.published_now)
                    )
                }
            };
            let text = format!(
                "{} ({}), published {}{edition}",
                list.title,
                list.list,
                date(&list.published)
            );
            writeln!(out, "list     {}", printable(&text))?;
        }
        for difference in &self.differences {
            writeln!(out, "  {}", printable(&difference_text(difference)))?;
        }
        let more = self.differences_total - self.differences.len() as u64;
        if more > 0 {
            writeln!(out, "  and {} more", thousands(more))?;
        }
        writeln!(out, "{}", printable(&self.sentence))?;
        Ok(())
    }
}

/// A difference in words: where, what of it, and what it was and is.
fn difference_text(difference: &Difference) -> String {
    let mut place = match difference.row {
        Some(row) => format!("row {}", thousands(row)),
        None => difference.about.to_owned(),
    };
    for more in [&difference.name, &difference.designation]
        .into_iter()
        .flatten()
    {
        place = format!("{place}, {more}");
    }
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    match (&*difference.field, &difference.recorded, &difference.now) {
        ("hit", Some(name), None) => format!("{place}: no longer a hit: {name}"),
        ("hit", None, Some(name)) => format!("{place}: a new hit: {name}"),
        (field, recorded, now) => format!(
            "{place}: {}{}: was {}, is {}",
            match difference.about {
                "entry" => "the entry's ",
                "input" => "the input's ",
                _ => "",
            },
            field.replace('_', " "),
            text(recorded),
            text(now)
        ),
    }
}
