// Signing in by a link or a key, signing out, what stays on the page when a session ends, and daemons without keys.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Agent, suggestion } from './support/agent.mjs';
import { FakeDaemon, gate, problem } from './support/fake_daemon.mjs';

const kKey = 'ck_1+2/3 ü';
const kCode = 'AAAAAAAAAAAAAAAAAAAA-_';

const kAna = { signed_in: true, key_needed: true, name: 'Ana', audiences: ['public', 'internal'], generation: 'g7', documents_visible: 118 };
const kBo = { ...kAna, name: 'Bo' };
const kNobody = { signed_in: false, key_needed: true };

let browser;
let daemon;
let agent;
let session;  // of the browser
let codes;    // unused sign-in codes, and the session that each opens
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  session = kNobody;
  codes = { [kCode]: kAna };
  daemon = await FakeDaemon.start();
  const signed_in = (answers) => (...asked) => (session.signed_in ? answers(...asked) : problem(401, 'No key'));
  daemon.suggest = signed_in(({ q }) => answer(suggestion(`On ${q}`, { audience: ['internal'] })));
  daemon.article = signed_in(daemon.article);
  daemon.session = () => session;
  daemon.sign_in = ({ key, code }) => {
    const found = key === kKey ? kAna : codes[code];
    delete codes[code];
    if (!found) return problem(401, 'Unknown');
    session = found;
    return session;
  };
  daemon.sign_out = () => { session = kNobody; return session; };
});
afterEach(() => clear(agent, daemon));

const sign_in_panel = () => agent.page.getByRole('heading', { name: 'Sign in' }).waitFor();
const sign_in_button = () => agent.page.getByRole('button', { name: 'Sign in', exact: true });
const posts = () => daemon.requests.filter(({ method, url }) => method === 'POST' && url === '/v1/session');

// Opens the page, asks a question and opens an answer.
async function at_work() {
  session = kAna;
  agent = await Agent.open(browser, daemon);
  await agent.sees('Ana (public, internal)');
  await agent.type('lost');
  await agent.sees_answers('On lost');
  await agent.press('Enter');
  await agent.text.getByText('Text of on-lost').waitFor();
  await agent.press('Escape');
  await agent.press('ArrowRight');
}

async function enter_key() {
  await agent.page.getByLabel('Key').fill(kKey);
  await agent.page.getByLabel('Key').press('Enter');
}

test('a link signs in at a click, after its code was removed from the address bar', async () => {
  agent = await Agent.open(browser, daemon, { address: `/#code=${kCode}` });
  await sign_in_panel();
  assert.equal(agent.page.url(), `${daemon.url}/`);
  assert.deepEqual(posts(), [], 'loading the page does not use up the link');
  await sign_in_button().click();
  await agent.sees('Ana (public, internal)');
  assert.deepEqual(posts().map(({ body }) => body), [{ code: kCode }]);
  assert.equal(await agent.focused(), 'box');
  await agent.type('lost');
  await agent.sees_answers('On lost');
  const kept = await agent.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  assert.doesNotMatch(kept, /AAAA/);
});

test('the page explains a used or expired link and asks for a key', async () => {
  agent = await Agent.open(browser, daemon, { address: '/#code=BBBBBBBBBBBBBBBBBBBBBB' });
  await sign_in_button().click();
  await agent.sees('This link was used already, has expired, or is unknown. Ask for a new one.');
  await enter_key();
  await agent.sees('Ana (public, internal)');
  await agent.sees('Type while the caller speaks');
});

test('a link is kept if the daemon does not respond or asks to wait', async () => {
  const good = daemon.sign_in;
  agent = await Agent.open(browser, daemon, { address: `/#code=${kCode}` });
  daemon.sign_in = () => problem(429, 'too many sign-in links were refused: wait a minute');
  await sign_in_button().click();
  await agent.sees('wait a minute');
  daemon.sign_in = () => 'hang up';
  await sign_in_button().click();
  await agent.sees('The search does not respond. Try again in a moment.');
  daemon.sign_in = good;
  await sign_in_button().click();
  await agent.sees('Ana (public, internal)');
});

test('a link pasted into the address bar of the open page is offered', async () => {
  agent = await Agent.open(browser, daemon);
  await agent.page.getByLabel('Key').waitFor();
  await agent.page.goto(`${daemon.url}/#code=${kCode}`);
  await agent.sees('signs in this browser');
  assert.equal(agent.page.url(), `${daemon.url}/`);
  await sign_in_button().click();
  await agent.sees('Ana (public, internal)');
});

test('a key in the address is refused, since it would stay in the history', async () => {
  agent = await Agent.open(browser, daemon, { address: `/#key=${encodeURIComponent(kKey)}` });
  await sign_in_panel();
  await agent.sees('Links that contain a key no longer work');
  assert.equal(agent.page.url(), `${daemon.url}/`);
  assert.deepEqual(posts(), []);
  await enter_key();
  await agent.sees('Type while the caller speaks');
  assert.equal(await agent.page.getByText('Links that contain a key').count(), 0);
});

test('a link for somebody else asks first, and the current user may stay', async () => {
  codes[kCode] = kBo;
  await at_work();
  await agent.page.goto(`${daemon.url}/#code=${kCode}`);
  await agent.sees('You are signed in as Ana.');
  await agent.page.getByRole('button', { name: 'Stay signed in as Ana' }).click();
  await agent.sees_answers('On lost');
  assert.deepEqual(posts(), []);
  await agent.page.goto(`${daemon.url}/#code=${kCode}`);
  await agent.sees('You are signed in as Ana.');
  await agent.press('Escape');
  await agent.sees_answers('On lost');
  await agent.page.goto(`${daemon.url}/#code=${kCode}`);
  await sign_in_button().click();
  await agent.sees('Bo (public, internal)');
  assert.equal(await agent.box.inputValue(), '');
  assert.equal(await agent.text.count(), 0, 'Bo must not see what Ana read');
});

test('the problem with a link stays in view of a user who is signed in', async () => {
  await at_work();
  await agent.page.goto(`${daemon.url}/#code=BBBBBBBBBBBBBBBBBBBBBB`);
  await sign_in_button().click();
  await agent.sees('This link was used already');
  await agent.sees('You are signed in as Ana.');
  await agent.painted();
  assert.equal(await agent.page.getByText('This link was used already').count(), 1);
  await agent.page.getByRole('button', { name: 'Stay signed in as Ana' }).click();
  await agent.sees_answers('On lost');
});

test('the page asks for a key, refuses a wrong one, and continues with a right one', async () => {
  agent = await Agent.open(browser, daemon);
  await sign_in_panel();
  assert.equal(await agent.focused(), 'key');
  await agent.type('wrong');
  await agent.press('Enter');
  await agent.sees('This key is unknown');
  assert.equal(await agent.page.getByLabel('Key').getAttribute('type'), 'password');
  await enter_key();
  await agent.sees('Ana (public, internal)');
  assert.equal(await agent.focused(), 'box');
});

test('a password manager finds a user name beside the key', async () => {
  agent = await Agent.open(browser, daemon);
  await agent.page.getByLabel('Key').waitFor();
  const fields = await agent.page.locator('form input').evaluateAll((all) => all.map((one) => [one.type, one.autocomplete]));
  assert.deepEqual(fields, [['text', 'username'], ['password', 'current-password']]);
});

test('before anybody signs in, the page shows nothing about the index and no message about signing out', async () => {
  agent = await Agent.open(browser, daemon);
  const footer = agent.page.locator('#footer');
  await becomes(() => footer.textContent(), 'Not signed in');
  await agent.page.getByLabel('Key').fill('wrong');
  await agent.press('Enter');
  await agent.sees('This key is unknown');
  assert.equal(await footer.textContent(), 'Not signed in');
  await agent.box.fill('lost');
  await daemon.question('lost');
  await agent.painted();
  assert.doesNotMatch(await agent.page.locator('body').textContent(), /You are signed out/);
  assert.equal(await footer.textContent(), 'Not signed in');
});

test('when a session ends during a call, the question, the opened answer and the focus stay', async () => {
  await at_work();
  session = kNobody;
  await agent.type(' card');
  await sign_in_panel();
  await agent.sees('You are signed out.');
  assert.equal(await agent.focused(), 'box');
  assert.deepEqual(await agent.titles(), []);
  assert.equal(await agent.text.textContent(), 'Text of on-lost');
  assert.equal(await agent.box.inputValue(), 'lost card');
  await enter_key();
  await agent.sees_answers('On lost card');
  assert.equal(await agent.text.textContent(), 'Text of on-lost');
  await becomes(() => agent.page.locator('#status-text').textContent(), '1 answer');
});

for (const [who, found] of Object.entries({ 'another key': kBo, 'the same key with fewer audiences': { ...kAna, audiences: ['public'] } })) {
  test(`what stayed after a session's end is removed when ${who} signs in`, async () => {
    await at_work();
    session = kNobody;
    await agent.type(' card');
    await sign_in_panel();
    daemon.sign_in = () => { session = found; return found; };
    await enter_key();
    await agent.sees(`${found.name} (`);
    assert.equal(await agent.text.count(), 0);
    assert.equal(await agent.box.inputValue(), found === kBo ? '' : 'lost card');
  });
}

test('an answer that failed to open because the session had ended opens after signing in', async () => {
  session = kAna;
  agent = await Agent.open(browser, daemon);
  await agent.type('lost');
  await agent.sees_answers('On lost');
  session = kNobody;
  await agent.press('Enter');
  await agent.sees('Sign in again to read this.');
  await enter_key();
  await agent.text.getByText('Text of on-lost').waitFor();
});

test('in a narrow window the sign-in panel is in view, and the opened answer comes back afterwards', async () => {
  await at_work();
  await agent.page.setViewportSize({ width: 420, height: 800 });
  assert.ok(!await agent.page.locator('#answers').isVisible(), 'the opened answer covers the list');
  session = kNobody;
  await agent.page.locator('#language').selectOption({ index: 1 });
  await sign_in_panel();
  assert.ok(await agent.page.getByLabel('Key').isVisible());
  await enter_key();
  await agent.sees('Text of on-lost');
});

test('signing out leaves nothing on the page', async () => {
  await at_work();
  await agent.page.getByRole('button', { name: 'Sign out' }).click();
  await sign_in_panel();
  assert.equal(session, kNobody);
  await becomes(() => agent.page.locator('#announcement').textContent(), 'Signed out.');
  assert.doesNotMatch(await agent.page.locator('body').textContent(), /lost|Ana|You are signed out/);
  assert.equal(await agent.box.inputValue(), '');
  assert.equal(await agent.page.locator('input[name=username]').inputValue(), '');
});

test('a sign-out that fails does not look like one', async () => {
  session = kAna;
  daemon.sign_out = () => problem(503, 'Busy');
  agent = await Agent.open(browser, daemon);
  await agent.page.getByRole('button', { name: 'Sign out' }).click();
  await agent.sees('The search does not respond');
  await agent.sees('Ana (public, internal)');
});

test('the footer shows the current generation', async () => {
  session = kAna;
  agent = await Agent.open(browser, daemon);
  await agent.sees('Index generation g7');
  await agent.sees('118 documents');
  session = { ...kAna, generation: 'g8', documents_visible: 120 };
  daemon.suggest = ({ q }) => ({ ...answer(suggestion(`On ${q}`)), revision: 'g8' });
  await agent.type('lost');
  await agent.sees('Index generation g8');
  await agent.sees('120 documents');
});

test('without keys there is no sign-in, and the page says how many documents need a key, without commands', async () => {
  session = { signed_in: false, key_needed: false, audiences: ['public'], generation: 'g7', documents_visible: 0,
    documents_needing_key: 34, how: 'Make one with `callside-searchd key new --name desk`.' };
  daemon.suggest = () => answer();
  agent = await Agent.open(browser, daemon, { address: `/#code=${kCode}` });
  const notice = agent.page.locator('#panel .notice');
  await becomes(() => notice.textContent(), '34 documents need a key.To see them, ask whoever runs Callside here for a key.');
  await becomes(() => agent.page.locator('#footer').textContent(), 'Index generation g70 documentsPublic documents only');
  assert.equal(await agent.page.getByRole('button', { name: 'Sign in' }).count(), 0);
  await agent.type('lost');
  await agent.sees('Nothing found');
  await agent.sees('34 documents need a key');
});
