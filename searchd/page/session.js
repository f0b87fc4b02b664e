// Who is signed in and what the daemon serves them: the key in the address, the footer.
import { element } from './dom.js';

// The key that a link brings, as in "https://callside.example/#key=...": a fragment is never sent to a server. It is
// gone from the address bar and the history before anything is done with it.
export function key_from_address() {
  const found = /^#key=(.+)$/.exec(location.hash);
  if (!found) return null;
  history.replaceState(null, '', location.pathname + location.search);
  try { return decodeURIComponent(found[1]); } catch { return found[1]; }
}

function count(number, one, many) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

// `session` is null as long as the daemon has not said it.
export function show_footer(footer, session, { on_sign_in, on_sign_out } = {}) {
  if (!session) return footer.replaceChildren();
  const who = [session.name || 'signed in', session.audiences?.length ? `(${session.audiences.join(', ')})` : ''].join(' ');
  footer.replaceChildren(
    element('span', {}, session.generation ? `Index generation ${session.generation}` : 'No index yet'),
    typeof session.documents_visible === 'number' && element('span', {}, count(session.documents_visible, 'document', 'documents')),
    element('span', { class: 'stretch' }),
    element('span', {}, session.signed_in ? who : 'Not signed in'),
    session.signed_in
      ? element('button', { type: 'button', onclick: on_sign_out }, 'Sign out')
      : element('button', { type: 'button', onclick: on_sign_in }, 'Sign in'));
}

// "`callside-searchd key new`" is shown as what one types, whose words are not broken at a hyphen.
function command(text) {
  return element('code', {}, text.split(' ').flatMap((word, n) => [n > 0 && ' ', element('span', {}, word)]));
}

function with_commands(text) {
  return text.split('`').map((part, n) => (n % 2 ? command(part) : part));
}

// Stands where answers would: that there are documents which nobody sees without a key. Nothing where there are none.
export function key_notice(session) {
  const hidden = session?.documents_needing_key ?? 0;
  if (hidden === 0) return null;
  return element('div', { class: 'notice' },
    element('p', { class: 'notice-head' }, `${count(hidden, 'document needs', 'documents need')} a key to be seen.`),
    session.how && element('p', {}, with_commands(String(session.how))));
}
