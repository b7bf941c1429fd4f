// Is appended to the glue that wasm-bindgen writes for the overview of a list, after the guard of
// static/app-guard.js. In the page it opens the panel; in a worker it loads the lists.

const panels = new Set();

// The state of the history's entry for the overview of a page that is the search's own: from an entry Back leads to
// the overview, and from there to the search. Who came by a link to the overview goes back to where the link is.
const STEP = 'overview';

function save(text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'list-overview.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// On paper the overview is a page of its own where it is asked for here.
function printAlone(box) {
  box.className = 'alone';
  addEventListener('afterprint', () => { box.className = ''; }, { once: true });
  print();
}

/** Loads the panel's program; `wasm` is its answer or its address. */
export const load = (module_or_path) => __wbg_init({ module_or_path });

/**
 * Opens the panel at the end of `root`; gives `{ show, end }`. `given.worker` is the address of this file,
 * admitted by the page's policy; `given.isStep` says whether the browser's Back closes it; `given.show(id)` opens an entry; `given.gone()` is called at the end.
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
  panel.end = () => {
    if (!panels.delete(panel)) return;
    panel.opened?.destroy();
    life.abort();
    box.remove();
    given.gone();
    if (opener?.isConnected) opener.focus();
  };
  let worker;
  panel.stop = () => {
    worker?.terminate();
    life.abort();
    box.textContent = 'The overview has stopped. Load the page again to open it.';
  };
  const startSource = (manifest, lists, port) => {
    worker = new Worker(given.worker, { type: 'module' });
    worker.postMessage({ manifest, lists, wasm: given.wasm }, [port]);
    return worker;
  };
  const copy = async (text) => {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    if (panels.has(panel)) panel.opened.copied(copied ?? false);
  };
  const tell = (word, text) => {
    if (word === 'open') leaveFor(text);
    else if (word === 'save') save(text);
    else if (word === 'print') printAlone(box);
    // Not while the panel's program is running.
    else if (word === 'copy') setTimeout(copy, 0, text);
    else if (word === 'link') setTimeout(copy, 0, location.href.split('#')[0] + text);
    else if (given.isStep && history.state === STEP) history.back();
    else setTimeout(panel.end);
  };
  // The way back from an entry leads to where it was opened.
  let left;
  const leaveFor = (id) => {
    left = { opener: given.root.activeElement, top: scrollY };
    given.show(id);
  };
  const comeBack = ({ opener, top }) => {
    opener?.focus({ preventScroll: true });
    scrollTo(scrollX, top);
  };
  given.root.host.addEventListener('sanctions-lookup:closed', () => {
    // Once the search is drawn again.
    if (left) setTimeout(comeBack, 0, left);
    left = undefined;
  }, { signal: life.signal });
  if (given.isStep) {
    history.pushState(STEP, '');
    addEventListener('popstate', ({ state }) => { if (state !== STEP) panel.end(); }, { signal: life.signal });
  }
  const settings = new URLSearchParams(given.settings ?? '');
  const setting = (name) => settings.get(name) ?? undefined;
  given.root.adoptedStyleSheets = [...new Set([...given.root.adoptedStyleSheets, given.sheet])];
  given.root.append(box);
  panels.add(panel);
  panel.opened = open_panel(box, given.value, given.words, startSource, setting, tell);
  const show = () => {
    box.scrollIntoView();
    return true;
  };
  return { show, end: panel.end };
}

if (globalThis.document) {
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
  onmessage = ({ data: { manifest, lists, wasm }, ports: [port] }) => {
    load(wasm).then(() => load_lists(manifest, lists, port));
  };
  onunhandledrejection = () => postMessage('failed');
}
