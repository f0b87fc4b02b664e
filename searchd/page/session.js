// Who is signed in and what the daemon serves them: the footer, and what nobody sees without a key.
import { element } from './dom.js';

function count(number, one, many) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

// True if the daemon serves this browser nothing before somebody signs in.
export function nobody_signed_in(session) { return session.key_needed === true && !session.signed_in; }

function who(session) {
  if (nobody_signed_in(session)) return 'Not signed in';
  if (!session.signed_in) return 'Public documents only';
  return [session.name || 'signed in', session.audiences?.length ? `(${session.audiences.join(', ')})` : ''].join(' ');
}

// `session` is null until the daemon has answered. Before somebody signs in, nothing is known of the index. Without keys
// there is nothing to sign in to.
export function show_footer(footer, session, on_sign_out) {
  if (!session) return footer.replaceChildren();
  const { generation, documents_visible: visible } = session;
  footer.replaceChildren(...[
    !nobody_signed_in(session) && element('span', {}, generation ? `Index generation ${generation}` : 'No index yet'),
    typeof visible === 'number' && element('span', {}, count(visible, 'document', 'documents')),
    element('span', { class: 'stretch' }),
    element('span', {}, who(session)),
    session.signed_in && element('button', { type: 'button', onclick: on_sign_out }, 'Sign out'),
  ].filter(Boolean));
}

// Shown in place of answers: there are documents that nobody sees without a key. How a key is made is in the daemon's
// log: it is for whoever runs the daemon, not for agents. Returns null if every document is public.
export function key_notice(session) {
  const hidden = session?.documents_needing_key ?? 0;
  if (hidden === 0) return null;
  return element('div', { class: 'notice' },
    element('p', { class: 'notice-head' }, `${count(hidden, 'document needs', 'documents need')} a key to be seen.`),
    element('p', {}, 'Whoever runs Callside here can make one.'));
}
