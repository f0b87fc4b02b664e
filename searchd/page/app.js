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
import { key_from_address, show_footer } from './session.js';
import { Speaker } from './speaker.js';
import { Watch } from './watch.js';

// A keystroke's pause: less than anybody notices, enough that a burst of keys is one question.
const kPauseMs = 30;
const kAnswers = 8;
const kNoAnswer = 'The search does not answer. Your text is kept; trying again.';
const kNoSignIn = 'The search does not answer. Try again in a moment.';
const kWrongKey = 'This key is not known here, or has ended.';

const place = (id) => document.getElementById(id);
const box = place('box');
const speaker = new Speaker(place('spoken'));

let session = null;
let panel = null;             // which one stands, so that it is not built anew at every key
let answered = '';            // the text that the list is the answer to
let opens_when_answered = false;
let signing_in = Promise.resolve();

const languages = new Languages(place('language'), ask);
const answers = new Answers(place('answers'), box, open);
const notices = new Notices(place('notices'), (article) =>
  open({ ...article, lang: article.lang || (languages.wanted[0] ?? '') }));
const reading = new Reading(place('reading'), { close: back_to_box, language: open_version, again: open, ticket: open_ticket });

const questions = new Newest(async (question, signal) => {
  await signing_in;
  return api.suggest(question, signal);
}, { answer: show_answers, trouble: show_trouble });

const sessions = new Newest(async (_, signal) => {
  await signing_in;
  return api.session(signal);
}, { answer: show_session, trouble: show_trouble });

const openings = new Newest(({ answer }, signal) => api.open_document(answer, signal), {
  answer: (found, { answer, passage }) => {
    reading.fill({ ...answer, ...stricter(answer, found) }, found.html ?? '', passage);
  },
  trouble: (error, { answer }) => {
    if (error.signedOut) return signed_out();
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
    if (panel === 'signed-out') return;
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
  'signed-out': () => panels.signed_out(sign_in_from_panel),
};

function show_panel(name) {
  if (name === panel) return;
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
  show_footer(place('footer'), session, { on_sign_in: () => ask_for_key(''), on_sign_out: sign_out });
  if (place('state').classList.contains('trouble')) {
    state('');
    speaker.say('The search is back.');
  }
  if (session.key_needed && !session.signed_in) watch.stop();
  else watch.start();
  if (session.key_needed && !session.signed_in && panel !== 'signed-out') return ask_for_key('');
  questions.retry_now();
  if (!changed || panel === null || panel === 'signed-out') return;
  const again = panel;
  panel = null;
  show_panel(again);
}

function forget_session() {
  session = null;
  watch.stop();
  speaker.clear();
  notices.clear();
  show_footer(place('footer'), null);
}

// What only the key's owner may see leaves the page with the session.
function signed_out() {
  forget_session();
  ask_for_key('You are signed out.');
  speaker.say('You are signed out. Sign in with a key.');
}

function ask_for_key(words) {
  questions.drop();
  searching(false);
  answers.clear();
  answered = '';
  close_reading();
  state(words);
  show_panel('signed-out');
  if (box.value === '') place('key').focus();  // else somebody is typing, and a key field is no place for that
}

// Gives null, or what is wrong.
async function sign_in(key) {
  try {
    await api.sign_in(key);
    return null;
  } catch (error) {
    return error.passing ? kNoSignIn : error.signedOut ? kWrongKey : error.detail || kWrongKey;
  }
}

function signed_in() {
  panel = null;
  state('');
  box.focus();
  ask();
  sessions.ask();
}

async function sign_in_from_panel(key) {
  const wrong = await sign_in(key);
  if (wrong === null) signed_in();
  return wrong;
}

async function sign_in_from_address(key) {
  const wrong = await sign_in(key);
  if (wrong === null) return;
  ask_for_key('');
  place('key').value = key;
  place('key-wrong').textContent = wrong;
}

function take_key_from_address() {
  const key = key_from_address();
  if (key !== null) signing_in = sign_in_from_address(key);
  return key !== null;
}

async function sign_out() {
  try {
    await api.sign_out();
  } catch (error) {
    return show_trouble(error);
  }
  box.value = '';
  forget_session();
  ask();
  close_reading();
  sessions.ask();
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
  back_to_box();
});
addEventListener('hashchange', async () => {
  if (!take_key_from_address()) return;
  await signing_in;
  signed_in();
});

take_key_from_address();
box.focus();
ask();
sessions.ask();
