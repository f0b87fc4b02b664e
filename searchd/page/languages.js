// The languages that the agent wants answers in, in order of preference: the one chosen in the menu, then the
// browser's. The choice is kept in localStorage; the page stores nothing else there.
import { element } from './dom.js';

const kStored = 'callside.language';
const kMaxLanguages = 8;
const kOffered = ['ar', 'bg', 'bs', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'eu', 'fa', 'fi', 'fr', 'ga', 'he',
  'hi', 'hr', 'hu', 'hy', 'id', 'is', 'it', 'ja', 'ko', 'lt', 'lv', 'mk', 'nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sk',
  'sl', 'sq', 'sr', 'sv', 'th', 'tr', 'uk', 'vi', 'zh'];

// A browser may forbid storage; then the choice lasts until the page is closed.
function stored() {
  try { return localStorage.getItem(kStored) ?? ''; } catch { return ''; }
}

function store(tag) {
  try { localStorage.setItem(kStored, tag); } catch { /* see stored() */ }
}

// The name of a language, in that language itself or in `display_lang`; the tag if the browser knows no name.
export function language_name(tag, display_lang = tag) {
  try { return new Intl.DisplayNames([display_lang], { type: 'language' }).of(tag) ?? tag; } catch { return tag; }
}

function browser_languages() {
  return [...(navigator.languages ?? [])].filter(Boolean).slice(0, kMaxLanguages);
}

function option(tag) {
  return element('option', { value: tag, lang: tag }, language_name(tag));
}

export class Languages {
  #chosen = stored();

  // Fills `select` and calls `changed()` after each choice.
  constructor(select, changed) {
    const own = browser_languages();
    const rest = kOffered.filter((tag) => !own.includes(tag));
    rest.sort((a, b) => language_name(a).localeCompare(language_name(b)));
    select.append(...own.map(option), element('hr'), ...rest.map(option));
    if (this.#chosen && ![...own, ...rest].includes(this.#chosen)) select.prepend(option(this.#chosen));
    select.value = this.#chosen || (own[0] ?? 'en');
    select.addEventListener('change', () => {
      this.#chosen = select.value;
      store(this.#chosen);
      changed();
    });
  }

  get wanted() {
    return [...new Set([this.#chosen, ...browser_languages()])].filter(Boolean).slice(0, kMaxLanguages);
  }
}
