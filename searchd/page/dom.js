// Texts of documents become text nodes here and nowhere become markup: nothing in this page sets innerHTML.

// Text as it is shown. Characters that override or embed a direction are left out: with them "$10" reads "01$". Those
// that isolate or merely mark a direction stay, as right-to-left texts need them.
export const plain = (text) => text.replace(/[\u202a-\u202e]/g, '');

// element('p', {class: 'hint', hidden: true}, 'Type ', child): attributes that are null, undefined or false are left
// out, true gives an empty one; an `on...` function becomes a listener; children that are null or false are left out.
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  const there = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  node.append(...there.map((child) => (child instanceof Node ? child : plain(String(child)))));
  return node;
}

// One of the drawings in icons.svg. It only ever stands beside words, so readers of the screen pass over it.
export function icon(name) {
  const kSvg = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(kSvg, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(kSvg, 'use');
  use.setAttribute('href', `/page/icons.svg#${name}`);
  svg.append(use);
  return svg;
}
