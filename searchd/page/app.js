// The agent's page: what is typed becomes a question, its answers a list, a chosen one an opened article.
import * as api from './api.js';
import { Answers } from './answers.js';
import { stricter } from './cautions.js';
import { key_of } from './documents.js';
import { Languages } from './languages.js';
import { Newest } from './newest.js';
import { Notices } from './notices.js';
import * as panels from './panels.js';
import { Reading } from './reading.js';
import { nobody_signed_in, show_footer } from './session.js';
import { SignIn } from './sign_in.js';
import { Speaker } from './speaker.js';
import { Watch } from './watch.js';

// A keystroke's pause: less than anybody notices, enough that a burst of keys is one question.
const kPauseMs = 30;
const kAnswers = 8;
const kNoAnswer = 'The search does not answer. Your text is kept; trying again.';

const place = (id) => document.getElementById(id);
const box = place('box');
const speaker = new Speaker(place('spoken'));

let session = null;
let panel = null;             // which one stands, so that it is not built anew at every key
let answered = '';            // the text that the list is the answer to
let opens_when_answered = false;
let owner = null;             // who was signed in last: whose question and opened answer these are
let unread = null;            // the opening that failed as the session had ended

const signing = new SignIn();

const languages = new Languages(place('language'), ask);
const answers = new Answers(place('answers'), box, open);
const notices = new Notices(place('notices'), (article) =>
  open({ ...article, lang: article.lang || (languages.wanted[0] ?? '') }));
const reading = new Reading(place('reading'), { close: back_to_box, language: open_version, again: open, ticket: open_ticket });

const questions = new Newest((question, signal) => api.suggest(question, signal),
  { answer: show_answers, trouble: show_trouble });

const sessions = new Newest((_, signal) => api.session(signal), { answer: show_session, trouble: show_trouble });

const openings = new Newest(({ answer }, signal) => api.open_document(answer, signal), {
  answer: (found, { answer, passage }) => {
    reading.fill({ ...answer, ...stricter(answer, found) }, found.html ?? '', passage);
  },
  trouble: (error, { answer, passage }) => {
    if (error.signedOut) {
      unread = { answer, passage };
      reading.failed(answer, 'Sign in again to read this.');
      return signed_out();
    }
    const words = error.passing ? 'The search does not answer; trying again.'
      : error.status === 404 ? 'This is no longer in the index.' : error.detail || 'It did not come.';
    reading.failed(answer, words);
    speaker.say(words);
  },
});

const watch = new Watch(async (signal) => {
  await signing_in;
  const asked = { lang: languages.wanted, open: reading.document, listed: [...answers.documents, ...reading.tickets] };
  return { asked, found: await api.state(asked, signal) };
}, { answer: ({ asked, found }) => show_state(asked, found), trouble: (error) => error.signedOut && signed_out() });

// What the box asks --------------------------------------------------------------------------------------------

function ask() {
  if (box.value.trim() === '') {
    questions.drop();
    searching(false);
    answers.clear();
    answered = '';
    if (panel === 'sign-in') return;
    state('');
    return show_panel('nothing-typed');
  }
  searching(true);
  questions.ask({ q: box.value, lang: languages.wanted, limit: kAnswers }, kPauseMs);
}

// Old answers stay until new ones come: nothing moves under the agent's eyes at every key.
function show_answers(found, question) {
  const suggestions = found.suggestions ?? [];
  searching(false);
  answered = question.q;
  answers.show(suggestions);
  notices.show(found.notices ?? []);
  place('answers').classList.toggle('weak', found.nothing_good === true);
  state(words_for(found), typeof found.took_ms === 'number' ? `${found.took_ms.toFixed(1)} ms` : '',
    found.nothing_good && !answers.empty ? 'doubt' : '');
  show_panel(answers.empty ? 'nothing-found' : null);
  speaker.say(answers.empty ? 'Nothing found' : `${words_for(found).replace(/:$/, '')}: ${suggestions[0].title}`);
  if (!session || (found.revision && found.revision !== session.generation)) sessions.ask();
  watch.start();
  if (opens_when_answered) open(answers.chosen);
  opens_when_answered = false;
}

function words_for(found) {
  const number = found.suggestions?.length ?? 0;
  if (number === 0) return '';
  if (found.nothing_good) return 'Nothing good was found; the nearest:';
  const words = number === 1 ? '1 answer' : `${number} answers`;
  return found.corrected ? `${words} for “${found.corrected}”` : words;
}

function show_trouble(error) {
  searching(false);
  opens_when_answered = false;
  if (error.signedOut) return signed_out();
  const words = error.passing ? kNoAnswer : `The search can't take this. ${error.detail}`;
  state(words, '', 'trouble');
  speaker.say(words);
  if (answers.empty && panel !== 'nothing-typed') show_panel('no-answer');
}

function searching(on) { place('search').classList.toggle('searching', on); }

function state(words, time = '', look = '') {
  place('state').className = `state ${look}`;
  place('state-text').textContent = words;
  place('state-time').textContent = time;
}

const kPanels = {
  'nothing-typed': () => panels.nothing_typed(session),
  'nothing-found': () => panels.nothing_found(session),
  'no-answer': () => panels.no_answer(),
  'sign-in': () => panels.sign_in(
    { by_link: signing.by_link, problem: signing.problem, stays: session?.signed_in && (session.name || 'somebody'), name: owner?.name },
    { link: use_link, key: use_key, stay: leave_sign_in }),
};

function show_panel(name) {
  if (name === panel) return;
  if (panel === 'sign-in') signing.drop_link();
  panel = name;
  place('panel').replaceChildren(...(name ? kPanels[name]().filter(Boolean) : []));
}

// What editors say at once -------------------------------------------------------------------------------------

// New notices stand there at once, and what may no longer be shown goes. Nothing else moves under the agent's eyes.
function show_state(asked, found) {
  notices.show(found.notices ?? []);
  const hidden = new Map(asked.listed.map((document, n) => [key_of(document), found.listed?.[n]])
    .filter(([, state]) => state === 'withdrawn' || state === 'gone'));
  if (asked.open && ['withdrawn', 'gone'].includes(found.open)) {
    hidden.set(key_of(asked.open), found.open);
    if (reading.document && key_of(reading.document) === key_of(asked.open)) reading.hide(found.open);
  }
  if (hidden.size === 0) return;
  reading.hide_tickets(hidden);
  const gone = answers.hide(hidden);
  if (gone.length === 0) return;
  const words = `${hidden.get(key_of(gone[0])) === 'withdrawn' ? 'Withdrawn' : 'No longer here'}: do not use `
    + gone.map(({ id, title }) => `“${title || id}”`).join(', ');
  state(words, '', 'withdrawn');
  speaker.say(words);
}

// An opened answer ---------------------------------------------------------------------------------------------

function open(answer) {
  if (!answer) return;
  answers.mark_open(answer);
  place('desk').classList.add('reading-open');
  reading.begin(answer);
  openings.ask({ answer, passage: answer.passage ?? null });
}

// Another language of the same article: the passage's blocks are not numbered alike there.
function open_version(answer, lang) {
  openings.ask({ answer: { ...answer, lang, say_aloud: undefined }, passage: null });
}

// One of those that an article resolved. Its audience comes with its text.
function open_ticket({ id, lang }) {
  open({ kind: 'ticket', id, lang, title: '', audience: [], passage: null });
}

function close_reading() {
  openings.drop();
  unread = null;
  reading.close();
  answers.mark_open(null);
  place('desk').classList.remove('reading-open');
}

// The style sheet decides, by the width of the window.
function one_column() {
  return getComputedStyle(place('desk')).getPropertyValue('--columns').trim() === '1';
}

// The opened answer stays while the next words are typed, where there is room for both; a second Esc closes it.
function back_to_box() {
  if (one_column() || document.activeElement === box) close_reading();
  box.focus();
  box.select();
}

// Who asks -----------------------------------------------------------------------------------------------------

function show_session(found) {
  const changed = JSON.stringify(found) !== JSON.stringify(session);
  session = found;
  show_footer(place('footer'), session, sign_out);
  if (place('state').classList.contains('trouble')) {
    state('');
    speaker.say('The search is back.');
  }
  if (nobody_signed_in(session)) return panel === 'sign-in' ? undefined : signed_out();
  watch.start();
  if (session.signed_in) make_way_for(session);
  else signing.drop_link();  // without keys there is nothing to sign in to
  if (signing.pending) return show_sign_in();
  questions.retry_now();
  if (!changed || panel === null || panel === 'sign-in') return;
  const again = panel;
  panel = null;
  show_panel(again);
}

// The question and the opened answer stay when a session ends, and leave the page when somebody else signs in, or the
// same key with less to see.
function make_way_for({ name, audiences = [] }) {
  const other = owner !== null && owner.name !== name;
  const sees_less = owner !== null && owner.audiences.some((one) => !audiences.includes(one));
  owner = { name, audiences };
  if (other) box.value = '';
  if (other || sees_less) close_reading();
}

function forget_answers() {
  questions.drop();
  searching(false);
  answers.clear();
  answered = '';
}

// The daemon does not know who asks: nobody has signed in yet, or the session is over.
function signed_out() {
  session = { key_needed: true, signed_in: false };
  watch.stop();
  show_footer(place('footer'), session);
  notices.clear();
  const words = owner === null ? '' : 'You are signed out. Your text and the opened answer stay until somebody else signs in.';
  if (owner !== null && panel !== 'sign-in') speaker.say('You are signed out. Sign in again.');
  state(words);
  if (panel !== 'sign-in') show_sign_in();
}

// Somebody who types or reads keeps the focus: a key field is no place for that.
function show_sign_in() {
  forget_answers();
  if (one_column()) place('desk').classList.remove('reading-open');  // it would cover the panel
  panel = null;
  show_panel('sign-in');
  if (box.value === '' && !reading.open) place('panel').querySelector('#key, button')?.focus();
}

function leave_sign_in() {
  show_panel(null);
  state('');
  if (reading.open) place('desk').classList.add('reading-open');
  box.focus();
  ask();
}

function signed_in(found) {
  const again = unread;
  unread = null;
  signing.drop_link();
  show_session(found);
  leave_sign_in();
  if (again !== null && reading.open) openings.ask(again);
}

async function use_link() {
  const { session: found, problem, again } = await signing.use_link();
  if (found) signed_in(found);
  else if (!again) show_sign_in();
  return problem;
}

async function use_key(key) {
  const { session: found, problem } = await signing.use_key(key);
  if (found) signed_in(found);
  return problem;
}

// What only the key's owner may see leaves the page.
async function sign_out() {
  try {
    await api.sign_out();
  } catch (error) {
    return show_trouble(error);
  }
  box.value = '';
  owner = null;
  forget_answers();
  close_reading();
  signed_out();
  speaker.say('Signed out.');  // in the place of what was said of the answers
}

// Keys ---------------------------------------------------------------------------------------------------------

function key_in_box(event) {
  if (event.isComposing) return;  // Enter and the arrows belong to the input method
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    answers.move(step);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    // The list may still be the answer to fewer words: then what is opened is the first of what comes, unless the
    // agent went to one of those that stand there.
    if (answered === box.value || answers.chosen_by_hand) open(answers.chosen);
    else opens_when_answered = box.value.trim() !== '';
  }
}

box.addEventListener('keydown', key_in_box);
box.addEventListener('input', (event) => {
  opens_when_answered = false;
  if (reading.open && one_column()) close_reading();  // it would cover what is typed for
  if (!event.isComposing) ask();
});
box.addEventListener('compositionend', ask);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.isComposing) return;
  event.preventDefault();
  if (panel === 'sign-in' && session?.signed_in) leave_sign_in();
  else back_to_box();
});
addEventListener('hashchange', () => {
  if (!signing.take_link() || !session) return;  // without a session, show_session() comes to it
  if (panel === 'sign-in') show_sign_in();
  else show_session(session);
});

signing.take_link();
box.focus();
ask();
sessions.ask();
