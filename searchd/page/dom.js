// Creates elements. Document texts only ever become text nodes; nothing on this page sets innerHTML.

// Removes characters that override or embed a text direction: with them "$10" can be shown as "01$". Isolates and
// direction marks stay, since right-to-left texts need them.
export const plain = (text) => text.replace(/[\u202a-\u202e]/g, '');

// element('p', {class: 'hint', hidden: true}, 'Type ', child) creates an element. Attributes and children that are null,
// undefined or false are omitted. True becomes an empty attribute, and an `on...` function a listener.
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  const present = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  node.append(...present.map((child) => (child instanceof Node ? child : plain(String(child)))));
  return node;
}

// An icon from icons.svg. Hidden from screen readers: there is always a text beside it.
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
