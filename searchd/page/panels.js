// The panels shown in place of answers while there are none.
import { element } from './dom.js';
import { key_notice } from './session.js';

const kKeys = [[['↑', '↓'], 'select an answer'], [['Enter'], 'open it'], [['Esc'], 'back to the search box']];

function keys() {
  return element('dl', { class: 'keys' }, kKeys.map(([names, action]) => element('div', {},
    element('dt', {}, names.map((name) => element('kbd', {}, name))),
    element('dd', {}, action))));
}

export function nothing_typed(session) {
  return [
    element('h2', {}, 'Type while the caller speaks'),
    element('p', {}, 'A few words are enough, in any language. Typing mistakes are understood.'),
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

export function no_response() {
  return [element('p', { class: 'muted' }, 'Answers appear here as soon as the search responds again.')];
}

// Calls `use()` and shows the problem that it resolves to. Resolves to that problem, or to '' after success.
async function submit_credential(button, problem, use) {
  button.disabled = true;
  problem.textContent = (await use()) ?? '';
  button.disabled = false;
  return problem.textContent;
}

// The hidden field is for password managers, which store a key under a user name.
function key_form(on_key, name, problem) {
  const field = element('input', {
    id: 'key', type: 'password', autocomplete: 'current-password', required: true, 'aria-describedby': 'sign-in-problem',
  });
  const button = element('button', { type: 'submit', class: 'primary' }, 'Sign in');
  const submit = async (event) => {
    event.preventDefault();
    if (await submit_credential(button, problem, () => on_key(field.value.trim()))) field.select();
  };
  return element('form', { class: 'sign-in', onsubmit: submit },
    element('input', { type: 'text', name: 'username', autocomplete: 'username', value: name, hidden: true }),
    element('label', { for: 'key' }, 'Key'),
    element('div', { class: 'field' }, field, button),
    problem);
}

// Needs a click: programs that scan e-mails for malicious links open them too, and would use up a one-time link.
function link_offer(on_link, problem) {
  const button = element('button', { id: 'use-link', type: 'button', class: 'primary' }, 'Sign in');
  button.addEventListener('click', () => submit_credential(button, problem, on_link));
  return element('div', { class: 'sign-in' }, button, problem);
}

// Offers the sign-in link that the page was opened with (`by_link`), otherwise a field for a key.
//   problem       why the last link was refused, or null
//   current_user  name of the user who is signed in already and may stay so; falsy if there is none
//   last_user     name of the user who was signed in last, if any
// `on.link()` and `on.key(key)` return a promise of null, or of the problem in words.
export function sign_in({ by_link, problem: message, current_user, last_user }, on) {
  const problem = element('p', { id: 'sign-in-problem', class: 'error', role: 'alert' }, message);
  const explanation = by_link ? 'The link that you opened signs in this browser. It works once.'
    : current_user ? '' : 'Open your sign-in link or enter your key. You get either from whoever runs Callside here.';
  return [
    element('h2', {}, 'Sign in'),
    current_user && element('p', {}, `You are signed in as ${current_user}.`),
    explanation && element('p', {}, explanation),
    by_link ? link_offer(on.link, problem) : current_user ? problem : key_form(on.key, last_user, problem),
    current_user && element('p', {},
      element('button', { type: 'button', class: 'stay', onclick: on.stay }, `Stay signed in as ${current_user}`)),
  ];
}
