//! The first step: a file, or pasted rows.

use wasm_bindgen::JsCast;
use yew::virtual_dom::AttributeOrProperty::Static;
use yew::{Html, NodeRef};

use super::super::panel::{labelled, options_of, value};
use super::super::tag::{When, all, tag, unkept};
use super::{Deed, Desk, Field};
use crate::files::protocol::Form;
use crate::files::reader::MOST_MEGABYTES;
use crate::messages::Sentence;

/// What the browser offers first when a file is chosen. Any file can be: it is recognised by its bytes.
const ACCEPTED: &str = ".csv,.tsv,.txt,.xlsx,.ods";

/// A field for a file and one for text. `pasted` is the latter; `form` the fields of how a file is written,
/// where that may be what is wrong with it.
pub(super) fn show(desk: &Desk, pasted: &NodeRef, form: Html) -> Html {
    let on_file = desk.act.when(|event| {
        let field: Field = event.target()?.unchecked_into();
        Some(Deed::Give(field.files()?.item(0)?))
    });
    let file = tag("input")
        .fixed(&[
            ("id", Static("files-file")),
            ("type", Static("file")),
            ("accept", Static(ACCEPTED)),
            ("aria-describedby", Static("files-note")),
        ])
        .on(When::Changed, on_file)
        // A file that is chosen a second time is a change, too.
        .key(desk.edition.to_string());
    let on_paste = {
        let pasted = pasted.clone();
        desk.act.when(move |_| {
            let field: Field = pasted.get()?.unchecked_into();
            Some(Deed::Paste(field.value()))
        })
    };
    let texts = desk.texts;
    let note = texts.choose_note(MOST_MEGABYTES);
    let text = tag("textarea")
        .fixed(unkept![("id", Static("files-text")), ("rows", Static("4")),])
        .node(pasted.clone())
        .key(desk.edition.to_string());
    let label = |id: &'static str, label: &'static Sentence| {
        tag("label")
            .with(&["for"], [Some(id.into())])
            .text(label)
            .show()
    };
    let use_text = tag("button")
        .fixed(&[("type", Static("button"))])
        .on(When::Clicked, on_paste)
        .text(texts.paste_button());
    tag("div")
        .class("choose")
        .children(vec![
            form,
            label("files-file", texts.choose_file()),
            file.show(),
            tag("p")
                .fixed(&[("id", Static("files-note")), ("class", Static("quiet"))])
                .text(note)
                .show(),
            label("files-text", texts.paste_label()),
            text.show(),
            use_text.show(),
        ])
        .show()
}

/// How the file is written, to be corrected: separator and encoding of a text, or the sheet of a workbook.
pub(super) fn form(desk: &Desk, form: &Form) -> Html {
    match form.sheets.len() {
        0 => text_form(desk, form),
        1 => Html::default(),
        _ => sheet(desk, form),
    }
}

fn sheet(desk: &Desk, form: &Form) -> Html {
    let own = form.clone();
    let on_sheet = desk.act.when(move |event| {
        let sheet = value(&event)?;
        Some(Deed::Reform(Form {
            sheet,
            ..own.clone()
        }))
    });
    let sheets = form
        .sheets
        .iter()
        .map(|sheet| (sheet.clone(), sheet.clone(), None));
    let select = options_of(&form.sheet, sheets)
        .with(
            &["id", "autocomplete", "translate", "aria-describedby"],
            ["files-sheet", "off", "no", "files-sheet-note"].map(|value| Some(value.into())),
        )
        .on(When::Changed, on_sheet);
    let note = tag("p")
        .fixed(&[
            ("id", Static("files-sheet-note")),
            ("class", Static("quiet")),
        ])
        .text(desk.texts.sheet_note());
    let sheet = labelled("files-sheet", desk.texts.sheet(), select);
    all(vec![
        tag("div").class("asides").child(sheet).show(),
        note.show(),
    ])
}

fn text_form(desk: &Desk, form: &Form) -> Html {
    let texts = desk.texts;
    let separators = [
        ("comma", texts.separator_comma().text),
        ("semicolon", texts.separator_semicolon().text),
        ("tab", texts.separator_tab().text),
        ("pipe", texts.separator_pipe().text),
        ("none", texts.separator_none().text),
    ];
    let encodings = [
        ("utf-8", "UTF-8"),
        ("windows-1252", "Windows-1252"),
        ("windows-1250", "Windows-1250"),
        ("windows-1251", "Windows-1251"),
        ("windows-1254", "Windows-1254"),
        ("windows-1256", "Windows-1256"),
        ("utf-16le", "UTF-16"),
        ("utf-16be", texts.encoding_big_end().text),
    ];
    let (one, other) = (form.clone(), form.clone());
    let separator = desk.select(
        "files-separator",
        texts.separator(),
        &form.separator,
        &separators,
        move |separator| {
            Some(Deed::Reform(Form {
                separator,
                ..one.clone()
            }))
        },
    );
    let encoding = desk.select(
        "files-encoding",
        texts.encoding(),
        &form.encoding,
        &encodings,
        move |encoding| {
            Some(Deed::Reform(Form {
                encoding,
                ..other.clone()
            }))
        },
    );
    tag("div")
        .class("asides")
        .child(all(vec![separator, encoding]))
        .show()
}
