// Is appended to the glue that wasm-bindgen writes for the overview of a list, after static/panel-start.js. In the page
// it opens the panel; in a worker it loads the lists.

/**
 * Opens the panel; gives `{ show, end }`. `given` is that of `addPanel`, with `given.steps`, the states of its entries in the
 * browser's history, `given.shown`, which keeps what its counts and its entries showed last, and `given.show(id)`, which
 * opens an entry.
 */
export function open(given) {
  const panel = addPanel(given);
  const leaveFor = wayTo(given, panel);
  const { steps } = given;
  const isAtEntries = () => steps && history.state === steps.entries;
  // Forward has led to its entry, or the page was loaded again: which entries were listed is not in the history.
  if (isAtEntries()) history.replaceState(steps.counts ?? null, '');
  else if (steps?.counts && history.state !== steps.counts) history.pushState(steps.counts, '');
  // Who came by a link has the counts at the page's own entry.
  const counts = history.state;
  const enter = () => {
    if (steps) history.pushState(steps.entries, '');
  };
  const leave = () => {
    if (isAtEntries()) history.back();
  };
  const close = () => {
    const own = steps?.counts ? 1 : 0;
    if (isAtEntries()) history.go(-own - 1);
    else if (own && history.state === counts) history.back();
    setTimeout(panel.end);
  };
  const copy = async (text) => {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    if (panels.has(panel)) panel.opened.copied(copied ?? false);
  };
  const tell = (word, text) => {
    if (word === 'open') leaveFor(text);
    else if (word === 'if-stopped') panel.stopped = text;
    else if (word === 'save') save([text], 'text/csv', 'list-overview.csv');
    else if (word === 'print') printAlone(panel.box);
    // Not while the panel's program is running.
    else if (word === 'copy') setTimeout(copy, 0, text);
    else if (word === 'link') setTimeout(copy, 0, location.href.split('#')[0] + text);
    else if (word === 'shown') given.shown[text.includes('&show=entries') ? 'entries' : 'counts'] = text;
    else if (word === 'browsed') enter();
    else if (word === 'back') leave();
    else close();
  };
  if (steps) {
    addEventListener('popstate', ({ state }) => {
      if (state !== steps.entries && state !== counts) panel.end();
    }, { signal: panel.signal });
  }
  const [ownWords, words] = given.words;
  const startSource = (manifest, lists, port) => panel.start({ manifest, lists }, port);
  const here = () => (isAtEntries() ? 'entries' : steps && history.state === counts ? 'counts' : undefined);
  const setting = (name) => {
    if (name === 'step') return here();
    return new URLSearchParams(given.shown[here()] ?? given.settings ?? '').get(name) ?? undefined;
  };
  panel.opened = open_panel(panel.box, given.value, words, ownWords, startSource, setting, tell);
  return panel.shown;
}

beginWith(({ manifest, lists }, port) => load_lists(manifest, lists, port));
