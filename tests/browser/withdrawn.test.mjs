// What an editor withdraws leaves the page by itself, and the page asks for that without troubling anybody.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Desk, suggestion } from './support/desk.mjs';
import { FakeDaemon, problem } from './support/fake_daemon.mjs';

let browser;
let daemon;
let desk;
let states;  // by id; live where there is none
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  daemon = await FakeDaemon.start();
  daemon.suggest = () => answer(suggestion('First'), suggestion('Second'), suggestion('Third'));
  states = {};
  const of = (document) => document && (states[document.id] ?? 'live');
  daemon.state = ({ open, listed }) => ({ revision: 'g7', notices: [], open: of(open), listed: listed.map(of) });
});
afterEach(() => clear(desk, daemon));

async function open_second() {
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First', 'Second', 'Third');
  await desk.press('ArrowDown');
  await desk.press('Enter');
  await desk.text.getByText('Text of second').waitFor();
}

const banner = () => desk.reading.getByRole('alert');

test('an opened article that is withdrawn is marked and closed, and its answer leaves the list', async () => {
  await open_second();
  states = { second: 'withdrawn' };
  await banner().getByRole('heading', { name: 'Withdrawn: do not use this answer' }).waitFor();
  assert.doesNotMatch(await desk.reading.textContent(), /Text of second|About Second/);
  await desk.reading.getByRole('heading', { name: 'Second' }).waitFor();
  await desk.shows('First', 'Third');
  await desk.says('Withdrawn: do not use “Second”');
  await becomes(() => desk.page.locator('#spoken').textContent(), 'Withdrawn: do not use “Second”');
  assert.equal(await desk.chosen(), 'Third');
  assert.equal(await desk.focused(), 'text', 'the focus is not lost');
  await desk.press('Escape');
  assert.equal(await desk.focused(), 'box');
});

test('what is restored can be opened again', async () => {
  await open_second();
  states = { second: 'withdrawn' };
  daemon.article = () => problem(404, 'Not found');
  await banner().getByRole('button', { name: 'Look again' }).click();
  await desk.says('This is no longer in the index.');
  states = {};
  daemon.article = (id, lang) => ({ id, lang, html: `<p>Text of ${id}</p>` });
  await desk.reading.getByRole('button', { name: 'Try again' }).click();
  await desk.text.getByText('Text of second').waitFor();
  assert.equal(await banner().count(), 0);
});

test('what has left the index, or is no longer for this reader, is closed as well', async () => {
  await open_second();
  states = { second: 'gone' };
  await banner().getByRole('heading', { name: 'No longer here: do not use this answer' }).waitFor();
  assert.doesNotMatch(await desk.reading.textContent(), /Text of second/);
  await desk.shows('First', 'Third');
});

test('the list loses what is withdrawn, and nothing else of it changes', async () => {
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First', 'Second', 'Third');
  await desk.press('ArrowDown');
  await desk.press('ArrowDown');
  const first = await desk.options.first().elementHandle();
  const asked = daemon.to('/v1/suggest').length;
  states = { second: 'withdrawn' };
  await desk.shows('First', 'Third');
  assert.equal(await desk.chosen(), 'Third');
  assert.ok(await first.evaluate((node) => node.isConnected), 'the others were not built anew');
  await desk.press('Enter');
  await desk.text.getByText('Text of third').waitFor();
  assert.equal(daemon.to('/v1/suggest').length, asked);
});

test('another language version of the article is another document', async () => {
  daemon.suggest = () => answer(suggestion('First', { languages: ['en', 'sl'] }));
  daemon.article = (id, lang) => ({ id, lang, title: lang === 'sl' ? 'Prvi' : 'First', html: `<p>Text in ${lang}</p>` });
  daemon.state = ({ open, listed }) => ({ revision: 'g7', notices: [],
    open: open && (open.lang === 'en' ? 'withdrawn' : 'live'), listed: listed.map(() => 'live') });
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First');
  await desk.press('Enter');
  await banner().waitFor();
  assert.deepEqual(daemon.to('/v1/state').findLast(({ body }) => body.open).body.open, { kind: 'article', id: 'first', lang: 'en' });
  daemon.state = ({ open, listed }) => ({ revision: 'g7', notices: [], open: open && 'live', listed: listed.map(() => 'live') });
  await desk.press('Escape');
  await desk.type('s');
  await desk.shows('First');
  await desk.press('Enter');
  await desk.reading.getByRole('button', { name: 'SL' }).click();
  await desk.text.getByText('Text in sl').waitFor();
  await daemon.request(({ url, body }) => url === '/v1/state' && body.open?.lang === 'sl');
});

const caller = (id, text) => ({ id, lang: 'en', closed: '2026-09-12', similar: 0,
  question: { heading: '', text, highlights: [], blocks: [{ type: 'p', text, highlights: [], block: 0 }] } });

test('a withdrawn ticket is no longer quoted, neither in the list nor beside the article', async () => {
  daemon.suggest = () => answer(suggestion('First', { tickets: [caller('T-1', 'It ate my card'), caller('T-2', 'Swallowed')] }));
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First');
  await desk.press('Enter');
  await desk.reading.locator('.callers summary').click();
  states = { 'T-1': 'withdrawn' };
  await becomes(() => desk.page.getByText('It ate my card').count(), 0);
  await desk.reading.getByRole('button', { name: 'Ticket T-2' }).waitFor();
  await desk.text.getByText('Text of first').waitFor();
  states = { 'T-1': 'withdrawn', 'T-2': 'withdrawn' };
  await becomes(() => desk.page.locator('.callers, .callers-line').count(), 0);
  await desk.shows('First');
});

test('the page asks while it is seen, at once when it is seen again, and not while it is hidden', async () => {
  desk = await Desk.open(browser, daemon);
  await daemon.request(({ url }) => url === '/v1/state');
  const asked = () => daemon.to('/v1/state').length;
  const looks = async (visibility) => desk.page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibility);
  await looks('hidden');
  await desk.stop_clock();
  const before = asked();
  await desk.pass(60 * 1000);
  assert.equal(asked(), before);
  await looks('visible');
  await desk.pass(10);
  await becomes(asked, before + 1);
  await becomes(async () => {
    await desk.pass(100);
    return asked() > before + 1;
  }, true, 'and again');
});

test('a daemon that does not answer is asked more slowly, and nobody is told', async () => {
  daemon.state = () => problem(503, 'Starting');
  desk = await Desk.open(browser, daemon, { own_clock: true });
  await desk.page.waitForLoadState('networkidle');
  let answered = daemon.to('/v1/state').length;
  desk.page.on('requestfinished', (request) => { if (request.url().endsWith('/v1/state')) answered += 1; });
  await desk.stop_clock();
  for (let second = 0; second < 60; second += 1) {
    await desk.pass(1000);
    while (answered < daemon.to('/v1/state').length) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const asked = daemon.to('/v1/state').length;
  assert.ok(asked > 1 && asked < 15, `${asked}; forty at the usual pace`);
  assert.equal(await desk.page.locator('.trouble').count(), 0);
});

test('a session that is over is noticed without a question, and then nothing is asked any more', async () => {
  await open_second();
  daemon.session = () => problem(401, 'No key');
  daemon.state = () => problem(401, 'No key');
  await desk.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await desk.titles(), []);
  assert.equal(await desk.text.count(), 1, 'the opened answer stays until somebody else signs in');
  await desk.stop_clock();
  const before = daemon.to('/v1/state').length;
  await desk.pass(60 * 1000);
  assert.equal(daemon.to('/v1/state').length, before);
});
