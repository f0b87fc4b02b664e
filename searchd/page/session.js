// Shows the session: the footer, and the notice about documents that need a key.
import { element } from './dom.js';

function count(number, one, many) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

// True if the daemon serves nothing to this browser until somebody signs in.
export function nobody_signed_in(session) { return session.key_needed === true && !session.signed_in; }

function user_text(session) {
  if (nobody_signed_in(session)) return 'Not signed in';
  if (!session.signed_in) return 'Public documents only';
  return [session.name || 'Signed in', session.audiences?.length ? `(${session.audiences.join(', ')})` : ''].join(' ');
}

// `session` is null until the daemon has responded. Details of the index are only shown once somebody is signed in, or
// if the daemon runs without keys.
export function show_footer(footer, session, on_sign_out) {
  if (!session) return footer.replaceChildren();
  const { generation, documents_visible: visible } = session;
  footer.replaceChildren(...[
    !nobody_signed_in(session) && element('span', {}, generation ? `Index generation ${generation}` : 'No index yet'),
    typeof visible === 'number' && element('span', {}, count(visible, 'document', 'documents')),
    element('span', { class: 'spacer' }),
    element('span', {}, user_text(session)),
    session.signed_in && element('button', { type: 'button', onclick: on_sign_out }, 'Sign out'),
  ].filter(Boolean));
}

// Tells agents that some documents need a key. The daemon's log says how to make one, for whoever runs it. Returns
// null if no document needs a key.
export function key_notice(session) {
  const hidden = session?.documents_needing_key ?? 0;
  if (hidden === 0) return null;
  return element('div', { class: 'notice' },
    element('p', { class: 'notice-head' }, `${count(hidden, 'document needs', 'documents need')} a key.`),
    element('p', {}, 'To see them, ask whoever runs Callside here for a key.'));
}
