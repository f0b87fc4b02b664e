// The agent's page: sends what is typed to /v1/suggest, lists the answers, and opens the one that the agent picks.
// No framework and no build step: the browser loads these modules as they are.
//
//   app.js             connects the parts below; the only module that knows them all
//   api.js             the daemon's routes
//   latest_request.js  debounce, retry, and dropping of outdated responses
//   state_poller.js    polls for notices and withdrawals
//   answers.js         the list of answers; badges.js, cautions.js, callers.js, passage.js render parts of an answer
//   document_view.js   the opened article or ticket; sanitise.js filters its HTML
//   panels.js          what is shown instead of answers; session.js: the footer; sign_in.js: links and keys
//   notices.js         editors' notices; announcer.js: texts for screen readers; languages.js: the language menu
//   documents.js       identity of documents; dom.js: creates elements
import * as api from './api.js';
import { Announcer } from './announcer.js';
import { Answers } from './answers.js';
import { stricter } from './cautions.js';
import { key_of } from './documents.js';
import { DocumentView } from './document_view.js';
import { Languages } from './languages.js';
import { LatestRequest } from './latest_request.js';
import { Notices } from './notices.js';
import * as panels from './panels.js';
import { nobody_signed_in, show_footer } from './session.js';
import { SignIn } from './sign_in.js';
import { StatePoller } from './state_poller.js';

// Too short to notice, long enough to make one request of a burst of keys.
const kTypingPauseMs = 30;
const kAnswerLimit = 8;
const kNoResponse = 'The search does not respond. Your text is kept; trying again.';

const by_id = (id) => document.getElementById(id);
const box = by_id('box');
const announcer = new Announcer(by_id('announcement'));

let session = null;
let panel = null;                  // name of the panel that is shown, so that it is not rebuilt at every key
let answered_text = '';            // the text that the listed answers belong to
let open_first_answer = false;     // Enter was pressed before the answers arrived
let last_user = null;              // {name, audiences} of whoever the question and the opened document belong to
let open_after_sign_in = null;     // the document that failed to open because the session had ended

const sign_in = new SignIn();

const languages = new Languages(by_id('language'), ask);
const answers = new Answers(by_id('answers'), box, open);
const notices = new Notices(by_id('notices'), (article) =>
  open({ ...article, lang: article.lang || (languages.wanted[0] ?? '') }));
const document_view = new DocumentView(by_id('document'),
  { close: back_to_box, language: open_version, again: open, ticket: open_ticket });

const suggest_request = new LatestRequest((question, signal) => api.suggest(question, signal),
  { result: show_answers, failure: show_failure });

const session_request = new LatestRequest((_, signal) => api.session(signal),
  { result: show_session, failure: show_failure });

const document_request = new LatestRequest(({ answer }, signal) => api.open_document(answer, signal), {
  result: (found, { answer, passage }) => {
    document_view.fill({ ...answer, ...stricter(answer, found) }, found.html ?? '', passage);
  },
  failure: (error, { answer, passage }) => {
    if (error.signedOut) {
      open_after_sign_in = { answer, passage };
      document_view.failed(answer, 'Sign in again to read this.');
      return signed_out();
    }
    const message = error.transient ? 'The search does not respond; trying again.'
      : error.status === 404 ? 'This is no longer in the index.'
      : error.detail || `The ${answer.kind === 'ticket' ? 'ticket' : 'article'} could not be loaded.`;
    document_view.failed(answer, message);
    announcer.announce(message);
  },
});

const state_poller = new StatePoller(async (signal) => {
  const asked = { lang: languages.wanted, open: document_view.document,
    listed: [...answers.documents, ...document_view.tickets] };
  return { asked, found: await api.state(asked, signal) };
}, { result: ({ asked, found }) => show_state(asked, found), failure: (error) => error.signedOut && signed_out() });

// Searching ----------------------------------------------------------------------------------------------------

function ask() {
  if (box.value.trim() === '') {
    suggest_request.drop();
    show_searching(false);
    answers.clear();
    answered_text = '';
    if (panel === 'sign-in') return;
    show_status('');
    return show_panel('nothing-typed');
  }
  show_searching(true);
  suggest_request.send({ q: box.value, lang: languages.wanted, limit: kAnswerLimit }, kTypingPauseMs);
}

// Until this runs, the previous answers stay on the screen, so that nothing jumps at every key.
function show_answers(found, question) {
  const suggestions = found.suggestions ?? [];
  show_searching(false);
  answered_text = question.q;
  answers.show(suggestions);
  notices.show(found.notices ?? []);
  by_id('answers').classList.toggle('weak', found.nothing_good === true);
  show_status(summary_of(found), typeof found.took_ms === 'number' ? `${found.took_ms.toFixed(1)} ms${found.degraded ? ', cut short' : ''}` : '',
    found.nothing_good && !answers.empty ? 'uncertain' : '');
  show_panel(answers.empty ? 'nothing-found' : null);
  announcer.announce(answers.empty ? 'Nothing found'
    : `${summary_of(found).replace(/:$/, '')}: ${suggestions[0].title}`);
  if (!session || (found.revision && found.revision !== session.generation)) session_request.send();
  state_poller.start();
  if (open_first_answer) open(answers.chosen);
  open_first_answer = false;
}

function summary_of(found) {
  const count = found.suggestions?.length ?? 0;
  if (count === 0) return '';
  if (found.nothing_good) return 'No good answer found. Closest matches:';
  const summary = count === 1 ? '1 answer' : `${count} answers`;
  return found.corrected ? `${summary} for “${found.corrected}”` : summary;
}

function show_failure(error) {
  show_searching(false);
  open_first_answer = false;
  if (error.signedOut) return signed_out();
  const message = error.transient ? kNoResponse : `The search could not process this. ${error.detail}`;
  show_status(message, '', 'failure');
  announcer.announce(message);
  if (answers.empty && panel !== 'nothing-typed') show_panel('no-response');
}

function show_searching(on) { by_id('search').classList.toggle('searching', on); }

// The line above the answers. `look` is a CSS class or empty.
function show_status(message, time = '', look = '') {
  by_id('status').className = `status ${look}`;
  by_id('status-text').textContent = message;
  by_id('status-time').textContent = time;
}

const kPanels = {
  'nothing-typed': () => panels.nothing_typed(session),
  'nothing-found': () => panels.nothing_found(session),
  'no-response': () => panels.no_response(),
  'sign-in': () => panels.sign_in({
    by_link: sign_in.by_link,
    problem: sign_in.problem,
    current_user: session?.signed_in && (session.name || 'somebody'),
    last_user: last_user?.name,
  }, { link: use_link, key: use_key, stay: leave_sign_in }),
};

function show_panel(name) {
  if (name === panel) return;
  if (panel === 'sign-in') sign_in.drop_link();
  panel = name;
  by_id('panel').replaceChildren(...(name ? kPanels[name]().filter(Boolean) : []));
}

// Notices and withdrawals --------------------------------------------------------------------------------------

// Shows new notices and removes documents that may no longer be shown. Nothing else on the screen moves.
function show_state(asked, found) {
  notices.show(found.notices ?? []);
  const hidden = new Map(asked.listed.map((document, n) => [key_of(document), found.listed?.[n]])
    .filter(([, state]) => state === 'withdrawn' || state === 'gone'));
  if (asked.open && ['withdrawn', 'gone'].includes(found.open)) {
    hidden.set(key_of(asked.open), found.open);
    if (document_view.document && key_of(document_view.document) === key_of(asked.open)) document_view.hide(found.open);
  }
  if (hidden.size === 0) return;
  document_view.hide_tickets(hidden);
  const removed = answers.hide(hidden);
  if (removed.length === 0) return;
  const message = `${hidden.get(key_of(removed[0])) === 'withdrawn' ? 'Withdrawn' : 'No longer available'}: do not use `
    + removed.map(({ id, title }) => `“${title || id}”`).join(', ');
  show_status(message, '', 'withdrawn');
  announcer.announce(message);
}

// The opened document ------------------------------------------------------------------------------------------

function open(answer) {
  if (!answer) return;
  answers.mark_open(answer);
  by_id('workspace').classList.add('document-open');
  document_view.begin(answer);
  document_request.send({ answer, passage: answer.passage ?? null });
}

// Opens another language of the same article. Its blocks are numbered differently, so no passage is marked in it.
function open_version(answer, lang) {
  document_request.send({ answer: { ...answer, lang, say_aloud: undefined }, passage: null });
}

// Opens a ticket that an article resolved. Its title and audience arrive with its text.
function open_ticket({ id, lang }) {
  open({ kind: 'ticket', id, lang, title: '', audience: [], passage: null });
}

function close_document() {
  document_request.drop();
  open_after_sign_in = null;
  document_view.close();
  answers.mark_open(null);
  by_id('workspace').classList.remove('document-open');
}

// layout.css decides this by the width of the window.
function has_one_column() {
  return getComputedStyle(by_id('workspace')).getPropertyValue('--columns').trim() === '1';
}

// In two columns the opened document stays while the agent types on; a second Esc closes it.
function back_to_box() {
  if (has_one_column() || document.activeElement === box) close_document();
  box.focus();
  box.select();
}

// Session ------------------------------------------------------------------------------------------------------

function show_session(found) {
  const changed = JSON.stringify(found) !== JSON.stringify(session);
  session = found;
  show_footer(by_id('footer'), session, sign_out);
  if (by_id('status').classList.contains('failure')) {
    show_status('');
    announcer.announce('The search responds again.');
  }
  if (nobody_signed_in(session)) return panel === 'sign-in' ? undefined : signed_out();
  state_poller.start();
  if (session.signed_in) set_user(session);
  else sign_in.drop_link();  // a daemon without keys has no sign-in
  if (sign_in.pending) return show_sign_in();
  suggest_request.retry_now();
  if (!changed || panel === null || panel === 'sign-in') return;
  const shown = panel;
  panel = null;
  show_panel(shown);
}

// When a session ends, the question and the opened document stay on the page. They are removed here when another user
// signs in; the document alone is closed when the same user returns with fewer audiences.
function set_user({ name, audiences = [] }) {
  const is_other = last_user !== null && last_user.name !== name;
  const sees_less = last_user !== null && last_user.audiences.some((audience) => !audiences.includes(audience));
  last_user = { name, audiences };
  if (is_other) box.value = '';
  if (is_other || sees_less) close_document();
}

function clear_answers() {
  suggest_request.drop();
  show_searching(false);
  answers.clear();
  answered_text = '';
}

// The daemon does not accept this browser's session: it has ended, or there was none.
function signed_out() {
  session = { key_needed: true, signed_in: false };
  state_poller.stop();
  show_footer(by_id('footer'), session);
  notices.clear();
  const message = last_user === null ? ''
    : 'You are signed out. Your text and the opened answer stay until somebody else signs in.';
  if (last_user !== null && panel !== 'sign-in') announcer.announce('You are signed out. Sign in again.');
  show_status(message);
  if (panel !== 'sign-in') show_sign_in();
}

// Moves the focus to the panel only if the agent is neither typing nor reading: the next words must not end up in the
// key field.
function show_sign_in() {
  clear_answers();
  if (has_one_column()) by_id('workspace').classList.remove('document-open');  // it would cover the panel
  panel = null;
  show_panel('sign-in');
  if (box.value === '' && !document_view.open) by_id('panel').querySelector('#key, button')?.focus();
}

function leave_sign_in() {
  show_panel(null);
  show_status('');
  if (document_view.open) by_id('workspace').classList.add('document-open');
  box.focus();
  ask();
}

function signed_in(found) {
  const opening = open_after_sign_in;
  open_after_sign_in = null;
  sign_in.drop_link();
  show_session(found);
  leave_sign_in();
  if (opening !== null && document_view.open) document_request.send(opening);
}

async function use_link() {
  const { session: found, problem, retry } = await sign_in.use_link();
  if (found) signed_in(found);
  else if (!retry) show_sign_in();
  return problem;
}

async function use_key(key) {
  const { session: found, problem } = await sign_in.use_key(key);
  if (found) signed_in(found);
  return problem;
}

// Leaves nothing on the page that needed the key.
async function sign_out() {
  try {
    await api.sign_out();
  } catch (error) {
    return show_failure(error);
  }
  box.value = '';
  last_user = null;
  clear_answers();
  close_document();
  signed_out();
  announcer.announce('Signed out.');  // replaces what was announced about the answers
}

// Keys ---------------------------------------------------------------------------------------------------------

function handle_box_key(event) {
  if (event.isComposing) return;  // Enter and the arrows belong to the input method
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    answers.move(step);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    // If the list is still for an earlier text, waits and opens the first new answer, unless the agent moved to one of
    // the old ones.
    if (answered_text === box.value || answers.chosen_by_hand) open(answers.chosen);
    else open_first_answer = box.value.trim() !== '';
  }
}

box.addEventListener('keydown', handle_box_key);
box.addEventListener('input', (event) => {
  open_first_answer = false;
  if (document_view.open && has_one_column()) close_document();  // it would cover the answers
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
  if (!sign_in.take_link() || !session) return;  // without a session, show_session() handles the link later
  if (panel === 'sign-in') show_sign_in();
  else show_session(session);
});

sign_in.take_link();
box.focus();
ask();
session_request.send();
