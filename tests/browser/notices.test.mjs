// Editors' notices: shown above the answers without a question, announced once, and removed when they end.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Agent, suggestion } from './support/agent.mjs';
import { FakeDaemon, problem } from './support/fake_daemon.mjs';

let browser;
let daemon;
let agent;
let notices;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  daemon = await FakeDaemon.start();
  notices = [{ id: 'n1', text: 'The portal is <b>down</b> until six', lang: 'en', article: 'portal/outage', product: [],
    until: '2026-10-01T16:00:00Z' }];
  daemon.suggest = ({ q }) => ({ ...answer(suggestion(`On ${q}`)), notices });
  daemon.state = () => ({ revision: 'g7', notices, open: null, listed: [] });
  agent = await Agent.open(browser, daemon);
});
afterEach(() => clear(agent, daemon));

const shown = () => agent.page.locator('#notices p span').allTextContents();

test('a notice is shown above the answers, as plain text, and announced to screen readers', async () => {
  await agent.type('lost');
  await agent.sees_answers('On lost');
  assert.deepEqual(await shown(), ['The portal is <b>down</b> until six']);
  const status = agent.page.getByRole('status', { name: 'Notices' });
  assert.equal(await status.locator('p').count(), 1);
  assert.equal(await status.locator('b').count(), 0);
  const [above, first] = [await status.boundingBox(), await agent.options.first().boundingBox()];
  assert.ok(above.y + above.height <= first.y, 'above the answers');
});

test('it is announced once, not at every key, and stays when the box is emptied', async () => {
  await agent.type('lost');
  await agent.sees_answers('On lost');
  await agent.page.evaluate(() => {
    window.changes = 0;
    new MutationObserver((all) => { window.changes += all.length; })
      .observe(document.getElementById('notices'), { childList: true, subtree: true });
  });
  await agent.type(' card');
  await agent.sees_answers('On lost card');
  await agent.box.fill('');
  await agent.sees('Type while the caller speaks');
  assert.equal(await agent.page.evaluate(() => window.changes), 0);
  assert.equal((await shown()).length, 1);
});

test('its button opens its article', async () => {
  daemon.article = (id, lang) => ({ kind: 'article', id, lang: lang || 'en', title: 'Portal outage', audience: ['public'],
    languages: ['en'], html: '<p data-block="0">Call back.</p>' });
  await agent.type('lost');
  await agent.page.getByRole('button', { name: 'Read more' }).click();
  await agent.document.getByRole('heading', { name: 'Portal outage' }).waitFor();
  assert.match(daemon.to('/v1/articles/')[0].url, /portal%2Foutage\?lang=en$/);
});

test('it appears and disappears while nobody types', async () => {
  await becomes(shown, ['The portal is <b>down</b> until six']);
  notices = [];
  await becomes(shown, []);
  notices = [{ id: 'n2', text: 'The portal is back', lang: null, article: null, product: [], until: '2026-10-01T16:00:00Z' }];
  await becomes(shown, ['The portal is back']);
  assert.equal(daemon.to('/v1/suggest').length, 0);
});

test('it disappears with the next response that has none, and at the end of the session', async () => {
  await agent.type('lost');
  await agent.sees_answers('On lost');
  notices = [];
  await agent.type(' card');
  await becomes(shown, []);
  notices = [{ id: 'n2', text: 'Only for staff', lang: null, article: null, product: [], until: '2026-10-01T16:00:00Z' }];
  await agent.type(' fee');
  await becomes(shown, ['Only for staff']);
  assert.equal(await agent.page.getByRole('button', { name: 'Read more' }).count(), 0);
  daemon.suggest = () => problem(401, 'no key');
  await agent.type('s');
  await agent.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await shown(), []);
});
