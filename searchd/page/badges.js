// What an agent must know of an answer before saying it aloud, in a few words. What is usual is quiet; what asks for
// care is a pill with words and a drawing, never a colour alone.
import { element, icon } from './dom.js';
import { language_name } from './languages.js';

const kConfidence = {
  validated: ['quiet', 'Validated', 'check'],
  not_validated: ['plain', 'Not validated'],
  wip: ['plain', 'Draft'],
  archived: ['plain', 'Archived'],
};

function badge(look, words, drawing = null, title = null) {
  return element('span', { class: `badge ${look}`, title }, drawing && icon(drawing), words);
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

// "public" where a caller may hear it; else "internal" or the group it is kept to.
export function reach(audience = []) {
  if (audience.includes('public')) return 'public';
  return audience.find((name) => name !== 'internal') ?? 'internal';
}

function audience_badge(audience) {
  const who = reach(audience);
  if (who === 'public') return badge('quiet', 'Public');
  if (who === 'internal') return badge('internal', 'Internal', 'lock', 'For staff: not for the caller');
  return badge('group', audience.filter((name) => name !== 'internal').map(capital).join(', '), 'lock',
    'For this group alone: not for the caller');
}

function language_badge({ lang, crosslingual }) {
  if (!lang) return null;
  const name = language_name(lang, 'en');
  if (!crosslingual) return badge('quiet language', lang.toUpperCase(), null, name);
  return badge('plain', `In ${name}`, null, 'Found from a question in another language, by what translated articles taught');
}

function tickets_badge({ kind, resolved_tickets, similar }) {
  if (kind === 'ticket') return similar > 0 && badge('quiet', `${similar} more alike`, null, 'Other tickets say the same');
  if (!(resolved_tickets > 0)) return null;
  return badge('quiet', resolved_tickets === 1 ? '1 ticket' : `${resolved_tickets} tickets`, null, 'Tickets that it resolved');
}

// Those of one answer, the gravest first.
export function badges(answer) {
  const is_ticket = answer.kind === 'ticket';
  return [
    audience_badge(answer.audience),
    answer.verify_caller && badge('care', 'Verify the caller', 'shield'),
    answer.outdated && badge('care', 'Outdated translation', 'clock', 'The original is newer'),
    answer.stale && badge('care', 'Earlier version', 'clock', 'The present one could not be read: an editor has to mend it'),
    answer.weak && badge('plain', 'Weak match'),
    language_badge(answer),
    is_ticket ? badge('plain', 'Resolved ticket') : badge(...(kConfidence[answer.confidence] ?? kConfidence.not_validated)),
    answer.product?.length > 0 && badge('quiet', answer.product.join(', ')),
    tickets_badge(answer),
  ].filter(Boolean);
}
