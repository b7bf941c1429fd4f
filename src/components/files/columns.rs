//! The second step: which column is what, above the first rows.

use tables::Role;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{AttrValue, Html};

use super::super::panel::{options_of, value};
use super::super::tag::{When, all, tag};
use super::{Deed, Desk, Field, choose};
use crate::files::protocol::Opened;
use crate::messages::files::{self as words, fill};
use wasm_bindgen::JsCast;

/// What a person can say of a column. The numbers of documents and own references are carried to the result
/// and not searched.
const ROLES: [(Option<Role>, &str, &str); 8] = [
    (None, "", words::UNUSED),
    (Some(Role::Name), "name", words::ROLE_NAME),
    (Some(Role::Given), "given", words::ROLE_GIVEN),
    (Some(Role::Family), "family", words::ROLE_FAMILY),
    (Some(Role::Company), "company", words::ROLE_COMPANY),
    (Some(Role::Born), "born", words::ROLE_BORN),
    (Some(Role::Country), "country", words::ROLE_COUNTRY),
    (Some(Role::Sex), "sex", words::ROLE_SEX),
];

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
    let number = desk.setting.messages.number(rows);
    let note = fill(words::COLUMNS_NOTE, &[("file", file), ("rows", &number)]);
    let shown = opened.first.first().map_or(0, Vec::len);
    let more = match shown < opened.width {
        true => {
            let width = desk.setting.messages.number(opened.width);
            fill(
                words::COLUMNS_MORE,
                &[("shown", &shown.to_string()), ("width", &width)],
            )
        }
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
                Some(words::TABLE_LABEL.into()),
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
                .text(words::HAS_HEADER),
        );
    let start = fill(words::START, &[("rows", &number)]);
    tag("div")
        .class("columns")
        .children(vec![
            desk.title(words::COLUMNS_TITLE),
            tag("p").text(note).show(),
            table.show(),
            tag("p").class("quiet").text(more).show(),
            header.key(desk.edition.to_string()).show(),
            choose::form(desk, &opened.form),
            tag("div")
                .class("actions")
                .child(all(vec![
                    desk.act.button(start, "primary", Deed::Start),
                    desk.act.button(words::OTHER_FILE, "", Deed::Forget),
                ]))
                .show(),
        ])
        .show()
}

/// What a column holds, to be corrected.
fn head(desk: &Desk, column: usize, role: Option<Role>) -> Html {
    let number = (column + 1).to_string();
    let chosen = ROLES.iter().find(|(own, ..)| *own == role);
    let options = ROLES.map(|(_, value, words)| (value, words));
    let on_role = desk.act.when(move |event| {
        let value = value(&event)?;
        let (role, ..) = ROLES.into_iter().find(|(_, own, _)| *own == value)?;
        Some(Deed::Assign(column, role))
    });
    let label = fill(words::ROLE, &[("number", &number)]);
    let select = options_of(chosen.map_or("", |(_, value, _)| value), options)
        .with(
            &["aria-label", "autocomplete"],
            [Some(label.into()), Some("off".into())],
        )
        .on(When::Changed, on_role);
    tag("td")
        .child(
            tag("span")
                .class("quiet")
                .text(fill(words::COLUMN, &[("number", &number)])),
        )
        .child(select)
        .show()
}
