// The badges of an answer: audience, confidence, language and so on. Usual values are plain text; those that need care
// are pills with a text and an icon, so that no meaning depends on colour alone.
import { element, icon } from './dom.js';
import { language_name } from './languages.js';

const kConfidence = {
  validated: ['quiet', 'Validated', 'check'],
  not_validated: ['plain', 'Not validated'],
  wip: ['plain', 'Draft'],
  archived: ['plain', 'Archived'],
};

function badge(look, text, drawing = null, title = null) {
  return element('span', { class: `badge ${look}`, title }, drawing && icon(drawing), text);
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

// "public" if a caller may hear it; otherwise "internal" or the first group that may read it.
export function audience_level(audience = []) {
  if (audience.includes('public')) return 'public';
  return audience.find((name) => name !== 'internal') ?? 'internal';
}

function audience_badge(audience) {
  const level = audience_level(audience);
  if (level === 'public') return badge('quiet', 'Public');
  if (level === 'internal') return badge('internal', 'Internal', 'lock', 'For staff only: not for the caller');
  return badge('group', audience.filter((name) => name !== 'internal').map(capital).join(', '), 'lock',
    'For this group only: not for the caller');
}

function language_badge({ lang, crosslingual }) {
  if (!lang) return null;
  const name = language_name(lang, 'en');
  if (!crosslingual) return badge('quiet language', lang.toUpperCase(), null, name);
  return badge('plain', `In ${name}`, null, 'Found through translation: your question is in another language');
}

function tickets_badge({ kind, resolved_tickets, similar }) {
  if (kind === 'ticket') return similar > 0 && badge('quiet', `${similar} similar`, null, 'Other tickets that say the same');
  if (!(resolved_tickets > 0)) return null;
  return badge('quiet', resolved_tickets === 1 ? '1 ticket' : `${resolved_tickets} tickets`, null, 'Tickets that this article resolved');
}

// The badges of an answer, the most important first.
export function badges(answer) {
  const is_ticket = answer.kind === 'ticket';
  return [
    answer.pinned && badge('pinned', 'Pinned', 'pin', 'An editor pinned it for this question'),
    audience_badge(answer.audience),
    answer.verify_caller && badge('care', 'Verify the caller', 'shield'),
    answer.outdated && badge('care', 'Outdated translation', 'clock', 'The original is newer'),
    answer.stale && badge('care', 'Earlier version', 'clock', 'The current version could not be read: an editor has to fix it'),
    answer.weak && badge('plain', 'Weak match'),
    language_badge(answer),
    is_ticket ? badge('plain', 'Resolved ticket') : badge(...(kConfidence[answer.confidence] ?? kConfidence.not_validated)),
    answer.product?.length > 0 && badge('quiet', answer.product.join(', ')),
    tickets_badge(answer),
  ].filter(Boolean);
}
