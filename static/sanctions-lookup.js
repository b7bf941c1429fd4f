// The element <sanctions-lookup data="…/manifest.json">: searches published sanctions lists in
// the browser. The ordinary HTML inside the element is shown until the search runs, and again
// when it cannot. docs/embedding.md says what it can be told.

const appWasm = new URL('./app.wasm', import.meta.url);
const engine = new URL('./engine.js', import.meta.url);
const engineWasm = new URL('./engine.wasm', import.meta.url);
const stylesheet = new URL('./sanctions-lookup.css', import.meta.url);

// The check of a file of names, for pages that offer it, once a person asks for it.
const files = new URL('./files.js', import.meta.url);
const filesWasm = new URL('./files.wasm', import.meta.url);
const filesSheet = new URL('./files.css', import.meta.url);
const xlsx = new URL('./xlsx.js', import.meta.url);
const xlsxWasm = new URL('./xlsx.wasm', import.meta.url);

// The overview of the list, likewise.
const overview = new URL('./overview.js', import.meta.url);
const overviewWasm = new URL('./overview.wasm', import.meta.url);
// The states of its entries in the browser's history: Back leads from a designation to the entries that are listed, from
// there to the counts, and from these to the search. Who came by a link to the overview goes back to where the link is.
const overviewSteps = { counts: 'overview', entries: 'overview-entries' };
const overviewSheet = new URL('./overview.css', import.meta.url);
// Check records, once a person wants one.
const recordScript = new URL('./record.js', import.meta.url);
const recordWasm = new URL('./record.wasm', import.meta.url);
const recordSheet = new URL('./record.css', import.meta.url);

// The texts, two files a language; a page loads those that it speaks: the first with the app, the
// second, for an opened entry and what is folded, after it.
const texts = {
  ar: new URL('./texts-ar.txt', import.meta.url),
  cy: new URL('./texts-cy.txt', import.meta.url),
  en: new URL('./texts-en.txt', import.meta.url),
  fr: new URL('./texts-fr.txt', import.meta.url),
  'ar-later': new URL('./texts-ar-later.txt', import.meta.url),
  'cy-later': new URL('./texts-cy-later.txt', import.meta.url),
  'en-later': new URL('./texts-en-later.txt', import.meta.url),
  'fr-later': new URL('./texts-fr-later.txt', import.meta.url),
};

// What each language calls itself, for a person who chooses one.
const ownNames = { ar: 'العربية', cy: 'Cymraeg', en: 'English', fr: 'Français' };

// What an attribute may be that knows its values.
const choices = {
  dir: ['ltr', 'rtl'],
  'heading-level': ['1', '2', '3', '4', '5', '6', 'none'],
  kind: ['individual', 'entity', 'ship'],
  loading: ['eager', 'lazy'],
  'search-on': ['type', 'submit'],
  theme: ['auto', 'light', 'dark'],
};

const warn = (text) => console.warn(`<sanctions-lookup>: ${text}`);

// Keeps its name, and is no part of a bundle: a service worker answers for what lies beside it.
const offlineWorker = new URL('sanctions-lookup-offline.js', engine);

// A page may ask that the address of every script goes through a policy that it names. This one
// admits the engine, the workers of the three tools and the service worker, and nothing else.
// Where the page's own policy does not allow the name, the browser itself refuses the worker, and the
// fallback stays.
let policy;
try {
  policy = globalThis.trustedTypes?.createPolicy('sanctions-lookup', {
    createScriptURL(address) {
      if (![engine, files, xlsx, overview, recordScript, offlineWorker].some(({ href }) => href === address)) throw new TypeError('not a script of sanctions-lookup');
      return address;
    },
  });
} catch (error) {
  warn(`the page refuses the Trusted Types policy sanctions-lookup: ${error.message}`);
}

const admit = (address) => policy?.createScriptURL(address) ?? address;

const workers = new Set();

function newEngine(ahead) {
  const worker = new Worker(admit(engine.href), { type: 'module' });
  workers.add(worker);
  if (self.crossOriginIsolated) worker.addEventListener('error', tellOfIsolation);
  worker.postMessage({ wasm: engineWasm.href, ...ahead });
  return worker;
}

// The browser does not say why it starts no worker.
const tellOfIsolation = () => warn('this page sends Cross-Origin-Embedder-Policy; its scripts, the worker engine.….js with them, must be sent with that header too');

// On a bad line every wait counts: the engine of the first element that comes starts with the app,
// and so does what it will ask for. None when it is taken or has failed.
let early;

function startEarly(data, list) {
  // As src/engine/load.rs names it.
  const manifest = data.replace(/^([^?#]*)\.json(?=$|[?#])/, '$1.bin');
  const worker = newEngine({ manifest, list });
  early = worker;
  // The app starts another in its place, and hears what is wrong with that.
  worker.onerror = worker.onmessage = endEarly;
  for (const address of [engineWasm.href, manifest]) {
    // What fails the engine asks for again, and says what is wrong.
    ask(address, address === manifest).catch(() => false).then((answer) => worker.postMessage({ address, answer }));
  }
}

// What the page has on its way already is taken. Where a host lets the browser keep the manifest for a
// while, the latest is asked for.
async function ask(address, mustBeLatest) {
  const signal = AbortSignal.timeout(ENGINE_PATIENCE);
  let response = await request(address, { signal });
  if (mustBeLatest && !/no-(cache|store)/.test(response.headers.get('cache-control'))) {
    response = await request(address, { cache: 'no-cache', signal });
  }
  return response.ok && { body: await response.arrayBuffer(), headers: [...response.headers] };
}

function endEarly() {
  early?.terminate();
  early = null;
}

function startEngine(port) {
  const worker = early ?? newEngine();
  worker.onerror = worker.onmessage = early = null;
  worker.postMessage({}, [port]);
  return worker;
}

// Milliseconds: for a file to load, for the app to show that it runs, between two such questions.
const PATIENCE = 60_000;
const ENGINE_PATIENCE = 15_000;
const ANSWER_WITHIN = 2_000;
const ASK_EVERY = 5_000;

// A page may name a file in <link rel="preload" as="fetch">. WebKit takes what came so for a request without
// CORS only, the other engines for one too; on the page's own origin that withholds nothing.
const request = (address, options) => {
  const isOwn = new URL(address).origin === self.origin;
  return fetch(address, { ...(isOwn && { mode: 'no-cors', credentials: 'include' }), ...options });
};

async function get(address, headers) {
  const response = await request(address, { headers, signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

const broken = (address) => new Error(`${address} is not the file that was built`);

async function loadSheet(address) {
  // Vite's development server makes a script of a stylesheet unless it is asked for a stylesheet.
  const response = await get(address, { accept: 'text/css' });
  const sheet = await new CSSStyleSheet().replace(await response.text());
  // The last rule of a stylesheet that is whole.
  if (!sheet.cssRules[sheet.cssRules.length - 1]?.style?.getPropertyValue('--whole')) throw broken(address);
  return sheet;
}

async function loadTexts(name) {
  const response = await get(texts[name]);
  const text = await response.text();
  // The app counts the lines; the last one is whole when it ends.
  if (!text.endsWith('\n')) throw broken(texts[name]);
  return text;
}

// Once for all elements of the page, when the first needs it. What fails is loaded again when it is
// needed next.
const loads = new Map();
function once(name, load) {
  if (!loads.has(name)) {
    const loading = load();
    loading.catch(() => loads.delete(name));
    loads.set(name, loading);
  }
  return loads.get(name);
}

// The module of the app, once it runs.
let app;
const stop = () => app?.stop();

let tellComing;
const appIsComing = new Promise((resolve) => { tellComing = resolve; });

async function loadApp() {
  const response = get(appWasm);
  response.then(tellComing, () => {});
  const module = await import('./app.js');
  module.guardWith(watcher);
  await module.default({ module_or_path: response });
  app = module;
}

const textsOf = (name) => once(name, () => loadTexts(name));

// Nothing when they cannot be loaded: without them the app searches and opens no entry.
const laterTextsOf = (language) => textsOf(`${language}-later`).catch(() => '');

function load(language) {
  if (isDead) throw new Error('it has stopped');
  // Not the address: a frame made of `srcdoc` has none, and the origin of its page.
  if (engine.origin !== self.origin) {
    throw new Error('a page starts workers from its own origin only: put the files there, or use the frame');
  }
  return Promise.all([
    once('sheet', () => loadSheet(stylesheet)),
    textsOf(language),
    once('app', loadApp),
  ]);
}

// The app has stopped for ever.
let isDead = false;

// The elements whose app runs, and those that wait for a file that could not be loaded.
const running = new Set();
const waiting = new Set();

// Before a heading in plain text, until it is an empty line.
const HEAD = '\0';

// A part of the page as plain text: a line a block, a label and its values in one, and each link with its address. What is
// folded is unfolded, but for what is not on paper either.
function plain(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType === Node.TEXT_NODE ? node.data : '';
  const { display } = getComputedStyle(node);
  if (display === 'none' || node.matches('summary, .todo')) return '';
  const text = [...node.childNodes].map(plain).join(display === 'table-row' ? ' | ' : '');
  if (node.matches('[href^="http"]')) return `${text} (${node.href})`;
  if (node.matches('dt')) return `\n${text}: `;
  if (node.matches('dd')) return text.trim().replace(/\s*\n\s*/g, '; ');
  if (/^H\d/.test(node.nodeName)) return `\n${HEAD}${text}\n`;
  return /^inline|table-cell/.test(display) ? text : `\n${text}\n`;
}

const each = (act) => () => running.forEach(act);

// What enters the wasm of the app, and how it ends.
let watcher;

class SanctionsLookup extends HTMLElement {
  static observedAttributes = ['data', 'label', 'languages', 'list', 'regime', 'lang', 'offline', 'files', 'overview', 'report', 'standalone', ...Object.keys(choices)];

  #root = this.attachShadow({ mode: 'open' });
  #fallback = document.createElement('slot');
  #app;
  #box;
  #end;
  #observer;
  #deadline;
  #due = false;
  #changed = false;
  #asked = [];
  #warned = new Set();
  #nearing;
  #copied;
  #copy;
  #files;
  #switch = document.createElement('div');
  #offered;
  #overview;
  // What it showed last, its counts and its entries, for Forward.
  #overviewShown = {};
  #record;

  constructor() {
    super();
    this.#switch.className = 'languages';
    this.#root.append(this.#fallback);
    // Before the app hears of it: no answer stays beside a query that it does not belong to.
    this.#root.addEventListener('input', ({ target }) => {
      if (target.id !== 'query' || !this.#app) return;
      this.#box.classList.add('asked');
      this.#expectLife();
    }, true);
    // Tools that fill forms may change the box without an `input` event.
    this.#root.addEventListener('change', ({ target }) => target.id === 'query' && this.#look());
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
    this.#call('clear', '');
  }

  connectedCallback() {
    this.#settleSoon();
  }

  disconnectedCallback() {
    waiting.delete(this);
    this.#settleSoon();
  }

  // Nothing of an app can go into another document with the element: it begins again there.
  adoptedCallback() {
    this.#stop();
  }

  attributeChangedCallback(name) {
    this.#changed = true;
    // It is of other lists than are searched from now on.
    if (name === 'data' || name === 'list') this.#overview?.end();
    this.#settleSoon();
  }

  #call(...asked) {
    if (this.#app) this.#app.call(...asked);
    else this.#asked.push(asked);
  }

  // Acts once on all that happens in one turn: an element that is moved keeps its app.
  async #settleSoon() {
    if (this.#due || !(this.isConnected || this.#app)) return;
    this.#due = true;
    try {
      if (this.#value('loading') === 'lazy' && !this.#app) await this.#isNear();
      appIsComing.then(() => this.#startEarly());
      let language, sheet, words, laterWords;
      do {
        language = this.#language();
        [sheet, words] = await load(language);
        // An entry that is open changes its language as a whole.
        laterWords = this.#app && await laterTextsOf(language);
      } while (language !== this.#language());
      // To compile and to draw in one go would hold up a cheap phone.
      await new Promise((resolve) => setTimeout(resolve));
      this.#due = false;
      if (isDead) throw new Error('it has stopped');
      this.#settle(sheet, words, laterWords);
      waiting.delete(this);
    } catch (error) {
      this.#due = false;
      waiting.add(this);
      this.#stop();
      console.error('<sanctions-lookup> cannot run here:', error);
      this.#emit('error');
    }
  }

  #startEarly() {
    if (early !== undefined || isDead || !this.isConnected) return;
    try {
      startEarly(this.#value('data'), this.getAttribute('list') ?? '');
    } catch { /* What is wrong with the address is said when the app starts. */ }
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
    this.#warn('there are no texts in the language that lang= names, so it speaks English');
    return 'en';
  }

  // An attribute, where it can be used; else the default holds.
  #value(name) {
    const value = this.getAttribute(name)?.trim();
    if (name === 'data') return this.#address(value);
    if (name === 'report' && value && !/^(https?|mailto):/.test(value)) {
      this.#warn('report= is no http, https or mailto address; it is left out');
      return undefined;
    }
    const known = choices[name];
    if (!value || !known || known.includes(value)) return ['standalone', 'files', 'overview'].includes(name) ? value : value || undefined;
    this.#warn(`the value of ${name}= is none of ${known.join(', ')}; it is left out`);
    return undefined;
  }

  #address(data) {
    try {
      const address = new URL(data || 'none:', this.baseURI);
      if (/^https?:$/.test(address.protocol)) return address.href;
    } catch { /* It is no address. */ }
    throw new Error('data must be the http or https address of manifest.json');
  }

  // Never repeats a value: that of a frame comes from an address.
  #warn(text) {
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    warn(text);
  }

  #settle(sheet, words, laterWords = '') {
    const value = (name) => this.#value(name);
    Object.keys(choices).forEach(value);
    if (this.#app && !this.isConnected) {
      this.#stop();
    } else if (this.#app && this.#changed) {
      this.#value('data');
      this.#app.update(value, words);
      this.#app.call('texts', laterWords);
    } else if (!this.#app && this.isConnected) {
      this.#value('data');
      this.#start(sheet, value, words);
    } else if (running.size === 0) {
      endEarly();
    }
    this.#changed = false;
    this.#offerLanguages();
    this.#offerCopy();
    if (!this.hasAttribute('files')) this.#files?.end();
    if (!this.hasAttribute('overview')) this.#overview?.end();
  }

  // Where the host allows it, a person chooses among these languages.
  #offerLanguages() {
    const named = new Set((this.getAttribute('languages') ?? '').toLowerCase().split(/\s+/).filter(Boolean));
    const codes = [...named].filter((code) => Object.hasOwn(texts, code) && ownNames[code]);
    if (codes.length < named.size) this.#warn('languages= names a language that there are no texts in; it is left out');
    // The buttons stay while they are the same, with the focus that one of them may have.
    if (`${codes}` !== this.#offered) {
      this.#offered = `${codes}`;
      // One alone is no choice.
      this.#switch.replaceChildren(...(codes.length < 2 ? [] : codes).map((code) => {
        const button = document.createElement('button');
        Object.assign(button, { type: 'button', className: 'link', lang: code, textContent: ownNames[code] });
        button.onclick = () => { this.lang = code; };
        return button;
      }));
    }
    for (const button of this.#switch.children) button.ariaCurrent = button.lang === this.#language() ? 'true' : null;
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

  // So is the check of a file of names, which a person asks for.
  async #openFiles() {
    try {
      const { load, open } = await import('./files.js');
      const [sheet, words] = await Promise.all([
        once('files.css', () => loadSheet(filesSheet)),
        load(once, get, filesWasm, textsOf, this.#language()),
      ]);
      if (!this.#app || this.#files?.show()) return;
      this.#files = open({
        root: this.#root, sheet, words, startEngine,
        value: (name) => this.#value(name),
        worker: admit(files.href),
        writer: [admit(xlsx.href), xlsxWasm.href],
        show: (id) => this.#call('open-of-files', id),
        record: (file, heard) => this.#openRecord({ file, ...heard }),
        gone: () => { this.#files = undefined; },
      });
    } catch (error) {
      this.#warn(`a file of names cannot be checked: ${error}`);
      this.#app?.call('no-check', '');
    }
  }

  // `settings` are those of an address that leads there.
  async #openOverview(settings) {
    try {
      const { load, open } = await import('./overview.js');
      const [sheet, words] = await Promise.all([
        once('overview.css', () => loadSheet(overviewSheet)),
        load(once, get, overviewWasm, textsOf, this.#language()),
      ]);
      if (!this.#app || this.#overview?.show()) return;
      this.#overview = open({
        root: this.#root, sheet, words, settings,
        steps: this.hasAttribute('standalone') ? { ...overviewSteps, ...(settings !== undefined && { counts: undefined }) } : undefined,
        value: (name) => this.#value(name),
        worker: admit(overview.href),
        shown: settings === undefined ? this.#overviewShown : {},
        show: (id) => this.#call('open-of-overview', id),
        gone: () => { this.#overview = undefined; },
      });
    } catch (error) {
      this.#warn(`the overview of the list cannot be opened: ${error}`);
      this.#app?.call('no-overview', '');
    }
  }

  // And check records: of what the page searched, or of somebody else.
  async #openRecord(about) {
    try {
      const [{ open }, sheet] = await Promise.all([
        import('./record.js'),
        once('record.css', () => loadSheet(recordSheet)),
      ]);
      // Where a person keeps the one that is open, no other takes its place.
      while (this.#record) if (!(await this.#record.leave())) return;
      if (!this.#app) return;
      // A record of a file ends with the result that it is of: a person may forget the file.
      const result = about?.file && this.#root.querySelector('.files .summary');
      const watch = new MutationObserver(() => {
        if (result.isConnected) return;
        watch.disconnect();
        this.#record.leave();
      });
      this.#record = open({
        root: this.#root, sheet, ...about,
        level: this.#value('heading-level'),
        manifest: this.#value('data'),
        lists: this.getAttribute('list') ?? '',
        start: () => new Worker(admit(recordScript.href), { type: 'module' }),
        wasm: recordWasm.href,
        gone: () => {
          watch.disconnect();
          this.#record = undefined;
        },
      });
      if (result) watch.observe(this.#root, { subtree: true, childList: true });
    } catch (error) {
      this.#warn(`a check record cannot be made: ${error}`);
      this.#app?.call('no-record', '');
    }
  }

  #start(sheet, value, words) {
    const box = document.createElement('div');
    const end = new AbortController();
    // Yew never takes back its listeners, and they would keep the box for ever.
    box.addEventListener = (type, act, options) => {
      EventTarget.prototype.addEventListener.call(box, type, act, { ...options, signal: end.signal });
    };
    this.#box = box;
    this.#end = end;
    this.#observer = new MutationObserver(() => this.#app?.call('changed', ''));
    this.#observer.observe(box, { subtree: true, childList: true, characterData: true });
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.replaceChildren(this.#switch, box, this.#fallback);
    running.add(this);
    this.#expectLife();
    this.#app = app.mount(box, value, words, startEngine, (word, text) => this.#tell(word, text));
    if (isDead) return this.#stop();
    this.#fallback.remove();
    for (const asked of this.#asked.splice(0)) this.#app.call(...asked);
    // A page that is the search's own: a link to the overview, and the browser's Back and Forward.
    if (['overview', 'standalone'].every((name) => this.hasAttribute(name))) {
      const [, settings] = location.href.split('#overview');
      if (settings !== undefined) this.#openOverview(settings);
      const stepTo = ({ state }) => { if (Object.values(overviewSteps).includes(state) && !this.#overview) this.#openOverview(); };
      addEventListener('popstate', stepTo, { signal: end.signal });
      stepTo(history);
    }
    return this.#learn();
  }

  // Loads the texts that the box can do without.
  async #learn() {
    const words = await laterTextsOf(this.#language());
    this.#app?.call('texts', words);
  }

  #tell(word, text) {
    if (word === 'alive') this.#live();
    else if (word === 'texts') this.#learn();
    else if (word === 'list') this.#warn('list= names a list that the manifest does not have');
    else if (word === 'files') this.#openFiles();
    else if (word === 'print') this.#print();
    else if (word === 'copy') this.#copyEntry(text);
    else if (word === 'overview') {
      this.#overviewShown = {};
      this.#openOverview();
    }
    else if (word === 'verify') this.#openRecord();
    else if (word === 'test') this.#openRecord({ isTest: true });
    else if (word === 'save') this.#openRecord({ searched: text });
    else if (word === 'keep' || word === 'forget') this.#copy[word]();
    else if (word === 'regime') this.#warn('regime= names a regime that is on no list; it is left out');
    else if (word.startsWith('regimes ')) this.#warn(`regime= names a regime of several lists (${word.slice(8).replaceAll(' ', ', ')}); it is left out until it names one of them, as uk:GIM does`);
    else this.#emit(word);
  }

  // The panels beside it stay off the paper.
  #print() {
    const { classList } = this.#box;
    classList.add('alone');
    addEventListener('afterprint', () => classList.remove('alone'), { once: true });
    print();
  }

  // The open record as on paper; `from` says of which list it is, and when it was copied.
  async #copyEntry(from) {
    const articles = [...this.#box.querySelectorAll('article')].map(plain);
    try {
      await navigator.clipboard.writeText([...articles, from].join('\n').replace(/\s*\n\s*/g, '\n').replaceAll(HEAD, '\n').trim());
      this.#app?.call('copied', '');
    } catch {
      this.#app?.call('not-copied', '');
    }
  }

  // Tells the host that something happened, never what was typed or opened.
  #emit(word) {
    this.dispatchEvent(new CustomEvent(`sanctions-lookup:${word}`, { bubbles: true, composed: true }));
  }

  // Ends the app, and shows what stands inside the element.
  #stop() {
    running.delete(this);
    this.#app?.destroy();
    this.#app = undefined;
    this.#observer?.disconnect();
    this.#end?.abort();
    this.#forgetDeadline();
    this.#files?.end();
    this.#overview?.end();
    this.#record?.end();
    this.#root.replaceChildren(this.#fallback);
    this.#offerCopy();
  }

  #look() {
    if (!this.#app) return;
    this.#expectLife();
    this.#app.call('look', '');
  }

  #expectLife() {
    this.#deadline ??= setTimeout(stop, ANSWER_WITHIN);
  }

  #live() {
    this.#forgetDeadline();
    this.#box.classList.remove('asked');
  }

  #forgetDeadline() {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  // Called before and after the app changes the page: changes that are there before are not its own.
  #sift(isOwn) {
    const records = this.#observer.takeRecords();
    if (!isOwn && records.length > 0) this.#app?.call('changed', '');
  }

  static {
    watcher = {
      enter: each((element) => element.#sift(false)),
      leave: each((element) => element.#sift(true)),
      // Every app of the page has stopped.
      fail() {
        isDead = true;
        for (const worker of workers) worker.terminate();
        console.error('<sanctions-lookup> has stopped: a fault in the program, or a script of the page has changed what it needs');
        // At once: a script of the page may have replaced what could be waited for.
        each((element) => {
          element.#stop();
          element.#emit('error');
        })();
      },
    };
    const look = each((element) => element.#look());
    for (const type of ['focus', 'pageshow', 'visibilitychange']) addEventListener(type, look);
    setInterval(() => document.hidden || look(), ASK_EVERY);
    addEventListener('online', () => waiting.forEach((element) => element.#settleSoon()));
    // What passes the guard. A script of the page may throw while ours calls it: the place counts.
    const isOurs = (place) => /\/(sanctions-lookup\.js|app\.[0-9a-f]{16}\.(js|wasm))/.test(place);
    addEventListener('error', ({ filename }) => isOurs(filename) && stop());
    addEventListener('unhandledrejection', ({ reason }) => isOurs(`${reason?.stack}`.match(/\S+:\/\/\S+/)?.[0]) && stop());
    // Letters are for the field in which they are typed, not for hotkeys of the page.
    for (const type of ['keydown', 'keypress', 'keyup']) addEventListener(type, keep, true);
  }
}

function keep(event) {
  const { key, ctrlKey, altKey, metaKey } = event;
  const isChord = (ctrlKey || altKey || metaKey) && !event.getModifierState('AltGraph');
  if (isChord || key === 'Escape' || key === 'Tab') return;
  const [field, ...path] = event.composedPath();
  const isField = /^(INPUT|SELECT)$/.test(field.nodeName);
  if (isField && path.some((node) => node instanceof SanctionsLookup)) event.stopImmediatePropagation();
}

// A page that loads the script twice, from two addresses, keeps the first.
if (!customElements.get('sanctions-lookup')) customElements.define('sanctions-lookup', SanctionsLookup);
else warn('the page loads its script twice; the first one runs');
