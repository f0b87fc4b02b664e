// Signing in and out: by a link, by a key, what stays when a session ends, and what a reader without a key is told.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Desk, suggestion } from './support/desk.mjs';
import { FakeDaemon, gate, problem } from './support/fake_daemon.mjs';

const kKey = 'ck_1+2/3 ü';
const kCode = 'AAAAAAAAAAAAAAAAAAAA-_';

const kAna = { signed_in: true, key_needed: true, name: 'Ana', audiences: ['public', 'internal'], generation: 'g7', documents_visible: 118 };
const kBo = { ...kAna, name: 'Bo' };
const kNobody = { signed_in: false, key_needed: true };

let browser;
let daemon;
let desk;
let session;  // of this browser
let codes;    // that are still good, and whose session each opens
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
afterEach(() => clear(desk, daemon));

const sign_in_panel = () => desk.page.getByRole('heading', { name: 'Sign in' }).waitFor();
const sign_in_button = () => desk.page.getByRole('button', { name: 'Sign in', exact: true });
const posts = () => daemon.requests.filter(({ method, url }) => method === 'POST' && url === '/v1/session');

// A desk with a question and an opened answer.
async function at_work() {
  session = kAna;
  desk = await Desk.open(browser, daemon);
  await desk.says('Ana (public, internal)');
  await desk.type('lost');
  await desk.shows('On lost');
  await desk.press('Enter');
  await desk.text.getByText('Text of on-lost').waitFor();
  await desk.press('Escape');
  await desk.press('ArrowRight');
}

async function enter_key() {
  await desk.page.getByLabel('Key').fill(kKey);
  await desk.page.getByLabel('Key').press('Enter');
}

test('a link signs in at a click, and its code is gone from the address before', async () => {
  desk = await Desk.open(browser, daemon, { address: `/#code=${kCode}` });
  await sign_in_panel();
  assert.equal(desk.page.url(), `${daemon.url}/`);
  assert.deepEqual(posts(), [], 'whoever only loads the page, scripts and all, does not use the link up');
  await sign_in_button().click();
  await desk.says('Ana (public, internal)');
  assert.deepEqual(posts().map(({ body }) => body), [{ code: kCode }]);
  assert.equal(await desk.focused(), 'box');
  await desk.type('lost');
  await desk.shows('On lost');
  const kept = await desk.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  assert.doesNotMatch(kept, /AAAA/);
});

test('a link that was used or has expired is told, and the page asks for a key', async () => {
  desk = await Desk.open(browser, daemon, { address: '/#code=BBBBBBBBBBBBBBBBBBBBBB' });
  await sign_in_button().click();
  await desk.says('This link was used already, has expired, or is not known here. Ask for another.');
  await enter_key();
  await desk.says('Ana (public, internal)');
  await desk.says('Type while the caller speaks');
});

test('a link is not lost where the daemon does not answer, or asks to wait', async () => {
  const good = daemon.sign_in;
  desk = await Desk.open(browser, daemon, { address: `/#code=${kCode}` });
  daemon.sign_in = () => problem(429, 'too many sign-in links were refused: wait a minute');
  await sign_in_button().click();
  await desk.says('wait a minute');
  daemon.sign_in = () => 'hang up';
  await sign_in_button().click();
  await desk.says('The search does not answer. Try again in a moment.');
  daemon.sign_in = good;
  await sign_in_button().click();
  await desk.says('Ana (public, internal)');
});

test('a link that is pasted into the address of the open page is offered, too', async () => {
  desk = await Desk.open(browser, daemon);
  await desk.page.getByLabel('Key').waitFor();
  await desk.page.goto(`${daemon.url}/#code=${kCode}`);
  await desk.says('signs this browser in, once');
  assert.equal(desk.page.url(), `${daemon.url}/`);
  await sign_in_button().click();
  await desk.says('Ana (public, internal)');
});

test('a key in the address is not taken: it would stay in the history', async () => {
  desk = await Desk.open(browser, daemon, { address: `/#key=${encodeURIComponent(kKey)}` });
  await sign_in_panel();
  await desk.says('Links that hold a key are not taken any more');
  assert.equal(desk.page.url(), `${daemon.url}/`);
  assert.deepEqual(posts(), []);
  await enter_key();
  await desk.says('Type while the caller speaks');
  assert.equal(await desk.page.getByText('Links that hold a key').count(), 0);
});

test('who is signed in is asked before a link signs in somebody else, and may stay', async () => {
  codes[kCode] = kBo;
  await at_work();
  await desk.page.goto(`${daemon.url}/#code=${kCode}`);
  await desk.says('You are signed in as Ana.');
  await desk.page.getByRole('button', { name: 'Stay signed in as Ana' }).click();
  await desk.shows('On lost');
  assert.deepEqual(posts(), []);
  await desk.page.goto(`${daemon.url}/#code=${kCode}`);
  await desk.says('You are signed in as Ana.');
  await desk.press('Escape');
  await desk.shows('On lost');
  await desk.page.goto(`${daemon.url}/#code=${kCode}`);
  await sign_in_button().click();
  await desk.says('Bo (public, internal)');
  assert.equal(await desk.box.inputValue(), '');
  assert.equal(await desk.text.count(), 0, "what Ana read is not Bo's to see");
});

test('what is wrong with a link stays in view of who is signed in', async () => {
  await at_work();
  await desk.page.goto(`${daemon.url}/#code=BBBBBBBBBBBBBBBBBBBBBB`);
  await sign_in_button().click();
  await desk.says('This link was used already');
  await desk.says('You are signed in as Ana.');
  await desk.painted();
  assert.equal(await desk.page.getByText('This link was used already').count(), 1);
  await desk.page.getByRole('button', { name: 'Stay signed in as Ana' }).click();
  await desk.shows('On lost');
});

test('signed out, the page asks for a key, says when it is wrong, and goes on when it is right', async () => {
  desk = await Desk.open(browser, daemon);
  await sign_in_panel();
  assert.equal(await desk.focused(), 'key');
  await desk.type('wrong');
  await desk.press('Enter');
  await desk.says('This key is not known here');
  assert.equal(await desk.page.getByLabel('Key').getAttribute('type'), 'password');
  await enter_key();
  await desk.says('Ana (public, internal)');
  assert.equal(await desk.focused(), 'box');
});

test('a password manager finds a name beside the key', async () => {
  desk = await Desk.open(browser, daemon);
  await desk.page.getByLabel('Key').waitFor();
  const fields = await desk.page.locator('form input').evaluateAll((all) => all.map((one) => [one.type, one.autocomplete]));
  assert.deepEqual(fields, [['text', 'username'], ['password', 'current-password']]);
});

test('nobody has signed in yet: nothing is said of the index, nor that somebody was signed out', async () => {
  desk = await Desk.open(browser, daemon);
  const footer = desk.page.locator('#footer');
  await becomes(() => footer.textContent(), 'Not signed in');
  await desk.page.getByLabel('Key').fill('wrong');
  await desk.press('Enter');
  await desk.says('This key is not known here');
  assert.equal(await footer.textContent(), 'Not signed in');
  await desk.box.fill('lost');
  await daemon.question('lost');
  await desk.painted();
  assert.doesNotMatch(await desk.page.locator('body').textContent(), /You are signed out/);
  assert.equal(await footer.textContent(), 'Not signed in');
});

test('a session that ends during the call: question and opened answer stay, and so does the focus', async () => {
  await at_work();
  session = kNobody;
  await desk.type(' card');
  await sign_in_panel();
  await desk.says('You are signed out.');
  assert.equal(await desk.focused(), 'box');
  assert.deepEqual(await desk.titles(), []);
  assert.equal(await desk.text.textContent(), 'Text of on-lost');
  assert.equal(await desk.box.inputValue(), 'lost card');
  await enter_key();
  await desk.shows('On lost card');
  assert.equal(await desk.text.textContent(), 'Text of on-lost');
  await becomes(() => desk.page.locator('#state-text').textContent(), '1 answer');
});

for (const [who, found] of Object.entries({ 'another key': kBo, 'the same key, which opens less now': { ...kAna, audiences: ['public'] } })) {
  test(`what stayed after a session's end goes when ${who} signs in`, async () => {
    await at_work();
    session = kNobody;
    await desk.type(' card');
    await sign_in_panel();
    daemon.sign_in = () => { session = found; return found; };
    await enter_key();
    await desk.says(`${found.name} (`);
    assert.equal(await desk.text.count(), 0);
    assert.equal(await desk.box.inputValue(), found === kBo ? '' : 'lost card');
  });
}

test('an answer that could not be opened, as the session had ended, comes after signing in', async () => {
  session = kAna;
  desk = await Desk.open(browser, daemon);
  await desk.type('lost');
  await desk.shows('On lost');
  session = kNobody;
  await desk.press('Enter');
  await desk.says('Sign in again to read this.');
  await enter_key();
  await desk.text.getByText('Text of on-lost').waitFor();
});

test('in a narrow window the way to sign in is in view, and the opened answer comes back', async () => {
  await at_work();
  await desk.page.setViewportSize({ width: 420, height: 800 });
  assert.ok(!await desk.page.locator('#answers').isVisible(), 'the opened answer covers the list');
  session = kNobody;
  await desk.page.locator('#language').selectOption({ index: 1 });
  await sign_in_panel();
  assert.ok(await desk.page.getByLabel('Key').isVisible());
  await enter_key();
  await desk.says('Text of on-lost');
});

test('signing out leaves nothing on the page', async () => {
  await at_work();
  await desk.page.getByRole('button', { name: 'Sign out' }).click();
  await sign_in_panel();
  assert.equal(session, kNobody);
  await becomes(() => desk.page.locator('#spoken').textContent(), 'Signed out.');
  assert.doesNotMatch(await desk.page.locator('body').textContent(), /lost|Ana|You are signed out/);
  assert.equal(await desk.box.inputValue(), '');
  assert.equal(await desk.page.locator('input[name=username]').inputValue(), '');
});

test('a sign-out that does not reach the daemon is not taken for one', async () => {
  session = kAna;
  daemon.sign_out = () => problem(503, 'Busy');
  desk = await Desk.open(browser, daemon);
  await desk.page.getByRole('button', { name: 'Sign out' }).click();
  await desk.says('The search does not answer');
  await desk.says('Ana (public, internal)');
});

test('the footer says which generation answers, and keeps up with it', async () => {
  session = kAna;
  desk = await Desk.open(browser, daemon);
  await desk.says('Index generation g7');
  await desk.says('118 documents');
  session = { ...kAna, generation: 'g8', documents_visible: 120 };
  daemon.suggest = ({ q }) => ({ ...answer(suggestion(`On ${q}`)), revision: 'g8' });
  await desk.type('lost');
  await desk.says('Index generation g8');
  await desk.says('120 documents');
});

test('without keys there is nothing to sign in to, and how many documents need one is said without commands', async () => {
  session = { signed_in: false, key_needed: false, audiences: ['public'], generation: 'g7', documents_visible: 0,
    documents_needing_key: 34, how: 'Make one with `callside-searchd key new --name desk`.' };
  daemon.suggest = () => answer();
  desk = await Desk.open(browser, daemon, { address: `/#code=${kCode}` });
  const notice = desk.page.locator('#panel .notice');
  await becomes(() => notice.textContent(), '34 documents need a key to be seen.Whoever runs Callside here can make one.');
  await becomes(() => desk.page.locator('#footer').textContent(), 'Index generation g70 documentsPublic documents only');
  assert.equal(await desk.page.getByRole('button', { name: 'Sign in' }).count(), 0);
  await desk.type('lost');
  await desk.says('Nothing found');
  await desk.says('34 documents need a key');
});
