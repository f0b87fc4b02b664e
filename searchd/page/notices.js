// Editors' notices, shown above the answers. They stay while the agent types; screen readers announce each one once,
// when it appears.
import { element } from './dom.js';

export class Notices {
  #place;
  #shown = '[]';
  #on_open;

  // `on_open(article)` opens the article that a notice refers to.
  constructor(place, on_open) {
    this.#place = place;
    this.#on_open = on_open;
  }

  show(notices) {
    const wanted = JSON.stringify(notices);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    this.#place.replaceChildren(...notices.map((notice) => this.#item(notice)));
  }

  clear() { this.show([]); }

  #item({ text, lang, article }) {
    const more = article && element('button', { type: 'button', onclick: () => this.#on_open({
      kind: 'article', id: article, lang, title: article, audience: [], languages: [], product: [],
    }) }, 'Read more');
    return element('p', {}, element('span', { lang, dir: 'auto' }, text), more);
  }
}
