// The list of answers and the choice in it. The focus stays in the search box; screen readers learn the chosen answer
// from aria-activedescendant.
import { element } from './dom.js';
import { badges, audience_level } from './badges.js';
import { caller_quote_line } from './callers.js';
import { cautions, marks } from './cautions.js';
import { documents_of, key_of, without_tickets } from './documents.js';
import { passage_element } from './passage.js';

// Identifies an answer across its language versions.
const subject_of = (answer) => `${answer.kind} ${answer.id}`;

export class Answers {
  #list;
  #box;
  #answers = [];
  #chosen = -1;
  #by_hand = false;  // the agent chose it; otherwise it is chosen for being first
  #open = null;      // subject of the opened answer, or null
  #on_open;

  constructor(list, box, on_open) {
    this.#list = list;
    this.#box = box;
    this.#on_open = on_open;
    list.tabIndex = -1;  // browsers make scrolling elements tab stops, but this list is operated from the box
    list.addEventListener('click', (event) => this.#clicked(event));
  }

  get empty() { return this.#answers.length === 0; }
  get chosen() { return this.#answers[this.#chosen] ?? null; }
  get chosen_by_hand() { return this.#by_hand; }
  // References to all listed answers and their quoted tickets.
  get documents() { return this.#answers.flatMap(documents_of); }

  // Replaces the list. Keeps the agent's choice if it is still there; otherwise chooses the first answer.
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

  // Removes answers and quoted tickets that may no longer be shown, without rebuilding the other answers. `hidden` is a
  // map or set of document keys. Returns the removed answers.
  hide(hidden) {
    const removed = this.#answers.filter((answer) => hidden.has(key_of(answer)));
    const chosen = this.chosen;
    const nodes = [...this.#list.children];
    const remaining = [];
    this.#answers.forEach((answer, n) => {
      if (removed.includes(answer)) return nodes[n].remove();
      remaining.push(without_tickets(answer, hidden));
      if (remaining.at(-1) !== answer) nodes[n].replaceWith(item(remaining.at(-1), nodes[n].id));
    });
    const index = this.#answers.filter((answer) => !removed.includes(answer)).indexOf(chosen);
    this.#answers = remaining;
    this.#mark();
    this.#choose(index >= 0 ? index : Math.min(this.#chosen, remaining.length - 1));
    return removed;
  }

  move(step) {
    if (this.empty) return;
    this.#by_hand = true;
    this.#choose(Math.min(Math.max(this.#chosen + step, 0), this.#answers.length - 1));
  }

  // Marks `answer` as the opened one; null marks none.
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
    // A drag that selects words, to copy them, is not a click.
    if (!node || (!selection.isCollapsed && node.contains(selection.anchorNode))) return;
    this.#by_hand = true;
    this.#choose([...this.#list.children].indexOf(node));
    this.#on_open(this.chosen);
  }
}

function item(answer, id) {
  return element('li', {
    id, role: 'option', class: `answer ${audience_level(answer.audience) === 'public' ? '' : 'restricted'}`,
    'aria-labelledby': `${id}-title ${id}-cautions ${id}-badges`, 'aria-describedby': `${id}-passage ${id}-callers`,
  },
    element('p', { id: `${id}-title`, class: 'title', lang: answer.lang, dir: 'auto' }, answer.title || answer.id),
    marks(answer),
    element('p', { id: `${id}-badges`, class: 'badges' }, badges(answer)),
    cautions(answer, `${id}-cautions`),
    element('div', { id: `${id}-passage`, class: 'excerpt' }, passage_element(answer.passage, answer.lang)),
    ...[caller_quote_line(answer, `${id}-callers`)].filter(Boolean));
}
