//! The sentences in English.
//!
//! A sentence about the law names its source; all of them were last checked against it on
//! 22 November 2026.

use std::borrow::Cow;

use matcher::{
    Agreement, Band, BandCounts, Detail, DetailFound, Lowered, Matched, QueryProblem, Relation, Sex,
};
use pack::manifest::{Counts, ListEntry};
use record::{
    AliasStrength, ContactKind, IdentifierKind, Kind, ListedDate, Name, NameType, PartialDate,
    ReferenceKind, Regime,
};

use super::{Example, Measure, Messages, Phrase, Piece, Trouble};
use crate::engine::protocol::{HitView, LoadFailure, WordPart, WordView};
use crate::state::{Known, MOST_LESS_SIMILAR, Moment};

pub(super) static MESSAGES: Messages = Messages {
    heading: "Search the UK Sanctions List",
    counted,
    published,
    privacy_embedded: "This tool does not send what you type anywhere.",
    privacy_standalone: "What you type stays on this device.",
    sample_title: "Sample list: every name on it is invented.",
    sample_text: "Nothing you find or do not find here says anything about a real person, business or ship.",
    unknown_age: "It is not known when this list was last checked for changes.",

    box_label: "Name, or a document, company or IMO number",
    box_button: "Search",
    hints_intro: "You can search for:",
    hints: [
        "a person, company or ship, in any order and without accents; the whole name finds best",
        "a name in its own script",
        "a passport, identity, company or IMO number, or an ID of the list",
    ],
    examples_intro: "Any spelling, order or script will do. Try an invented name:",
    examples: EXAMPLES,

    known,
    known_effect: "This changes the order only: of results alike in name, those that agree come first. Nothing is hidden.",
    date_or_year_of_birth: "Date or year of birth",
    born_note: |born, is_unread| {
        match born {
        _ if is_unread => "Not understood, so the search runs without it. Type a year or a date, such as 1971, March 1971 or 12/03/1971.".to_owned(),
        Some(date) if date.month().is_some() => ["Read as ", &partial_date(date)].concat(),
        _ => "Such as 1971, March 1971 or 12/03/1971".to_owned(),
    }
    },
    sex_not_given: "Not given",
    sex_word,

    loading,
    found,
    only_less_similar: |number| {
        ["Only less similar names: ", &self::number(number as u64)].concat()
    },
    found_many: "Add another name to see fewer.",
    no_result: "No result is shown.",
    no_match_short: "Nothing like it was found.",
    nothing_in_file_short: "Nothing like it was found in this file.",
    nothing_in_sample_short: "Nothing to tell you: every name on this list is invented.",
    hidden: |number| {
        [
            &count(number, "result is", "results are"),
            " hidden by a filter.",
        ]
        .concat()
    },
    too_common: |number| {
        [
            "This stands in the names of ",
            &count(number, "entry", "entries"),
            ". It is too common to tell them apart: add another name.",
        ]
        .concat()
    },
    more_common: |number| {
        [
            &count(number, "more entry has", "more entries have"),
            " this among other names. Add another name to see those that fit.",
        ]
        .concat()
    },
    problem: |problem| match problem {
        QueryProblem::Empty | QueryProblem::NoWords => "Type at least one letter or number.",
        QueryProblem::TooShort => "Type at least two letters, better a whole name.",
        QueryProblem::TooLong => "That is longer than a name. Type one name or number at a time.",
    },

    results: "Results",
    caution: "These names on the list look like what you typed. People share names. A matching name does not show that this is the same person or business.",
    band,
    kind: |kind| match kind {
        Kind::Individual => "Person",
        Kind::Entity => "Entity",
        Kind::Ship => "Ship",
        Kind::Aircraft => "Aircraft",
        Kind::Unknown => "Kind not on the list",
    },
    born,
    nationality_missing: "Nationality: not on the list",
    regime,
    measures,
    matched_name,
    known_found,
    why,
    evidence,
    previous: "Previous",
    next: "Next",
    page: |page, pages| ["Page ", &number(page as u64), " of ", &number(pages as u64)].concat(),
    pages: "Pages of results",

    search_wider: "Search wider",
    wider_costs: "This also shows less similar names. More misspellings are found, and more names of other people.",
    less_similar: "Less similar names",
    less_similar_meaning: |is_cut| {
        let meaning = "These are further from what you typed. Most belong to somebody else.";
        if is_cut {
            let most = number(MOST_LESS_SIMILAR as u64);
            [meaning, " Only the nearest ", &most, " are shown."].concat()
        } else {
            meaning.to_owned()
        }
    },
    none_less_similar: "There are no less similar names to show.",
    leave_out: "Leave out less similar names",

    no_match,
    no_match_meaning: "This does not show that you may deal with them:",
    no_match_reasons: [
        "the name may be spelt in a way this search does not find, so try other spellings, the original script or a number;",
        // OFSI, general guidance on ownership and control.
        "a business can be covered because of who owns or controls it;",
        "bans on goods, services and countries, other UK lists and other countries’ lists are not searched here.",
    ],
    nothing_in_file: |query| quoted("Nothing like “", query, "” was found in this file."),
    nothing_in_file_meaning: "It is not known when the file was last checked for changes, so people may have been added since. Use the official search.",
    nothing_in_sample: |query| {
        quoted(
            "The sample list holds invented names only, so it cannot tell you anything about “",
            query,
            "”. Use the official search.",
        )
    },

    problem_title: "There is a problem",
    expired,
    load_failed,
    died: Trouble {
        what: Cow::Borrowed("The search has stopped working."),
        meaning: "What you typed was not searched to the end, so no result is shown.",
        cure: "Try again, or use the official search.",
        detail: None,
    },
    try_again: "Try again",
    details: "Details",

    back: "Back to results",
    record_loading: "Opening the entry…",
    record_missing: "This entry could not be opened. Go back and try again, or use the official search.",
    who: "Who this is",
    same_title: "Is it the same?",
    same: "Compare date and place of birth, nationality, address and document numbers. Dates on the list can be approximate, several or missing. One difference does not rule a match out.",
    stop_title: "If it is, or you cannot tell",
    // Duty to report of relevant firms, letting agents since 14 May 2025: OFSI, general
    // guidance on reporting.
    stop: "Stop. Do not pay, ship, hand over or give back anything until you have checked the measures below. Ask OFSI or a lawyer. Some businesses must report to OFSI as soon as practicable, among them banks, accountants, lawyers, estate and letting agents, high value dealers and art market participants. Others should report a suspected breach. A licence may allow what is otherwise forbidden.",
    your_name_title: "If this is your name",
    // Review: Sanctions and Anti-Money Laundering Act 2018, s.23.
    your_name: "Sanctions apply to the listed person, not to everyone with the name. Show the business your date of birth or a document. If you are the listed person, you can ask for a review.",
    // OFSI, general guidance on ownership and control; asset freezes only.
    ownership: "A business not on the list is covered by the asset freeze if a listed person directly or indirectly holds more than 50 % of its shares or voting rights, can appoint or remove most of its board, or could be expected to get it run as they wish.",
    // Ships are specified under regulations made by s.7 of the Sanctions and Anti-Money
    // Laundering Act 2018; an asset freeze designates a person under s.3.
    ship_note: "The entry of a ship is not itself an asset freeze. Its owner may be listed separately.",
    id: "ID on the list",
    names: "Also known as",
    name_type,
    more_names: |number| ["Show ", &count(number, "more name", "more names")].concat(),
    other_scripts: "In other scripts",
    script,
    titles: "Title",
    date_of_birth: "Date of birth",
    not_on_list: "Not on the list",
    places_of_birth: "Place of birth",
    nationality: "Nationality",
    sex: "Sex",
    identifier: |kind| match kind {
        IdentifierKind::Passport => "Passport",
        IdentifierKind::NationalId => "National identity number",
        IdentifierKind::CompanyRegistration => "Company registration number",
        IdentifierKind::Imo => "IMO number",
        IdentifierKind::HullId => "Hull identification number",
        IdentifierKind::CryptoWallet => "Crypto wallet",
        IdentifierKind::Other => "Other number",
    },
    documents: "Documents and numbers",
    addresses: "Address",
    positions: "Position",
    contacts: "Contact details",
    contact: |kind| match kind {
        ContactKind::Phone => "Telephone",
        ContactKind::Email => "Email",
        ContactKind::Website => "Website",
    },
    entity_types: "Type of entity",
    parent_companies: "Parent company",
    subsidiaries: "Subsidiaries",
    current_owners: "Owner or operator",
    previous_owners: "Previous owner or operator",
    current_flags: "Believed flag",
    previous_flags: "Previous flags",
    ship_types: "Type",
    tonnages: "Tonnage",
    lengths: "Length",
    years_built: "Year built",
    why_listed: "Why they are listed",
    reasons_caveat: "Reasons given by the UK government. Being listed is not a criminal conviction.",
    no_reasons: "The list gives no reasons for this entry.",
    other_information: "Other information on the list",
    what_it_means: "What it means",
    measure,
    in_the_lists_words: "In the list’s words:",
    no_measures: "The list does not say here which measures apply. Do not take that to mean that none do.",
    listed_under: "Listed under",
    since_when: "Since when",
    designated: |kind| match kind {
        Kind::Ship | Kind::Aircraft => "Specified or designated",
        _ => "Designated",
    },
    updated: "Entry last changed",
    sources_and_references: "Source and references",
    designated_by: "Designated by",
    reference: |kind| match kind {
        ReferenceKind::OfsiGroup => "OFSI group ID",
        ReferenceKind::Un => "UN reference",
        ReferenceKind::Eu => "EU reference",
        ReferenceKind::Other => "Other reference",
    },
    official_entry: "See this entry in the official search",
    regime_note: |regime| {
        // S.I. 2025/902, in force 23 July 2025, reg. 4 (purposes).
        is_smuggling(regime).then_some(
            "This regime is aimed at people smuggling and trafficking in persons, not at migrants.",
        )
    },
    date: |listed| start_large(date(listed)),

    what_to_do: "What to do now",
    what_to_do_steps: [
        (
            "If a result looks like yours, open it.",
            "Compare date and place of birth, nationality, address and document numbers.",
        ),
        (
            "If it is the same, or you cannot tell, stop.",
            "Do not pay, ship, hand over or give back anything. Ask OFSI or a lawyer.",
        ),
        (
            "If nothing looks like yours, look closer.",
            "Try other spellings, the original script or a number. Ask who owns and controls a business.",
        ),
        (
            "Keep a note.",
            "Print this page: it says which list was searched, when, and for what.",
        ),
    ],
    what_it_misses: "What this search misses",
    misses: [
        "Names written in a way this search does not find. Try other spellings, the original script or a number.",
        // OFSI, general guidance on ownership and control.
        "Businesses that are covered only because of who owns or controls them.",
        "Restrictions on finance and investment with Russia, which this list does not hold.",
        "Bans on goods, services and countries.",
        "Other UK lists, such as proscribed organisations and disqualified directors, and other countries’ lists.",
        "People who were removed from the list, and changes made since the list was last checked.",
    ],
    about: "About this list",
    list_name: "List",
    publisher: "Publisher",
    list_published: "Published",
    last_checked: "Last checked for changes",
    valid_until: "Shown until",
    not_known: "Not known",
    time: date_and_time,
    counts: "Entries",
    kind_count: |kind, number| {
        let amount = usize::try_from(number).unwrap_or(usize::MAX);
        match kind {
            Kind::Individual => count(amount, "person", "people"),
            Kind::Entity => count(amount, "entity", "entities"),
            Kind::Ship => count(amount, "ship", "ships"),
            Kind::Aircraft => count(amount, "aircraft", "aircraft"),
            Kind::Unknown => count(amount, "of a kind not given", "of a kind not given"),
        }
    },
    warnings: "Values not understood, shown in the list’s words",
    number,
    source_file: "The publisher’s file",
    source_sha256: "SHA-256 of the publisher’s file",
    pack_sha256: "SHA-256 of the searched data",
    licence: "Licence",
    licence_scope: "The licence does not cover personal data in the information.",
    licence_notice: |list| {
        // The attribution that the licence asks for where the provider names none:
        // nationalarchives.gov.uk, Open Government Licence v3.0.
        let name = if list.licence.starts_with("Open Government Licence") {
            Cow::Borrowed("Open Government Licence v3.0")
        } else {
            Cow::Owned(list.licence.clone())
        };
        (
            "Contains public sector information licensed under the ",
            name,
        )
    },
    unofficial: "Not an official service.",
    official_search: "Official search of the UK Sanctions List",
    official_list: "The UK Sanctions List on GOV.UK",
    report_ofsi: "Report a suspected breach of financial sanctions to OFSI",
    report_otsi: "Report a suspected breach of trade sanctions to OTSI",

    printed_search: |question, at| {
        let mut phrase = quoted("Searched for “", &question.query, "”");
        if question.known != Known::default() {
            phrase.push(text(", known: "));
            name_known(&mut phrase, &question.known);
        }
        if question.is_wide {
            phrase.push(text(", less similar names included"));
        }
        let comma = if phrase.len() > 3 { "," } else { "" };
        let time = [comma, " on ", &date_and_time(at), "."].concat();
        phrase.push(Piece::Text(time.into()));
        phrase
    },
};

const EXAMPLES: [Example; 3] = [
    Example {
        text: "Ilirian Bregusta",
        lang: "sq",
        note: "a name, not quite as it is listed",
    },
    Example {
        text: "Ђурађ Ћебићанин",
        lang: "sr",
        note: "a name in another script",
    },
    Example {
        text: "IMO 3170026",
        lang: "en",
        note: "the number of a ship",
    },
];

// ── Numbers and dates ──────────────────────────────────────────────────────────────────────

/// A number with separators: `6,046`.
fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn count(amount: usize, one: &str, many: &str) -> String {
    let word = if amount == 1 { one } else { many };
    [number(amount as u64).as_str(), " ", word].concat()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(month: u8) -> &'static str {
    MONTHS
        .get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or("")
}

fn date(date: &ListedDate) -> String {
    match date {
        ListedDate::Date(date) => partial_date(*date),
        ListedDate::Verbatim(text) => ["“", text, "”"].concat(),
    }
}

fn partial_date(date: PartialDate) -> String {
    let mut text = String::new();
    if date.is_circa() {
        text.push_str("about ");
    }
    if let Some(day) = date.day() {
        text.push_str(&day.to_string());
        text.push(' ');
    }
    if let Some(number) = date.month() {
        text.push_str(month(number));
    }
    let (first, last) = (date.first_year().to_string(), date.last_year().to_string());
    let has_month = date.month().is_some();
    let years = match (first == last, has_month, date.is_circa()) {
        (true, true, _) => [" ", &first].concat(),
        (true, false, _) => first,
        (false, true, _) => [", year ", &first, " to ", &last].concat(),
        (false, false, true) => [&first, " to ", &last].concat(),
        (false, false, false) => ["between ", &first, " and ", &last].concat(),
    };
    text.push_str(&years);
    text
}

fn day_of(moment: Moment) -> String {
    let day = moment.local();
    [
        &day.day.to_string(),
        " ",
        month(day.month),
        " ",
        &day.year.to_string(),
    ]
    .concat()
}

fn clock(moment: Moment) -> String {
    let time = moment.local();
    let two = |number: u8| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [&two(time.hour), ":", &two(time.minute)].concat()
}

fn date_and_time(moment: Moment) -> String {
    [&day_of(moment), ", ", &clock(moment)].concat()
}

/// `today, 09:10`, or the day and the time.
fn time_seen_from(now: Moment, moment: Moment) -> String {
    if day_of(now) == day_of(moment) {
        ["today, ", &clock(moment)].concat()
    } else {
        date_and_time(moment)
    }
}

// ── The lists ──────────────────────────────────────────────────────────────────────────────

fn counted(counts: &Counts) -> String {
    let mut kinds = Vec::new();
    for (amount, word) in [
        (counts.individual, "people"),
        (counts.entity, "entities"),
        (counts.ship, "ships"),
        (counts.aircraft, "aircraft"),
    ] {
        if amount > 0 {
            kinds.push(word);
        }
    }
    if kinds.is_empty() || counts.unknown > 0 && kinds.len() == 1 {
        return count(counts.designations as usize, "entry", "entries");
    }
    [
        &number(counts.designations.into()),
        " ",
        &listed(&kinds, "and"),
    ]
    .concat()
}

/// `a`, `a and b`, `a, b and c`.
fn listed<T: AsRef<str>>(words: &[T], last: &str) -> String {
    let mut text = String::new();
    for (place, word) in words.iter().enumerate() {
        if place > 0 && place + 1 == words.len() {
            text.push(' ');
            text.push_str(last);
            text.push(' ');
        } else if place > 0 {
            text.push_str(", ");
        }
        text.push_str(word.as_ref());
    }
    text
}

fn published_on(list: &ListEntry) -> Option<String> {
    list.published
        .as_deref()
        .map(|day| date(&ListedDate::from_text(day)))
}

fn checked(list: &ListEntry, now: Moment) -> Option<String> {
    let moment = now.read(list.checked_at.as_deref()?)?;
    Some(time_seen_from(now, moment))
}

fn published(list: &ListEntry, now: Moment) -> String {
    let published = match published_on(list) {
        Some(day) => ["published ", &day].concat(),
        None => "date of publication not known".to_owned(),
    };
    match checked(list, now) {
        Some(time) => [&published, ", last checked for changes ", &time].concat(),
        None => published,
    }
}

fn loading(loaded: u64, total: u64) -> String {
    if total == 0 {
        return "Loading the list…".to_owned();
    }
    let kilobytes = |bytes: u64| number(bytes.div_ceil(1_000));
    let (loaded, total) = (kilobytes(loaded.min(total)), kilobytes(total));
    ["Loading the list: ", &loaded, " of ", &total, " KB"].concat()
}

fn no_match(query: &str, lists: &[ListEntry], now: Moment) -> Phrase {
    let mut rest = "” was found among ".to_owned();
    for (place, list) in lists.iter().enumerate() {
        if place > 0 {
            rest.push_str(" and ");
        }
        let entries = count(list.counts.designations as usize, "entry", "entries");
        rest.push_str(
            &[
                &entries,
                " of the ",
                &list.title,
                " ",
                &published(list, now),
            ]
            .concat(),
        );
    }
    rest.push('.');
    vec![
        text("Nothing like “"),
        Piece::Name(query.to_owned()),
        Piece::Text(rest.into()),
    ]
}

// ── Errors ─────────────────────────────────────────────────────────────────────────────────

fn expired(lists: &[ListEntry], now: Moment) -> Trouble {
    let oldest = lists
        .iter()
        .filter_map(|list| now.read(list.checked_at.as_deref()?))
        .min_by_key(|moment| moment.unix);
    let what = match oldest {
        Some(moment) => {
            Cow::Owned(["This list was last checked on ", &day_of(moment), "."].concat())
        }
        None => Cow::Borrowed("This list is past its time."),
    };
    Trouble {
        what,
        meaning: "It is too old to rely on, so no result is shown.",
        cure: "Use the official search, or try again to load a newer list.",
        detail: None,
    }
}

fn load_failed(failure: &LoadFailure) -> Trouble {
    let (what, detail) = match failure {
        LoadFailure::Unreachable { file } => (
            "The list could not be fetched. This device may be offline.",
            ["no answer: ", file].concat(),
        ),
        LoadFailure::Status { file, status } => (
            "The list is not where it should be.",
            ["HTTP ", &status.to_string(), ": ", file].concat(),
        ),
        LoadFailure::Manifest { reason } => (
            "The description of the list cannot be read.",
            ["manifest.json: ", reason].concat(),
        ),
        LoadFailure::Pack { file, reason } => (
            "The list arrived damaged, or is not the one expected.",
            [file, ": ", reason].concat(),
        ),
    };
    Trouble {
        what: Cow::Borrowed(what),
        meaning: "Nothing can be searched, so no result is shown.",
        cure: "Try again, or use the official search.",
        detail: Some(detail),
    }
}

// ── What is known beside the name ──────────────────────────────────────────────────────────

fn known(known: &Known) -> Phrase {
    if *known == Known::default() {
        return vec![text("Add what you know (year of birth, nationality, sex)")];
    }
    let mut phrase = vec![text("What you know: ")];
    name_known(&mut phrase, known);
    phrase
}

fn name_known(phrase: &mut Phrase, known: &Known) {
    let typed = [&known.born, &known.country].into_iter();
    let typed = typed.filter(|words| !words.trim().is_empty());
    let words = typed.map(|words| Piece::Name(words.trim().to_owned()));
    let words = words.chain(known.sex.map(|sex| text(sex_word(sex))));
    for (place, piece) in words.enumerate() {
        if place > 0 {
            phrase.push(text(" · "));
        }
        phrase.push(piece);
    }
}

fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "Male",
        Sex::Female => "Female",
    }
}

// ── A row ──────────────────────────────────────────────────────────────────────────────────

fn found(counts: &BandCounts, less_similar: usize, by_number: bool) -> String {
    let exact = if by_number {
        ("entry with this number", "entries with this number")
    } else {
        ("same name", "same names")
    };
    let bands = [
        (counts.exact, exact.0, exact.1),
        (counts.strong, "very similar name", "very similar names"),
        (counts.possible, "similar name", "similar names"),
        (
            counts.weak_alias,
            "same as a weak alias",
            "same as a weak alias",
        ),
        (less_similar, "less similar name", "less similar names"),
    ];
    let parts: Vec<String> = bands
        .into_iter()
        .filter(|(amount, ..)| *amount > 0)
        .map(|(amount, one, many)| count(amount, one, many))
        .collect();
    parts.join(" · ")
}

fn band(hit: &HitView) -> (&'static str, &'static str) {
    match (hit.band, hit.matched) {
        (Band::Exact, Matched::Id | Matched::Reference(_) | Matched::Identifier(_)) => {
            ("●", "Same number")
        }
        (Band::Exact, Matched::Contact(_)) => ("●", "Same contact detail"),
        (Band::Exact, Matched::Name(_)) => ("●", "Same name"),
        (Band::Strong, _) => ("◑", "Very similar name"),
        (Band::Possible, _) => ("◔", "Similar name"),
        (Band::WeakAlias, _) => ("○", "Same as a weak alias"),
        (Band::Below, _) => ("◌", "Less similar name"),
    }
}

/// Most dates of birth that a row shows.
const DATES_IN_ROW: usize = 3;

fn born(dates: &[ListedDate]) -> String {
    if dates.is_empty() {
        return "Date of birth: not on the list".to_owned();
    }
    let mut shown: Vec<String> = dates.iter().take(DATES_IN_ROW).map(date).collect();
    if dates.len() > DATES_IN_ROW {
        let more = dates.len() - DATES_IN_ROW;
        shown.push(count(more, "other date", "other dates"));
    }
    ["Born ", &listed(&shown, "or")].concat()
}

fn is_smuggling(regime: &Regime) -> bool {
    regime.code == "GIM"
}

/// The publisher's name of the regulations, cut down to what they are about.
fn regime(regime: &Regime) -> String {
    // S.I. 2025/902: the regime is not aimed at migrants, so its row does not say "migration".
    if is_smuggling(regime) {
        return "People smuggling and trafficking regime".to_owned();
    }
    let name = regime.name.trim();
    let Some((subject, _)) = name.rsplit_once(" Regulations") else {
        return if name.is_empty() {
            regime.code.clone()
        } else {
            name.to_owned()
        };
    };
    let subject = subject.strip_prefix("The ").unwrap_or(subject);
    let subject = subject
        .replace(" (EU Exit)", "")
        .replace(" (Sanctions)", "")
        .replace(" Sanctions", "");
    [&subject, " regime"].concat()
}

fn measures(measures: &[String]) -> String {
    if measures.is_empty() {
        return "Measures: not said here".to_owned();
    }
    let words: Vec<&str> = measures
        .iter()
        .map(|words| measure(words).short.unwrap_or(words))
        .collect();
    start_large(words.join(", "))
}

/// The text as the start of a line. (Letters beyond ASCII would bring tables of 8 KB.)
fn start_large(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn matched_name(hit: &HitView) -> &'static str {
    match hit
        .matched_name
        .as_ref()
        .map(|name| (name.name_type, name.strength))
    {
        Some((NameType::Alias, Some(AliasStrength::Low))) => "low-quality alias",
        Some((NameType::Alias, _)) => "alias",
        Some((NameType::Variation, _)) => "other spelling",
        Some((NameType::Primary, _)) | None => "primary name",
    }
}

fn text(words: &'static str) -> Piece {
    Piece::Text(Cow::Borrowed(words))
}

fn quoted(before: &'static str, name: &str, after: &'static str) -> Phrase {
    vec![text(before), Piece::Name(name.to_owned()), text(after)]
}

/// Which name matched, and the one thing that tells most of how it differs.
fn why(hit: &HitView) -> Phrase {
    let Some(name) = &hit.matched_name else {
        return vec![text(why_number(hit.matched))];
    };
    let mut phrase = vec![text(match (hit.band, name.name_type, name.strength) {
        (Band::Exact, NameType::Primary, _) => "Same as its primary name",
        (Band::Exact, NameType::Variation, _) => "Same as this other spelling",
        (Band::Exact, NameType::Alias, _) => "Same as this alias",
        (Band::WeakAlias, _, Some(AliasStrength::Low)) => "Same as this low-quality alias",
        (Band::WeakAlias, ..) => "Same as this alias of one word",
        (Band::Below, NameType::Primary, _) => "A little like its primary name",
        (Band::Below, NameType::Variation, _) => "A little like this other spelling",
        (Band::Below, NameType::Alias, _) => "A little like this alias",
        (_, NameType::Primary, _) => "Like its primary name",
        (_, NameType::Variation, _) => "Like this other spelling",
        (_, NameType::Alias, _) => "Like this alias",
    })];
    let mut telling: Option<&WordView> = None;
    for word in &hit.evidence {
        let tells = word.relation != Relation::Same;
        if tells && telling.is_none_or(|other| word.weight > other.weight) {
            telling = Some(word);
        }
    }
    if let Some(word) = telling {
        phrase.push(text("; "));
        phrase.extend(met(word));
    } else if hit.band != Band::WeakAlias
        && let Some(lowered) = hit.lowered.first()
    {
        phrase.extend([text("; "), text(why_lower(*lowered))]);
    }
    phrase
}

/// What every word met, then what lowered the rank.
fn evidence(hit: &HitView) -> Vec<Phrase> {
    let sentence = |word: &WordView| {
        let mut row = met(word);
        if let Some(Piece::Text(first)) = row.first_mut() {
            *first = Cow::Owned(start_large(first.to_string()));
        }
        row
    };
    // The words of the query stand first.
    let typed = hit.evidence.iter().position(|word| word.typed.is_none());
    let (words, missing) = hit.evidence.split_at(typed.unwrap_or(hit.evidence.len()));
    let missing = match missing {
        [] => None,
        [word] => Some(sentence(word)),
        words => {
            let mut row = Vec::new();
            for word in words {
                let before = if row.is_empty() {
                    "Not in your search: "
                } else {
                    ", "
                };
                row.push(text(before));
                row.extend(listed_part(word));
            }
            Some(row)
        }
    };
    let words = words.iter().map(sentence).chain(missing);
    let lowered = hit
        .lowered
        .iter()
        .map(|lowered| vec![text("Ranked lower: "), text(why_lower(*lowered))]);
    words.chain(lowered).collect()
}

/// What one word met, to be read on after a semicolon.
fn met(word: &WordView) -> Phrase {
    let (typed, listed) = match (&word.typed, &word.listed) {
        (Some(typed), Some(listed)) => (typed, listed),
        (Some(typed), None) => return quoted("“", typed, "” is not in the listed name"),
        (None, _) => {
            let mut phrase = listed_part(word);
            phrase.push(text(" is not in your search"));
            return phrase;
        }
    };
    let is_typed_shorter = typed.len() < listed.len();
    let (link, end) = match word.relation {
        Relation::Same if typed.eq_ignore_ascii_case(listed) => {
            return quoted("“", typed, "” matches exactly");
        }
        Relation::Same | Relation::Extra | Relation::Missing => ("” is the same as “", "”"),
        Relation::Spelling => ("” is spelt much like “", "”"),
        Relation::Sound => ("” sounds like “", "”"),
        Relation::Script if is_latin(listed) => ("” is written “", "” in Latin letters"),
        Relation::Script => ("” is written “", "” in another script"),
        Relation::Known => ("” is a known spelling of “", "”"),
        Relation::Initial if is_typed_shorter => ("” is read as the initial of “", "”"),
        Relation::Initial => ("” begins with the listed initial “", "”"),
        Relation::Start => ("” is read as the beginning of “", "”"),
        Relation::Acronym if is_typed_shorter => ("” has the first letters of “", "”"),
        Relation::Acronym => ("” is listed by its first letters, “", "”"),
    };
    vec![
        text("“"),
        Piece::Name(typed.clone()),
        text(link),
        Piece::Name(listed.clone()),
        text(end),
    ]
}

/// `middle name “Petrovich”`.
fn listed_part(word: &WordView) -> Phrase {
    let before = match word.part {
        WordPart::Given => "given name “",
        WordPart::Middle => "middle name “",
        WordPart::Family => "family name “",
        WordPart::Open => "“",
    };
    quoted(before, word.listed.as_deref().unwrap_or_default(), "”")
}

/// Whether a word is written in Latin letters, whatever their marks.
fn is_latin(word: &str) -> bool {
    word.chars()
        .all(|letter| letter < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&letter))
}

fn why_lower(lowered: Lowered) -> &'static str {
    match lowered {
        Lowered::OtherWord => "one word stands in place of another",
        Lowered::OtherNumber => "the numbers differ",
        Lowered::OtherLegalForm => "the legal forms differ",
        Lowered::Initial => "a word meets only by its initial or its beginning",
        Lowered::Common => "what meets is too little to tell by",
        Lowered::WeakAlias => "the alias is of low quality or of one word",
    }
}

/// How what is known beside the name stands to what is listed.
fn known_found(hit: &HitView, born: Option<PartialDate>) -> String {
    let parts: Vec<String> = hit
        .details
        .iter()
        .map(|found| agreement(hit, born, *found))
        .collect();
    parts.join(" · ")
}

fn agreement(hit: &HitView, born: Option<PartialDate>, found: DetailFound) -> String {
    let subject = match found.detail {
        Detail::Born if born.is_some_and(|date| date.month().is_some()) => "Date of birth",
        Detail::Born => "Year of birth",
        Detail::Country => "Nationality",
        Detail::Sex => "Sex",
    };
    let is_whole = found.detail != Detail::Born
        || born.is_some_and(|date| {
            date.month().is_none() || hit.dates_of_birth.contains(&ListedDate::Date(date))
        });
    let outcome = match found.agreement {
        Agreement::Agrees if is_whole => " agrees",
        Agreement::Agrees => " agrees as far as the list says",
        Agreement::DayAndMonthSwapped => " agrees with day and month exchanged",
        Agreement::YearAgrees => return "Year of birth agrees, day or month differs".to_owned(),
        Agreement::YearsApart(years) => {
            let years = count(years.into(), "year", "years");
            return ["Year of birth differs by ", &years].concat();
        }
        Agreement::Differs => " differs",
        Agreement::NotListed => match found.detail {
            Detail::Born if hit.dates_of_birth.is_empty() => ": not on the list",
            Detail::Country | Detail::Sex => ": not on the list",
            // A date that the list gives in words.
            Detail::Born => " cannot be compared",
        },
    };
    [subject, outcome].concat()
}

fn why_number(matched: Matched) -> &'static str {
    match matched {
        Matched::Name(_) => "Like a name on the list",
        Matched::Id => "Same as its ID on the list",
        Matched::Reference(ReferenceKind::OfsiGroup) => "Same as its OFSI group ID",
        Matched::Reference(ReferenceKind::Un) => "Same as its UN reference",
        Matched::Reference(ReferenceKind::Eu) => "Same as its EU reference",
        Matched::Reference(ReferenceKind::Other) => "Same as a reference of it",
        Matched::Identifier(IdentifierKind::Passport) => "Same as a passport number on the list",
        Matched::Identifier(IdentifierKind::NationalId) => {
            "Same as a national identity number on the list"
        }
        Matched::Identifier(IdentifierKind::CompanyRegistration) => {
            "Same as its company registration number"
        }
        Matched::Identifier(IdentifierKind::Imo) => "Same as its IMO number",
        Matched::Identifier(IdentifierKind::HullId) => "Same as its hull identification number",
        Matched::Identifier(IdentifierKind::CryptoWallet) => "Same as a crypto wallet on the list",
        Matched::Identifier(IdentifierKind::Other) => "Same as a number on the list",
        Matched::Contact(ContactKind::Phone) => "Same as a telephone number on the list",
        Matched::Contact(ContactKind::Email) => "Same as an email address on the list",
        Matched::Contact(ContactKind::Website) => "Same as a website on the list",
    }
}

// ── The record ─────────────────────────────────────────────────────────────────────────────

fn name_type(name: &Name) -> String {
    let kind = match name.name_type {
        NameType::Primary => "primary name",
        NameType::Variation => "other spelling",
        NameType::Alias => "alias",
    };
    let strength = match (name.name_type, name.strength) {
        (_, Some(AliasStrength::Good)) => ", good quality",
        (_, Some(AliasStrength::Low)) => ", low quality",
        (NameType::Alias, None) => ", not graded",
        _ => "",
    };
    [kind, strength].concat()
}

fn script(name: &Name) -> String {
    let known = |words: &Option<String>| words.as_deref().unwrap_or("").trim().to_owned();
    let (script, language) = (known(&name.script), known(&name.language));
    match (script.is_empty(), language.is_empty() || language == script) {
        (false, false) => [&script, ", ", &language].concat(),
        (false, true) => script,
        (true, false) => language,
        (true, true) => "script not on the list".to_owned(),
    }
}

/// What a measure means. The list adds words after a colon or in brackets ("see 'Other
/// information'"), so what counts is how it begins.
fn measure(words: &str) -> Measure {
    let words = words.trim().to_ascii_lowercase();
    MEASURES
        .iter()
        .find(|(start, _)| words.starts_with(start))
        .map_or(
            Measure {
                short: None,
                sentence: None,
            },
            |(_, measure)| *measure,
        )
}

const MEASURES: &[(&str, Measure)] = &[
    (
        "asset freeze",
        Measure {
            short: Some("asset freeze"),
            // Sanctions and Anti-Money Laundering Act 2018, s.3(1).
            sentence: Some(
                "Unless a licence or exception applies, you must not deal with money or other assets this person or organisation owns, holds or controls, nor make money, financial services or other assets (including goods) available to them or for their benefit, directly or indirectly.",
            ),
        },
    ),
    (
        "travel ban",
        Measure {
            short: Some("travel ban"),
            // Immigration Act 1971, s.8B(1), read on legislation.gov.uk: an excluded person
            // must be refused leave to enter and to remain.
            sentence: Some(
                "This person may not enter or stay in the UK. It does not by itself stop you dealing with them, so read the other measures.",
            ),
        },
    ),
    (
        "director disqualification",
        Measure {
            short: Some("director disqualification"),
            // Company Directors Disqualification Act 1986, s.11A.
            sentence: Some(
                "Without a licence or exception they must not be a director of a UK company, or of a foreign one sufficiently connected with the UK, nor take part, directly or indirectly, in promoting, forming or managing one.",
            ),
        },
    ),
    (
        "trust services",
        Measure {
            short: Some("trust services sanctions"),
            // Russia (Sanctions) (EU Exit) Regulations 2019, reg. 18C.
            sentence: Some(
                "You must not set up, run, or provide an address or trustee for a trust or similar arrangement to them or for their benefit. This is not about electronic signatures.",
            ),
        },
    ),
    (
        "internet services",
        Measure {
            short: Some("internet services sanctions"),
            // The list's own text.
            sentence: Some(
                "Social media, internet access and app-store services must take reasonable steps to stop people in the UK reaching content, sites or apps this person or organisation provides.",
            ),
        },
    ),
    (
        "shipping sanctions",
        Measure {
            short: Some("shipping sanctions"),
            // The list's own text on specified ships.
            sentence: Some(
                "The ship must not be given access to, or brought into, a UK port; it can be directed or detained and its UK registration ended.",
            ),
        },
    ),
    (
        "charter",
        Measure {
            short: None,
            // Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019
            // (S.I. 2019/411), reg. 58.
            sentence: Some(
                "You must not lease or charter a ship or aircraft to them, to anyone acting for them, or to a business they own or control.",
            ),
        },
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::protocol::NameView;
    use crate::state::Question;

    #[test]
    fn numbers_have_separators() {
        for (value, expected) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (6_046, "6,046"),
            (123_456, "123,456"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(number(value), expected);
        }
    }

    #[test]
    fn dates_read_as_people_write_them() {
        for (given, expected) in [
            ("2025-07-23", "23 July 2025"),
            ("1978-07", "July 1978"),
            ("1975", "1975"),
            ("1960/1965", "between 1960 and 1965"),
            ("1950~", "about 1950"),
            ("1950-07~", "about July 1950"),
            ("1960/1965~", "about 1960 to 1965"),
            ("19XX", "between 1900 and 1999"),
            ("19XX-08-15", "15 August, year 1900 to 1999"),
            ("31/02/1999", "“31/02/1999”"),
        ] {
            assert_eq!(date(&ListedDate::from_text(given)), expected, "{given}");
        }
    }

    #[test]
    fn several_dates_of_birth_stand_in_one_line() {
        let dates = |texts: &[&str]| -> Vec<ListedDate> {
            texts
                .iter()
                .map(|text| ListedDate::from_text(text))
                .collect()
        };
        for (given, expected) in [
            (&[][..], "Date of birth: not on the list"),
            (&["1975"], "Born 1975"),
            (&["1975", "1976-05"], "Born 1975 or May 1976"),
            (&["1975", "1976", "1977"], "Born 1975, 1976 or 1977"),
            (&["1", "2", "3", "4"], "Born “1”, “2”, “3” or 1 other date"),
            (
                &["1", "2", "3", "4", "5"],
                "Born “1”, “2”, “3” or 2 other dates",
            ),
        ] {
            assert_eq!(born(&dates(given)), expected);
        }
    }

    #[test]
    fn times_are_today_or_a_day() {
        let at = |text| {
            Moment {
                unix: 0,
                offset: 60,
            }
            .read(text)
            .unwrap()
        };
        let now = at("2026-04-29T20:00:00Z");
        assert_eq!(
            time_seen_from(now, at("2026-04-29T08:10:00Z")),
            "today, 09:10"
        );
        assert_eq!(
            time_seen_from(now, at("2026-04-28T23:30:00Z")),
            "today, 00:30"
        );
        assert_eq!(
            time_seen_from(now, at("2026-04-28T08:10:00Z")),
            "28 April 2026, 09:10"
        );
    }

    #[test]
    fn a_regime_is_short_in_a_row() {
        for (code, name, expected) in [
            (
                "RUS",
                "The Russia (Sanctions) (EU Exit) Regulations 2019",
                "Russia regime",
            ),
            (
                "MYA",
                "The Myanmar (Sanctions) Regulations 2021",
                "Myanmar regime",
            ),
            (
                "INU",
                "The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019",
                "Iran (Nuclear) regime",
            ),
            (
                "GHR",
                "The Global Human Rights Sanctions Regulations 2020",
                "Global Human Rights regime",
            ),
            (
                "CTI",
                "The Counter-Terrorism (International Sanctions) (EU Exit) Regulations 2019",
                "Counter-Terrorism (International) regime",
            ),
            (
                "AQD",
                "Isil (Da'esh) and Al-Qaeda (United Nations Sanctions) (EU Exit) Regulations 2019",
                "Isil (Da'esh) and Al-Qaeda (United Nations) regime",
            ),
            (
                "GIM",
                "The Global Irregular Migration and Trafficking in Persons Sanctions Regulations 2025",
                "People smuggling and trafficking regime",
            ),
            ("NEW", "A regime of tomorrow", "A regime of tomorrow"),
            ("NEW", "", "NEW"),
        ] {
            let given = Regime {
                code: code.to_owned(),
                name: name.to_owned(),
            };
            assert_eq!(regime(&given), expected);
        }
    }

    #[test]
    fn measures_stand_in_one_line_and_are_never_none() {
        let of = |words: &[&str]| {
            measures(
                &words
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(of(&[]), "Measures: not said here");
        assert_eq!(
            of(&[
                "Asset freeze",
                "Travel Ban",
                "Director Disqualification Sanction"
            ]),
            "Asset freeze, travel ban, director disqualification"
        );
        assert_eq!(of(&["Deflag"]), "Deflag");
    }

    #[test]
    fn a_measure_has_its_sentence_however_the_list_goes_on() {
        for (words, start) in [
            ("Asset freeze", Some("Unless a licence")),
            ("TRAVEL BAN ", Some("This person may not enter")),
            (
                "Shipping sanctions: (see 'Other information')",
                Some("The ship must not"),
            ),
            (
                "Internet Services Sanctions: see \"Other Information\"",
                Some("Social media"),
            ),
            (
                "Chartering of ships and aircraft",
                Some("You must not lease"),
            ),
            // No sentence without a source: these stand in the list's words.
            ("Crew servicing of ships and aircraft", None),
            ("Technical assistance related to aircraft", None),
            ("Arms embargo", None),
            ("", None),
        ] {
            let sentence = measure(words).sentence;
            match start {
                Some(start) => assert!(sentence.unwrap().starts_with(start), "{words}"),
                None => assert_eq!(sentence, None, "{words}"),
            }
        }
    }

    #[test]
    fn results_are_counted_by_band() {
        let counts = |exact, strong, possible, weak_alias| BandCounts {
            exact,
            strong,
            possible,
            weak_alias,
            below: 0,
        };
        for (given, by_number, expected) in [
            (counts(1, 0, 2, 0), false, "1 same name · 2 similar names"),
            (
                counts(2, 1, 0, 1),
                false,
                "2 same names · 1 very similar name · 1 same as a weak alias",
            ),
            (counts(0, 0, 1_200, 0), false, "1,200 similar names"),
            (counts(1, 0, 0, 0), true, "1 entry with this number"),
        ] {
            assert_eq!(found(&given, 0, by_number), expected);
        }
        assert_eq!(
            found(&counts(1, 0, 0, 0), 50, false),
            "1 same name · 50 less similar names"
        );
    }

    #[test]
    fn the_line_above_the_box_names_what_is_on_the_list() {
        let counts = |designations, individual, entity, ship| Counts {
            designations,
            individual,
            entity,
            ship,
            ..Counts::default()
        };
        for (given, expected) in [
            (
                counts(6_046, 3_883, 1_531, 632),
                "6,046 people, entities and ships",
            ),
            (counts(2, 2, 0, 0), "2 people"),
            (counts(0, 0, 0, 0), "0 entries"),
        ] {
            assert_eq!(counted(&given), expected);
        }
    }

    fn said(phrase: Phrase) -> String {
        let words = phrase.into_iter().map(|piece| match piece {
            Piece::Text(text) => text.into_owned(),
            Piece::Name(name) => name,
        });
        words.collect()
    }

    fn word(typed: &str, listed: &str, relation: Relation) -> WordView {
        let some = |word: &str| (!word.is_empty()).then(|| word.to_owned());
        WordView {
            typed: some(typed),
            listed: some(listed),
            part: WordPart::Open,
            relation,
            weight: 0.2,
        }
    }

    fn hit(
        band: Band,
        (name_type, strength): (NameType, Option<AliasStrength>),
        evidence: Vec<WordView>,
    ) -> HitView {
        let name = NameView {
            text: "Given FAMILY".to_owned(),
            name_type,
            strength,
            script: None,
            language: None,
        };
        HitView {
            list: 0,
            designation: 0,
            id: String::new(),
            kind: Kind::Individual,
            band,
            score: 0.0,
            name: name.clone(),
            matched_name: Some(name),
            matched: Matched::Name(0),
            marks: Vec::new(),
            evidence,
            lowered: Vec::new(),
            details: Vec::new(),
            dates_of_birth: Vec::new(),
            nationalities: Vec::new(),
            regimes: Vec::new(),
            measures: Vec::new(),
        }
    }

    #[test]
    fn a_row_says_which_name_matched_and_what_tells_most() {
        use Band::{Below, Exact, Possible, Strong};
        use NameType::{Alias, Primary, Variation};
        use Relation::{Extra, Missing, Same, Spelling};
        let heavy = |word| WordView {
            weight: 0.5,
            ..word
        };
        let common = HitView {
            lowered: vec![Lowered::Common],
            ..hit(Below, (Alias, None), vec![word("a", "A", Same)])
        };
        let weak = HitView {
            lowered: vec![Lowered::WeakAlias],
            ..hit(
                Band::WeakAlias,
                (Alias, Some(AliasStrength::Low)),
                Vec::new(),
            )
        };
        for (row, expected) in [
            (
                hit(Exact, (Primary, None), vec![word("given", "Given", Same)]),
                "Same as its primary name",
            ),
            (
                hit(
                    Strong,
                    (Variation, None),
                    vec![
                        heavy(word("given", "Given", Same)),
                        word("famly", "FAMILY", Spelling),
                        word("", "MIDDLE", Missing),
                    ],
                ),
                "Like this other spelling; “famly” is spelt much like “FAMILY”",
            ),
            (
                hit(
                    Possible,
                    (Alias, None),
                    vec![word("a", "", Extra), heavy(word("", "FAMILY", Missing))],
                ),
                "Like this alias; “FAMILY” is not in your search",
            ),
            (
                common,
                "A little like this alias; what meets is too little to tell by",
            ),
            (weak, "Same as this low-quality alias"),
        ] {
            assert_eq!(said(why(&row)), expected);
        }
    }

    #[test]
    fn every_word_says_what_it_met() {
        use Relation::*;
        let part = |part, listed| WordView {
            part,
            ..word("", listed, Missing)
        };
        let rows = [
            (word("Lala", "LALA", Same), "“Lala” matches exactly"),
            (
                word("Durad", "Đurađ", Same),
                "“Durad” is the same as “Đurađ”",
            ),
            (
                word("Mohamad", "MOHAMMED", Known),
                "“Mohamad” is a known spelling of “MOHAMMED”",
            ),
            (
                word("famly", "FAMILY", Spelling),
                "“famly” is spelt much like “FAMILY”",
            ),
            (word("Jusuf", "YUSUF", Sound), "“Jusuf” sounds like “YUSUF”"),
            (
                word("Всеволод", "Vsévolođ", Script),
                "“Всеволод” is written “Vsévolođ” in Latin letters",
            ),
            (
                word("Vsevolod", "Всеволод", Script),
                "“Vsevolod” is written “Всеволод” in another script",
            ),
            (
                word("J", "JOHN", Initial),
                "“J” is read as the initial of “JOHN”",
            ),
            (
                word("John", "J.", Initial),
                "“John” begins with the listed initial “J.”",
            ),
            (
                word("Breg", "BREGUSHTA", Start),
                "“Breg” is read as the beginning of “BREGUSHTA”",
            ),
            (
                word("NST", "No Such Trade", Acronym),
                "“NST” has the first letters of “No Such Trade”",
            ),
            (
                word("No Such Trade", "NST", Acronym),
                "“No Such Trade” is listed by its first letters, “NST”",
            ),
            (
                word("Smith", "", Extra),
                "“Smith” is not in the listed name",
            ),
            (
                part(WordPart::Middle, "Petrovich"),
                "Middle name “Petrovich” is not in your search",
            ),
        ];
        let (words, expected): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let mut row = hit(Band::Possible, (NameType::Primary, None), words);
        row.lowered = vec![Lowered::OtherNumber];
        let found: Vec<String> = evidence(&row).into_iter().map(said).collect();
        let (last, words) = found.split_last().unwrap();
        assert_eq!(words, expected);
        assert_eq!(last, "Ranked lower: the numbers differ");

        row.evidence = vec![
            word("Smith", "", Extra),
            part(WordPart::Given, "Given"),
            part(WordPart::Family, "FAMILY"),
            part(WordPart::Open, "SHIP"),
        ];
        let found: Vec<String> = evidence(&row).into_iter().map(said).collect();
        assert_eq!(
            found[1],
            "Not in your search: given name “Given”, family name “FAMILY”, “SHIP”"
        );
    }

    #[test]
    fn a_row_says_how_it_stands_to_what_is_known() {
        use Agreement::*;
        for (given, listed, agreement, expected) in [
            ("1971", "1971-03-12", Agrees, "Year of birth agrees"),
            ("1971-03-12", "1971-03-12", Agrees, "Date of birth agrees"),
            (
                "1971-03-12",
                "1971",
                Agrees,
                "Date of birth agrees as far as the list says",
            ),
            (
                "1971-03-12",
                "1971-12-03",
                DayAndMonthSwapped,
                "Date of birth agrees with day and month exchanged",
            ),
            (
                "1971-03-12",
                "1971-03-13",
                YearAgrees,
                "Year of birth agrees, day or month differs",
            ),
            (
                "1971-03-12",
                "1973",
                YearsApart(2),
                "Year of birth differs by 2 years",
            ),
            ("1971", "", NotListed, "Year of birth: not on the list"),
            (
                "1971",
                "31/02/1971",
                NotListed,
                "Year of birth cannot be compared",
            ),
        ] {
            let mut row = hit(Band::Exact, (NameType::Primary, None), Vec::new());
            if !listed.is_empty() {
                row.dates_of_birth.push(ListedDate::from_text(listed));
            }
            row.details = vec![DetailFound {
                detail: Detail::Born,
                agreement,
            }];
            let born = given.parse().ok();
            assert_eq!(known_found(&row, born), expected, "{given} {listed}");
        }
        let mut row = hit(Band::Exact, (NameType::Primary, None), Vec::new());
        row.details = vec![
            DetailFound {
                detail: Detail::Country,
                agreement: Differs,
            },
            DetailFound {
                detail: Detail::Sex,
                agreement: NotListed,
            },
        ];
        assert_eq!(
            known_found(&row, None),
            "Nationality differs · Sex: not on the list"
        );
    }

    #[test]
    fn a_printed_search_says_how_it_was_searched() {
        let at = Moment::default();
        let known = Known {
            born: " 1971 ".to_owned(),
            country: String::new(),
            sex: Some(Sex::Female),
        };
        for (known, is_wide, expected) in [
            (
                Known::default(),
                false,
                "Searched for “Lala” on 1 January 1970, 00:00.",
            ),
            (
                Known::default(),
                true,
                "Searched for “Lala”, less similar names included, on 1 January 1970, 00:00.",
            ),
            (
                known,
                false,
                "Searched for “Lala”, known: 1971 · Female, on 1 January 1970, 00:00.",
            ),
        ] {
            let question = Question {
                query: "Lala".to_owned(),
                known,
                is_wide,
            };
            let printed = (MESSAGES.printed_search)(&question, at);
            assert_eq!(said(printed), expected);
        }
    }

    #[test]
    fn an_ungraded_alias_is_not_called_good() {
        let mut name = Name::new(NameType::Alias, []);
        assert_eq!(name_type(&name), "alias, not graded");
        name.strength = Some(AliasStrength::Good);
        assert_eq!(name_type(&name), "alias, good quality");
        name.strength = Some(AliasStrength::Low);
        assert_eq!(name_type(&name), "alias, low quality");
    }
}
