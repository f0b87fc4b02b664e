// What stands where answers would, while there are none.
import { element } from './dom.js';
import { key_notice } from './session.js';

const kKeys = [[['↑', '↓'], 'choose an answer'], [['Enter'], 'open it'], [['Esc'], 'back to the box']];

function keys() {
  return element('dl', { class: 'keys' }, kKeys.map(([names, does]) => element('div', {},
    element('dt', {}, names.map((name) => element('kbd', {}, name))),
    element('dd', {}, does))));
}

export function nothing_typed(session) {
  return [
    element('h2', {}, 'Type while the caller speaks'),
    element('p', {}, 'A few words are enough, in any language, and a mistyped one still finds.'),
    keys(),
    key_notice(session),
  ];
}

export function nothing_found(session) {
  return [
    element('h2', {}, 'Nothing found'),
    element('p', {}, 'Try fewer words, or the ones the caller used.'),
    key_notice(session),
  ];
}

export function no_answer() {
  return [element('p', { class: 'muted' }, 'Answers come here as soon as the search is back.')];
}

// Signs in with what `use()` sends; gives a promise of what was wrong, or of ''.
async function send(button, problem, use) {
  button.disabled = true;
  problem.textContent = (await use()) ?? '';
  button.disabled = false;
  return problem.textContent;
}

// The hidden field is for password managers, which keep a key under a name.
function key_form(on_key, name, problem) {
  const field = element('input', {
    id: 'key', type: 'password', autocomplete: 'current-password', required: true, 'aria-describedby': 'sign-in-problem',
  });
  const button = element('button', { type: 'submit', class: 'primary' }, 'Sign in');
  const submit = async (event) => {
    event.preventDefault();
    if (await send(button, problem, () => on_key(field.value.trim()))) field.select();
  };
  return element('form', { class: 'sign-in', onsubmit: submit },
    element('input', { type: 'text', name: 'username', autocomplete: 'username', value: name, hidden: true }),
    element('label', { for: 'key' }, 'Key'),
    element('div', { class: 'field' }, field, button),
    problem);
}

// A link signs in at a click, and never by itself: programs that check links in mails open them, too.
function link_offer(on_link, problem) {
  const button = element('button', { id: 'use-link', type: 'button', class: 'primary' }, 'Sign in');
  button.addEventListener('click', () => send(button, problem, on_link));
  return element('div', { class: 'sign-in' }, button, problem);
}

// Signing in: by the link that the page was opened with, if there is one, else by a key. `by_link`: whether there is one;
// `problem`: why the last one was not taken; `stays`: who is signed in already and may stay so; `name`: who was last.
// `on.link()` and `on.key(key)` give a promise of null, or of what was wrong.
export function sign_in({ by_link, problem: words, stays, name }, on) {
  const problem = element('p', { id: 'sign-in-problem', class: 'wrong', role: 'alert' }, words);
  const explained = by_link ? 'The link that you opened signs this browser in, once.'
    : stays ? '' : 'Open the sign-in link that you were sent, or enter your key. Both come from whoever runs Callside here.';
  return [
    element('h2', {}, 'Sign in'),
    stays && element('p', {}, `You are signed in as ${stays}.`),
    explained && element('p', {}, explained),
    by_link ? link_offer(on.link, problem) : stays ? problem : key_form(on.key, name, problem),
    stays && element('p', {}, element('button', { type: 'button', class: 'stay', onclick: on.stay }, `Stay signed in as ${stays}`)),
  ];
}
