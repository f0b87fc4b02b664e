// The list of answers: what is chosen, and what the arrow keys do. The focus stays in the box; the chosen answer is
// told to screen readers through aria-activedescendant.
import { element } from './dom.js';
import { badges, reach } from './badges.js';
import { callers_line } from './callers.js';
import { passage_element } from './passage.js';

const key_of = (answer) => `${answer.kind} ${answer.id}`;

export class Answers {
  #list;
  #box;
  #answers = [];
  #chosen = -1;
  #by_hand = false;  // chosen by the agent, not by being first
  #open = null;      // the key of the one that stands open
  #on_open;

  constructor(list, box, on_open) {
    this.#list = list;
    this.#box = box;
    this.#on_open = on_open;
    list.addEventListener('click', (event) => this.#clicked(event));
  }

  get empty() { return this.#answers.length === 0; }
  get chosen() { return this.#answers[this.#chosen] ?? null; }
  get chosen_by_hand() { return this.#by_hand; }

  // The first is chosen, unless the agent had gone to one that is still there.
  show(answers) {
    const before = this.#by_hand && this.chosen ? key_of(this.chosen) : null;
    const kept = answers.findIndex((answer) => key_of(answer) === before);
    this.#answers = answers;
    this.#list.replaceChildren(...answers.map(item));
    this.#list.scrollTop = 0;
    this.#by_hand = kept >= 0;
    this.#mark();
    this.#choose(Math.max(kept, 0));
  }

  clear() { this.show([]); }

  move(step) {
    if (this.empty) return;
    this.#by_hand = true;
    this.#choose(Math.min(Math.max(this.#chosen + step, 0), this.#answers.length - 1));
  }

  // `answer`, or none, stands open beside the list.
  mark_open(answer) {
    this.#open = answer && key_of(answer);
    this.#mark();
  }

  #mark() {
    [...this.#list.children].forEach((node, n) => node.classList.toggle('open', key_of(this.#answers[n]) === this.#open));
  }

  #choose(index) {
    this.#chosen = this.empty ? -1 : index;
    [...this.#list.children].forEach((node, n) => node.setAttribute('aria-selected', String(n === this.#chosen)));
    this.#box.setAttribute('aria-expanded', String(!this.empty));
    const node = this.#list.children[this.#chosen];
    if (!node) return this.#box.removeAttribute('aria-activedescendant');
    this.#box.setAttribute('aria-activedescendant', node.id);
    node.scrollIntoView({ block: 'nearest' });
  }

  #clicked(event) {
    const node = event.target.closest('[role=option]');
    const selection = getSelection();
    // Somebody who marks words in a passage, to copy them, doesn't want it opened.
    if (!node || (!selection.isCollapsed && node.contains(selection.anchorNode))) return;
    this.#by_hand = true;
    this.#choose([...this.#list.children].indexOf(node));
    this.#on_open(this.chosen);
  }
}

function item(answer, n) {
  const id = `answer-${n}`;
  return element('li', {
    id, role: 'option', class: `answer ${reach(answer.audience) === 'public' ? '' : 'kept'}`,
    'aria-labelledby': `${id}-title ${id}-badges`, 'aria-describedby': `${id}-passage ${id}-callers`,
  },
    element('p', { id: `${id}-title`, class: 'title', lang: answer.lang, dir: 'auto' }, answer.title || answer.id),
    element('p', { id: `${id}-badges`, class: 'badges' }, badges(answer)),
    element('div', { id: `${id}-passage`, class: 'excerpt' }, passage_element(answer.passage, answer.lang)),
    ...[callers_line(answer, `${id}-callers`)].filter(Boolean));
}
