// The daemon does not answer, or answers with a problem: the agent is told, loses nothing, and need not do anything.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Desk, suggestion } from './support/desk.mjs';
import { FakeDaemon, gate, problem } from './support/fake_daemon.mjs';

const kNoAnswer = 'The search does not answer. Your text is kept; trying again.';

let browser;
let daemon;
let desk;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  daemon = await FakeDaemon.start();
  daemon.suggest = ({ q }) => answer(suggestion(`On ${q}`));
});
afterEach(() => clear(desk, daemon));

for (const [what, answers] of Object.entries({ 'hangs up': () => 'hang up', 'is starting': () => problem(503, 'Starting'),
  'sends rubbish': () => ({ status: 502, type: 'text/html', json: '<h1>Bad gateway</h1>' }) })) {
  test(`a daemon that ${what}: it is said, text and old answers stay, and the answer comes by itself`, async () => {
    desk = await Desk.open(browser, daemon);
    await desk.type('lost');
    await desk.shows('On lost');
    const back = gate();
    const good = daemon.suggest;
    daemon.suggest = answers;
    await desk.type(' card');
    await desk.says(kNoAnswer);
    await becomes(() => desk.page.locator('#spoken').textContent(), kNoAnswer);
    assert.equal(await desk.box.inputValue(), 'lost card');
    assert.deepEqual(await desk.titles(), ['On lost']);
    assert.doesNotMatch(await desk.page.locator('main').textContent(), /Bad gateway/);
    daemon.suggest = good;
    back.open();
    await desk.shows('On lost card');
    await becomes(() => desk.page.getByText(kNoAnswer).count(), 0, 'what is over is no longer said, nor left for readers of the screen');
  });
}

test('what was asked before is not asked again once something else is typed', async () => {
  daemon.suggest = ({ q }) => (q === 'lost' ? problem(503, 'Starting') : answer(suggestion(`On ${q}`)));
  desk = await Desk.open(browser, daemon);
  await desk.stop_clock();
  await desk.type('lost');
  await desk.pass(100);
  await desk.says(kNoAnswer);
  await desk.type(' card');
  await desk.pass(100);
  await desk.shows('On lost card');
  const asked = daemon.to('/v1/suggest').length;
  await desk.pass(60000);
  assert.equal(daemon.to('/v1/suggest').length, asked);
  assert.deepEqual(await desk.titles(), ['On lost card']);
});

test('a daemon that says nothing at all is given up after a while', async () => {
  const never = gate();
  const good = daemon.suggest;
  daemon.suggest = async () => { await never.passed; };
  desk = await Desk.open(browser, daemon);
  await desk.stop_clock();
  await desk.type('lost');
  await desk.pass(100);
  await daemon.question('lost');
  await desk.pass(10000);
  await desk.says(kNoAnswer);
  daemon.suggest = good;
  await desk.pass(10000);
  await desk.shows('On lost');
  never.open();
});

test('tries follow each other more slowly, and a busy daemon says itself when', async () => {
  daemon.suggest = () => problem(503, 'Starting', { 'Retry-After': '20' });
  desk = await Desk.open(browser, daemon);
  await desk.stop_clock();
  await desk.type('lost');
  await desk.pass(100);
  await desk.says(kNoAnswer);
  await desk.pass(15000);
  assert.equal(daemon.to('/v1/suggest').length, 1);
  await desk.pass(6000);
  await daemon.question('lost', 2);
});

test('offline is said, and being online again is enough', async () => {
  desk = await Desk.open(browser, daemon);
  await desk.type('lost');
  await desk.shows('On lost');
  await desk.page.context().setOffline(true);
  await desk.type(' card');
  await desk.says(kNoAnswer);
  assert.equal(await desk.box.inputValue(), 'lost card');
  await desk.page.context().setOffline(false);
  await desk.shows('On lost card');
});

test('a daemon that is down when the page opens is waited for', async () => {
  const good = daemon.session;
  daemon.session = () => problem(503, 'Starting');
  desk = await Desk.open(browser, daemon);
  await desk.says(kNoAnswer);
  await desk.says('Type while the caller speaks');
  daemon.session = good;
  await desk.says('Ana (public, internal)');
  await becomes(() => desk.page.getByText(kNoAnswer).count(), 0, 'what is over is no longer said, nor left for readers of the screen');
});

test('a request that is refused is told with its reason, and not made again and again', async () => {
  daemon.suggest = () => problem(413, 'The text is longer than 4096 characters');
  desk = await Desk.open(browser, daemon);
  await desk.stop_clock();
  await desk.type('lost');
  await desk.pass(100);
  await desk.says('The text is longer than 4096 characters');
  await desk.pass(60000);
  assert.equal(daemon.to('/v1/suggest').length, 1);
});

test('an article that has gone says so; one that does not come is tried again', async () => {
  daemon.article = () => problem(404, 'Not found');
  desk = await Desk.open(browser, daemon);
  await desk.type('lost');
  await desk.shows('On lost');
  await desk.press('Enter');
  await desk.says('This is no longer in the index.');
  daemon.article = () => problem(503, 'Starting');
  await desk.press('Escape');
  await desk.press('Enter');
  await desk.says('The search does not answer; trying again.');
  daemon.article = (id, lang) => ({ id, lang, html: '<p>Here it is</p>' });
  await desk.text.getByText('Here it is').waitFor();
});
