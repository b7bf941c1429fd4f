// Is appended to the glue that wasm-bindgen writes for the overview of a list, after static/panel-start.js. In the page
// it opens the panel; in a worker it loads the lists.

/**
 * Opens the panel; gives `{ show, end }`. `given` is that of `addPanel`, with `given.step`, the state of its entry in
 * the browser's history where Back closes it, and `given.show(id)`, which opens an entry.
 */
export function open(given) {
  const panel = addPanel(given);
  const leaveFor = wayTo(given, panel);
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
    else if (given.step && history.state === given.step) history.back();
    else setTimeout(panel.end);
  };
  if (given.step) {
    // Forward has led to its entry.
    if (history.state !== given.step) history.pushState(given.step, '');
    addEventListener('popstate', ({ state }) => { if (state !== given.step) panel.end(); }, { signal: panel.signal });
  }
  const [ownWords, words] = given.words;
  const startSource = (manifest, lists, port) => panel.start({ manifest, lists }, port);
  const settings = new URLSearchParams(given.settings ?? '');
  const setting = (name) => settings.get(name) ?? undefined;
  panel.opened = open_panel(panel.box, given.value, words, ownWords, startSource, setting, tell);
  return panel.shown;
}

beginWith(({ manifest, lists }, port) => load_lists(manifest, lists, port));
