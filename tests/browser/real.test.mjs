// The page as the real daemon serves it, on the demo's articles: what an agent of the Family Service Desk does in the
// first minute of a call. `run real` starts the daemon and says where it is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { clear, Desk } from './support/desk.mjs';
import { content_security_policy } from './support/fake_daemon.mjs';

const { CALLSIDE_URL: url, CALLSIDE_KEY: key, CALLSIDE_KEY_LINK: key_link, CALLSIDE_SCREENSHOT: screenshot,
  CALLSIDE_INDEX: index, CALLSIDE_BIN: bin } = process.env;

let browser;
let desk;
before(async () => {
  assert.ok(url && key && key_link, "CALLSIDE_URL, ..._KEY and ..._KEY_LINK say which daemon is tested: use 'run real'");
  await becomes(async () => (await fetch(`${url}/readyz`)).status, 200, 'the daemon is ready');
  browser = await launch();
});
after(async () => { await browser?.close(); });
afterEach(() => clear(desk));

// What follows the daemon's address in a new sign-in link.
function link() {
  const [program, ...words] = key_link.split(' ');
  const line = execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  return line.split('\t')[1].slice(url.length);
}

async function signed_in(options = {}) {
  desk = await Desk.open(browser, { url }, { address: link(), ...options });
  await desk.page.getByRole('button', { name: 'Sign in' }).click();
  await desk.page.getByRole('button', { name: 'Sign out' }).waitFor();
}

// Types, and waits for the answers to just that.
async function ask(words) {
  const answered = desk.page.waitForResponse((response) =>
    response.url().endsWith('/v1/suggest') && response.request().postDataJSON().q === words);
  await desk.box.fill(words);
  const found = await (await answered).json();
  await desk.shows(...found.suggestions.map(({ title }) => title));
  return found;
}

test('signing in by a link, typing, reading, opening with the keys, and going back', async () => {
  await signed_in();
  assert.equal(desk.page.url(), `${url}/`);
  await desk.type('replace a lost bus card');
  await becomes(async () => (await desk.titles())[0], 'Bus pass: replace a lost card');
  assert.ok(await desk.options.first().locator('mark').count() > 0, 'what was found is marked');
  await desk.press('Enter');
  await desk.reading.getByRole('heading', { name: 'Bus pass: replace a lost card' }).waitFor();
  await desk.text.getByText('$12').first().waitFor();
  const marked = desk.text.locator('.in-passage');
  await marked.first().waitFor();
  const [outer, inner] = [await desk.text.boundingBox(), await marked.first().boundingBox()];
  assert.ok(inner.y >= outer.y && inner.y < outer.y + outer.height, 'the passage is in view');
  if (screenshot) await desk.page.screenshot({ path: screenshot });
  await desk.press('Escape');
  assert.equal(await desk.focused(), 'box');
  assert.equal(await desk.selected_text(), 'replace a lost bus card');
});

test('answers come in the language that is chosen, from a question in another', async () => {
  await signed_in();
  await desk.page.getByLabel('Answers in').selectOption('sl');
  const { suggestions } = await ask('lost bus card');
  const found = suggestions.find(({ id }) => id === 'transport/bus-pass-lost');
  assert.equal(found?.lang, 'sl');
});

test('what is internal is marked, and what the key may not see is not there', async () => {
  await signed_in();
  await ask('goodwill credit');
  const credit = desk.options.filter({ hasText: 'Goodwill credit: limits for agents' });
  await credit.locator('.badge', { hasText: 'Internal' }).waitFor();
  for (const words of ['shielded address', 'kittiwake']) {
    const { suggestions } = await ask(words);
    assert.deepEqual(suggestions.filter(({ audience }) => !audience.some((name) => ['public', 'internal'].includes(name))), []);
  }
});

// As an editor does it at a command line; gives what was said.
function editor(...command) {
  return execFileSync(path.join(bin, 'callside-index'), [...command, '--index', index], { encoding: 'utf8' });
}

test('what an editor withdraws is closed where it is open, and a notice comes, while nobody types', async () => {
  await signed_in();
  const { suggestions: [first] } = await ask('replace a lost bus card');
  await desk.press('Enter');
  await desk.text.getByText('$12').first().waitFor();
  try {
    editor('withdraw', first.id);
    await desk.reading.getByRole('alert').getByText('Withdrawn: do not use this answer').waitFor();
    await becomes(async () => (await desk.titles()).includes(first.title), false);
    const { id } = JSON.parse(editor('notice', 'add', '--text', 'The portal is down', '--until', '+2h', '--audience', 'public', '--json'));
    await desk.page.getByRole('status', { name: 'Notices' }).getByText('The portal is down').waitFor();
    editor('notice', 'end', id);
    await becomes(() => desk.page.locator('#notices p').count(), 0);
  } finally {
    editor('restore', first.id);
  }
  await becomes(async () => (await ask('replace a lost bus card')).suggestions[0].id, first.id);
  await desk.press('Enter');
  await desk.text.getByText('$12').first().waitFor();
});

test('nonsense finds nothing good, and the page says so', async () => {
  await signed_in();
  await desk.box.fill('xqzvkw');
  await desk.says('Nothing');
});

test('without a key the page asks for one; the key in the field opens it; signing out closes it', async () => {
  desk = await Desk.open(browser, { url });
  await desk.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await desk.page.getByLabel('Key').fill('not-a-key');
  await desk.press('Enter');
  await desk.says('This key is not known here');
  await desk.page.getByLabel('Key').fill(key);
  await desk.press('Enter');
  await desk.says('Type while the caller speaks');
  await desk.page.getByRole('button', { name: 'Sign out' }).click();
  await desk.page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('a link signs in once', async () => {
  const address = link();
  desk = await Desk.open(browser, { url }, { address });
  await desk.page.getByRole('button', { name: 'Sign in' }).click();
  await desk.page.getByRole('button', { name: 'Sign out' }).click();
  await desk.page.getByLabel('Key').waitFor();
  await desk.page.goto(url + address);
  await desk.page.getByRole('button', { name: 'Sign in' }).click();
  await desk.says('This link was used already');
  await desk.page.getByLabel('Key').waitFor();
});

test('the daemon sends the page with its policy, and its session is out of reach of scripts', async () => {
  const page = await fetch(url);
  assert.equal(page.headers.get('content-security-policy'), await content_security_policy());
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  await signed_in();
  const cookies = await desk.page.context().cookies();
  assert.ok(cookies.length > 0 && cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Strict'));
  assert.equal(await desk.page.evaluate(() => document.cookie), '');
});
