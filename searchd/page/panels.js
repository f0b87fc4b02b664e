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

// `on_key(key)` gives a promise of null, or of what was wrong with the key.
export function signed_out(on_key, wrong = null) {
  const field = element('input', {
    id: 'key', type: 'password', autocomplete: 'current-password', required: true, 'aria-describedby': 'key-wrong',
  });
  const problem = element('p', { id: 'key-wrong', class: 'wrong', role: 'alert' }, wrong);
  const button = element('button', { type: 'submit', class: 'primary' }, 'Sign in');
  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    problem.textContent = (await on_key(field.value.trim())) ?? '';
    button.disabled = false;
    if (problem.textContent) field.select();
  };
  return [
    element('h2', {}, 'Sign in'),
    element('p', {}, 'A key shows the answers that are meant for its owner. Yours comes from whoever runs Callside here.'),
    element('form', { class: 'sign-in', onsubmit: submit },
      element('label', { for: 'key' }, 'Key'),
      element('div', { class: 'field' }, field, button),
      problem),
  ];
}
