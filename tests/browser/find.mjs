// Finds elements by what a person perceives: role and name, text, label. It runs in the page, knows the
// roles that the widget uses, and sees into open shadow roots.

/**
 * The elements that the last of the steps finds: each step looks inside what the one before found
 * (`role` with `name`, `checked` and `level`, `text`, `label`, `css`), or leaves some of it (`hasText`, `hasNotText`,
 * `has`, `visible`, `place`; the last has the place -1). A text matches when it is part of what stands there, in any case, or, with
 * `exact`, all of it; `{ source, flags }` is a regular expression.
 */
export function find(steps) {
  const trim = (text) => text.replace(/\s+/g, ' ').trim();
  const meets = (text, wanted, exact) => {
    if (wanted.source !== undefined) return new RegExp(wanted.source, wanted.flags).test(text);
    return exact ? trim(text) === trim(wanted) : trim(text).toLowerCase().includes(trim(wanted).toLowerCase());
  };
  const insideOf = (node) => (node.shadowRoot ? [...node.shadowRoot.children, ...node.children] : [...node.children]);
  const below = (node) => insideOf(node).flatMap((child) => [child, ...below(child)]);
  const textOf = (node) => {
    if (/^(SCRIPT|STYLE|NOSCRIPT|HEAD)$/.test(node.nodeName)) return '';
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    return [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(textOf).join('');
  };
  // A name is what is heard of it.
  const heardOf = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    return node.ariaHidden === 'true' ? '' : [...node.childNodes].map(heardOf).join('');
  };
  const isVisible = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
  const roleOf = (node) => {
    if (node.hasAttribute('role')) return node.getAttribute('role');
    if (node.matches('input[type=search]')) return 'searchbox';
    if (node.matches('h1, h2, h3, h4, h5, h6')) return 'heading';
    if (node.matches('a[href]')) return 'link';
    if (node.matches('input[type=checkbox]')) return 'checkbox';
    if (node.matches('textarea, input:not([type]), input[type=text]')) return 'textbox';
    return {
      UL: 'list', OL: 'list', LI: 'listitem', BUTTON: 'button', OUTPUT: 'status', FIELDSET: 'group', TABLE: 'table', ARTICLE: 'article', NAV: 'navigation', SECTION: 'region',
    }[node.nodeName];
  };
  const nameOf = (node) => {
    const others = node.getAttribute('aria-labelledby')?.split(/\s+/).map((id) => node.getRootNode().getElementById(id));
    if (others) return others.map(textOf).join(' ');
    if (node.hasAttribute('aria-label')) return node.getAttribute('aria-label');
    const title = node.matches('fieldset, table') && [...node.children].find((child) => child.matches('legend, caption'));
    if (title) return textOf(title);
    return node.labels ? [...node.labels].map(heardOf).join(' ') || heardOf(node) : heardOf(node);
  };
  const isPerceived = (node) => isVisible(node) && !node.closest('[aria-hidden=true]');

  const apply = (found, step) => {
    if (step.place !== undefined) return [found.at(step.place)].filter(Boolean);
    if (step.hasText) return found.filter((node) => meets(textOf(node), step.hasText));
    if (step.hasNotText) return found.filter((node) => !meets(textOf(node), step.hasNotText));
    if (step.visible) return found.filter(isVisible);
    if (step.has) return found.filter((node) => step.has.reduce(apply, [node]).length > 0);
    // A selector's descendants may stand in a shadow root below.
    if (step.css) {
      const parts = /[,>]/.test(step.css) ? [step.css] : step.css.split(' ');
      return parts.reduce((roots, part) => inside(roots, (node) => node.matches(part)), found);
    }
    if (step.role) {
      return inside(found, (node) => roleOf(node) === step.role && isPerceived(node)
        && (!step.name || meets(nameOf(node), step.name, step.exact))
        && (step.checked === undefined || node.checked === step.checked)
        && (step.level === undefined || node.nodeName === `H${step.level}`));
    }
    if (step.label) return inside(found, (node) => node.matches('input, select, textarea') && meets(nameOf(node), step.label, step.exact));
    const says = (node) => meets(textOf(node), step.text, step.exact);
    return inside(found, (node) => says(node) && !insideOf(node).some(says));
  };
  const inside = (roots, wanted) => [...new Set(roots.flatMap(below))].filter(wanted);
  return steps.reduce(apply, [document]);
}
