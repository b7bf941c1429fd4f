// The element <sanctions-lookup data="…/manifest.json">: searches published sanctions lists in
// the browser. The ordinary HTML inside the element is shown until the search runs, and again
// when it cannot.

import init, { mount } from './app.js';

const appWasm = new URL('./app.wasm', import.meta.url);
const engine = new URL('./engine.js', import.meta.url);
const engineWasm = new URL('./engine.wasm', import.meta.url);
const stylesheet = new URL('./sanctions-lookup.css', import.meta.url);

// The texts, a file a language; a page loads the one that it speaks.
const texts = {
  ar: new URL('./texts-ar.txt', import.meta.url),
  cy: new URL('./texts-cy.txt', import.meta.url),
  en: new URL('./texts-en.txt', import.meta.url),
  fr: new URL('./texts-fr.txt', import.meta.url),
};

// A page may ask that the address of every script goes through a policy that it names. This one
// admits the engine and nothing else.
const policy = globalThis.trustedTypes?.createPolicy('sanctions-lookup', {
  createScriptURL(address) {
    if (address !== engine.href) throw new TypeError('not the engine of sanctions-lookup');
    return address;
  },
});

function startEngine(port) {
  const address = policy ? policy.createScriptURL(engine.href) : engine.href;
  const worker = new Worker(address, { type: 'module' });
  worker.postMessage(engineWasm.href, [port]);
  return worker;
}

async function loadText(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

async function loadSheet() {
  return new CSSStyleSheet().replace(await loadText(stylesheet));
}

// Once for all elements of the page, when the first needs it.
let loading;
function load() {
  loading ??= Promise.all([loadSheet(), init({ module_or_path: appWasm })]);
  return loading;
}

const loadingTexts = {};
function loadTexts(language) {
  loadingTexts[language] ??= loadText(texts[language]);
  return loadingTexts[language];
}

class SanctionsLookup extends HTMLElement {
  static observedAttributes = ['data', 'dir', 'heading', 'lang', 'official', 'standalone'];

  static #running = new Set();

  #root = this.attachShadow({ mode: 'open' });
  #fallback = document.createElement('slot');
  #app;
  #due = false;
  #changed = false;
  #unknown;

  constructor() {
    super();
    this.#root.append(this.#fallback);
  }

  connectedCallback() {
    this.#settleSoon();
  }

  disconnectedCallback() {
    this.#settleSoon();
  }

  attributeChangedCallback() {
    this.#changed = true;
    this.#settleSoon();
  }

  // Acts once on all that happens in one turn: an element that is moved keeps its app.
  async #settleSoon() {
    if (this.#due || !(this.isConnected || this.#app)) return;
    this.#due = true;
    try {
      let language, sheet, words;
      do {
        language = this.#language();
        [[sheet], words] = await Promise.all([load(), loadTexts(language)]);
      } while (language !== this.#language());
      this.#due = false;
      this.#settle(sheet, words);
    } catch (error) {
      this.#due = false;
      this.#stop();
      console.error('<sanctions-lookup> cannot run here:', error);
    }
  }

  // The language of the attribute, by its first part: "cy" of "cy-GB".
  #language() {
    const asked = this.getAttribute('lang') || 'en';
    const language = asked.split('-')[0].toLowerCase();
    if (Object.hasOwn(texts, language)) return language;
    if (asked !== this.#unknown) {
      this.#unknown = asked;
      console.warn(`<sanctions-lookup> has no texts in lang="${asked}", so it speaks English`);
    }
    return 'en';
  }

  #settle(sheet, words) {
    if (this.#app && (this.#changed || !this.isConnected)) {
      this.#app.destroy();
      this.#stop();
    }
    this.#changed = false;
    if (!this.#app && this.isConnected) this.#start(sheet, words);
  }

  #start(sheet, words) {
    const box = document.createElement('div');
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.replaceChildren(box, this.#fallback);
    try {
      this.#app = mount(this, box, startEngine, SanctionsLookup.#fail, words);
    } catch (error) {
      // A text says what is wrong with the attributes.
      if (typeof error !== 'string') throw error;
      box.textContent = error;
      return;
    }
    SanctionsLookup.#running.add(this);
    this.#fallback.remove();
  }

  #stop() {
    this.#app = undefined;
    SanctionsLookup.#running.delete(this);
    this.#root.replaceChildren(this.#fallback);
  }

  // A fault in the program stops every app of the page, and nothing of it may be called again.
  static #fail() {
    loading = Promise.reject(new Error('it has stopped'));
    loading.catch(() => {});
    queueMicrotask(() => SanctionsLookup.#running.forEach((element) => element.#stop()));
  }
}

customElements.define('sanctions-lookup', SanctionsLookup);
