// Sanitises the HTML of documents, as a second defence: the daemon has sanitised it already. The HTML is parsed into a
// separate document, in which nothing runs or loads, and only the elements and attributes listed here are copied.
import { plain } from './dom.js';

const kKept = new Set(['p', 'ul', 'ol', 'li', 'pre', 'code', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td',
  'caption', 'blockquote', 'strong', 'em', 'b', 'i', 'u', 's', 'del', 'ins', 'a', 'br', 'hr', 'dl', 'dt', 'dd', 'kbd',
  'samp', 'var', 'sup', 'sub', 'small', 'section', 'div', 'span', 'figure', 'figcaption', 'q', 'cite', 'abbr', 'mark']);

// Removed together with their content. An element in neither set is replaced by its content.
const kDropped = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'frame', 'frameset', 'object', 'embed',
  'applet', 'svg', 'math', 'form', 'input', 'button', 'select', 'textarea', 'link', 'meta', 'base', 'title', 'head',
  'audio', 'video', 'source', 'track', 'canvas', 'dialog', 'portal', 'xmp', 'plaintext', 'noembed', 'noframes']);

// The page shows the article's title as h2, so headings in its text start at h3.
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

// Returns the address if a link may lead there: an absolute URL with one of these schemes. Returns null otherwise.
export function safe_address(address) {
  try {
    return ['https:', 'http:', 'mailto:', 'tel:'].includes(new URL(address).protocol) ? address : null;
  } catch {
    return null;  // relative addresses would need the source's folders, which are not served
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
    if (kDropped.has(tag)) continue;
    if (tag === 'img') target.append(plain(node.getAttribute('alt') ?? ''));
    const kept = kHeadings[tag] ?? (kKept.has(tag) ? tag : null);
    const place = kept ? copied_element(node, kept) : target;
    if (kept) target.append(place);
    copy_children(node, place);
  }
}

// Returns sanitised HTML as a fragment of this page.
export function sanitised(html) {
  const fragment = document.createDocumentFragment();
  copy_children(new DOMParser().parseFromString(html, 'text/html').body, fragment);
  return fragment;
}
