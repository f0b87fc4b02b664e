// Keys: in the address, in the field, ended, and what a reader without one is told.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Desk, suggestion } from './support/desk.mjs';
import { FakeDaemon, gate, problem } from './support/fake_daemon.mjs';

const kKey = 'ck_1+2/3 ü';

let browser;
let daemon;
let desk;
let key;  // that the session stands on
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  key = null;
  daemon = await FakeDaemon.start();
  const whole = daemon.session();
  daemon.suggest = ({ q }) => (key ? answer(suggestion(`On ${q}`, { audience: ['internal'] })) : problem(401, 'No key'));
  daemon.session = () => (key ? whole : problem(401, 'No key'));
  daemon.sign_in = ({ key: given }) => {
    if (given !== kKey) return problem(401, 'Unknown key');
    key = given;
    return {};
  };
  daemon.sign_out = () => { key = null; return {}; };
});
afterEach(() => clear(desk, daemon));

const signed_out = () => desk.page.getByRole('heading', { name: 'Sign in' }).waitFor();

test('a key in the address signs in, and is gone from the address before it is used', async () => {
  const slow = gate();
  const good = daemon.sign_in;
  daemon.sign_in = async (body) => {
    await slow.passed;
    return good(body);
  };
  desk = await Desk.open(browser, daemon, { address: `/#key=${encodeURIComponent(kKey)}` });
  await daemon.request(({ method, url }) => method === 'POST' && url === '/v1/session');
  assert.equal(desk.page.url(), `${daemon.url}/`);
  slow.open();
  await desk.says('Ana (public, internal)');
  assert.deepEqual(daemon.requests[0].body, { key: kKey });
  await desk.type('lost');
  await desk.shows('On lost');
  assert.equal(await desk.page.getByRole('heading', { name: 'Sign in' }).count(), 0);
  const kept = await desk.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.length]));
  assert.doesNotMatch(kept, /ck_1/);
});

test('a key that is pasted into the address of the open page signs in too', async () => {
  desk = await Desk.open(browser, daemon);
  await signed_out();
  await desk.page.goto(`${daemon.url}/#key=${encodeURIComponent(kKey)}`);
  await desk.says('Ana (public, internal)');
  assert.equal(desk.page.url(), `${daemon.url}/`);
  await desk.says('Type while the caller speaks');
});

test('a wrong key in the address is told, and the page asks for one', async () => {
  desk = await Desk.open(browser, daemon, { address: '/#key=wrong' });
  await signed_out();
  await desk.says('This key is not known here');
  assert.equal(desk.page.url(), `${daemon.url}/`);
});

test('signed out, the page asks for a key, says when it is wrong, and goes on when it is right', async () => {
  desk = await Desk.open(browser, daemon);
  await signed_out();
  assert.equal(await desk.focused(), 'key');
  await desk.type('wrong');
  await desk.press('Enter');
  await desk.says('This key is not known here');
  assert.equal(await desk.page.getByLabel('Key').getAttribute('type'), 'password');
  await desk.page.getByLabel('Key').fill(kKey);
  await desk.press('Enter');
  await desk.says('Ana (public, internal)');
  assert.equal(await desk.focused(), 'box');
});

test('a session that ends during the call: the text is kept, the focus too, and what was shown is gone', async () => {
  key = kKey;
  desk = await Desk.open(browser, daemon);
  await desk.type('lost');
  await desk.shows('On lost');
  await desk.press('Enter');
  await desk.text.getByText('Text of on-lost').waitFor();
  await desk.press('Escape');
  await desk.press('ArrowRight');
  key = null;
  await desk.type(' card');
  await signed_out();
  assert.equal(await desk.focused(), 'box');
  assert.deepEqual(await desk.titles(), []);
  assert.equal(await desk.text.count(), 0);
  assert.equal(await desk.box.inputValue(), 'lost card');
  await desk.page.getByLabel('Key').fill(kKey);
  await desk.press('Enter');
  await desk.shows('On lost card');
});

test('signing out leaves nothing on the page', async () => {
  key = kKey;
  desk = await Desk.open(browser, daemon);
  await desk.type('lost');
  await desk.shows('On lost');
  await desk.press('Enter');
  await desk.text.getByText('Text of on-lost').waitFor();
  await desk.page.getByRole('button', { name: 'Sign out' }).click();
  await signed_out();
  assert.equal(key, null);
  assert.doesNotMatch(await desk.page.locator('body').textContent(), /lost|Ana/);
  assert.equal(await desk.box.inputValue(), '');
});

test('a sign-out that does not reach the daemon is not taken for one', async () => {
  key = kKey;
  daemon.sign_out = () => problem(503, 'Busy');
  desk = await Desk.open(browser, daemon);
  await desk.page.getByRole('button', { name: 'Sign out' }).click();
  await desk.says('The search does not answer');
  await desk.says('Ana (public, internal)');
});

test('the footer says which generation answers, and keeps up with it', async () => {
  key = kKey;
  desk = await Desk.open(browser, daemon);
  await desk.says('Index generation g7');
  await desk.says('118 documents');
  const newer = { ...daemon.session(), generation: 'g8', documents_visible: 120 };
  daemon.session = () => newer;
  daemon.suggest = ({ q }) => ({ ...answer(suggestion(`On ${q}`)), revision: 'g8' });
  await desk.type('lost');
  await desk.says('Index generation g8');
  await desk.says('120 documents');
});

test('without keys, the page says how many documents need one and how it is made, where answers would be', async () => {
  key = 'none needed';
  daemon.suggest = () => answer();
  daemon.session = () => ({ signed_in: false, name: '', audiences: ['public'], generation: 'g7', documents_visible: 0,
    documents_needing_key: 34, how: 'Make one with `callside-searchd key new --name desk`.' });
  desk = await Desk.open(browser, daemon);
  const notice = desk.page.locator('#panel .notice');
  await becomes(() => notice.textContent(), '34 documents need a key to be seen.Make one with callside-searchd key new --name desk.');
  await desk.type('lost');
  await desk.says('Nothing found');
  await desk.says('34 documents need a key');
  await desk.says('Not signed in');
});
