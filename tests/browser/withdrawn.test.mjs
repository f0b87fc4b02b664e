// Withdrawn documents disappear from the page by themselves, by polling that agents never notice.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Agent, suggestion } from './support/agent.mjs';
import { FakeDaemon, problem } from './support/fake_daemon.mjs';

let browser;
let daemon;
let agent;
let states;  // state of documents by id; "live" by default
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  daemon = await FakeDaemon.start();
  daemon.suggest = () => answer(suggestion('First'), suggestion('Second'), suggestion('Third'));
  states = {};
  const of = (document) => document && (states[document.id] ?? 'live');
  daemon.state = ({ open, listed }) => ({ revision: 'g7', notices: [], open: of(open), listed: listed.map(of) });
});
afterEach(() => clear(agent, daemon));

async function open_second() {
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First', 'Second', 'Third');
  await agent.press('ArrowDown');
  await agent.press('Enter');
  await agent.text.getByText('Text of second').waitFor();
}

const banner = () => agent.document.getByRole('alert');

test('a withdrawn article is closed with a warning and removed from the list', async () => {
  await open_second();
  states = { second: 'withdrawn' };
  await banner().getByRole('heading', { name: 'Withdrawn: do not use this answer' }).waitFor();
  assert.doesNotMatch(await agent.document.textContent(), /Text of second|About Second/);
  await agent.document.getByRole('heading', { name: 'Second' }).waitFor();
  await agent.sees_answers('First', 'Third');
  await agent.sees('Withdrawn: do not use “Second”');
  await becomes(() => agent.page.locator('#announcement').textContent(), 'Withdrawn: do not use “Second”');
  assert.equal(await agent.chosen(), 'Third');
  assert.equal(await agent.focused(), 'text', 'the focus is not lost');
  await agent.press('Escape');
  assert.equal(await agent.focused(), 'box');
});

test('a restored article can be opened again', async () => {
  await open_second();
  states = { second: 'withdrawn' };
  daemon.article = () => problem(404, 'Not found');
  await banner().getByRole('button', { name: 'Try again' }).click();
  await agent.sees('This is no longer in the index.');
  states = {};
  daemon.article = (id, lang) => ({ id, lang, html: `<p>Text of ${id}</p>` });
  await agent.document.getByRole('button', { name: 'Try again' }).click();
  await agent.text.getByText('Text of second').waitFor();
  assert.equal(await banner().count(), 0);
});

test('a document that left the index, or that the agent may no longer see, is closed too', async () => {
  await open_second();
  states = { second: 'gone' };
  await banner().getByRole('heading', { name: 'No longer available: do not use this answer' }).waitFor();
  assert.doesNotMatch(await agent.document.textContent(), /Text of second/);
  await agent.sees_answers('First', 'Third');
});

test('a withdrawn answer is removed from the list and nothing else in it changes', async () => {
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First', 'Second', 'Third');
  await agent.press('ArrowDown');
  await agent.press('ArrowDown');
  const first = await agent.options.first().elementHandle();
  const asked = daemon.to('/v1/suggest').length;
  states = { second: 'withdrawn' };
  await agent.sees_answers('First', 'Third');
  assert.equal(await agent.chosen(), 'Third');
  assert.ok(await first.evaluate((node) => node.isConnected), 'the others were not rebuilt');
  await agent.press('Enter');
  await agent.text.getByText('Text of third').waitFor();
  assert.equal(daemon.to('/v1/suggest').length, asked);
});

test('language versions of an article are withdrawn separately', async () => {
  daemon.suggest = () => answer(suggestion('First', { languages: ['en', 'sl'] }));
  daemon.article = (id, lang) => ({ id, lang, title: lang === 'sl' ? 'Prvi' : 'First', html: `<p>Text in ${lang}</p>` });
  daemon.state = ({ open, listed }) => ({ revision: 'g7', notices: [],
    open: open && (open.lang === 'en' ? 'withdrawn' : 'live'), listed: listed.map(() => 'live') });
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First');
  await agent.press('Enter');
  await banner().waitFor();
  assert.deepEqual(daemon.to('/v1/state').findLast(({ body }) => body.open).body.open, { kind: 'article', id: 'first', lang: 'en' });
  daemon.state = ({ open, listed }) => ({ revision: 'g7', notices: [], open: open && 'live', listed: listed.map(() => 'live') });
  await agent.press('Escape');
  await agent.type('s');
  await agent.sees_answers('First');
  await agent.press('Enter');
  await agent.document.getByRole('button', { name: 'SL' }).click();
  await agent.text.getByText('Text in sl').waitFor();
  await daemon.request(({ url, body }) => url === '/v1/state' && body.open?.lang === 'sl');
});

const caller = (id, text) => ({ id, lang: 'en', closed: '2026-09-12', similar: 0,
  question: { heading: '', text, highlights: [], blocks: [{ type: 'p', text, highlights: [], block: 0 }] } });

test('a withdrawn ticket is no longer quoted, neither in the list nor in the opened article', async () => {
  daemon.suggest = () => answer(suggestion('First', { tickets: [caller('T-1', 'It ate my card'), caller('T-2', 'Swallowed')] }));
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First');
  await agent.press('Enter');
  await agent.document.locator('.callers summary').click();
  states = { 'T-1': 'withdrawn' };
  await becomes(() => agent.page.getByText('It ate my card').count(), 0);
  await agent.document.getByRole('button', { name: 'Ticket T-2' }).waitFor();
  await agent.text.getByText('Text of first').waitFor();
  states = { 'T-1': 'withdrawn', 'T-2': 'withdrawn' };
  await becomes(() => agent.page.locator('.callers, .callers-line').count(), 0);
  await agent.sees_answers('First');
});

test('the page polls while visible, at once when it becomes visible again, and not while hidden', async () => {
  agent = await Agent.open(browser, daemon);
  await daemon.request(({ url }) => url === '/v1/state');
  const asked = () => daemon.to('/v1/state').length;
  const looks = async (visibility) => agent.page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibility);
  await looks('hidden');
  await agent.stop_clock();
  const before = asked();
  await agent.advance_clock(60 * 1000);
  assert.equal(asked(), before);
  await looks('visible');
  await agent.advance_clock(10);
  await becomes(asked, before + 1);
  await becomes(async () => {
    await agent.advance_clock(100);
    return asked() > before + 1;
  }, true, 'polling continues');
});

test('a daemon that does not respond is polled more slowly, without a message', async () => {
  daemon.state = () => problem(503, 'Starting');
  agent = await Agent.open(browser, daemon, { fake_clock: true });
  await agent.page.waitForLoadState('networkidle');
  let answered = daemon.to('/v1/state').length;
  agent.page.on('requestfinished', (request) => { if (request.url().endsWith('/v1/state')) answered += 1; });
  await agent.stop_clock();
  for (let second = 0; second < 60; second += 1) {
    await agent.advance_clock(1000);
    while (answered < daemon.to('/v1/state').length) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const asked = daemon.to('/v1/state').length;
  assert.ok(asked > 1 && asked < 15, `${asked}; forty at the usual pace`);
  assert.equal(await agent.page.locator('.failure').count(), 0);
});

test('the page notices the end of a session by polling, and then stops', async () => {
  await open_second();
  daemon.session = () => problem(401, 'No key');
  daemon.state = () => problem(401, 'No key');
  await agent.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await agent.titles(), []);
  assert.equal(await agent.text.count(), 1, 'the opened answer stays until somebody else signs in');
  await agent.stop_clock();
  const before = daemon.to('/v1/state').length;
  await agent.advance_clock(60 * 1000);
  assert.equal(daemon.to('/v1/state').length, before);
});
