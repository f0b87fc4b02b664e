// The opened document: warnings above its text, the text with the matching passage in view, and below it what to do if
// it does not help. Warnings and next steps stay in view while the text scrolls.
import { element, icon } from './dom.js';
import { badges } from './badges.js';
import { caller_quotes } from './callers.js';
import { stamp } from './cautions.js';
import { documents_of, key_of, reference_to, without_tickets } from './documents.js';
import { language_name } from './languages.js';
import { safe_address, sanitised } from './sanitise.js';

function callout(look, drawing, head, body) {
  return element('section', { class: `callout ${look}` }, icon(drawing),
    element('div', {}, element('h3', {}, head), body));
}

// A text that an editor wrote, in the language of the article.
function editor_text(answer, text) {
  return element('p', { lang: answer.lang, dir: 'auto' }, text);
}

function warnings(answer) {
  return [
    answer.verify_caller && callout('verify', 'shield', 'Verify the caller first',
      element('p', {}, 'Until you know who is on the line, say nothing about this person or their record.')),
    answer.outdated && callout('verify', 'clock', 'Outdated translation: do not read it aloud',
      element('p', {}, 'The original has changed since it was translated. Check the original before you rely on this.')),
    answer.do_not_say && callout('forbidden', 'quiet', 'Do not say', editor_text(answer, answer.do_not_say)),
  ].filter(Boolean);
}

function next_steps(answer) {
  const needed = answer.before_escalating ?? [];
  return [
    needed.length > 0 && callout('before', 'list', 'Before escalating, have ready',
      element('ul', { lang: answer.lang, dir: 'auto' }, needed.map((what) => element('li', {}, what)))),
    answer.escalate_to && callout('escalate', 'forward', 'Escalate to', editor_text(answer, answer.escalate_to)),
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

// Heading and text of the banner that replaces a document, by its state in the answer of /v1/state.
const kHidden = {
  withdrawn: ['Withdrawn: do not use this answer', 'An editor has just withdrawn it. Do not rely on what you read in it.'],
  gone: ['No longer available: do not use this answer', 'It was removed from the index, has expired, or is no longer visible to you.'],
};

export class DocumentView {
  #place;
  #on;
  #body = null;
  #shown = null;  // the answer whose text is shown; null while it loads and after it was withdrawn

  // `on.close()`, `on.language(answer, lang)`, `on.again(answer)` and `on.ticket(ticket)` handle the agent's clicks.
  constructor(place, on) {
    this.#place = place;
    this.#on = on;
    this.close();
  }

  get open() { return this.#body !== null; }
  // References to the document whose text is shown, and to the tickets quoted with it.
  get document() { return this.#shown && reference_to(this.#shown); }
  get tickets() { return this.#shown ? documents_of(this.#shown).slice(1) : []; }

  close() {
    this.#body = null;
    this.#shown = null;
    this.#place.setAttribute('aria-busy', 'false');
    this.#place.classList.add('closed');
    this.#place.replaceChildren(element('p', { class: 'hint' }, element('kbd', {}, 'Enter'), ' opens the selected answer here'));
  }

  // Shows everything that the list already knows, before the text has loaded. Takes the focus, so that the keys scroll
  // the text.
  begin(answer) {
    this.#shown = null;
    this.#show(answer, element('p', { class: 'muted' }, ''));
    this.#place.setAttribute('aria-busy', 'true');
    this.#body.focus({ preventScroll: true });
  }

  // Shows the text. `passage` must belong to the same language version as `html`, or be null.
  fill(answer, html, passage) {
    const had_focus = this.#place.contains(document.activeElement);
    // The agent may have unfolded the quotes while the text was loading.
    const unfolded = this.#place.querySelector('.callers')?.open === true;
    this.#shown = answer;
    this.#show(answer, sanitised(html));
    if (unfolded) this.#place.querySelector('.callers')?.setAttribute('open', '');
    this.#place.setAttribute('aria-busy', 'false');
    if (had_focus) this.#body.focus({ preventScroll: true });
    this.#mark(passage);
  }

  failed(answer, message) {
    this.#place.setAttribute('aria-busy', 'false');
    this.#body.replaceChildren(element('p', {}, message), this.#again_button(answer));
  }

  // Replaces the text with a banner; `state` is 'withdrawn' or 'gone'.
  hide(state) {
    const answer = this.#shown;
    const had_focus = this.#place.contains(document.activeElement);
    const [head, text] = kHidden[state];
    this.#shown = null;
    this.#body = element('div', { class: 'text', tabindex: '0', role: 'alert' },
      callout('withdrawn', 'withdrawn', head, element('p', {}, text)), this.#again_button(answer));
    this.#place.replaceChildren(element('header', {}, this.#head(answer)), this.#body);
    if (had_focus) this.#body.focus({ preventScroll: true });
  }

  // Removes quoted tickets; `hidden` is a map or set of document keys.
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

  #again_button(answer) {
    return element('button', { type: 'button', onclick: () => this.#on.again(answer) }, 'Try again');
  }

  #callers(answer) { return caller_quotes(answer, (ticket) => this.#on.ticket(ticket)); }

  #head(answer, ...more) {
    return element('div', { class: 'head' },
      element('h2', { lang: answer.lang, dir: 'auto' }, answer.title || answer.id),
      more,
      element('button', { type: 'button', class: 'close', title: 'Close (Esc)', onclick: () => this.#on.close() },
        icon('close'), element('span', { class: 'visually-hidden' }, 'Back to the answers')));
  }

  #show(answer, text) {
    this.#body = element('div', {
      class: 'text', tabindex: '0', lang: answer.lang, dir: 'auto', role: 'region', 'aria-label': answer.title || answer.id,
      'aria-describedby': 'warnings',
    }, text);
    const steps = next_steps(answer);
    this.#place.classList.remove('closed');
    this.#place.replaceChildren(
      element('header', {},
        this.#head(answer, this.#versions(answer)),
        // No badge for verify_caller: the call-out below says it in full.
        element('p', { class: 'badges' }, badges({ ...answer, verify_caller: false })),
        facts(answer),
        element('div', { id: 'warnings' }, stamp(answer),
          element('div', { class: 'callouts' }, warnings(answer)))),
      this.#body,
      ...[this.#callers(answer)].filter(Boolean),
      ...(steps.length > 0 ? [element('footer', { class: 'callouts' }, steps)] : []));
  }

  // Buttons for the languages of the article; null if it has only one.
  #versions(answer) {
    if (answer.kind === 'ticket' || !(answer.languages?.length > 1)) return null;
    return element('div', { class: 'versions', role: 'group', 'aria-label': 'Language of the article' },
      [...answer.languages].sort().map((lang) => element('button', {
        type: 'button', title: language_name(lang), 'aria-pressed': String(lang === answer.lang),
        onclick: () => this.#on.language(answer, lang),
      }, lang.toUpperCase())));
  }

  // Not scrollIntoView(), which also scrolls the element around the text: in a low window the warnings would leave the
  // view.
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
