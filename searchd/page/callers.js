// Quotes from tickets that an article resolved, those closest to the question first: one line in the list of answers,
// a foldable list under an opened article.
import { element } from './dom.js';
import { marked, passage_element } from './passage.js';

// The text from shortly before its first highlight, so that the match shows in a single line.
function excerpt(ticket) {
  const blocks = ticket.question?.blocks ?? [];
  const block = blocks.find(({ highlights }) => highlights?.length > 0) ?? blocks[0]
    ?? { text: ticket.question?.text ?? '', highlights: ticket.question?.highlights };
  const points = Array.from(block.text);
  const first = Math.min(...(block.highlights ?? []).map(([start]) => start), points.length);
  // Cuts at a word boundary about 30 characters before the highlight, if there are more than 40.
  let from = first > 40 && first < points.length ? first - 30 : 0;
  while (from > 0 && from < first && points[from - 1] !== ' ') ++from;
  const highlights = (block.highlights ?? []).map(([start, end]) => [start - from, end - from]);
  return [from > 0 && '…', ...marked(points.slice(from).join(''), highlights)].filter(Boolean);
}

function quote_line(tickets) {
  return [
    element('span', { class: 'label' }, 'Callers said: '),
    element('q', { lang: tickets[0].lang, dir: 'auto' }, excerpt(tickets[0])),
  ];
}

// For the list of answers: not interactive, since a click there opens the answer.
export function caller_quote_line(answer, id) {
  if (!(answer.tickets?.length > 0)) return null;
  return element('p', { id, class: 'callers-line' }, quote_line(answer.tickets));
}

function quote_item(ticket, on_open) {
  return element('li', {},
    element('blockquote', {}, passage_element(ticket.question, ticket.lang)),
    element('p', { class: 'source' },
      element('button', { type: 'button', onclick: () => on_open(ticket) }, `Ticket ${ticket.id}`),
      ticket.closed && element('span', {}, `closed ${ticket.closed}`),
      ticket.similar > 0 && element('span', {}, `${ticket.similar} similar`)));
}

// For below the text of an opened article, folded at first. `on_open(ticket)` opens a ticket.
export function caller_quotes(answer, on_open) {
  if (!(answer.tickets?.length > 0)) return null;
  return element('details', { class: 'callers' },
    element('summary', {}, quote_line(answer.tickets)),
    element('ul', {}, answer.tickets.map((ticket) => quote_item(ticket, on_open))));
}
