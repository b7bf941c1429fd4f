/**
 * The element `<sanctions-lookup>`: searches published sanctions lists in the browser.
 *
 * Importing the module defines the element. What stands inside the element is shown until the
 * search runs, and again when it cannot.
 *
 * @example
 * import 'sanctions-lookup';
 *
 * const lookup = document.createElement('sanctions-lookup');
 * lookup.setAttribute('data', '/sanctions-lookup/data/manifest.json');
 * lookup.addEventListener('sanctions-lookup:ready', () => lookup.search('a name'));
 * document.body.append(lookup);
 */
export interface SanctionsLookupElement extends HTMLElement {
  /** Searches for this text as if a person had typed it. */
  search(text: string): void;
  /** Opens the record with this ID of the list, such as `SAMPLE-GIM9001`. */
  open(id: string): void;
  /** Empties the search box and closes what is open. */
  clear(): void;
}

/**
 * What can be set on the element. Changes apply at once; a wrong value gives a warning in the
 * console, and the default.
 */
export interface SanctionsLookupAttributes {
  /** Address of the list's `manifest.json`, with `manifest.bin` and the packs beside it; on another origin only with CORS. */
  data: string;
  /** Codes of lists in the manifest, separated by spaces. Default: all of them. */
  list?: string;
  /** Code of the regime that comes first, such as `GIM`. A search still covers all. */
  regime?: string;
  /** The kind of designation that comes first. A search still covers all. */
  kind?: 'individual' | 'entity' | 'ship';
  /** Language of the texts, subtags allowed. Default: `en`. */
  lang?: string;
  /** Default: the direction of the language. */
  dir?: 'ltr' | 'rtl';
  /** Level of the element's first heading; `none` where the page has one in its place. Default: 2. */
  'heading-level'?: 1 | 2 | 3 | 4 | 5 | 6 | '1' | '2' | '3' | '4' | '5' | '6' | 'none';
  /** What the search is called in a list of landmarks. Default: its heading. */
  label?: string;
  /** Codes of languages, separated by spaces, among which a person may choose. Default: no choice. */
  languages?: string;
  /** Default: `auto`, as the page's `color-scheme` has it. */
  theme?: 'light' | 'dark' | 'auto';
  /** Whether results follow each key or wait for the button. Default: `type`. */
  'search-on'?: 'type' | 'submit';
  /** `lazy` loads nothing before the element comes near the viewport. Default: `eager`. */
  loading?: 'eager' | 'lazy';
  /** Offers to keep the list on the device. Without it nothing is ever stored. */
  offline?: boolean | '';
  /** Offers the check of a file of names. Without it one name is searched at a time. */
  files?: boolean | '';
  overview?: boolean | '';
  /** Where people report a problem with the tool: an http, https or mailto address. Default: no such link. */
  report?: string;
  /** The page is the element's own: the browser's Back closes a record and the overview. */
  standalone?: boolean | '';
}

declare global {
  interface HTMLElementTagNameMap {
    'sanctions-lookup': SanctionsLookupElement;
  }

  /** They bubble out of shadow roots, and carry nothing of what was typed or opened. */
  interface GlobalEventHandlersEventMap {
    /** The lists are loaded and can be searched. */
    'sanctions-lookup:ready': Event;
    /** The search cannot run; the console says why. */
    'sanctions-lookup:error': Event;
    /** A record was opened. */
    'sanctions-lookup:open': Event;
    /** A record was closed. */
    'sanctions-lookup:closed': Event;
  }
}
