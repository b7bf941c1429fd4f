// Is appended to the glue that wasm-bindgen writes for the check of a file, after the guard of
// static/app-guard.js. In the page it opens the panel; in a worker it reads a file.

// What a person does with a file or with text in an open panel is not for listeners of the page. One that
// was added before this file was loaded, and listens on the window while the event goes down, is first
// all the same.
const KEPT = [
  'beforeinput', 'copy', 'cut', 'dragenter', 'dragleave', 'dragover', 'drop', 'input', 'keydown', 'keypress', 'keyup', 'paste',
];

const panels = new Set();

const panelOf = (event) => {
  const path = event.composedPath();
  return [...panels].find(({ box }) => path.includes(box));
};

function keep(event) {
  const panel = panelOf(event);
  if (!panel) return;
  const isText = event.composedPath()[0].nodeName === 'TEXTAREA';
  const data = event.dataTransfer ?? event.clipboardData;
  const file = /^(drop|paste)$/.test(event.type) ? data?.files[0] : undefined;
  if (/^drag(enter|over)$|^drop$/.test(event.type) && [...data.types].includes('Files')) event.preventDefault();
  // What the panel itself hears goes on: keys other than text, and the field in which rows are looked for.
  if (isText || data) event.stopImmediatePropagation();
  if (!file) return;
  event.preventDefault();
  panel.opened.give(file);
}

// The browser asks before a page is left whose result nobody has saved.
const ask = (event) => event.preventDefault();

function save(parts) {
  const address = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  // Says nothing of the file that was checked.
  link.download = 'checked-names.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Loads the panel's program; `wasm` is its answer or its address. */
export const load = (module_or_path) => __wbg_init({ module_or_path });

/**
 * Opens the panel at the end of `root`; gives `{ show, end }`. `given.reader` is the address of this file,
 * admitted by the page's policy; `given.show(id)` opens an entry; `given.gone()` is called at the end.
 */
export function open(given) {
  const box = document.createElement('div');
  const life = new AbortController();
  // Yew never takes back its listeners, and they would keep the box for ever.
  box.addEventListener = (type, act, options) => {
    EventTarget.prototype.addEventListener.call(box, type, act, { ...options, signal: life.signal });
  };
  const panel = { box };
  const opener = given.root.activeElement;
  const guard = (is) => (is ? addEventListener : removeEventListener)('beforeunload', ask);
  panel.end = () => {
    if (!panels.delete(panel)) return;
    guard(false);
    panel.opened?.destroy();
    life.abort();
    box.remove();
    given.gone();
    if (opener?.isConnected) opener.focus();
  };
  // Those that the panel ends itself have nothing left to end.
  const started = [];
  const hold = (worker) => {
    started.push(worker);
    return worker;
  };
  panel.stop = () => {
    guard(false);
    for (const worker of started) worker.terminate();
    life.abort();
    box.textContent = 'The check of the file has stopped. Load the page again to check a file.';
  };
  const startReader = (file, port) => {
    const worker = new Worker(given.reader, { type: 'module' });
    worker.postMessage({ file, wasm: given.wasm }, [port]);
    return hold(worker);
  };
  const tell = (word, value) => {
    if (word === 'open') given.show(value);
    else if (word === 'guard') guard(value);
    else if (word === 'save') save(value);
    else if (word === 'print') print();
    else if (word === 'record') given.record(value, (sha256) => panel.opened.recorded(sha256));
    // Not while the panel's program is running.
    else setTimeout(panel.end);
  };
  given.root.adoptedStyleSheets = [...new Set([...given.root.adoptedStyleSheets, given.sheet])];
  given.root.append(box);
  panels.add(panel);
  const [words, laterWords] = given.words;
  panel.opened = open_panel(box, given.value, words, navigator.hardwareConcurrency ?? 1, (port) => hold(given.startEngine(port)), startReader, tell);
  panel.opened.learn(laterWords);
  const show = () => {
    box.scrollIntoView();
    return true;
  };
  return { show, end: panel.end };
}

if (globalThis.document) {
  for (const type of KEPT) addEventListener(type, keep, true);
  guardWith({
    enter() {},
    leave() {},
    // The program has stopped for ever, and so has every panel.
    fail() {
      for (const { stop } of panels) stop();
    },
  });
} else {
  guardWith({ enter() {}, leave() {}, fail: () => postMessage('failed') });
  onmessage = ({ data: { file, wasm }, ports: [port] }) => {
    load(wasm).then(() => read_file(file, port));
  };
  onunhandledrejection = () => postMessage('failed');
}
