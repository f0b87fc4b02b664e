// Answers appear while the agent types, and only those to the text in the box.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Agent, suggestion } from './support/agent.mjs';
import { FakeDaemon, gate } from './support/fake_daemon.mjs';

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

test('the box has the focus, and a hint is shown until something is typed', async () => {
  agent = await Agent.open(browser, daemon);
  assert.equal(await agent.focused(), 'box');
  await agent.sees('Type while the caller speaks');
  await agent.type('refund');
  await agent.sees_answers('On refund');
});

test('a question is sent in the body of a POST, with languages and a limit, and not in the URL', async () => {
  agent = await Agent.open(browser, daemon, { locale: 'sl-SI' });
  await agent.type('dvojna bremenitev');
  await agent.sees_answers('On dvojna bremenitev');
  const asked = daemon.to('/v1/suggest');
  assert.ok(asked.every(({ method, url }) => method === 'POST' && url === '/v1/suggest'));
  const { body } = asked.at(-1);
  assert.deepEqual(Object.keys(body).sort(), ['lang', 'limit', 'q']);
  assert.equal(body.lang[0], 'sl-SI');
  assert.equal(agent.page.url(), `${daemon.url}/`);
});

test('the time of an answer says if the search was cut short', async () => {
  daemon.suggest = ({ q }) => ({ ...answer(suggestion(`On ${q}`)), ...(q === 'lost' ? {} : { degraded: ['tickets'] }) });
  agent = await Agent.open(browser, daemon);
  const time = () => agent.page.locator('#status-time').textContent();
  await agent.type('lost');
  await becomes(time, '2.4 ms');
  await agent.type(' card');
  await becomes(time, '2.4 ms, cut short');
});

test('a slow response never replaces a newer one', async () => {
  const slow = gate();
  daemon.suggest = async ({ q }) => {
    if (q === 'lost') await slow.passed;
    return answer(suggestion(`On ${q}`));
  };
  agent = await Agent.open(browser, daemon);
  await agent.deliver_late_answers();
  await agent.type('lost');
  await daemon.question('lost');
  await agent.type(' card');
  await agent.sees_answers('On lost card');
  const before = await agent.arrived();
  slow.open();
  await becomes(() => agent.arrived(), before + 1);
  await agent.painted();
  assert.deepEqual(await agent.titles(), ['On lost card']);
});

test('a new question aborts the previous one', async () => {
  const never = gate();
  daemon.suggest = async ({ q }) => {
    if (q === 'lost') await never.passed;
    return answer(suggestion(`On ${q}`));
  };
  agent = await Agent.open(browser, daemon);
  const given_up = agent.page.waitForEvent('requestfailed', (request) => request.postDataJSON()?.q === 'lost');
  await agent.type('lost');
  await daemon.question('lost');
  await agent.type(' card');
  assert.match((await given_up).failure().errorText, /ABORTED/);
  await agent.sees_answers('On lost card');
  never.open();
});

test('a burst of keys is one question', async () => {
  agent = await Agent.open(browser, daemon);
  await agent.page.evaluate(() => {
    const box = document.getElementById('box');
    for (const words of ['r', 're', 'ref', 'refu', 'refun', 'refund']) {
      box.value = words;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await agent.sees_answers('On refund');
  assert.deepEqual(daemon.to('/v1/suggest').map(({ body }) => body.q), ['refund']);
});

test('text that an input method is still composing is not sent', async () => {
  agent = await Agent.open(browser, daemon);
  const session = await agent.page.context().newCDPSession(agent.page);
  await session.send('Input.imeSetComposition', { text: 'へんきん', selectionStart: 4, selectionEnd: 4 });
  await becomes(() => agent.box.inputValue(), 'へんきん');
  await session.send('Input.insertText', { text: '返金' });
  await agent.sees_answers('On 返金');
  assert.deepEqual([...new Set(daemon.to('/v1/suggest').map(({ body }) => body.q))], ['返金']);
});

test('old answers stay in place until the new ones arrive', async () => {
  const slow = gate();
  daemon.suggest = async ({ q }) => {
    if (q !== 'lost') await slow.passed;
    return answer(suggestion(`On ${q}`), suggestion(`More on ${q}`));
  };
  agent = await Agent.open(browser, daemon);
  await agent.type('lost');
  await agent.sees_answers('On lost', 'More on lost');
  const places = () => agent.options.evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON()));
  const before = await places();
  await agent.type(' card');
  await daemon.question('lost card');
  assert.deepEqual(await agent.titles(), ['On lost', 'More on lost']);
  assert.deepEqual(await places(), before);
  slow.open();
  await agent.sees_answers('On lost card', 'More on lost card');
  assert.deepEqual((await places()).map(({ y }) => y)[0], before[0].y);
});

test('the page says that nothing was found; an emptied box shows the hint again', async () => {
  daemon.suggest = () => answer();
  agent = await Agent.open(browser, daemon);
  await agent.type('zzz');
  await agent.sees('Nothing found');
  await agent.box.fill('');
  await agent.sees('Type while the caller speaks');
  assert.deepEqual(await agent.titles(), []);
});

test('answers that are not good are shown as such', async () => {
  daemon.suggest = () => ({ ...answer(suggestion('Far off', { weak: true })), nothing_good: true });
  agent = await Agent.open(browser, daemon);
  await agent.type('zzz');
  await agent.sees('No good answer found. Closest matches:');
  await agent.sees('Weak match');
});

test('a chosen language is first, applies at once and survives a reload; questions are not stored', async () => {
  daemon.suggest = ({ q, lang }) => answer(suggestion(`${q} in ${lang[0]}`));
  agent = await Agent.open(browser, daemon, { locale: 'en-US' });
  await agent.type('refund');
  await agent.sees_answers('refund in en-US');
  await agent.page.getByLabel('Answers in').selectOption('sl');
  await agent.sees_answers('refund in sl');
  assert.deepEqual(daemon.to('/v1/suggest').at(-1).body.lang.slice(0, 2), ['sl', 'en-US']);
  await agent.page.reload();
  assert.equal(await agent.page.getByLabel('Answers in').inputValue(), 'sl');
  await agent.type('fee');
  await agent.sees_answers('fee in sl');
  const kept = await agent.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.doesNotMatch(kept, /refund|fee/);
  assert.equal(await agent.box.getAttribute('autocomplete'), 'off');
});
