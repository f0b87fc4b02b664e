// Answers come while one types, and only those to what stands in the box.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Desk, suggestion } from './support/desk.mjs';
import { FakeDaemon, gate } from './support/fake_daemon.mjs';

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

test('the box has the focus, and says what to do before anything is typed', async () => {
  desk = await Desk.open(browser, daemon);
  assert.equal(await desk.focused(), 'box');
  await desk.says('Type while the caller speaks');
  await desk.type('refund');
  await desk.shows('On refund');
});

test('a question goes in the body of a POST, with the languages and a limit, and in no address', async () => {
  desk = await Desk.open(browser, daemon, { locale: 'sl-SI' });
  await desk.type('dvojna bremenitev');
  await desk.shows('On dvojna bremenitev');
  const asked = daemon.to('/v1/suggest');
  assert.ok(asked.every(({ method, url }) => method === 'POST' && url === '/v1/suggest'));
  const { body } = asked.at(-1);
  assert.deepEqual(Object.keys(body).sort(), ['lang', 'limit', 'q']);
  assert.equal(body.lang[0], 'sl-SI');
  assert.equal(desk.page.url(), `${daemon.url}/`);
});

test('a slow answer never takes the place of a newer one', async () => {
  const slow = gate();
  daemon.suggest = async ({ q }) => {
    if (q === 'lost') await slow.passed;
    return answer(suggestion(`On ${q}`));
  };
  desk = await Desk.open(browser, daemon);
  await desk.deliver_late_answers();
  await desk.type('lost');
  await daemon.question('lost');
  await desk.type(' card');
  await desk.shows('On lost card');
  const before = await desk.arrived();
  slow.open();
  await becomes(() => desk.arrived(), before + 1);
  await desk.painted();
  assert.deepEqual(await desk.titles(), ['On lost card']);
});

test('a question that is overtaken is given up', async () => {
  const never = gate();
  daemon.suggest = async ({ q }) => {
    if (q === 'lost') await never.passed;
    return answer(suggestion(`On ${q}`));
  };
  desk = await Desk.open(browser, daemon);
  const given_up = desk.page.waitForEvent('requestfailed', (request) => request.postDataJSON()?.q === 'lost');
  await desk.type('lost');
  await daemon.question('lost');
  await desk.type(' card');
  assert.match((await given_up).failure().errorText, /ABORTED/);
  await desk.shows('On lost card');
  never.open();
});

test('a burst of keys is not a question each', async () => {
  desk = await Desk.open(browser, daemon);
  await desk.page.evaluate(() => {
    const box = document.getElementById('box');
    for (const words of ['r', 're', 'ref', 'refu', 'refun', 'refund']) {
      box.value = words;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await desk.shows('On refund');
  assert.deepEqual(daemon.to('/v1/suggest').map(({ body }) => body.q), ['refund']);
});

test('what an input method is still composing is not asked', async () => {
  desk = await Desk.open(browser, daemon);
  const session = await desk.page.context().newCDPSession(desk.page);
  await session.send('Input.imeSetComposition', { text: 'へんきん', selectionStart: 4, selectionEnd: 4 });
  await becomes(() => desk.box.inputValue(), 'へんきん');
  await session.send('Input.insertText', { text: '返金' });
  await desk.shows('On 返金');
  assert.deepEqual([...new Set(daemon.to('/v1/suggest').map(({ body }) => body.q))], ['返金']);
});

test('the old answers stay, and nothing moves, until the new ones are here', async () => {
  const slow = gate();
  daemon.suggest = async ({ q }) => {
    if (q !== 'lost') await slow.passed;
    return answer(suggestion(`On ${q}`), suggestion(`More on ${q}`));
  };
  desk = await Desk.open(browser, daemon);
  await desk.type('lost');
  await desk.shows('On lost', 'More on lost');
  const places = () => desk.options.evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON()));
  const before = await places();
  await desk.type(' card');
  await daemon.question('lost card');
  assert.deepEqual(await desk.titles(), ['On lost', 'More on lost']);
  assert.deepEqual(await places(), before);
  slow.open();
  await desk.shows('On lost card', 'More on lost card');
  assert.deepEqual((await places()).map(({ y }) => y)[0], before[0].y);
});

test('nothing found says so, and an emptied box is as at first', async () => {
  daemon.suggest = () => answer();
  desk = await Desk.open(browser, daemon);
  await desk.type('zzz');
  await desk.says('Nothing found');
  await desk.box.fill('');
  await desk.says('Type while the caller speaks');
  assert.deepEqual(await desk.titles(), []);
});

test('answers that are not good are given as what they are', async () => {
  daemon.suggest = () => ({ ...answer(suggestion('Far off', { weak: true })), nothing_good: true });
  desk = await Desk.open(browser, daemon);
  await desk.type('zzz');
  await desk.says('Nothing good was found; the nearest:');
  await desk.says('Weak match');
});

test('a chosen language goes first, is asked with at once, and is there after a reload; no words are kept', async () => {
  daemon.suggest = ({ q, lang }) => answer(suggestion(`${q} in ${lang[0]}`));
  desk = await Desk.open(browser, daemon, { locale: 'en-US' });
  await desk.type('refund');
  await desk.shows('refund in en-US');
  await desk.page.getByLabel('Answers in').selectOption('sl');
  await desk.shows('refund in sl');
  assert.deepEqual(daemon.to('/v1/suggest').at(-1).body.lang.slice(0, 2), ['sl', 'en-US']);
  await desk.page.reload();
  assert.equal(await desk.page.getByLabel('Answers in').inputValue(), 'sl');
  await desk.type('fee');
  await desk.shows('fee in sl');
  const kept = await desk.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.doesNotMatch(kept, /refund|fee/);
  assert.equal(await desk.box.getAttribute('autocomplete'), 'off');
});
