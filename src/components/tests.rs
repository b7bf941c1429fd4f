//! Components in a real browser: what they say, and the roles they say it in.

// Clippy does not know `wasm_bindgen_test` for a test; marks are a list of ranges.
#![allow(clippy::unwrap_used, clippy::single_range_in_vec_init)]

use std::cell::RefCell;
use std::rc::Rc;

use ::record::{
    Kind, LabelledText, ListedDate, Measure, MeasureKind, Name, NamePart, NameType, PartRole,
    Record, Regime,
};
use js_sys::Promise;
use matcher::{Agreement, Band, BandCounts, Detail, DetailFound, Lowered, Matched, Relation, Sex};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};
use yew::{Callback, Html, NodeRef, Properties, Renderer, component};

use super::{
    Intent, Setting, header, known, narrow, notice, official, outside, paging, read, record,
    results, row, search_box, status, suppressed,
};
use crate::config::Config;
use crate::engine::protocol::{
    Choice, Entry, Facet, HitView, ListView, LoadFailure, NameView, Narrow, PartView, ReadView,
    Results, Trait, WordPart, WordView,
};
use crate::messages::{Messages, flat};
use crate::state::{
    Answered, Born, Content, Filter, Known, Lists, MOST_PRINTED, Moment, Open, Origin, PAGE_SIZE,
    Question, State, Suppressed,
};

wasm_bindgen_test_configure!(run_in_browser);

fn messages() -> &'static Messages {
    let packed = include_str!(concat!(env!("OUT_DIR"), "/en.txt"));
    let messages = Messages::load(packed.to_owned()).unwrap();
    Messages::learn(include_str!(concat!(env!("OUT_DIR"), "/en-later.txt")).to_owned());
    messages
}

/// The setting of a widget, with what it hears.
fn setting() -> (Setting, Rc<RefCell<Vec<Intent>>>) {
    let (act, heard) = listen();
    let setting = Setting {
        messages: messages(),
        lists: [list(false)].into(),
        level: 2,
        now: Moment::default(),
        act,
    };
    (setting, heard)
}

#[derive(PartialEq, Properties)]
struct HoldProps {
    html: Html,
}

#[component]
fn Hold(props: &HoldProps) -> Html {
    props.html.clone()
}

/// The HTML in an element of its own, after what it has started is done.
async fn show(html: Html) -> Element {
    let document = gloo::utils::document();
    let root = document.create_element("div").unwrap();
    gloo::utils::body().append_child(&root).unwrap();
    Renderer::<Hold>::with_root_and_props(root.clone(), HoldProps { html }).render();
    settle().await;
    root
}

/// Lets everything happen that waits for its turn. On a busy machine Yew lets the browser in
/// between two steps, so that microtasks alone are not enough.
async fn settle() {
    for _ in 0..5 {
        let turn = Promise::new(&mut |resolve, _| {
            gloo::utils::window()
                .set_timeout_with_callback(&resolve)
                .unwrap();
        });
        JsFuture::from(turn).await.unwrap();
    }
}

fn find<Kind: JsCast>(root: &Element, selector: &str) -> Kind {
    let found = root.query_selector(selector).unwrap();
    found
        .unwrap_or_else(|| panic!("no {selector}"))
        .unchecked_into()
}

fn text(root: &Element) -> String {
    root.text_content().unwrap_or_default()
}

/// A callback with what it was called with.
fn listen<Value: 'static>() -> (Callback<Value>, Rc<RefCell<Vec<Value>>>) {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let into = heard.clone();
    (
        Callback::from(move |value| into.borrow_mut().push(value)),
        heard,
    )
}

fn view(text: &str, name_type: NameType) -> NameView {
    NameView {
        text: text.to_owned(),
        name_type,
        strength: None,
        script: None,
        language: None,
    }
}

fn hit() -> HitView {
    HitView {
        list: 0,
        designation: 4,
        id: "SAMPLE-GIM9001".to_owned(),
        kind: Kind::Individual,
        band: Band::Strong,
        is_suppressed: false,
        is_outside: false,
        part: "Blenor Mana".to_owned(),
        score: 0.9,
        name: view("Given FAMILY", NameType::Primary),
        matched_name: Some(view("Other NAME", NameType::Alias)),
        matched: Matched::Name(1),
        marks: vec![6..10],
        evidence: vec![WordView {
            typed: Some("nmae".to_owned()),
            listed: Some("NAME".to_owned()),
            part: WordPart::Open,
            relation: Relation::Spelling,
            weight: 1.0,
        }],
        lowered: vec![Lowered::Common],
        details: vec![DetailFound {
            detail: Detail::Country,
            agreement: Agreement::Differs,
        }],
        dates_of_birth: Vec::new(),
        facts: vec!["Nowhere".to_owned()],
        regimes: vec![Regime {
            code: "GIM".to_owned(),
            name: "The Global Irregular Migration Regulations 2025".to_owned(),
        }],
        measures: vec![
            Measure::new(MeasureKind::AssetFreeze, "Asset freeze"),
            Measure::new(MeasureKind::TravelBan, "Travel Ban"),
        ],
        listings: Vec::new(),
        possibly_same: Vec::new(),
    }
}

/// A setting with a UK and a UN list.
fn two_lists() -> (Setting, Rc<RefCell<Vec<Intent>>>) {
    let (setting, heard) = setting();
    let un = ListView {
        list: "un".to_owned(),
        title: "UN List".to_owned(),
        ..list(false)
    };
    let lists = [list(false), un].into();
    (Setting { lists, ..setting }, heard)
}

#[wasm_bindgen_test]
async fn a_listing_that_was_not_found_itself_is_named_without_a_band_and_a_reason() {
    let (setting, _) = two_lists();
    let other = HitView {
        list: 1,
        id: "QDi.043".to_owned(),
        band: Band::Below,
        matched: Matched::Party,
        name: view("Gvien FAMILY", NameType::Primary),
        matched_name: None,
        marks: Vec::new(),
        evidence: Vec::new(),
        lowered: Vec::new(),
        details: Vec::new(),
        ..hit()
    };
    let hit = HitView {
        listings: vec![other],
        ..hit()
    };
    let root = show(row::show(&setting, &hit, Born::default())).await;
    let said = text(&root);
    assert!(said.contains("On UK Sanctions List and UN List"), "{said}");
    let listing = text(&find::<Element>(&root, ".listing"));
    assert!(
        listing.contains("Gvien FAMILY") && listing.contains("UN List · QDi.043"),
        "{listing}"
    );
    assert!(!listing.contains("imilar name"), "{listing}");
    for nothing in [".listing .band", ".listing .why", ".listing .agreement"] {
        assert!(root.query_selector(nothing).unwrap().is_none(), "{nothing}");
    }
}

#[wasm_bindgen_test]
async fn one_party_has_one_row_that_names_its_lists_and_keeps_each_listing_apart() {
    let (setting, heard) = two_lists();
    let other = HitView {
        list: 1,
        designation: 7,
        id: "QDi.043".to_owned(),
        band: Band::Possible,
        name: view("Gvien FAMILY", NameType::Primary),
        ..hit()
    };
    let doubtful = HitView {
        list: 1,
        designation: 9,
        name: view("Zelko ORVAND", NameType::Primary),
        ..hit()
    };
    let hit = HitView {
        listings: vec![other],
        possibly_same: vec![doubtful],
        ..hit()
    };
    let root = show(row::show(&setting, &hit, Born::default())).await;
    let said = text(&root);
    let parts = [
        "On UK Sanctions List and UN List",
        "Very similar name",
        "Given FAMILY",
        "UK Sanctions List · SAMPLE-GIM9001",
        "Possibly the same as Zelko ORVAND · UN List",
        "Similar name",
        "Gvien FAMILY",
        "UN List · QDi.043",
    ];
    let places: Vec<_> = parts.iter().map(|part| said.find(part)).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{said}"
    );
    let buttons = root.query_selector_all("button.link").unwrap();
    assert_eq!(buttons.length(), 3);
    find::<HtmlElement>(&root, ".doubt button").click();
    find::<HtmlElement>(&root, ".listing button").click();
    let opened: Vec<_> = heard
        .take()
        .into_iter()
        .map(|intent| match intent {
            Intent::Open {
                list, designation, ..
            } => (list, designation),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(opened, [(1, 9), (1, 7)]);
}

fn opened(content: Content) -> Open {
    Open {
        id: 1,
        entry: Entry::At {
            list: 0,
            designation: 0,
        },
        content,
        turns_to: None,
        shared: Rc::default(),
    }
}

#[wasm_bindgen_test]
async fn the_records_of_one_party_follow_one_another_under_the_names_of_their_lists() {
    let (setting, _) = two_lists();
    let mut other = person();
    (other.list, other.id) = ("un".to_owned(), "QDi.043".to_owned());
    other.measures = vec![Measure::new(MeasureKind::ArmsEmbargo, "Arms embargo")];
    let content = Content::Shown(Rc::new(vec![(0, person()), (1, other)]));
    let title = NodeRef::default();
    let root = show(record::show(
        &setting,
        (&with_lists(&setting.lists), &opened(content)),
        &title,
        (None, Origin::default()),
    ))
    .await;
    let headings = root.query_selector_all("h3").unwrap();
    let headings: Vec<_> = (0..headings.length())
        .map(|place| headings.get(place).unwrap().text_content().unwrap())
        .collect();
    assert_eq!(headings, ["UK Sanctions List", "UN List"]);
    let articles = root.query_selector_all("article").unwrap();
    let words = |place| articles.get(place).unwrap().text_content().unwrap();
    assert!(!words(0).contains("Arms embargo") && words(1).contains("Arms embargo"));
    assert!(words(0).contains("GIM9001") && words(1).contains("QDi.043"));
    let focused = title.cast::<Element>().unwrap();
    assert!(find::<Element>(&root, "article").contains(Some(&focused)));
}

#[wasm_bindgen_test]
async fn a_row_keeps_every_fact_in_its_place() {
    let (setting, heard) = setting();
    let root = show(row::show(&setting, &hit(), Born::default())).await;
    let said = text(&root);
    let parts = [
        "Very similar name for “Blenor Mana”",
        "Given FAMILY",
        "Person",
        "Other NAME (alias)",
        "Date of birth: not on the list · national of Nowhere",
        "Nationality differs",
        "People smuggling and trafficking regime · Asset freeze, travel ban",
        "Like this alias; “nmae” is spelt much like “NAME”",
        "“nmae” is spelt much like “NAME”",
        "Ranked lower: what matches is too little to identify anyone",
        "SAMPLE-GIM9001",
    ];
    let places: Vec<_> = parts.iter().map(|part| said.find(part)).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{said}"
    );
    assert!(!said.to_lowercase().contains("migration"), "{said}");
    assert_eq!(text(&find(&root, "mark")), "NAME");
    find::<HtmlElement>(&root, "h3 button").click();
    let opened = Intent::Open {
        list: 0,
        designation: 4,
        button: Some(find(&root, "h3 button")),
    };
    assert_eq!(*heard.borrow(), [opened]);
}

fn press(input: &HtmlInputElement, key: &str, is_composing: bool) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_is_composing(is_composing);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    input.dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn escape_clears_the_box_but_never_a_word_that_is_being_composed() {
    let (setting, heard) = setting();
    let beside = known::show(&State::default(), &setting, 0);
    let root = show(search_box::show(
        &setting,
        &NodeRef::default(),
        "Search".into(),
        beside,
    ))
    .await;
    let input: HtmlInputElement = find(&root, "#query");
    let born: HtmlInputElement = find(&root, "#born");
    assert_eq!(
        text(&find(&root, "label")),
        "Name, or a document, company or IMO number"
    );
    for (attribute, value) in [
        ("autocomplete", "off"),
        ("autocapitalize", "off"),
        ("autocorrect", "off"),
        ("spellcheck", "false"),
        ("writingsuggestions", "false"),
        ("data-1p-ignore", ""),
        ("data-lpignore", "true"),
        ("data-bwignore", ""),
        ("data-form-type", "other"),
        ("translate", "no"),
        ("maxlength", "2402"),
    ] {
        for field in [&input, &born, &find(&root, "#country")] {
            assert_eq!(
                field.get_attribute(attribute).as_deref(),
                Some(value),
                "{attribute}"
            );
        }
    }
    born.set_value("1971");
    input.set_value("nihao");
    press(&input, "Escape", true);
    assert_eq!(input.value(), "nihao");
    press(&input, "Escape", false);
    assert_eq!((input.value(), born.value()), Default::default());
    assert_eq!(*heard.borrow(), [Intent::Clear]);
}

#[wasm_bindgen_test]
async fn what_is_known_is_heard_when_a_field_is_left_and_kept_out_of_browser_memory() {
    let (setting, heard) = setting();
    let root = show(known::show(&State::default(), &setting, 0)).await;
    let sex: HtmlInputElement = find(&root, "#sex");
    assert_eq!(sex.value(), "");
    for (field, value, expected) in [
        (
            "born",
            "1971",
            Known {
                born: "1971".to_owned(),
                ..Known::default()
            },
        ),
        (
            "country",
            "Nowhere",
            Known {
                country: "Nowhere".to_owned(),
                ..Known::default()
            },
        ),
        (
            "sex",
            "female",
            Known {
                sex: Some(Sex::Female),
                ..Known::default()
            },
        ),
    ] {
        let input: HtmlInputElement = find(&root, &format!("#{field}"));
        assert_eq!(input.get_attribute("autocomplete").as_deref(), Some("off"));
        assert_eq!(input.get_attribute("name"), None, "{field}");
        find::<HtmlElement>(&root, &format!("label[for={field}]"));
        input.set_value(value);
        // Any event that bubbles.
        let init = KeyboardEventInit::new();
        init.set_bubbles(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("change", &init).unwrap();
        input.dispatch_event(&event).unwrap();
        assert_eq!(heard.borrow().last(), Some(&Intent::Know(expected)));
    }
}

/// A page whose list is of unknown age, with this answer to “x y”.
fn answered(results: Results) -> State {
    let question = Question {
        query: "x y".to_owned(),
        ..Question::default()
    };
    State {
        lists: Lists::Ready([list(false)].into()),
        question: question.clone(),
        answered: Some(Rc::new(Answered {
            question,
            page: 0,
            size: PAGE_SIZE,
            at: Moment::default(),
            results,
        })),
        ..State::default()
    }
}

fn part(name: &str, hits: usize, suppressed: usize) -> PartView {
    PartView {
        name: name.to_owned(),
        hits,
        suppressed,
    }
}

#[wasm_bindgen_test]
async fn what_was_understood_is_said_where_it_is_more_than_the_text() {
    let date = "1991-06-19".parse().ok();
    let aside = || vec!["Mr".to_owned(), "invoice 2024/117".to_owned()];
    let repaired = || "Blenor Mana".to_owned();
    for (read, expected) in [
        (None, ""),
        (
            Some(ReadView {
                names: vec![part("Blenor Mana", 0, 0)],
                born: date,
                country: "Albanian".to_owned(),
                aside: aside(),
                repaired: String::new(),
            }),
            "Searched: Blenor Mana · born 19 June 1991 · nationality: Albanian · \
             set aside: “Mr”, “invoice 2024/117”",
        ),
        (
            Some(ReadView {
                names: vec![part("Blenor Mana", 0, 0)],
                repaired: repaired(),
                ..ReadView::default()
            }),
            "Read as: “Blenor Mana”",
        ),
        (
            Some(ReadView {
                names: vec![
                    part("Blenor Mana", 2, 3),
                    part("Ali", 0, 1_224),
                    part("Orla", 0, 0),
                ],
                aside: aside(),
                ..ReadView::default()
            }),
            "Searched one by one · set aside: “Mr”, “invoice 2024/117”.\n\
             Blenor Mana: 2 entries.\nAli: too common, 1,224 entries.\n\
             Orla: nothing found in this file.",
        ),
    ] {
        let state = answered(Results {
            read: read.map(Box::new),
            ..Results::default()
        });
        let root = show(read::show(&state, messages())).await;
        assert_eq!(text(&root), expected);
        let spoken = status::spoken(&state, messages());
        assert!(
            spoken.ends_with("Nothing like it was found in this file."),
            "{spoken}"
        );
        let names = root
            .query_selector_all("bdi[translate=no]")
            .unwrap()
            .length();
        assert_eq!(names > 0, !expected.is_empty());
    }
}

#[wasm_bindgen_test]
async fn above_the_rows_of_a_first_page_stands_what_to_do() {
    let (setting, _) = setting();
    let state = answered(Results {
        counts: BandCounts {
            strong: 1,
            ..BandCounts::default()
        },
        rows: vec![hit()],
        ..Results::default()
    });
    let mut first = (*state.answered.unwrap()).clone();
    let root = show(results::show(&setting, &first, false)).await;
    let said = text(&root);
    let parts = [
        "A person with a very similar name is on a sanctions list.",
        "compare it with what you know before you pay or agree anything.",
        "What to do now",
        "Compare the whole name",
        "leave what you hold where it is",
        "A report to OFSI says",
        "Ask OFSI: ofsi@hmtreasury.gov.uk",
        "Who else to check",
        "Print this page",
        "Given FAMILY",
    ];
    let places: Vec<_> = parts.iter().map(|part| said.find(part)).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?}: {said}"
    );
    let mail: Element = find(&root, "a[href^='mailto:']");
    assert_eq!(
        mail.get_attribute("rel").as_deref(),
        Some("noreferrer noopener")
    );
    // The rows of a later page are not the nearest.
    first.page = 1;
    let root = show(results::show(&setting, &first, false)).await;
    assert!(root.query_selector(".lead").unwrap().is_none());
}

#[wasm_bindgen_test]
async fn suppressed_entries_are_offered_and_shown_as_rows_of_their_own_kind() {
    let (setting, heard) = setting();
    let list = NodeRef::default();
    let mut state = answered(Results {
        suppressed: 2,
        ..Results::default()
    });
    let root = show(suppressed::show(&setting, &state, &list)).await;
    assert_eq!(
        text(&root),
        "Show all 2 entries with this name among others"
    );
    let button: HtmlElement = find(&root, "button[aria-expanded=false]");
    button.click();
    assert_eq!(heard.take(), [Intent::ListSuppressed(true)]);
    let hit = HitView {
        band: Band::Below,
        is_suppressed: true,
        is_outside: false,
        part: String::new(),
        ..hit()
    };
    state.suppressed = Some(Suppressed {
        awaited: None,
        rows: vec![hit],
    });
    let root = show(suppressed::show(&setting, &state, &list)).await;
    let said = text(&root);
    for part in [
        "Hide these entries",
        "among other names",
        "The name alone identifies no one.",
        "Official search",
        "◌ This name among others",
        "Like this alias",
        "1 of 2 shown",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("A little like"), "{said}");
    find::<HtmlElement>(&root, "button[aria-expanded=true]").click();
    find::<HtmlElement>(&root, "ol ~ button").click();
    let expected = [false, true].map(Intent::ListSuppressed);
    assert_eq!(heard.take(), expected);
    state.is_typing = true;
    assert_eq!(
        text(&show(suppressed::show(&setting, &state, &list)).await),
        ""
    );
}

#[wasm_bindgen_test]
async fn of_several_names_the_common_one_is_named_and_nothing_is_told_of_an_unfinished_one() {
    let names = |last| ReadView {
        names: vec![part("Blenor Mana", 2, 0), part("Ali", 0, 4), last],
        ..ReadView::default()
    };
    let results = |last| Results {
        counts: BandCounts {
            exact: 2,
            ..BandCounts::default()
        },
        suppressed: 4,
        read: Some(Box::new(names(last))),
        ..Results::default()
    };
    let (setting, _) = setting();
    let mut state = answered(results(part("Orla", 0, 0)));
    let button = show(suppressed::show(&setting, &state, &NodeRef::default())).await;
    // What the button shows is said beside it, so that the rows stay where they are while somebody types.
    assert_eq!(
        text(&button),
        "4 more entries have “Ali”, or a name like it, among other names. Add another name to see those that fit.\
         Show all 4 entries with “Ali” among others"
    );
    assert!(!status::sentence(&state, messages()).contains("Ali"));
    let said = status::spoken(&state, messages());
    assert!(
        said.contains("4 more entries have “Ali”, or a name like it, among other names."),
        "{said}"
    );
    state.is_typing = true;
    assert_eq!(status::spoken(&state, messages()), "");
    // One with a hit has its outcome already.
    let mut state = answered(results(part("Orla", 1, 0)));
    state.is_typing = true;
    assert_ne!(status::spoken(&state, messages()), "");
}

#[wasm_bindgen_test]
async fn paging_says_where_it_is_and_goes_no_further_than_it_can() {
    let (setting, heard) = setting();
    let root = show(paging::show(&setting, 0, 1_200)).await;
    assert!(text(&root).contains("Page 1 of 1,200"));
    assert_eq!(root.query_selector_all("button").unwrap().length(), 1);
    find::<HtmlElement>(&root, "button").click();
    assert_eq!(*heard.borrow(), [Intent::Turn(1)]);
    let single = show(paging::show(&setting, 0, 1)).await;
    assert_eq!(text(&single), "");
}

#[wasm_bindgen_test]
async fn on_paper_a_page_of_results_says_which_they_are_and_how_more_are_printed() {
    let (setting, _) = setting();
    let said = |page, size, count| {
        let results = Results {
            counts: BandCounts {
                possible: count,
                ..BandCounts::default()
            },
            rows: vec![hit(); count.saturating_sub(page * size).min(size)],
            ..Results::default()
        };
        let one = answered(results).answered.unwrap();
        let one = Answered {
            page,
            size,
            ..(*one).clone()
        };
        paging::of_answer(&setting, &one)
    };
    for (page, size, count, expected) in [
        (0, PAGE_SIZE, 10, None),
        (
            1,
            PAGE_SIZE,
            15,
            Some(
                "Printed: 11 to 15 of 15. To print more of them, press “Print this page” below them on the screen.",
            ),
        ),
        (0, MOST_PRINTED, 200, None),
        (0, MOST_PRINTED, 1_234, Some("Printed: 1 to 200 of 1,234.")),
    ] {
        let root = show(said(page, size, count)).await;
        let paper = root.query_selector(".paper").unwrap();
        assert_eq!(
            paper.and_then(|paper| paper.text_content()).as_deref(),
            expected
        );
    }
}

#[wasm_bindgen_test]
async fn a_problem_says_what_happened_and_offers_to_try_again() {
    let (setting, heard) = setting();
    let failure = LoadFailure::Status {
        file: "manifest.bin".to_owned(),
        status: 404,
    };
    let root = show(notice::problem(
        &setting,
        &[],
        &messages().load_failed(&failure),
    ))
    .await;
    let said = text(&find(&root, "[role=alert]"));
    for part in [
        "There is a problem",
        "not where it should be",
        "no result is shown",
        "official search",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    find::<HtmlElement>(&root, "button").click();
    assert_eq!(*heard.borrow(), [Intent::Retry]);
}

#[wasm_bindgen_test]
async fn a_list_that_the_site_does_not_have_was_not_searched() {
    let (setting, _) = setting();
    let trouble = messages().one_failed(&LoadFailure::Missing);
    let root = show(notice::problem(&setting, &[], &trouble)).await;
    let said = text(&find(&root, "[role=alert]"));
    for part in ["does not have the list", "was not searched"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

fn list(sample: bool) -> ListView {
    ListView {
        list: "uk".to_owned(),
        title: "UK Sanctions List".to_owned(),
        sample,
        ..ListView::default()
    }
}

fn with_lists(lists: &[ListView]) -> State {
    State {
        lists: Lists::Ready(lists.into()),
        ..State::default()
    }
}

async fn show_record(record: Record, sample: bool) -> Element {
    let content = Content::Shown(Rc::new(vec![(0, record)]));
    let title = NodeRef::default();
    show(record::show(
        &setting().0,
        (&with_lists(&[list(sample)]), &opened(content)),
        &title,
        (None, Origin::default()),
    ))
    .await
}

fn person() -> Record {
    let mut person = Record::new("uk", "GIM9001", Kind::Individual);
    let part = |text| [NamePart::new(PartRole::Whole, text)];
    person
        .names
        .push(Name::new(NameType::Primary, part("Given FAMILY")));
    person
        .names
        .push(Name::new(NameType::Alias, part("Nickname")));
    let mut own = Name::new(NameType::Variation, part("Имя ФАМИЛИЯ"));
    own.script = Some("Cyrillic".to_owned());
    own.language = Some("Russian".to_owned());
    person.names.push(own);
    person
}

#[wasm_bindgen_test]
async fn a_record_says_what_the_list_does_not() {
    let root = show_record(person(), false).await;
    let said = text(&root);
    for part in [
        "Date of birthNot on the list",
        "NationalityNot on the list",
        "Nickname (alias; the list does not say how reliable it is)",
        "The list gives no reasons for this entry.",
        "The list does not say here which measures apply.",
        "Is it the same?",
        "If it is, or you cannot tell",
        "If this is your name",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let own: HtmlElement = find(&root, "bdi[lang=ru][translate=no]");
    assert_eq!(text(&own), "Имя ФАМИЛИЯ");
}

#[wasm_bindgen_test]
async fn a_record_gives_every_measure_its_sentence_and_the_lists_own_words() {
    let mut record = person();
    record.measures = vec![
        Measure::new(MeasureKind::AssetFreeze, "Asset freeze"),
        Measure::new(MeasureKind::ArmsEmbargo, "Arms embargo"),
    ];
    record.reasons = vec!["First.".to_owned(), "Second.".to_owned()];
    record.sources = vec!["UK".to_owned()];
    record.regimes = vec![Regime {
        code: "GIM".to_owned(),
        name: "The Invented Regulations 2025".to_owned(),
    }];
    record.designated = Some(ListedDate::from_text("2025-07-23"));
    let said = text(&show_record(record, false).await);
    for part in [
        "Compare the whole name",
        "must report to OFSI",
        "Without a licence or exception: do not use",
        "In the list’s words: “Asset freeze”In the list’s words: “Arms embargo”",
        "owns or controls it",
        "Reasons given by the UK government. Being listed is not a criminal conviction.First.",
        "Put on the list23 July 2025",
        "the use of migration to destabilise",
        "you can ask the government to change or remove the entry",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[wasm_bindgen_test]
async fn who_it_is_stands_over_facts_alone_and_fields_of_the_file_stand_with_the_sources() {
    let other = |label: &str| LabelledText {
        label: label.to_owned(),
        text: "7".to_owned(),
    };
    let mut ship = Record::new("un", "XXi.001", Kind::Ship);
    ship.other = [
        "DATAID",
        "VERSIONNUM",
        "LIST_TYPE",
        "HAS_INTERPOL_LINK",
        "SORT_KEY",
        "SORT_KEY_LAST_MOD",
        "LAST_DAY_UPDATED",
        "INTERPOL_LINK",
        "SUBMITTED_BY",
        "regulation",
        "regulationSummary",
        "publicationUrl",
    ]
    .map(other)
    .into();
    let said = text(&show_record(ship.clone(), false).await);
    let (facts, sources) = said.split_once("Source and references").unwrap();
    assert!(!facts.contains('7'), "{said}");
    // In plain words; what says something to the publisher alone is in the data only.
    let fields =
        "Legal act77Address of the legal act7Days of changes7Submitted by7INTERPOL notice7";
    assert!(sources.contains(fields), "{said}");
    assert!(
        !sources.contains('_') && !sources.contains("DATAID"),
        "{said}"
    );
    ship.other.push(other("SHIP_NOTE"));
    let said = text(&show_record(ship, false).await);
    let (_, who) = said.split_once("Who this is").unwrap();
    assert!(who.contains("SHIP_NOTE7"), "{said}");
}

/// What to do has the words of the lists that the rows are on, those of each listing of a party too.
#[wasm_bindgen_test]
async fn what_to_do_now_is_in_the_words_of_the_lists_of_the_rows() {
    let (setting, _) = two_lists();
    let hit = |list: usize, listings: Vec<HitView>| HitView {
        list,
        listings,
        ..hit()
    };
    let (uk, other) = (
        "must report to OFSI",
        "ask the sanctions authority of your country",
    );
    for (rows, has_uk, has_other) in [
        (vec![hit(0, vec![])], true, false),
        (vec![hit(1, vec![])], false, true),
        (vec![hit(1, vec![]), hit(0, vec![])], true, true),
        (vec![hit(1, vec![hit(0, vec![])])], true, true),
    ] {
        let counts = BandCounts {
            exact: rows.len(),
            ..BandCounts::default()
        };
        let state = answered(Results {
            rows,
            counts,
            ..Results::default()
        });
        let answered = state.answered.as_ref().unwrap();
        let root = show(results::show(&setting, answered, false)).await;
        let todo = root.query_selector(".todo").unwrap().unwrap();
        let said = text(&todo);
        assert_eq!(said.contains(uk), has_uk, "{said}");
        assert_eq!(said.contains(other), has_other, "{said}");
        // Whose words they are is said where there are several.
        assert_eq!(
            said.contains("On UK Sanctions List"),
            has_uk && has_other,
            "{said}"
        );
        let report = root.query_selector(".todo a[href^='mailto:ofsi']").unwrap();
        assert_eq!(report.is_some(), has_uk, "{said}");
    }
}

/// A page of the UN's list alone says nothing of the UK's.
#[wasm_bindgen_test]
async fn the_heading_names_the_list_that_is_searched() {
    let un = ListView {
        list: "un".to_owned(),
        title: "Invented List".to_owned(),
        ..ListView::default()
    };
    for (lists, heading) in [
        (&[][..], "Search sanctions lists"),
        (&[list(false)], "Search the UK Sanctions List"),
        (core::slice::from_ref(&un), "Search the Invented List"),
        (&[list(false), un.clone()], "Search sanctions lists"),
    ] {
        let title = header::title(messages(), lists);
        assert_eq!(flat(&title), heading);
        let config = Config::read(&|_| None);
        let root = show(header::show(&setting().0, lists, &config)).await;
        let shown = root.query_selector("h2").unwrap().unwrap();
        assert_eq!(text(&shown), heading);
    }
}

#[wasm_bindgen_test]
async fn every_list_has_its_own_official_link() {
    let un = ListView {
        list: "un".to_owned(),
        title: "Invented List".to_owned(),
        source_url: "https://un.example/list.xml".to_owned(),
        ..ListView::default()
    };
    let (search, file) = (
        "a[href='https://search-uk-sanctions-list.service.gov.uk/']",
        "a[href='https://un.example/list.xml']",
    );
    for (lists, has_search, has_file) in [
        (&[][..], true, false),
        (&[list(false)], true, false),
        (&[list(false), un.clone()], true, true),
        (&[un], false, true),
    ] {
        let root = show(official(messages(), lists)).await;
        for (link, is_there) in [(search, has_search), (file, has_file)] {
            let found = root.query_selector(link).unwrap().is_some();
            assert_eq!(found, is_there, "{link} in {}", text(&root));
        }
        assert!(!text(&root).contains("ListThe"), "{}", text(&root));
    }
}

/// The EU's file has no words of a measure and no names of regimes.
#[wasm_bindgen_test]
async fn what_is_not_in_the_publishers_file_is_not_said_to_be_the_lists_words() {
    let mut record = person();
    record.list = "eu".to_owned();
    record.measures = vec![Measure::without_words(MeasureKind::AssetFreeze)];
    record.regimes = vec![Regime {
        code: "XYZ".to_owned(),
        name: "Invented programme (1/2026)".to_owned(),
    }];
    let root = show_record(record, false).await;
    let said = text(&root);
    for part in [
        "What it meansAsset freezeThis list holds asset freezes only.",
        "Listed underInvented programme (1/2026)In the list’s words: “XYZ”",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let own = root.query_selector_all(".value").unwrap();
    for place in 0..own.length() {
        let words = own.get(place).unwrap().text_content().unwrap();
        assert!(
            !words.contains("reeze") && !words.contains("programme"),
            "{words}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_frozen_ship_is_not_said_to_be_free_of_a_freeze() {
    let mut ship = person();
    ship.kind = Kind::Ship;
    ship.sources = vec!["UN".to_owned()];
    ship.measures = vec![Measure::new(MeasureKind::AssetFreeze, "Asset freeze")];
    let said = text(&show_record(ship, false).await);
    for part in [
        "Compare the IMO number first",
        "In the list’s words: “Asset freeze”The list names an asset freeze for this ship itself. Its owner",
        "If this is your ship",
        "to seek its removal from the UN list",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("not an asset freeze"), "{said}");
}

#[wasm_bindgen_test]
async fn a_record_links_to_its_official_entry_unless_it_is_invented() {
    let entry =
        "a[href='https://search-uk-sanctions-list.service.gov.uk/designations/GIM9001/Individual']";
    let link: HtmlElement = find(&show_record(person(), false).await, entry);
    assert_eq!(
        link.get_attribute("rel").as_deref(),
        Some("noreferrer noopener")
    );
    let sample = show_record(person(), true).await;
    let entry = "a[href*='/designations/']";
    assert!(sample.query_selector(entry).unwrap().is_none());
}

fn value(facet: Facet, number: usize, code: &str) -> Trait {
    Trait {
        facet: facet as u8,
        number,
        code: code.to_owned(),
        words: code.to_owned(),
    }
}

/// An answer with filters, to a search that is narrowed down so.
fn with_filters(narrow: Narrow) -> State {
    let choice = |facet, number, code: &str, count| Choice {
        one: value(facet, number, code),
        count,
        all: 9,
    };
    let choices = vec![
        choice(Facet::Regime, 0, "AAA", 4),
        choice(Facet::Regime, 0, "BBB", 0),
        choice(Facet::Country, 0, "Nowhere", 2),
        choice(Facet::Country, 0, "Elsewhere", 1),
        // One kind alone is nothing to choose from.
        choice(Facet::Kind, Kind::Ship as usize, "", 9),
    ];
    let question = Question {
        query: "Blenor Mana".to_owned(),
        narrow,
        ..Question::default()
    };
    let answered = Answered {
        question: question.clone(),
        page: 0,
        size: PAGE_SIZE,
        at: Moment::default(),
        results: Results {
            choices,
            ..Results::default()
        },
    };
    State {
        question,
        answered: Some(Rc::new(answered)),
        ..State::default()
    }
}

#[wasm_bindgen_test]
async fn filters_are_groups_of_boxes_with_their_counts_and_useless_ones_are_disabled() {
    let (setting, heard) = setting();
    let state = with_filters(Narrow::default());
    let root = show(narrow::show(&setting, &state, 0)).await;
    let said = text(&root);
    for part in [
        "Regime",
        "AAA (4)",
        "BBB (0)",
        "Nowhere (2)",
        "Put on the list between",
    ] {
        assert!(said.contains(part), "no {part} in {said}");
    }
    assert!(!said.contains("Ship"), "{said}");
    let groups = root.query_selector_all("fieldset > legend").unwrap();
    assert_eq!(groups.length(), 3);
    let disabled = root.query_selector_all("input:disabled").unwrap();
    assert_eq!(disabled.length(), 1);
    find::<HtmlElement>(&root, "[type=checkbox]").click();
    let asked = heard.take();
    let [Intent::Narrow(narrow)] = &asked[..] else {
        panic!("{asked:?}");
    };
    assert_eq!(narrow.chosen.len(), 1);
    // The same box takes it back.
    let state = with_filters(narrow.clone());
    let root = show(narrow::show(&setting, &state, 0)).await;
    let chosen = root.query_selector_all("input[checked]").unwrap();
    assert_eq!(chosen.length(), 1);
    find::<HtmlElement>(&root, "[type=checkbox]").click();
    assert_eq!(heard.take(), [Intent::Narrow(Narrow::default())]);
    find::<HtmlElement>(&root, "#filters > button").click();
    find::<HtmlElement>(&root, ".toggle").click();
    assert_eq!(heard.take(), [Intent::Broaden, Intent::ShowFilters(true)]);
}

#[wasm_bindgen_test]
async fn what_filters_do_not_let_through_stands_apart_and_what_they_hide_is_counted_by_band() {
    let (setting, heard) = setting();
    let regime = Filter {
        regime: Some("GIM".to_owned()),
        kind: None,
    };
    let people = Narrow {
        chosen: vec![value(Facet::Kind, 0, "")],
        ..Narrow::default()
    };
    for (filter, narrow, heading, hidden) in [
        (
            regime,
            Narrow::default(),
            "Not under this regime:",
            "this page is about something else: 5 similar names",
        ),
        (
            Filter {
                regime: None,
                kind: Some(Kind::Ship),
            },
            Narrow::default(),
            "Not of this kind:",
            "5 similar names",
        ),
        (
            Filter::default(),
            people,
            "Outside your filters",
            "Hidden by filters: 5 similar names",
        ),
    ] {
        let mut state = with_filters(narrow);
        let answered = Rc::make_mut(state.answered.as_mut().unwrap());
        answered.question.filter = filter;
        let outside_hit = HitView {
            is_outside: true,
            id: "SAMPLE-2".to_owned(),
            ..hit()
        };
        answered.results.rows = vec![outside_hit, hit()];
        answered.results.counts.strong = 2;
        answered.results.hidden.possible = 5;
        let root = show(results::show(&setting, answered, false)).await;
        let said = text(&root);
        let places = ["SAMPLE-GIM9001", heading, "SAMPLE-2"].map(|part| said.find(part));
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{heading}: {said}"
        );
        let root = show(outside::show(&setting, answered)).await;
        assert!(text(&root).contains(hidden), "{}", text(&root));
        find::<HtmlElement>(&root, "button").click();
        assert_eq!(heard.take(), [Intent::Unfilter]);
    }
}
