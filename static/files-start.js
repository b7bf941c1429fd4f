// Is appended to the glue that wasm-bindgen writes for the check of a file, after static/panel-start.js. In the page
// it opens the panel; in a worker it reads a file.

// What a person does with a file or with text in an open panel is not for listeners of the page. One that
// was added before this file was loaded, and listens on the window while the event goes down, is first
// all the same.
const KEPT = [
  'beforeinput', 'copy', 'cut', 'dragenter', 'dragleave', 'dragover', 'drop', 'input', 'keydown', 'keypress', 'keyup', 'paste',
];

// What the result is saved as, by its form. The names say nothing of what was searched.
const RESULTS = {
  csv: ['text/csv', 'checked-names.csv'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'checked-names.xlsx'],
};

const panelOf = (event) => {
  const path = event.composedPath();
  return [...panels].find(({ box }) => path.includes(box));
};

function keep(event) {
  const panel = panelOf(event);
  if (!panel) return;
  const isText = event.composedPath()[0].nodeName === 'TEXTAREA';
  const data = event.dataTransfer ?? event.clipboardData;
  const [file, another] = /^(drop|paste)$/.test(event.type) ? data?.files ?? [] : [];
  if (/^drag(enter|over)$|^drop$/.test(event.type) && [...data.types].includes('Files')) event.preventDefault();
  // What the panel itself hears goes on: keys other than text, and the field in which rows are looked for.
  if (isText || data) event.stopImmediatePropagation();
  if (!file) return;
  event.preventDefault();
  panel.opened.give(another ? undefined : file);
}

// The browser asks before a page is left whose result nobody has saved.
const ask = (event) => event.preventDefault();

/**
 * Opens the panel; gives `{ show, end }`. `given` is that of `addPanel`, with `given.show(id)`, which opens an entry, and
 * `given.writer`, the script and the wasm of the worker that writes a workbook.
 */
export function open(given) {
  const guard = (is) => (is ? addEventListener : removeEventListener)('beforeunload', ask);
  const panel = addPanel(given, () => guard(false));
  const leaveFor = wayTo(given, panel);
  const tell = (word, value) => {
    if (word === 'open') leaveFor(value);
    else if (word === 'if-stopped') panel.stopped = value;
    else if (word === 'guard') guard(value);
    else if (RESULTS[word]) save(value, ...RESULTS[word]);
    else if (word === 'print') printAlone(panel.box);
    else if (word === 'record') given.record(value, {
      made: (sha256) => panels.has(panel) && panel.opened.recorded(value.check, sha256),
      decided: (texts) => panels.has(panel) && panel.opened.decided(value.check, texts),
    });
    // Not while the panel's program is running.
    else setTimeout(panel.end);
  };
  const [ownWords, words, laterWords] = given.words;
  const startEngine = (port) => panel.hold(given.startEngine(port));
  const startWorker = (file, port) => (file ? panel.start({ file }, port) : panel.start({}, port, given.writer));
  panel.opened = open_panel(panel.box, given.value, words, ownWords, navigator.hardwareConcurrency ?? 1, startEngine, startWorker, tell);
  panel.opened.learn(laterWords);
  return panel.shown;
}

if (globalThis.document) {
  for (const type of KEPT) addEventListener(type, keep, true);
}
beginWith(({ file }, port) => read_file(file, port));
