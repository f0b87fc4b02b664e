// The passage of an answer: its blocks, with the matching words marked.
import { element, plain } from './dom.js';

// Returns nodes and strings. The daemon's offsets count Unicode code points, while JavaScript strings count UTF-16
// units. Overlapping highlights do not repeat text; those beyond the end are cut.
export function marked(text, highlights = []) {
  const points = Array.from(text);
  return pieces(points, 0, points.length, in_order(highlights));
}

function in_order(highlights) {
  return (highlights ?? [])
    .filter((range) => Array.isArray(range) && range[0] < range[1])
    .sort((a, b) => a[0] - b[0]);
}

// Nodes and strings for the code points in [from, to). `highlights` must be sorted.
function pieces(points, from, to, highlights) {
  const nodes = [];
  let done = from;
  for (const [start, end] of highlights) {
    const first = Math.max(start, done);
    const last = Math.min(end, to);
    if (first >= last) continue;
    if (first > done) nodes.push(plain(points.slice(done, first).join('')));
    nodes.push(element('mark', {}, points.slice(first, last).join('')));
    done = last;
  }
  if (done < to) nodes.push(plain(points.slice(done, to).join('')));
  return nodes;
}

const kCellSeparator = Array.from(' | ');

// The daemon sends a table row as one text, its cells separated by " | ".
function row({ text, highlights }) {
  const points = Array.from(text);
  const marks = in_order(highlights);
  const cells = [];
  let from = 0;
  for (let at = 0; at <= points.length; ++at) {
    if (at < points.length && !kCellSeparator.every((point, n) => points[at + n] === point)) continue;
    cells.push(element('td', {}, pieces(points, from, at, marks)));
    from = at + kCellSeparator.length;
    at = from - 1;
  }
  return element('tr', {}, cells);
}

// Steps get a bullet instead of a number: the first step of a passage may be the fifth of its article.
const kBlocks = {
  step: { container: () => element('ol', { class: 'steps' }), make: (b) => element('li', {}, marked(b.text, b.highlights)) },
  row: { container: () => element('table', { class: 'rows' }), make: row },
  code: { make: (b) => element('pre', {}, element('code', {}, marked(b.text, b.highlights))) },
  heading: { make: (b) => element('p', { class: 'heading' }, marked(b.text, b.highlights)) },
  p: { make: (b) => element('p', {}, marked(b.text, b.highlights)) },
};

export function passage_element(passage, lang) {
  const box = element('div', { class: 'passage', lang, dir: 'auto' });
  if (passage?.heading) box.append(element('p', { class: 'heading' }, passage.heading));
  const blocks = passage?.blocks?.length ? passage.blocks
    : [{ type: 'p', text: passage?.text ?? '', highlights: passage?.highlights }];
  let open = null;  // list or table that collects neighbouring steps or rows
  let type = null;
  for (const block of blocks) {
    const kind = kBlocks[block.type] ?? kBlocks.p;
    if (block.type !== type) {
      type = block.type;
      open = kind.container?.() ?? null;
      if (open) box.append(open);
    }
    (open ?? box).append(kind.make(block));
  }
  return box;
}
