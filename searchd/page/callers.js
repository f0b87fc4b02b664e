// What callers said in the tickets that an article resolved, the nearest to the question: a line that says the first
// of it, and, where the answer stands open, a list that the line opens.
import { element } from './dom.js';
import { marked, passage_element } from './passage.js';

const more_alike = (count) => `${count} more alike`;

// The words that were found, and as much around them as one line holds, however long the caller talked before.
function first_words(ticket) {
  const blocks = ticket.question?.blocks ?? [];
  const block = blocks.find(({ highlights }) => highlights?.length > 0) ?? blocks[0]
    ?? { text: ticket.question?.text ?? '', highlights: ticket.question?.highlights };
  const points = Array.from(block.text);
  const first = Math.min(...(block.highlights ?? []).map(([start]) => start), points.length);
  let from = first > 40 && first < points.length ? first - 30 : 0;
  while (from > 0 && from < first && points[from - 1] !== ' ') ++from;
  const highlights = (block.highlights ?? []).map(([start, end]) => [start - from, end - from]);
  return [from > 0 && '…', ...marked(points.slice(from).join(''), highlights)].filter(Boolean);
}

function line(tickets) {
  return [
    element('span', { class: 'label' }, 'Callers said: '),
    element('q', { lang: tickets[0].lang, dir: 'auto' }, first_words(tickets[0])),
  ];
}

// In the list of answers, where nothing can be opened but the answer.
export function callers_line(answer, id) {
  if (!(answer.tickets?.length > 0)) return null;
  return element('p', { id, class: 'callers-line' }, line(answer.tickets));
}

function caller(ticket, on_open) {
  return element('li', {},
    element('blockquote', {}, passage_element(ticket.question, ticket.lang)),
    element('p', { class: 'of' },
      element('button', { type: 'button', onclick: () => on_open(ticket) }, `Ticket ${ticket.id}`),
      ticket.closed && element('span', {}, `closed ${ticket.closed}`),
      ticket.similar > 0 && element('span', {}, more_alike(ticket.similar))));
}

// Below the text of an opened answer, folded. `on_open(ticket)`: the agent wants to read it whole.
export function callers(answer, on_open) {
  if (!(answer.tickets?.length > 0)) return null;
  return element('details', { class: 'callers' },
    element('summary', {}, line(answer.tickets)),
    element('ul', {}, answer.tickets.map((ticket) => caller(ticket, on_open))));
}
