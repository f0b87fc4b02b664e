// The daemon does not respond or reports a problem: the page tells the agent, keeps everything, and recovers by itself.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Agent, suggestion } from './support/agent.mjs';
import { FakeDaemon, gate, problem } from './support/fake_daemon.mjs';

const kNoResponse = 'The search does not respond. Your text is kept; trying again.';

let browser;
let daemon;
let agent;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  daemon = await FakeDaemon.start();
  daemon.suggest = ({ q }) => answer(suggestion(`On ${q}`));
});
afterEach(() => clear(agent, daemon));

for (const [what, answers] of Object.entries({ 'hangs up': () => 'hang up', 'is starting': () => problem(503, 'Starting'),
  'sends garbage': () => ({ status: 502, type: 'text/html', json: '<h1>Bad gateway</h1>' }) })) {
  test(`a daemon that ${what}: the page says so, keeps text and answers, and recovers by itself`, async () => {
    agent = await Agent.open(browser, daemon);
    await agent.type('lost');
    await agent.sees_answers('On lost');
    const back = gate();
    const good = daemon.suggest;
    daemon.suggest = answers;
    await agent.type(' card');
    await agent.sees(kNoResponse);
    await becomes(() => agent.page.locator('#announcement').textContent(), kNoResponse);
    assert.equal(await agent.box.inputValue(), 'lost card');
    assert.deepEqual(await agent.titles(), ['On lost']);
    assert.doesNotMatch(await agent.page.locator('main').textContent(), /Bad gateway/);
    daemon.suggest = good;
    back.open();
    await agent.sees_answers('On lost card');
    await becomes(() => agent.page.getByText(kNoResponse).count(), 0, 'the message is removed, for screen readers too');
  });
}

test('a failed question is not retried once something else is typed', async () => {
  daemon.suggest = ({ q }) => (q === 'lost' ? problem(503, 'Starting') : answer(suggestion(`On ${q}`)));
  agent = await Agent.open(browser, daemon);
  await agent.stop_clock();
  await agent.type('lost');
  await agent.advance_clock(100);
  await agent.sees(kNoResponse);
  await agent.type(' card');
  await agent.advance_clock(100);
  await agent.sees_answers('On lost card');
  const asked = daemon.to('/v1/suggest').length;
  await agent.advance_clock(60000);
  assert.equal(daemon.to('/v1/suggest').length, asked);
  assert.deepEqual(await agent.titles(), ['On lost card']);
});

test('a request without a response times out', async () => {
  const never = gate();
  const good = daemon.suggest;
  daemon.suggest = async () => { await never.passed; };
  agent = await Agent.open(browser, daemon);
  await agent.stop_clock();
  await agent.type('lost');
  await agent.advance_clock(100);
  await daemon.question('lost');
  await agent.advance_clock(10000);
  await agent.sees(kNoResponse);
  daemon.suggest = good;
  await agent.advance_clock(10000);
  await agent.sees_answers('On lost');
  never.open();
});

test('retries slow down and respect Retry-After', async () => {
  daemon.suggest = () => problem(503, 'Starting', { 'Retry-After': '20' });
  agent = await Agent.open(browser, daemon);
  await agent.stop_clock();
  await agent.type('lost');
  await agent.advance_clock(100);
  await agent.sees(kNoResponse);
  await agent.advance_clock(15000);
  assert.equal(daemon.to('/v1/suggest').length, 1);
  await agent.advance_clock(6000);
  await daemon.question('lost', 2);
});

test('the page says that it is offline and recovers once it is online', async () => {
  agent = await Agent.open(browser, daemon);
  await agent.type('lost');
  await agent.sees_answers('On lost');
  await agent.page.context().setOffline(true);
  await agent.type(' card');
  await agent.sees(kNoResponse);
  assert.equal(await agent.box.inputValue(), 'lost card');
  await agent.page.context().setOffline(false);
  await agent.sees_answers('On lost card');
});

test('the page waits for a daemon that is down when it opens', async () => {
  const good = daemon.session;
  daemon.session = () => problem(503, 'Starting');
  agent = await Agent.open(browser, daemon);
  await agent.sees(kNoResponse);
  await agent.sees('Type while the caller speaks');
  daemon.session = good;
  await agent.sees('Ana (public, internal)');
  await becomes(() => agent.page.getByText(kNoResponse).count(), 0, 'the message is removed, for screen readers too');
});

test('a refused question is shown with its reason and not retried', async () => {
  daemon.suggest = () => problem(413, 'The text is longer than 4096 characters');
  agent = await Agent.open(browser, daemon);
  await agent.stop_clock();
  await agent.type('lost');
  await agent.advance_clock(100);
  await agent.sees('The text is longer than 4096 characters');
  await agent.advance_clock(60000);
  assert.equal(daemon.to('/v1/suggest').length, 1);
});

test('a missing article is reported; a failed one is retried', async () => {
  daemon.article = () => problem(404, 'Not found');
  agent = await Agent.open(browser, daemon);
  await agent.type('lost');
  await agent.sees_answers('On lost');
  await agent.press('Enter');
  await agent.sees('This is no longer in the index.');
  daemon.article = () => problem(503, 'Starting');
  await agent.press('Escape');
  await agent.press('Enter');
  await agent.sees('The search does not respond; trying again.');
  daemon.article = (id, lang) => ({ id, lang, html: '<p>Here it is</p>' });
  await agent.text.getByText('Here it is').waitFor();
});
