// What the panels beside the search have in common: their texts, a box at the end of the element, the workers they
// start, and their end. Stands between the guard of static/app-guard.js and the script of the panel, which calls `beginWith`.

const panels = new Set();

// The texts of all panels, a file a language.
const texts = {
  ar: new URL('./texts-ar-panels.txt', import.meta.url),
  cy: new URL('./texts-cy-panels.txt', import.meta.url),
  en: new URL('./texts-en-panels.txt', import.meta.url),
  fr: new URL('./texts-fr-panels.txt', import.meta.url),
};

async function loadTexts(get, address) {
  const text = await (await get(address)).text();
  // The last line is whole when it ends.
  if (!text.endsWith('\n')) throw new Error(`${address} is not the file that was built`);
  return text;
}

// The address of the panel's program.
let program;

/**
 * Loads the panel's program and the texts of a language: those of the panels and both files of the page, which come in
 * this order. `once(name, load)`, `get(address)` and `textsOf(name)` are those of the page.
 */
export async function load(once, get, wasm, textsOf, language) {
  program = wasm.href;
  const address = texts[language];
  const [words] = await Promise.all([
    Promise.all([
      once(address.href, () => loadTexts(get, address)),
      textsOf(language),
      textsOf(`${language}-later`),
    ]),
    once(program, () => __wbg_init({ module_or_path: get(wasm) })),
  ]);
  return words;
}

/** On paper a panel is a page of its own where it is asked for there. */
function printAlone(box) {
  box.className = 'alone';
  addEventListener('afterprint', () => { box.className = ''; }, { once: true });
  print();
}

/** Gives what opens an entry from a panel, by its ID; the way back leads to where it was opened. */
function wayTo(given, panel) {
  let left;
  const comeBack = ({ opener, top }) => {
    opener?.focus({ preventScroll: true });
    scrollTo(scrollX, top);
  };
  given.root.host.addEventListener('sanctions-lookup:closed', () => {
    // Once the search is drawn again.
    if (left) setTimeout(comeBack, 0, left);
    left = undefined;
  }, { signal: panel.signal });
  return (id) => {
    left = { opener: given.root.activeElement, top: scrollY };
    given.show(id);
  };
}

/**
 * A panel at the end of `given.root`. `given.worker` is the address of this file, admitted by the page's policy;
 * `given.gone()` is called at the end. `ending()` is called before it ends or stops.
 */
function addPanel(given, ending = () => {}) {
  const box = document.createElement('div');
  const life = new AbortController();
  // Yew never takes back its listeners, and they would keep the box for ever.
  box.addEventListener = (type, act, options) => {
    EventTarget.prototype.addEventListener.call(box, type, act, { ...options, signal: life.signal });
  };
  const opener = given.root.activeElement;
  // Those that the panel ends itself have nothing left to end.
  const workers = [];
  const panel = {
    box,
    /** Aborts when it ends or stops. */
    signal: life.signal,
    /** Stands in it once its program has stopped for ever. */
    stopped: '',
    /** Ends `worker` with the panel, should the panel's program stop. */
    hold(worker) {
      workers.push(worker);
      return worker;
    },
    /** Starts a worker with this file, or with another script and wasm, which hears `asked` and the port. */
    start(asked, port, [script, wasm] = [given.worker, program]) {
      const worker = new Worker(script, { type: 'module' });
      worker.postMessage({ ...asked, wasm }, [port]);
      return panel.hold(worker);
    },
    end() {
      if (!panels.delete(panel)) return;
      ending();
      panel.opened?.destroy();
      life.abort();
      box.remove();
      given.gone();
      if (opener?.isConnected) opener.focus();
    },
    stop() {
      ending();
      for (const worker of workers) worker.terminate();
      life.abort();
      // What it has drawn says which language it is in.
      (box.firstElementChild ?? box).textContent = panel.stopped;
    },
    /** What the page may do with it. */
    shown: {
      show() {
        box.scrollIntoView();
        return true;
      },
      end: () => panel.end(),
    },
  };
  given.root.adoptedStyleSheets = [...new Set([...given.root.adoptedStyleSheets, given.sheet])];
  given.root.append(box);
  panels.add(panel);
  return panel;
}

/** Goes on as a page, or as a worker in which `serve(asked, port)` answers the panel. */
function beginWith(serve) {
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
    onmessage = ({ data: { wasm, ...asked }, ports: [port] }) => {
      __wbg_init({ module_or_path: wasm }).then(() => serve(asked, port));
    };
    onunhandledrejection = () => postMessage('failed');
  }
}
