// Is appended to the glue that wasm-bindgen writes for check records. In the page it opens the panel; in a worker it
// makes records and checks them, so that the page never waits.

const TITLES = { name: 'Save this check', file: 'Save this check of a file', verify: 'Check a record that somebody gave you', test: 'Test this search yourself' };
const STOPPED = 'This part of the page has stopped, perhaps because the device has too little memory. Close it and try again.';
const HEADER = 'Row 1 is the first row below the header.';
const OTHER_EDITION = 'The lists have changed since the page loaded them. This record is of the lists as they are now.';
const NO_LISTS_TO_TEST = 'The lists could not be loaded, so nothing was tested. Check the connection and try again.';
const NO_LISTS = 'The lists could not be loaded, so no record was made. Check the connection and try again.';

const PAPER = '@page { size: a4; margin: 18mm 16mm 20mm; @bottom-center { content: counter(page) " / " counter(pages); } }';

const NO_RECORD = 'This file is no check record. Choose the file that “Save the record” or the command line wrote, such as check-record.json. A table of names is checked with “Check a list of names”.';
const SEVERAL_FILES = 'One record is read at a time, so none of these files was taken. Drop one of them.';
const NO_DECISIONS = 'This file has no decisions. Choose the file that “Save the decisions” or the command line wrote, such as decisions.json.';

// What is saved. The names say nothing of what was searched.
const JSON_TYPE = 'application/json';
const FILE_NAME = 'check-record.json';
const DECISIONS_NAME = 'decisions.json';

// People who are named as those who made decisions.
const MOST_AUTHORS = 10;

// Hits that are shown at a time to be decided on.
const PAGE = 20;

const DECISIONS = [['', 'Not decided'], ['not-a-match', 'Not a match'], ['needs-a-look', 'Needs a look'], ['match', 'Match']];
const REASONS = ['another date of birth', 'another nationality', 'another person, known to us', 'another kind: person, business or ship', 'compared with a document'];

// Names of each class that a test takes.
const TESTED = [100, 400, 20];

// A record of more is made by the command line: it is held until it is saved.
const MOST_ROWS = 200_000;
// The largest record that is read, in bytes.
const MOST_BYTES = 1_000_000_000;

const panels = new Set();

// The browser asks before a page is left whose decisions nobody has saved.
const askBeforeLeaving = (event) => event.preventDefault();

// Both kinds of file that a person gives are an object of JSON; of anything else a parser's words would help nobody.
const isObject = async (file) => (await file.slice(0, 100).text()).trimStart().startsWith('{');

const make = (name, given = {}, ...children) => {
  const element = Object.assign(document.createElement(name), given);
  element.append(...children);
  return element;
};

// A tree of src/recording/sheet.rs as elements.
function grow(tree, level) {
  if (typeof tree === 'string') return tree;
  const [name, className, ...children] = tree;
  const heading = { h: 1, 'h+': 2, 'h++': 3 }[name];
  const element = make(heading ? `h${Math.min(6, level + heading)}` : name, { className }, ...children.map((child) => grow(child, level)));
  if (name === 'bdi') element.translate = false;
  return element;
}

// RFC 3339 in UTC, in whole seconds, by the device's clock.
const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

/**
 * Opens a panel at the end of `given.root`; gives `{ end, leave }`: `leave()` ends it, after a question where decisions
 * would be lost, and gives whether it has ended. `given.searched` is what the page searched, as
 * src/recording/asked.rs writes it; `given.file` is a file that was checked, `{ file, form, roles, hasHeader, isPasted,
 * rows }`; with `given.isTest` the search is tested, and else a record is checked. `given.start()` starts a worker of this file, admitted by the page's
 * policy; `given.made(sha256)` hears the hash of a file's record,
 * `given.decided(texts)` row, ID, word and note of each of its hits that is decided, and `given.gone()` is called at the end.
 */
export function open(given) {
  const opener = given.root.activeElement;
  const level = Number(given.level) || 2;
  let worker;
  const life = new AbortController();
  // The questions to the worker, which it answers one after another.
  const waiting = [];
  const stopped = () => {
    worker.terminate();
    for (const { reject } of waiting.splice(0)) reject(new Error(STOPPED));
  };
  const begin = () => {
    worker = given.start();
    worker.onmessage = ({ data: { answer, error, rows } }) => {
      if (rows) {
        const count = rows.toLocaleString('en');
        say(given.isTest ? `Searching disguised names: ${count} so far` : `Making the record: ${count} rows so far`);
        return;
      }
      const { resolve, reject } = waiting.shift();
      if (error) reject(new Error(error));
      else resolve(answer);
    };
    // What goes wrong in there may be about what was searched, and is nothing for the page around.
    for (const type of ['error', 'messageerror']) {
      worker.addEventListener(type, (event) => {
        event.preventDefault();
        stopped();
      });
    }
  };
  begin();
  const ask = (name, ...values) => new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    worker.postMessage({ wasm: given.wasm, name, values });
  });

  const title = make(`h${Math.min(6, level + 1)}`, { className: 'title', tabIndex: -1 }, TITLES[given.searched ? 'name' : given.file ? 'file' : given.isTest ? 'test' : 'verify']);
  const close = make('button', { type: 'button' }, 'Close');
  const question = make('div');
  const said = make('p', { className: 'said' });
  said.setAttribute('role', 'status');
  const body = make('div');
  // Of a file the page prints its own summary, too: the record is on paper while its own button prints it.
  const isOnPaper = !given.file;
  const box = make(
    'section', { className: 'widget panel check-record', lang: 'en', dir: 'ltr' },
    make('div', { className: 'head' }, title, close),
    make('p', { className: 'privacy' }, `${given.isTest ? 'The test runs' : 'A record is made and checked'} on this device. Nothing of it is sent anywhere.`),
    question, said, body,
  );
  box.setAttribute('aria-label', title.textContent);
  box.classList.toggle('on-paper', isOnPaper);

  // Decisions that no file has yet: how many there are, and what saves them.
  let unsaved = 0;
  let saveDecisions;
  // Answers the question that is open.
  let asked;
  const guard = (count) => {
    unsaved = count;
    (count > 0 ? addEventListener : removeEventListener)('beforeunload', askBeforeLeaving);
  };
  const panel = { box };
  panel.end = () => {
    if (!panels.delete(panel)) return;
    if (unsaved > 0) given.decided([]);
    guard(0);
    asked?.(true);
    worker.terminate();
    life.abort();
    box.remove();
    given.gone();
    if (opener?.isConnected) opener.focus();
  };
  panel.leave = () => new Promise((resolve) => {
    asked?.(false);
    asked = resolve;
    if (unsaved === 0) {
      panel.end();
      return;
    }
    const before = given.root.activeElement;
    const cancel = () => {
      question.replaceChildren();
      before?.focus();
      asked(false);
    };
    const text = make('p', { tabIndex: -1 }, `The decisions (${unsaved}) are not saved. If you go on, they are lost.`);
    const onkeydown = ({ key }) => key === 'Escape' && cancel();
    question.replaceChildren(make('div', { className: 'problem', onkeydown }, text, make(
      'div', { className: 'actions' },
      button('Save them and go on', async () => {
        if (await saveDecisions()) panel.end();
      }),
      button('Go on without them', panel.end),
      button('Cancel', cancel),
    )));
    text.focus();
  });
  close.onclick = panel.leave;
  panels.add(panel);
  given.root.adoptedStyleSheets = [...new Set([...given.root.adoptedStyleSheets, given.sheet])];
  given.root.append(box);
  moveFocus(title);

  const problem = (text) => {
    const shown = make('p', { className: 'problem' }, make('strong', {}, 'There is a problem'), `: ${text}`);
    shown.setAttribute('role', 'alert');
    return shown;
  };
  const trouble = (text) => body.replaceChildren(problem(text));
  const say = (text) => { said.textContent = text; };

  const field = (id, type = 'file') => make('input', { id, type, autocomplete: 'off', spellcheck: false, ...(type === 'file' && { accept: '.json,application/json' }) });
  const labelled = (text, own) => make('p', {}, make('label', { htmlFor: own.id }, text), own);
  const folded = (title, ...content) => make('details', {}, make('summary', {}, title), ...content);
  const button = (text, act, className = '') => make('button', { type: 'button', className, onclick: act }, text);
  const printButton = () => button('Print', () => {
    // Rules for a whole page count only outside of a shadow tree; they are there for this print alone.
    const { adoptedStyleSheets: before } = document;
    const paper = new CSSStyleSheet();
    paper.replaceSync(PAPER);
    document.adoptedStyleSheets = [...before, paper];
    box.classList.add('on-paper');
    globalThis.print();
    box.classList.toggle('on-paper', isOnPaper);
    document.adoptedStyleSheets = before;
  });
  const asRecord = async (file) => {
    if (!file) throw new Error(SEVERAL_FILES);
    if (file.size > MOST_BYTES) throw new Error('The record has more than a gigabyte. Check it with the command sanctions-lookup verify.');
    if (!(await isObject(file))) throw new Error(NO_RECORD);
    return file;
  };

  // Makes the record: its parts, its sheet, and what is to be said.
  async function makeRecord(madeAt, salt, after) {
    if (given.searched) {
      const [bytes, tree, hasOtherEdition] = await ask('record_name', given.searched, madeAt, salt, after);
      return [[bytes], tree, hasOtherEdition && OTHER_EDITION];
    }
    const { file, form, roles, hasHeader, isPasted } = given.file;
    const [parts, tree, sha256] = await ask('record_file', file, [...form, hasHeader ? 'header' : '', isPasted ? 'pasted' : ''], roles, madeAt, salt, after);
    given.made(sha256);
    return [parts, tree];
  }

  async function showSave() {
    if (given.file?.rows > MOST_ROWS) throw new Error(`The page makes records of at most ${MOST_ROWS.toLocaleString('en')} rows. Split the file, or use the command sanctions-lookup screen with --record, which has no limit.`);
    const madeAt = now();
    const hide = make('input', { type: 'checkbox', id: 'record-hide', autocomplete: 'off' });
    const keep = button('Save the record', () => {
      if (!made) return;
      save(made, JSON_TYPE, FILE_NAME);
      say(`The record was saved as ${FILE_NAME}. Keep it with the packs of this day, or with the hash that it ends with.`);
    }, 'primary');
    const sheet = make('div', { className: 'sheet' });
    let made;
    // Hash and time of the record that this one follows.
    let after;
    const draw = async () => {
      const salt = hide.checked ? crypto.getRandomValues(new Uint8Array(16)) : undefined;
      say('Making the record');
      made = undefined;
      const [parts, tree, note] = await makeRecord(madeAt, salt, after?.hash);
      made = parts;
      sheet.replaceChildren(grow(JSON.parse(tree), level));
      say(note || 'The record is ready.');
    };
    const redraw = () => draw().catch(({ message }) => trouble(message));
    hide.onchange = redraw;
    const earlier = field('record-before');
    const joined = make('div');
    const join = folded(
      'Join it to an earlier record',
      make('p', { className: 'quiet' }, 'The new record then has the hash of the earlier one. If somebody takes one out of the series later, the gap shows.'),
      labelled('Choose the earlier record, or drop it here', earlier),
      joined,
    );
    // What is wrong with a file that was given, and what the record follows.
    const showJoined = (...parts) => {
      const part = () => {
        after = undefined;
        showJoined();
        redraw();
      };
      joined.replaceChildren(...parts, ...(after ? [make('p', {}, `Joined to the record of ${after.time}. `, button('Take it out', part, 'link'))] : []));
    };
    panel.give = async (file) => {
      join.open = true;
      try {
        say('Reading the earlier record');
        const [hash, time] = await ask('hash_of_record', await asRecord(file));
        after = { hash, time };
        showJoined();
        await redraw();
      } catch ({ message }) {
        say('');
        showJoined(problem(message));
      }
      earlier.value = '';
    };
    earlier.onchange = () => earlier.files[0] && panel.give(earlier.files[0]);
    const decisions = make('div', { className: 'decisions' });
    say('Loading the lists for the record');
    if (!await ask('open_lists', given.manifest, given.lists)) throw new Error(NO_LISTS);
    await draw();
    body.replaceChildren(
      make('p', { className: 'choice' }, hide, ' ', make('label', { htmlFor: hide.id }, given.searched ? 'Leave out what I typed: the record then has a salted hash in its place' : 'Leave out the names: the record then has salted hashes in their place')),
      join,
      make('div', { className: 'actions' }, keep, printButton()),
      decisions,
      sheet,
    );
    if (given.file) await showDecisions(decisions, redraw);
  }

  // What a person decides about the hits of a file. The worker has the decisions; each answer is the whole list.
  async function showDecisions(place, remake) {
    const by = field('record-by', 'text');
    const loaded = field('record-decisions');
    const announced = make('div');
    announced.setAttribute('role', 'status');
    const count = make('p', { className: 'status', tabIndex: -1 });
    const rows = make('ol', { className: 'decided' });
    const paging = make('div', { className: 'actions' });
    let list = JSON.parse(await ask('decisions', 'list', []));
    let page = 0;
    let withQuiet = false;
    const trying = async (act, fail) => {
      announced.replaceChildren();
      try {
        await act();
        return true;
      } catch ({ message }) {
        fail(message);
        return false;
      }
    };
    const showFault = (text) => {
      announced.replaceChildren(problem(text));
      announced.scrollIntoView({ block: 'nearest' });
    };
    const act = (word, values = [], fail = showFault) => trying(async () => {
      list = JSON.parse(await ask('decisions', word, values.map(String)));
      draw();
      tell();
    }, fail);
    // The result that is downloaded has all decisions or none.
    const tell = () => given.decided(list.is_cut ? [] : list.hits.filter((hit) => hit.decision)
      .flatMap((hit) => [String(hit.row), hit.id, hit.decision, hit.note]));
    tell();
    // Changes the decision about a hit. The focus stays with its row or, where that has become quiet, goes to the one
    // that takes its place.
    const change = async (word, [number, ...values], fail) => {
      const place = [...rows.children].indexOf(drawn.get(number).row);
      if (!await act(word, [number, ...values], fail)) return;
      guard(list.decisions);
      const quiet = list.hits.filter((hit) => hit.is_quiet).length;
      say(`${word === 'undo' ? 'Undone' : 'Decided'}. Quiet now: ${quiet} of ${list.hits.length}.`);
      const row = rows.contains(drawn.get(number).row) ? drawn.get(number).row : rows.children[place] ?? rows.lastElementChild;
      (row?.querySelector('select') ?? count).focus();
    };
    saveDecisions = () => trying(async () => {
      save([await ask('decisions', 'text', [])], JSON_TYPE, DECISIONS_NAME);
      guard(0);
      say(`The decisions were saved as ${DECISIONS_NAME}. The file holds names. Load it with the next check.`);
    }, showFault);
    loaded.onchange = async () => {
      const [file] = loaded.files;
      if (!file) return;
      try {
        if (file.size > 50_000_000) throw new Error('The file has more than 50 MB. Split it.');
        if (!(await isObject(file))) throw new Error(NO_DECISIONS);
        const { authors, decisions, quiet } = JSON.parse(await ask('decisions', 'load', [await file.text()]));
        const who = authors.slice(0, MOST_AUTHORS).flatMap(([by, count], place) => [place ? ', ' : ', made by ', make('bdi', { translate: false }, by), ` (${count})`]);
        if (authors.length > MOST_AUTHORS) who.push(`, ${authors.length - MOST_AUTHORS} more`);
        announced.replaceChildren(make(
          'div', { className: 'problem' },
          make('p', {}, `Decisions that count: ${decisions}`, ...who, `. Hits of this file that they would make quiet: ${quiet}.`),
          make('div', { className: 'actions' }, button('Use them', async () => {
            if (await act('accept')) count.focus();
          }), button('Do not use them', () => {
            announced.replaceChildren();
            loaded.focus();
          })),
        ));
      } catch ({ message }) {
        announced.replaceChildren(problem(message));
      }
      loaded.value = '';
    };
    const item = (hit, number) => {
      const id = `record-${number}`;
      const choice = make('select', { id, autocomplete: 'off' }, ...DECISIONS.map(([value, text]) => make('option', { value, selected: value === (hit.decision ?? '') }, text)));
      const reasons = hit.suggested ? [hit.suggested, ...REASONS] : REASONS;
      const reason = make('input', { type: 'text', id: `${id}-why`, autocomplete: 'off', value: hit.suggested ?? '' });
      const short = make('select', { id: `${id}-short`, autocomplete: 'off' }, make('option', { value: '' }, 'Own words'), ...reasons.map((text) => make('option', { selected: text === hit.suggested }, text)));
      short.onchange = () => {
        reason.value = short.value;
        reason.oninput?.();
      };
      const beside = (text, own) => make('div', {}, make('label', { htmlFor: own.id }, text), own);
      const name = (text) => make('bdi', { translate: false }, text);
      const facts = [hit.band, hit.id, ...hit.compared].join(' · ');
      const decide = () => {
        const empty = [choice, reason, by].find(({ value }) => !value.trim());
        change('decide', [number, choice.value, reason.value, by.value, now()], empty && ((text) => complain(empty, text)));
      };
      const buttons = [button('Decide', decide)];
      if (hit.is_own) buttons.push(button('Undo', () => change('undo', [number])));
      return make('li', {}, make(
        'fieldset', {},
        make('legend', {}, make('strong', {}, `Row ${hit.row}: `, name(hit.name)), ' – listed: ', name(hit.listed)),
        make('p', { className: 'quiet' }, facts),
        ...(hit.note ? [make('p', { className: 'note' }, name(hit.note))] : []),
        make('div', { className: 'asides' }, beside('Decision', choice), beside('Reason', short), beside('Reason in words', reason), make('div', { className: 'actions' }, ...buttons)),
      ));
    };
    // What a field lacks, beside it until it is filled.
    const complain = (own, text) => {
      const said = problem(text);
      said.id = `${own.id}-problem`;
      own.parentElement.querySelector('.problem')?.remove();
      own.after(said);
      own.setAttribute('aria-describedby', said.id);
      own.ariaInvalid = 'true';
      own.focus();
      own.oninput = () => {
        own.oninput = null;
        own.ariaInvalid = null;
        own.removeAttribute('aria-describedby');
        said.remove();
      };
    };
    // The rows that were drawn, by the place of their hit. One is drawn again only when something else is to be said of
    // its hit, so that what a person has typed in the others stays.
    const drawn = new Map();
    const rowOf = ([hit, number]) => {
      const said = JSON.stringify(hit);
      if (drawn.get(number)?.said !== said) drawn.set(number, { said, row: item(hit, number) });
      return drawn.get(number).row;
    };
    const draw = () => {
      const all = list.hits.map((hit, number) => [hit, number]);
      const loud = all.filter(([hit]) => !hit.is_quiet);
      const quiet = all.length - loud.length;
      const changed = loud.filter(([hit]) => hit.decision === 'speaks-again').length;
      const shown = withQuiet ? all : loud;
      page = Math.max(0, Math.min(page, Math.ceil(shown.length / PAGE) - 1));
      count.textContent = `Hits: ${all.length}. Quiet: ${quiet}. Changed since they were decided: ${changed}.${list.is_cut ? ' Hits of later rows are decided with the command sanctions-lookup decide, and the downloaded result has no decisions.' : ''}`;
      rows.replaceChildren(...shown.slice(page * PAGE, (page + 1) * PAGE).map(rowOf));
      const turn = (by) => button(by < 0 ? 'Previous hits' : 'Next hits', () => { page += by; draw(); count.focus(); });
      paging.replaceChildren(
        ...(page > 0 ? [turn(-1)] : []),
        ...((page + 1) * PAGE < shown.length ? [turn(1)] : []),
        ...(quiet > 0 ? [button(withQuiet ? 'Hide the quiet hits' : `Show the quiet hits (${quiet})`, () => { withQuiet = !withQuiet; draw(); count.focus(); })] : []),
        ...(list.decisions > 0 ? [
          button('Save the decisions', saveDecisions),
          button('Put the decisions into the record', remake),
        ] : []),
      );
    };
    if (list.hits.length === 0) return;
    place.replaceChildren(
      make(`h${Math.min(6, level + 2)}`, {}, 'Decisions about what was found'),
      make('p', { className: 'quiet' }, 'A decision is about one row and one entry, and stays in a file of your own. It changes no outcome and leaves nothing out: a hit that is not a match is quiet the next time, until the row, the entry or the evidence has changed. The result that you download from then on has it beside the hit.'),
      ...(given.file.hasHeader ? [make('p', { className: 'quiet' }, HEADER)] : []),
      labelled('Decisions of an earlier check', loaded),
      announced,
      labelled('Who decides', by),
      count, rows, paging,
    );
    draw();
  }

  function showVerify() {
    const chosen = field('record-file');
    const result = make('div', { className: 'sheet', hidden: true });
    const actions = make('div', { className: 'actions', hidden: true }, printButton());
    const wrong = make('div');
    const more = make('div', { className: 'choose' });
    let latest = 0;
    // Runs the record again. `file` is the file that was checked, or `known` the name, where the record has hashes in
    // their place; `before` is the record that it follows.
    const check = async (record, how) => {
      latest += 1;
      const own = latest;
      result.hidden = true;
      actions.hidden = true;
      more.replaceChildren();
      wrong.replaceChildren();
      say('Running the search of the record again');
      const { file, known, before } = how;
      const [tree, needs, follows] = await ask('verify_record', await asRecord(record), given.manifest, file, known, before && await asRecord(before));
      if (own !== latest) return;
      result.replaceChildren(grow(JSON.parse(tree), level));
      result.hidden = false;
      actions.hidden = false;
      say(`The record was checked: ${result.querySelector('.title').textContent}.`);
      if (needs) more.append(...askInput(record, how, needs));
      if (follows) more.append(askBefore(record, how));
    };
    const start = (record, how = {}) => check(record, how).catch(({ message }) => {
      say('');
      wrong.replaceChildren(problem(message));
    });
    const askInput = (record, how, needs) => {
      const fields = needs === 'file'
        ? [['The file that was checked', make('input', { id: 'record-input', type: 'file' })]]
        : [
          ['The name as it was typed', field('record-name', 'text')],
          ['Date of birth, if it was given', field('record-born', 'text')],
          ['Country, if it was given', field('record-country', 'text')],
          ['Sex (male or female), if it was given', field('record-sex', 'text')],
        ];
      const again = button('Run it again', () => {
        const inputs = fields.map(([, own]) => own);
        if (needs === 'name') start(record, { ...how, known: inputs.map(({ value }) => value) });
        else if (inputs[0].files[0]) start(record, { ...how, file: inputs[0].files[0] });
      });
      return [...fields.map(([text, own]) => labelled(text, own)), again];
    };
    const askBefore = (record, how) => {
      const before = field('record-before');
      before.onchange = () => before.files[0] && start(record, { ...how, before: before.files[0] });
      const said = how.before ? 'The hash of the record that you gave was compared with the one that this record states.' : 'This record says that it follows another. Give that one to see whether it does.';
      const own = folded('Check the record before it', make('p', { className: how.before ? '' : 'quiet' }, said), labelled('Choose the earlier record', before));
      own.open = Boolean(how.before);
      return own;
    };
    panel.give = (file) => start(file);
    chosen.onchange = () => chosen.files[0] && start(chosen.files[0]);
    body.replaceChildren(
      make(
        'div', { className: 'choose' },
        labelled('Choose the record, or drop it here', chosen),
        make('p', { className: 'quiet' }, 'Its search is run again in the lists of this page. The same lists give the same answer, bit for bit; if anything differs, it is shown.'),
      ),
      wrong, actions, result, more,
    );
  }

  // Names of the lists, disguised and searched.
  function showTest() {
    const seed = field('test-seed', 'text');
    seed.value = '1';
    seed.inputMode = 'numeric';
    const most = make('select', { id: 'test-names', autocomplete: 'off' }, ...TESTED.map((count) => make('option', { value: count }, count)));
    const result = make('div', { className: 'sheet', hidden: true });
    const actions = make('div', { className: 'actions', hidden: true }, printButton());
    const wrong = make('div');
    let isCancelled = false;
    let areOpen = false;
    const show = (isRunning) => {
      run.hidden = isRunning;
      cancel.hidden = !isRunning;
      (isRunning ? cancel : run).focus();
    };
    const run = button('Run the test', async () => {
      isCancelled = false;
      result.hidden = true;
      actions.hidden = true;
      wrong.replaceChildren();
      show(true);
      try {
        say('Loading the lists');
        areOpen ||= await ask('open_lists', given.manifest, given.lists);
        if (!areOpen) throw new Error(NO_LISTS_TO_TEST);
        const tree = await ask('test_search', seed.value, Number(most.value), now());
        result.replaceChildren(grow(JSON.parse(tree), level));
        result.hidden = false;
        actions.hidden = false;
        say('The test is done.');
      } catch ({ message }) {
        say(isCancelled ? 'The test was cancelled.' : '');
        if (!isCancelled) wrong.replaceChildren(problem(message));
      }
      show(false);
    }, 'primary');
    const cancel = button('Cancel', () => {
      isCancelled = true;
      areOpen = false;
      stopped();
      begin();
    });
    cancel.hidden = true;
    body.replaceChildren(
      make(
        'div', { className: 'choose' },
        make('p', {}, 'Names of the list are written wrongly, in ways that people write names wrongly, and searched. You see how many are found, and every one that is not. Whoever uses the same list, seed and number gets the same result, also with the command sanctions-lookup self-test.'),
        labelled('Seed: a number of your choice, which chooses the names', seed),
        labelled('Names for each way of writing them wrongly, at most', most),
        make('div', { className: 'actions' }, run, cancel),
      ),
      wrong, actions, result,
    );
  }

  if (given.isTest) showTest();
  else if (given.searched || given.file) showSave().catch(({ message }) => { say(''); trouble(message); });
  else showVerify();
  return panel;
}

// What a person drops on a panel is for no listener of the page.
function keep(event) {
  const path = event.composedPath();
  const panel = [...panels].find(({ box }) => path.includes(box));
  if (!panel) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  const [file, another] = event.type === 'drop' ? event.dataTransfer.files : [];
  if (file) panel.give?.(another ? undefined : file);
}

if (globalThis.document) {
  for (const type of ['dragenter', 'dragleave', 'dragover', 'drop']) addEventListener(type, keep, true);
} else {
  // One question after another: each is answered before the next is begun.
  let before = Promise.resolve();
  let loading;
  const answer = async ({ wasm, name, values }) => {
    loading ??= __wbg_init({ module_or_path: wasm });
    await loading;
    return calls[name](...values);
  };
  const onRows = (rows) => postMessage({ rows });
  const calls = {
    open_lists,
    record_name,
    record_file: (...values) => record_file(...values, onRows),
    hash_of_record,
    verify_record,
    test_search: (...values) => test_search(...values, onRows),
    decisions,
  };
  onmessage = ({ data }) => {
    before = before.then(() => answer(data)).then(
      (given) => postMessage({ answer: given }),
      // A text is what this program says. Anything else is a fault, whose words are nobody's.
      (error) => (typeof error === 'string' ? postMessage({ error }) : setTimeout(() => { throw new Error('failed'); })),
    );
  };
}
