// Identity of documents: (kind, id, lang). Two language versions of an article are two documents.

export const reference_to = ({ kind, id, lang }) => ({ kind, id, lang });

export const key_of = (document) => JSON.stringify(Object.values(reference_to(document)));

const as_ticket = (ticket) => ({ ...ticket, kind: 'ticket' });

// References to an answer and to the tickets shown with it, the answer first.
export function documents_of(answer) {
  return [answer, ...(answer.tickets ?? []).map(as_ticket)].map(reference_to);
}

// Returns the answer without the tickets whose keys are in `hidden`; returns the same object if it has none of them.
export function without_tickets(answer, hidden) {
  const tickets = (answer.tickets ?? []).filter((ticket) => !hidden.has(key_of(as_ticket(ticket))));
  return tickets.length === (answer.tickets ?? []).length ? answer : { ...answer, tickets };
}
