//! The compact form: its writer and its reader, side by side.

use pack::bytes::{PackKind, Reader, Writer};
use pack::{PackError, Party};

use crate::{
    Counted, Counts, EditionBefore, ListEntry, Manifest, ManifestError, PackEntry, PackRole,
};

/// Version of the layout; a manifest of another layout is refused.
const LAYOUT: u32 = 1;

const SEARCH: u8 = b'S';
const DETAILS: u8 = b'D';

/// Comes before an optional text that is given, so that an empty one differs from a missing one.
const GIVEN: char = '=';

/// The compact form of a manifest. It is read back and compared before it is returned.
///
/// # Errors
/// [`ManifestError::NotKept`], or what [`Manifest::check`] finds.
pub fn encode(manifest: &Manifest) -> Result<Vec<u8>, ManifestError> {
    let mut writer = Writer::new(PackKind::Manifest, LAYOUT, "", manifest.lists.len());
    for list in &manifest.lists {
        write_list(&mut writer, list);
    }
    let has_before = manifest.lists.iter().any(|list| list.before.is_some());
    write_parties(&mut writer, &manifest.parties, has_before);
    if has_before {
        write_before(&mut writer, &manifest.lists);
    }
    let bytes = writer.finish();
    manifest.check()?;
    match decode(&bytes) {
        Ok(decoded) if decoded == *manifest => Ok(bytes),
        _ => Err(ManifestError::NotKept),
    }
}

/// Reads the compact form and checks it as [`Manifest::check`] does.
///
/// # Errors
/// What is wrong with it; no bytes cause a panic.
pub fn decode(bytes: &[u8]) -> Result<Manifest, ManifestError> {
    let mut reader = Reader::open(bytes, PackKind::Manifest)?;
    if reader.pair != LAYOUT {
        return Err(ManifestError::Layout { found: reader.pair });
    }
    let mut lists = Vec::new();
    for _ in 0..reader.items {
        lists.push(read_list(&mut reader)?);
    }
    let mut manifest = Manifest::new(lists);
    manifest.parties = read_parties(&mut reader)?;
    if !reader.is_at_end() {
        read_before(&mut reader, &mut manifest.lists)?;
    }
    reader.finish()?;
    manifest.check()?;
    Ok(manifest)
}

fn write_list(writer: &mut Writer, list: &ListEntry) {
    for text in [
        &list.list,
        &list.title,
        &list.publisher,
        &list.licence,
        &list.licence_url,
        &list.source_url,
        &list.source_sha256,
    ] {
        writer.text(text);
    }
    for option in [&list.published, &list.checked_at, &list.valid_until] {
        writer.text(&optional(option.as_ref()));
    }
    let counts = &list.counts;
    for number in [
        u32::from(list.sample),
        counts.designations,
        counts.names,
        counts.names_in_other_scripts,
        counts.individual,
        counts.entity,
        counts.ship,
        counts.aircraft,
        counts.unknown,
        list.dates_of_birth,
        list.identifiers,
    ] {
        writer.number(number as usize);
    }
    for counted in [&list.regimes, &list.warnings] {
        writer.number(counted.iter().len());
        for (text, number) in counted.iter() {
            writer.text(text);
            writer.number(number as usize);
        }
    }
    writer.number(list.accepted_faults.len());
    for kind in &list.accepted_faults {
        writer.text(kind);
    }
    writer.number(list.packs.len());
    for pack in &list.packs {
        writer.number(usize::from(match pack.kind {
            PackRole::Search => SEARCH,
            PackRole::Details => DETAILS,
        }));
        writer.text(&pack.file);
        // A pack of more than 32 bits does not come back, which the writer finds.
        writer.number(usize::try_from(pack.bytes).unwrap_or(usize::MAX));
        writer.text(&pack.sha256);
    }
}

fn read_list(reader: &mut Reader<'_>) -> Result<ListEntry, PackError> {
    let [
        list,
        title,
        publisher,
        licence,
        licence_url,
        source_url,
        source_sha256,
    ] = texts(reader)?;
    let (published, checked_at, valid_until) = (option(reader)?, option(reader)?, option(reader)?);
    let [
        sample,
        designations,
        names,
        names_in_other_scripts,
        individual,
        entity,
        ship,
        aircraft,
        unknown,
        dates_of_birth,
        identifiers,
    ] = numbers(reader)?;
    if sample > 1 {
        return reader.malformed();
    }
    let regimes = counted(reader)?;
    let warnings = counted(reader)?;
    let mut accepted_faults = Vec::new();
    for _ in 0..reader.number()? {
        accepted_faults.push(reader.text()?);
    }
    let mut packs = Vec::new();
    for _ in 0..reader.number()? {
        packs.push(PackEntry {
            kind: match u8::try_from(reader.number()?) {
                Ok(SEARCH) => PackRole::Search,
                Ok(DETAILS) => PackRole::Details,
                _ => return reader.malformed(),
            },
            file: reader.text()?,
            bytes: reader.number()? as u64,
            sha256: reader.text()?,
        });
    }
    Ok(ListEntry {
        list,
        title,
        publisher,
        licence,
        licence_url,
        source_url,
        sample: sample == 1,
        published,
        checked_at,
        valid_until,
        source_sha256,
        counts: Counts {
            designations,
            names,
            names_in_other_scripts,
            individual,
            entity,
            ship,
            aircraft,
            unknown,
        },
        dates_of_birth,
        identifiers,
        regimes,
        warnings,
        accepted_faults,
        before: None,
        packs,
    })
}

/// Nothing where there are none, as in every manifest of one list, unless something follows.
fn write_parties(writer: &mut Writer, parties: &[Party], is_followed: bool) {
    if is_followed || !parties.is_empty() {
        writer.number(parties.len());
    }
    for party in parties {
        writer.number(party.entries.len() * 2 + usize::from(party.is_doubtful));
        for (list, designation) in &party.entries {
            writer.number(*list);
            writer.number(*designation);
        }
    }
}

fn read_parties(reader: &mut Reader<'_>) -> Result<Vec<Party>, PackError> {
    let mut parties = Vec::new();
    if reader.is_at_end() {
        return Ok(parties);
    }
    let count = reader.number()?;
    if count == 0 && reader.is_at_end() {
        return reader.malformed();
    }
    for _ in 0..count {
        let head = reader.number()?;
        let mut party = Party {
            entries: Vec::new(),
            is_doubtful: head % 2 == 1,
        };
        for _ in 0..head / 2 {
            party.entries.push((reader.number()?, reader.number()?));
        }
        parties.push(party);
    }
    Ok(parties)
}

fn write_before(writer: &mut Writer, lists: &[ListEntry]) {
    for list in lists {
        // What does not fit into 32 bits does not come back, which the writer finds.
        let removed = list.before.as_ref().map(|it| it.removed as usize + 1);
        writer.number(removed.unwrap_or_default());
        if let Some(before) = &list.before {
            writer.text(&optional(before.published.as_ref()));
        }
    }
}

fn read_before(reader: &mut Reader<'_>, lists: &mut [ListEntry]) -> Result<(), PackError> {
    let mut is_any = false;
    for list in lists {
        let number = reader.number()? as u32;
        if number > 0 {
            is_any = true;
            list.before = Some(EditionBefore {
                published: option(reader)?,
                removed: number - 1,
            });
        }
    }
    match is_any {
        true => Ok(()),
        false => reader.malformed(),
    }
}

fn optional(text: Option<&String>) -> String {
    let text = text.iter().map(|text| format!("{GIVEN}{text}"));
    text.collect()
}

fn texts<const N: usize>(reader: &mut Reader<'_>) -> Result<[String; N], PackError> {
    let mut texts = [const { String::new() }; N];
    for text in &mut texts {
        *text = reader.text()?;
    }
    Ok(texts)
}

fn option(reader: &mut Reader<'_>) -> Result<Option<String>, PackError> {
    let text = reader.text()?;
    match text.strip_prefix(GIVEN) {
        Some(given) => Ok(Some(given.to_owned())),
        None if text.is_empty() => Ok(None),
        None => reader.malformed(),
    }
}

fn numbers<const N: usize>(reader: &mut Reader<'_>) -> Result<[u32; N], PackError> {
    let mut numbers = [0; N];
    for number in &mut numbers {
        // A reader gives 32 bits at most.
        *number = reader.number()? as u32;
    }
    Ok(numbers)
}

fn counted(reader: &mut Reader<'_>) -> Result<Counted, PackError> {
    let mut counted: Vec<(String, u32)> = Vec::new();
    for _ in 0..reader.number()? {
        let text = reader.text()?;
        let number = reader.number()? as u32;
        // Sorted, so that one content has one form.
        if counted.last().is_some_and(|(last, _)| *last >= text) {
            return reader.malformed();
        }
        counted.push((text, number));
    }
    Ok(Counted(counted))
}
