// What an agent must know before reading an answer to the caller: what not to say, and whether it may be read aloud at
// all. In the list it stands above the passage of the chosen answer, and as small marks on the others.
import { element, icon } from './dom.js';
import { reach } from './badges.js';

const kNotAloud = 'Not to be read aloud';

// What the daemon does not call fit to be read aloud is not.
const may_be_read = (answer) => answer.say_aloud === true;

export function stamp(answer) {
  if (may_be_read(answer)) return element('p', { class: 'stamp yes' }, icon('aloud'), 'May be read aloud');
  const reason = answer.say_aloud_reason;
  return element('p', { class: `stamp no ${reach(answer.audience) === 'public' ? '' : 'kept'}` }, icon('silent'),
    element('span', {}, element('strong', {}, kNotAloud), reason && `: ${reason}`));
}

// In the list of answers.
export function cautions(answer, id) {
  return element('div', { id, class: 'cautions' },
    answer.do_not_say && element('p', { class: 'do-not-say' }, icon('quiet'),
      element('span', {}, element('strong', {}, 'Do not say: '),
        element('span', { lang: answer.lang, dir: 'auto' }, answer.do_not_say))),
    stamp(answer));
}

// The same in short. Readers of the screen are told cautions() instead, as a part of the answer's name.
export function marks(answer) {
  const mark = (look, drawing, words) => element('span', { class: look, title: words }, icon(drawing));
  return element('span', { class: 'marks', 'aria-hidden': 'true' },
    answer.do_not_say && mark('silence', 'quiet', `Do not say: ${answer.do_not_say}`),
    !may_be_read(answer) && mark('not-aloud', 'silent', [kNotAloud, answer.say_aloud_reason].filter(Boolean).join(': ')));
}

// What the opened document says of itself, unless the list was stricter: only the list knows which languages were
// asked for.
export function stricter(listed, opened) {
  if (listed.say_aloud !== false || opened.say_aloud === false) return opened;
  return { ...opened, say_aloud: false, say_aloud_reason: listed.say_aloud_reason };
}
