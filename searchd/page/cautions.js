// Warnings about reading an answer to the caller: what not to say, and whether it may be read aloud at all. The list
// shows them above the passage of the chosen answer, and as small icons on the others.
import { element, icon } from './dom.js';
import { audience_level } from './badges.js';

const kNotAloud = 'Do not read aloud';

// Fails closed: without an explicit true from the daemon, an answer may not be read aloud.
const may_be_read = (answer) => answer.say_aloud === true;

export function stamp(answer) {
  if (may_be_read(answer)) return element('p', { class: 'stamp yes' }, icon('aloud'), 'May be read aloud');
  const reason = answer.say_aloud_reason;
  return element('p', { class: `stamp no ${audience_level(answer.audience) === 'public' ? '' : 'restricted'}` }, icon('silent'),
    element('span', {}, element('strong', {}, kNotAloud), reason && `: ${reason}`));
}

// For the chosen answer in the list.
export function cautions(answer, id) {
  return element('div', { id, class: 'cautions' },
    answer.do_not_say && element('p', { class: 'do-not-say' }, icon('quiet'),
      element('span', {}, element('strong', {}, 'Do not say: '),
        element('span', { lang: answer.lang, dir: 'auto' }, answer.do_not_say))),
    stamp(answer));
}

// Icons for the other answers. Screen readers skip them: cautions() is part of each answer's accessible name.
export function marks(answer) {
  const mark = (look, drawing, title) => element('span', { class: look, title }, icon(drawing));
  return element('span', { class: 'marks', 'aria-hidden': 'true' },
    answer.do_not_say && mark('silence', 'quiet', `Do not say: ${answer.do_not_say}`),
    !may_be_read(answer) && mark('not-aloud', 'silent', [kNotAloud, answer.say_aloud_reason].filter(Boolean).join(': ')));
}

// Returns `opened`, but with `say_aloud: false` if the list had that: /v1/articles does not know the languages that the
// question asked for.
export function stricter(listed, opened) {
  if (listed.say_aloud !== false || opened.say_aloud === false) return opened;
  return { ...opened, say_aloud: false, say_aloud_reason: listed.say_aloud_reason };
}
