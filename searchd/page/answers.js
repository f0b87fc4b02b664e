// The list of answers: what is chosen, and what the arrow keys do. The focus stays in the box; the chosen answer is
// told to screen readers through aria-activedescendant.
import { element } from './dom.js';
import { badges, reach } from './badges.js';
import { callers_line } from './callers.js';
import { cautions, marks } from './cautions.js';
import { documents_of, key_of, without_tickets } from './documents.js';
import { passage_element } from './passage.js';

// Which answer it is, whatever version of it is shown.
const subject_of = (answer) => `${answer.kind} ${answer.id}`;

export class Answers {
  #list;
  #box;
  #answers = [];
  #chosen = -1;
  #by_hand = false;  // chosen by the agent, not by being first
  #open = null;      // the subject of the one that stands open
  #on_open;

  constructor(list, box, on_open) {
    this.#list = list;
    this.#box = box;
    this.#on_open = on_open;
    list.tabIndex = -1;  // browsers put what scrolls among the tab stops; the keys of this list are the box's
    list.addEventListener('click', (event) => this.#clicked(event));
  }

  get empty() { return this.#answers.length === 0; }
  get chosen() { return this.#answers[this.#chosen] ?? null; }
  get chosen_by_hand() { return this.#by_hand; }
  // All that are on the screen.
  get documents() { return this.#answers.flatMap(documents_of); }

  // The first is chosen, unless the agent had gone to one that is still there.
  show(answers) {
    const before = this.#by_hand && this.chosen ? subject_of(this.chosen) : null;
    const kept = answers.findIndex((answer) => subject_of(answer) === before);
    this.#answers = answers;
    this.#list.replaceChildren(...answers.map((answer, n) => item(answer, `answer-${n}`)));
    this.#list.scrollTop = 0;
    this.#by_hand = kept >= 0;
    this.#mark();
    this.#choose(Math.max(kept, 0));
  }

  clear() { this.show([]); }

  // Takes away what may no longer be shown: `hidden` is a set of keys. The others stay as they are. Gives the answers
  // that went.
  hide(hidden) {
    const gone = this.#answers.filter((answer) => hidden.has(key_of(answer)));
    const chosen = this.chosen;
    const nodes = [...this.#list.children];
    const left = [];
    this.#answers.forEach((answer, n) => {
      if (gone.includes(answer)) return nodes[n].remove();
      left.push(without_tickets(answer, hidden));
      if (left.at(-1) !== answer) nodes[n].replaceWith(item(left.at(-1), nodes[n].id));
    });
    const at = this.#answers.filter((answer) => !gone.includes(answer)).indexOf(chosen);
    this.#answers = left;
    this.#mark();
    this.#choose(at >= 0 ? at : Math.min(this.#chosen, left.length - 1));
    return gone;
  }

  move(step) {
    if (this.empty) return;
    this.#by_hand = true;
    this.#choose(Math.min(Math.max(this.#chosen + step, 0), this.#answers.length - 1));
  }

  // `answer`, or none, stands open beside the list.
  mark_open(answer) {
    this.#open = answer && subject_of(answer);
    this.#mark();
  }

  #mark() {
    [...this.#list.children].forEach((node, n) => node.classList.toggle('open', subject_of(this.#answers[n]) === this.#open));
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

function item(answer, id) {
  return element('li', {
    id, role: 'option', class: `answer ${reach(answer.audience) === 'public' ? '' : 'kept'}`,
    'aria-labelledby': `${id}-title ${id}-cautions ${id}-badges`, 'aria-describedby': `${id}-passage ${id}-callers`,
  },
    element('p', { id: `${id}-title`, class: 'title', lang: answer.lang, dir: 'auto' }, answer.title || answer.id),
    marks(answer),
    element('p', { id: `${id}-badges`, class: 'badges' }, badges(answer)),
    cautions(answer, `${id}-cautions`),
    element('div', { id: `${id}-passage`, class: 'excerpt' }, passage_element(answer.passage, answer.lang)),
    ...[callers_line(answer, `${id}-callers`)].filter(Boolean));
}
