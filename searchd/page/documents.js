// Documents as the daemon names them: two language versions of an article are two documents.

export const named = ({ kind, id, lang }) => ({ kind, id, lang });

export const key_of = (document) => JSON.stringify(Object.values(named(document)));

const as_ticket = (ticket) => ({ ...ticket, kind: 'ticket' });

// An answer and the tickets that stand with it.
export function documents_of(answer) {
  return [answer, ...(answer.tickets ?? []).map(as_ticket)].map(named);
}

// The answer without those of its tickets that `hidden`, a set of keys, holds; the answer itself where it holds none.
export function without_tickets(answer, hidden) {
  const tickets = (answer.tickets ?? []).filter((ticket) => !hidden.has(key_of(as_ticket(ticket))));
  return tickets.length === (answer.tickets ?? []).length ? answer : { ...answer, tickets };
}
