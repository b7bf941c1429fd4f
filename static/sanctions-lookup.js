// The element <sanctions-lookup data="…/manifest.json">: searches published sanctions lists in
// the browser. The ordinary HTML inside the element is shown until the search runs, and again
// when it cannot. docs/embedding.md says what it can be told.

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

// What an attribute may be that knows its values.
const choices = {
  dir: ['ltr', 'rtl'],
  'heading-level': ['1', '2', '3', '4', '5', '6'],
  kind: ['individual', 'entity', 'ship'],
  loading: ['eager', 'lazy'],
  'search-on': ['type', 'submit'],
  theme: ['auto', 'light', 'dark'],
};

// Keeps its name, and is no part of a bundle: a service worker answers for what lies beside it.
const offlineWorker = new URL('sanctions-lookup-offline.js', engine);

// A page may ask that the address of every script goes through a policy that it names. This one
// admits the engine and the service worker, and nothing else.
const policy = globalThis.trustedTypes?.createPolicy('sanctions-lookup', {
  createScriptURL(address) {
    if (address !== engine.href && address !== offlineWorker.href) throw new TypeError('not a script of sanctions-lookup');
    return address;
  },
});

const admit = (address) => policy?.createScriptURL(address) ?? address;

function startEngine(port) {
  const worker = new Worker(admit(engine.href), { type: 'module' });
  worker.postMessage(engineWasm.href, [port]);
  return worker;
}

async function loadText(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

// Vite's development server makes a script of a stylesheet unless it is asked for a stylesheet.
const asStylesheet = { headers: { accept: 'text/css' } };

async function loadSheet() {
  return new CSSStyleSheet().replace(await loadText(stylesheet, asStylesheet));
}

// Once for all elements of the page, when the first needs it.
let loading;
function load() {
  if (engine.origin !== location.origin) {
    throw new Error('a page starts workers from its own origin only: put the files there, or use the frame');
  }
  loading ??= Promise.all([loadSheet(), init({ module_or_path: appWasm })]);
  return loading;
}

const loadingTexts = {};
function loadTexts(language) {
  loadingTexts[language] ??= loadText(texts[language]);
  return loadingTexts[language];
}

class SanctionsLookup extends HTMLElement {
  static observedAttributes = ['data', 'list', 'regime', 'lang', 'offline', 'standalone', ...Object.keys(choices)];

  static #running = new Set();

  #root = this.attachShadow({ mode: 'open' });
  #fallback = document.createElement('slot');
  #app;
  #due = false;
  #changed = false;
  #asked = [];
  #warned = new Set();
  #nearing;
  #copied;
  #copy;

  constructor() {
    super();
    this.#root.append(this.#fallback);
  }

  /** Searches a name or number, as if it had been typed. */
  search(text) {
    this.#call('search', String(text));
  }

  /** Opens the entry with this ID of the list. */
  open(id) {
    this.#call('open', String(id));
  }

  /** Empties the box and the fields beside it. */
  clear() {
    this.#call('clear');
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

  #call(method, ...values) {
    if (this.#app) this.#app[method](...values);
    else this.#asked.push([method, ...values]);
  }

  // Acts once on all that happens in one turn: an element that is moved keeps its app.
  async #settleSoon() {
    if (this.#due || !(this.isConnected || this.#app)) return;
    this.#due = true;
    try {
      if (this.#value('loading') === 'lazy' && !this.#app) await this.#isNear();
      let language, sheet, words;
      do {
        language = this.#language();
        [[sheet], words] = await Promise.all([load(), loadTexts(language)]);
      } while (language !== this.#language());
      // To compile and to draw in one go would hold up a cheap phone.
      await new Promise((resolve) => setTimeout(resolve));
      this.#due = false;
      this.#settle(sheet, words);
    } catch (error) {
      this.#due = false;
      this.#app?.destroy();
      this.#stop();
      console.error('<sanctions-lookup> cannot run here:', error);
      this.#tell('error');
    }
  }

  // Waits until the element is a screen away at most.
  #isNear() {
    this.#nearing ??= new Promise((resolve) => {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        resolve();
      }, { rootMargin: '100%' });
      observer.observe(this);
    });
    return this.#nearing;
  }

  // The language of the attribute, by its first part: "cy" of "cy-GB".
  #language() {
    const asked = this.getAttribute('lang') || 'en';
    const language = asked.split('-')[0].toLowerCase();
    if (Object.hasOwn(texts, language)) return language;
    this.#warn(`there are no texts in lang="${asked}", so it speaks English`);
    return 'en';
  }

  // An attribute, where it can be used; else the default holds.
  #value(name) {
    const value = this.getAttribute(name)?.trim();
    if (name === 'data') return this.#address(value);
    const known = choices[name];
    if (!value || !known || known.includes(value)) return name === 'standalone' ? value : value || undefined;
    this.#warn(`${name}="${value}" is none of ${known.join(', ')}; it is left out`);
    return undefined;
  }

  #address(data) {
    try {
      const address = new URL(data || 'none:', this.baseURI);
      if (/^https?:$/.test(address.protocol)) return address.href;
    } catch { /* It is no address. */ }
    throw new Error('data must be the http or https address of manifest.json');
  }

  #warn(text) {
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    console.warn(`<sanctions-lookup>: ${text}`);
  }

  #settle(sheet, words) {
    const value = (name) => this.#value(name);
    Object.keys(choices).forEach(value);
    if (this.#app && !this.isConnected) {
      this.#app.destroy();
      this.#stop();
    } else if (this.#app && this.#changed) {
      this.#value('data');
      this.#app.update(value, words);
    } else if (!this.#app && this.isConnected) {
      this.#value('data');
      this.#start(sheet, value, words);
    }
    this.#changed = false;
    this.#offerCopy();
  }

  // Keeping the list on the device is a module of its own, for pages that ask for it.
  async #offerCopy() {
    const data = this.#app && this.hasAttribute('offline') ? this.#value('data') : undefined;
    if (data === this.#copied) return;
    this.#copied = data;
    this.#copy?.end();
    this.#app?.keep('', 0);
    if (!data) return;
    const place = { entry: import.meta.url, worker: offlineWorker.href, admit };
    const show = (word, megabytes) => this.#app?.keep(word, megabytes);
    try {
      const { offer } = await import('./offline.js');
      if (data === this.#copied) this.#copy = offer(data, place, show, (text) => this.#warn(text));
    } catch (error) {
      this.#warn(`the list cannot be kept on the device: ${error}`);
    }
  }

  #start(sheet, value, words) {
    const box = document.createElement('div');
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.replaceChildren(box, this.#fallback);
    this.#app = mount(box, value, words, startEngine, SanctionsLookup.#fail, (word) => this.#tell(word));
    SanctionsLookup.#running.add(this);
    this.#fallback.remove();
    for (const [method, ...values] of this.#asked.splice(0)) this.#app[method](...values);
  }

  // Tells the host that something happened, never what was typed or opened.
  #tell(word) {
    if (word === 'list') this.#warn(`list="${this.getAttribute('list')}" names a list that the manifest does not have`);
    else if (word === 'keep' || word === 'forget') this.#copy[word]();
    else if (word === 'regime') this.#warn(`regime="${this.getAttribute('regime')}" is on no list; it is left out`);
    else this.dispatchEvent(new CustomEvent(`sanctions-lookup:${word}`, { bubbles: true, composed: true }));
  }

  #stop() {
    this.#app = undefined;
    SanctionsLookup.#running.delete(this);
    this.#root.replaceChildren(this.#fallback);
    this.#offerCopy();
  }

  // A fault in the program stops every app of the page, and nothing of it may be called again.
  static #fail() {
    loading = Promise.reject(new Error('it has stopped'));
    loading.catch(() => {});
    queueMicrotask(() => SanctionsLookup.#running.forEach((element) => {
      element.#stop();
      element.#tell('error');
    }));
  }
}

customElements.define('sanctions-lookup', SanctionsLookup);
