// The second defence against markup in documents. The daemon has sanitised it already; here it is parsed apart from
// the page, where nothing runs or loads, and only what is named below is copied, element by element.
import { plain } from './dom.js';

const kKept = new Set(['p', 'ul', 'ol', 'li', 'pre', 'code', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td',
  'caption', 'blockquote', 'strong', 'em', 'b', 'i', 'u', 's', 'del', 'ins', 'a', 'br', 'hr', 'dl', 'dt', 'dd', 'kbd',
  'samp', 'var', 'sup', 'sub', 'small', 'section', 'div', 'span', 'figure', 'figcaption', 'q', 'cite', 'abbr', 'mark']);

// Gone with all that is in them. Elements that are in neither set give way to what is in them.
const kGone = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'frame', 'frameset', 'object', 'embed',
  'applet', 'svg', 'math', 'form', 'input', 'button', 'select', 'textarea', 'link', 'meta', 'base', 'title', 'head',
  'audio', 'video', 'source', 'track', 'canvas', 'dialog', 'portal', 'xmp', 'plaintext', 'noembed', 'noframes']);

// The article's title is the page's h2, so what is in it begins one below.
const kHeadings = { h1: 'h3', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6', h6: 'h6' };

const is_number = (value) => /^\d{1,6}$/.test(value);
const is_language = (value) => /^[A-Za-z0-9-]{1,35}$/.test(value);
const kAttributes = {
  'data-block': is_number,
  lang: is_language,
  dir: (value) => ['ltr', 'rtl', 'auto'].includes(value),
  start: is_number,
  colspan: is_number,
  rowspan: is_number,
  scope: (value) => ['row', 'col', 'rowgroup', 'colgroup'].includes(value),
};

// An address that may stand behind a link: absolute, of a kind that opens a page, a letter or a telephone.
export function safe_address(address) {
  try {
    return ['https:', 'http:', 'mailto:', 'tel:'].includes(new URL(address).protocol) ? address : null;
  } catch {
    return null;  // relative: the source's folders are not here
  }
}

function copied_element(source, tag) {
  const copy = document.createElement(tag);
  for (const [name, allowed] of Object.entries(kAttributes)) {
    const value = source.getAttribute(name);
    if (value !== null && allowed(value)) copy.setAttribute(name, value);
  }
  const address = tag === 'a' ? safe_address(source.getAttribute('href') ?? '') : null;
  if (address) {
    copy.setAttribute('href', address);
    copy.setAttribute('target', '_blank');
    copy.setAttribute('rel', 'noopener noreferrer');
  }
  return copy;
}

function copy_children(source, target) {
  for (const node of source.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) target.append(plain(node.data));
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const tag = node.localName;
    if (kGone.has(tag)) continue;
    if (tag === 'img') target.append(plain(node.getAttribute('alt') ?? ''));
    const kept = kHeadings[tag] ?? (kKept.has(tag) ? tag : null);
    const place = kept ? copied_element(node, kept) : target;
    if (kept) target.append(place);
    copy_children(node, place);
  }
}

// Markup as a fragment of this document.
export function sanitised(html) {
  const fragment = document.createDocumentFragment();
  copy_children(new DOMParser().parseFromString(html, 'text/html').body, fragment);
  return fragment;
}
