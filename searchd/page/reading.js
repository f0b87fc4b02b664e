// The opened answer: what must be known before it is said, its text with the passage in view, and what to do where
// it does not help. The first and the last stay in view while the text scrolls.
import { element, icon } from './dom.js';
import { badges } from './badges.js';
import { callers } from './callers.js';
import { stamp } from './cautions.js';
import { documents_of, key_of, named, without_tickets } from './documents.js';
import { language_name } from './languages.js';
import { safe_address, sanitised } from './sanitise.js';

function callout(look, drawing, head, body) {
  return element('section', { class: `callout ${look}` }, icon(drawing),
    element('div', {}, element('h3', {}, head), body));
}

// A text of an editor, in the language of the article.
function said(answer, text) {
  return element('p', { lang: answer.lang, dir: 'auto' }, text);
}

// Before speaking.
function first_things(answer) {
  return [
    answer.verify_caller && callout('verify', 'shield', 'Verify the caller first',
      element('p', {}, 'Until you know who is on the line, say nothing about this person or their record.')),
    answer.outdated && callout('verify', 'clock', 'Outdated translation: do not read it aloud',
      element('p', {}, 'What it was translated from has changed since. Look at the original before you rely on it.')),
    answer.do_not_say && callout('quiet-about', 'quiet', 'Do not say', said(answer, answer.do_not_say)),
  ].filter(Boolean);
}

// Where it does not help.
function last_things(answer) {
  const needed = answer.before_escalating ?? [];
  return [
    needed.length > 0 && callout('before', 'list', 'Before escalating, have ready',
      element('ul', { lang: answer.lang, dir: 'auto' }, needed.map((what) => element('li', {}, what)))),
    answer.escalate_to && callout('escalate', 'forward', 'Escalate to', said(answer, answer.escalate_to)),
  ].filter(Boolean);
}

function facts(answer) {
  const address = safe_address(answer.url ?? '');
  return element('p', { class: 'facts' },
    answer.updated && element('span', {}, `${answer.kind === 'ticket' ? 'Closed' : 'Updated'} ${answer.updated}`),
    element('span', { class: 'id' }, answer.id),
    answer.owner && element('span', {}, `Owner: ${answer.owner}`),
    address && element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, 'Source', icon('outside')));
}

// Why a document that was open is open no longer.
const kHidden = {
  withdrawn: ['Withdrawn: do not use this answer', 'An editor has just withdrawn it. Do not rely on what you have read in it.'],
  gone: ['No longer here: do not use this answer', 'It has left the index, is no longer valid, or is no longer meant for you.'],
};

export class Reading {
  #place;
  #on;
  #body = null;
  #shown = null;  // the answer whose text is there

  // `on.close()`, `on.language(answer, lang)`, `on.again(answer)`, `on.ticket(ticket)`: what the agent asks for in here.
  constructor(place, on) {
    this.#place = place;
    this.#on = on;
    this.close();
  }

  get open() { return this.#body !== null; }
  // What is to be read here: the document, and the tickets that stand with it. Nothing as long as no text is there.
  get document() { return this.#shown && named(this.#shown); }
  get tickets() { return this.#shown ? documents_of(this.#shown).slice(1) : []; }

  close() {
    this.#body = null;
    this.#shown = null;
    this.#place.setAttribute('aria-busy', 'false');
    this.#place.classList.add('closed');
    this.#place.replaceChildren(element('p', { class: 'hint' }, element('kbd', {}, 'Enter'), ' opens the chosen answer here'));
  }

  // All but the text is known from the list, and stands before the text has come. Takes the focus, so that the keys
  // scroll the text.
  begin(answer) {
    this.#shown = null;
    this.#show(answer, element('p', { class: 'muted' }, ''));
    this.#place.setAttribute('aria-busy', 'true');
    this.#body.focus({ preventScroll: true });
  }

  // `passage` is of the same language version as the text, or null.
  fill(answer, html, passage) {
    const held_focus = this.#place.contains(document.activeElement);
    // Who unfolded what callers said did not wait for the text.
    const unfolded = this.#place.querySelector('.callers')?.open === true;
    this.#shown = answer;
    this.#show(answer, sanitised(html));
    if (unfolded) this.#place.querySelector('.callers')?.setAttribute('open', '');
    this.#place.setAttribute('aria-busy', 'false');
    if (held_focus) this.#body.focus({ preventScroll: true });
    this.#mark(passage);
  }

  failed(answer, words) {
    this.#place.setAttribute('aria-busy', 'false');
    this.#body.replaceChildren(element('p', {}, words), this.#again(answer, 'Try again'));
  }

  // The text goes; a banner says why: `state` is 'withdrawn' or 'gone'.
  hide(state) {
    const answer = this.#shown;
    const held_focus = this.#place.contains(document.activeElement);
    const [head, words] = kHidden[state];
    this.#shown = null;
    this.#body = element('div', { class: 'text', tabindex: '0', role: 'alert' },
      callout('withdrawn', 'withdrawn', head, element('p', {}, words)), this.#again(answer, 'Look again'));
    this.#place.replaceChildren(element('header', {}, this.#head(answer)), this.#body);
    if (held_focus) this.#body.focus({ preventScroll: true });
  }

  // `hidden`: a set of keys.
  hide_tickets(hidden) {
    if (!this.#shown) return;
    const answer = without_tickets(this.#shown, hidden);
    if (answer === this.#shown) return;
    this.#shown = answer;
    const before = this.#place.querySelector('.callers');
    const after = this.#callers(answer);
    if (after && before.open) after.setAttribute('open', '');
    before.replaceWith(...[after].filter(Boolean));
  }

  #again(answer, words) {
    return element('button', { type: 'button', onclick: () => this.#on.again(answer) }, words);
  }

  #callers(answer) { return callers(answer, (ticket) => this.#on.ticket(ticket)); }

  #head(answer, ...more) {
    return element('div', { class: 'head' },
      element('h2', { lang: answer.lang, dir: 'auto' }, answer.title || answer.id),
      more,
      element('button', { type: 'button', class: 'close', title: 'Close (Esc)', onclick: () => this.#on.close() },
        icon('close'), element('span', { class: 'unseen' }, 'Back to the answers')));
  }

  #show(answer, text) {
    this.#body = element('div', {
      class: 'text', tabindex: '0', lang: answer.lang, dir: 'auto', role: 'region', 'aria-label': answer.title || answer.id,
      'aria-describedby': 'first-things',
    }, text);
    const last = last_things(answer);
    this.#place.classList.remove('closed');
    this.#place.replaceChildren(
      element('header', {},
        this.#head(answer, this.#versions(answer)),
        // That the caller is to be verified stands below in full.
        element('p', { class: 'badges' }, badges({ ...answer, verify_caller: false })),
        facts(answer),
        element('div', { id: 'first-things' }, stamp(answer),
          element('div', { class: 'callouts' }, first_things(answer)))),
      this.#body,
      ...[this.#callers(answer)].filter(Boolean),
      ...(last.length > 0 ? [element('footer', { class: 'callouts' }, last)] : []));
  }

  // The other languages that the article is to be had in.
  #versions(answer) {
    if (answer.kind === 'ticket' || !(answer.languages?.length > 1)) return null;
    return element('div', { class: 'versions', role: 'group', 'aria-label': 'Language of the article' },
      [...answer.languages].sort().map((lang) => element('button', {
        type: 'button', title: language_name(lang), 'aria-pressed': String(lang === answer.lang),
        onclick: () => this.#on.language(answer, lang),
      }, lang.toUpperCase())));
  }

  // Scrolls the text alone, and only where it must: in a low window the warnings above it stay in view.
  #scroll_to(node) {
    const [outer, inner] = [this.#body.getBoundingClientRect(), node.getBoundingClientRect()];
    if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
    this.#body.scrollTop += (inner.top + inner.bottom - outer.top - outer.bottom) / 2;
  }

  #mark(passage) {
    const numbers = new Set((passage?.blocks ?? []).map((block) => String(block.block)));
    const found = [...this.#body.querySelectorAll('[data-block]')].filter((node) => numbers.has(node.dataset.block));
    for (const node of found) node.classList.add('in-passage');
    if (found.length > 0) this.#scroll_to(found[0]);
  }
}
