//! The second step: which column is what, above the first rows.

use tables::Role;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Html};

use super::super::panel::{options_of, value};
use super::super::phrase;
use super::super::tag::{When, all, tag};
use super::{Deed, Desk, Field, choose};
use crate::files::protocol::Opened;
use crate::messages::files::Texts;
use crate::messages::{Piece, Sentence};
use wasm_bindgen::JsCast;

/// What a person can say of a column. Numbers and own references are carried to the result and not searched; a
/// reference stands in records and decisions, too.
const ROLES: [(Option<Role>, &str, Say); 10] = [
    (None, "", Texts::unused),
    (Some(Role::Name), "name", Texts::role_name),
    (Some(Role::Given), "given", Texts::role_given),
    (Some(Role::Family), "family", Texts::role_family),
    (Some(Role::Company), "company", Texts::role_company),
    (Some(Role::Born), "born", Texts::role_born),
    (Some(Role::Country), "country", Texts::role_country),
    (Some(Role::Sex), "sex", Texts::role_sex),
    (Some(Role::Number), "number", Texts::role_number),
    (Some(Role::Reference), "reference", Texts::role_reference),
];

/// A sentence in whatever language.
type Say = fn(&'static Texts) -> &'static Sentence;

/// What is known of the table so far.
pub(super) struct Table<'a> {
    pub(super) file: &'a str,
    pub(super) opened: &'a Opened,
    /// By column.
    pub(super) roles: &'a [Option<Role>],
    pub(super) has_header: bool,
    /// Rows to check.
    pub(super) rows: usize,
}

/// The first rows, with a choice above each column.
pub(super) fn show(desk: &Desk, table: &Table<'_>) -> Html {
    let Table {
        file,
        opened,
        roles,
        has_header,
        rows,
    } = *table;
    let texts = desk.texts;
    let unsearched = opened.more_names.iter().filter(|column| {
        let role = roles.get(**column).copied().flatten();
        role.is_none()
    });
    // By its header, where it has one: a bare number would be read as how many there are.
    let headers = opened.first.first().filter(|_| has_header);
    let name_of = |column: &usize| {
        let header = headers.and_then(|row| row.get(*column));
        match header.filter(|header| !header.trim().is_empty()) {
            Some(header) => vec![Piece::Listed(header.clone())],
            None => vec![texts.column(column + 1).into()],
        }
    };
    let unsearched = unsearched.map(name_of);
    let unsearched = unsearched.reduce(|before, next| desk.setting.messages.comma(&before, &next));
    let more_names = unsearched.map(|columns| phrase::show(&texts.more_names(&columns)));
    let header_below = match opened.header_below {
        Some(number) if !has_header => texts.header_below(number),
        _ => String::new(),
    };
    let note = |role, said| match roles.contains(&Some(role)) {
        true => tag("p").class("quiet").text(said).show(),
        false => Html::default(),
    };
    let shown = opened.first.first().map_or(0, Vec::len);
    let more = match shown < opened.width {
        true => texts.columns_more(shown, opened.width),
        false => String::new(),
    };
    let head = (0..shown).map(|column| head(desk, column, roles.get(column).copied().flatten()));
    let cell = |kind: &'static str, text: &String| {
        tag(kind)
            .with(
                &["translate", "dir"],
                [Some("no".into()), Some("auto".into())],
            )
            .text(text.clone())
            .show()
    };
    let lines = opened.first.iter().enumerate().map(|(place, cells)| {
        let kind = if has_header && place == 0 { "th" } else { "td" };
        let cells = cells.iter().map(|text| cell(kind, text));
        tag("tr").children(cells.collect()).show()
    });
    let table = tag("table")
        .child(tag("thead").child(tag("tr").children(head.collect())))
        .child(tag("tbody").children(lines.collect()));
    let table = tag("div")
        .with(
            &["class", "role", "tabindex", "aria-label"],
            [
                Some("sheet".into()),
                Some("region".into()),
                Some("0".into()),
                Some(texts.table_label().text.into()),
            ],
        )
        .key(desk.edition.to_string())
        .child(table);
    let on_head = desk.act.when(|event| {
        let field: Field = event.target()?.unchecked_into();
        Some(Deed::Head(field.checked()))
    });
    let checked = has_header.then(AttrValue::default);
    let header = tag("p")
        .child(
            tag("input")
                .with(
                    &[
                        "id",
                        "type",
                        "autocomplete",
                        "data-1p-ignore",
                        "data-lpignore",
                        "data-bwignore",
                        "data-form-type",
                        "checked",
                    ],
                    [
                        Some("files-head".into()),
                        Some("checkbox".into()),
                        Some("off".into()),
                        Some("".into()),
                        Some("true".into()),
                        Some("".into()),
                        Some("other".into()),
                        checked,
                    ],
                )
                .on(When::Changed, on_head),
        )
        .text(" ")
        .child(
            tag("label")
                .fixed(&[("for", Static("files-head"))])
                .text(texts.has_header()),
        );
    tag("div")
        .class("columns")
        .children(vec![
            desk.title(texts.columns_title()),
            tag("p")
                .child(phrase::show(&texts.columns_note(file, rows)))
                .show(),
            table.show(),
            tag("p").class("quiet").text(more).show(),
            tag("p").text(header_below).show(),
            tag("p").child(more_names.unwrap_or_default()).show(),
            note(Role::Number, texts.numbers_unsearched()),
            note(Role::Reference, texts.reference_kept()),
            header.key(desk.edition.to_string()).show(),
            choose::form(desk, &opened.form),
            tag("div")
                .class("actions")
                .child(all(vec![
                    desk.act.button(texts.start(rows), "primary", Deed::Start),
                    desk.act.button(texts.other_file(), "", Deed::Forget),
                ]))
                .show(),
        ])
        .show()
}

/// What a column holds, to be corrected.
fn head(desk: &Desk, column: usize, role: Option<Role>) -> Html {
    let texts = desk.texts;
    let chosen = ROLES.iter().find(|(own, ..)| *own == role);
    let options = ROLES.map(|(_, value, say)| (value, say(texts).text, None));
    let on_role = desk.act.when(move |event| {
        let value = value(&event)?;
        let (role, ..) = ROLES.into_iter().find(|(_, own, _)| *own == value)?;
        Some(Deed::Assign(column, role))
    });
    let label = texts.role(column + 1);
    let select = options_of(chosen.map_or("", |(_, value, _)| value), options)
        .with(
            &["aria-label", "autocomplete"],
            [Some(label.into()), Some("off".into())],
        )
        .on(When::Changed, on_role);
    tag("td")
        .child(tag("span").class("quiet").text(texts.column(column + 1)))
        .child(select)
        .show()
}
