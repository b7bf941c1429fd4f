// What the panels beside the search share with check records. Stands before static/panel-start.js and
// static/record-start.js.

/** Gives the person a file; its name says nothing of what is in it. */
function save(parts, type, name) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Moves the focus, unless the person has gone on to type somewhere else: a panel may have loaded for a while. What is not
 * in the upper half of the window is brought to its top, so that what belongs to it is in view too.
 */
function moveFocus(element) {
  const typing = element.getRootNode().querySelector(':is(input, select, textarea):focus');
  if (typing && !typing.closest('.panel')) return;
  const { top } = element.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) element.scrollIntoView();
  element.focus();
}

