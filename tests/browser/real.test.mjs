// The page served by the real daemon with the demo's articles: what an agent of the Family Service Desk does in the
// first minute of a call. `run real` starts the daemon and sets the environment variables.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { clear, Agent } from './support/agent.mjs';
import { content_security_policy } from './support/fake_daemon.mjs';

const { CALLSIDE_URL: url, CALLSIDE_KEY: key, CALLSIDE_KEY_LINK: key_link, CALLSIDE_SCREENSHOT: screenshot,
  CALLSIDE_INDEX: index, CALLSIDE_BIN: bin } = process.env;

let browser;
let agent;
before(async () => {
  assert.ok(url && key && key_link, "CALLSIDE_URL, CALLSIDE_KEY and CALLSIDE_KEY_LINK are not set: use 'run real'");
  await becomes(async () => (await fetch(`${url}/readyz`)).status, 200, 'the daemon is ready');
  browser = await launch();
});
after(async () => { await browser?.close(); });
afterEach(() => clear(agent));

// A new sign-in link, without the daemon's address.
function link() {
  const [program, ...arguments_] = key_link.split(' ');
  const line = execFileSync(program, arguments_, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  return line.split('\t')[1].slice(url.length);
}

async function signed_in(options = {}) {
  agent = await Agent.open(browser, { url }, { address: link(), ...options });
  await agent.page.getByRole('button', { name: 'Sign in' }).click();
  await agent.page.getByRole('button', { name: 'Sign out' }).waitFor();
}

// Types a question and waits until its answers are shown. Returns the response.
async function ask(question) {
  const answered = agent.page.waitForResponse((response) =>
    response.url().endsWith('/v1/suggest') && response.request().postDataJSON().q === question);
  await agent.box.fill(question);
  const found = await (await answered).json();
  await agent.sees_answers(...found.suggestions.map(({ title }) => title));
  return found;
}

test('an agent signs in by a link, types, opens an answer by keyboard, reads, and goes back', async () => {
  await signed_in();
  assert.equal(agent.page.url(), `${url}/`);
  await agent.type('replace a lost bus card');
  await becomes(async () => (await agent.titles())[0], 'Bus pass: replace a lost card');
  assert.ok(await agent.options.first().locator('mark').count() > 0, 'matches are marked');
  await agent.press('Enter');
  await agent.document.getByRole('heading', { name: 'Bus pass: replace a lost card' }).waitFor();
  await agent.text.getByText('$12').first().waitFor();
  const marked = agent.text.locator('.in-passage');
  await marked.first().waitFor();
  const [outer, inner] = [await agent.text.boundingBox(), await marked.first().boundingBox()];
  assert.ok(inner.y >= outer.y && inner.y < outer.y + outer.height, 'the passage is in view');
  if (screenshot) await agent.page.screenshot({ path: screenshot });
  await agent.press('Escape');
  assert.equal(await agent.focused(), 'box');
  assert.equal(await agent.selected_text(), 'replace a lost bus card');
});

test('answers are in the chosen language for a question in another', async () => {
  await signed_in();
  await agent.page.getByLabel('Answers in').selectOption('sl');
  const { suggestions } = await ask('lost bus card');
  const found = suggestions.find(({ id }) => id === 'transport/bus-pass-lost');
  assert.equal(found?.lang, 'sl');
});

test('internal answers are marked, and answers that the key may not see are absent', async () => {
  await signed_in();
  await ask('goodwill credit');
  const credit = agent.options.filter({ hasText: 'Goodwill credit: limits for agents' });
  await credit.locator('.badge', { hasText: 'Internal' }).waitFor();
  for (const question of ['shielded address', 'kittiwake']) {
    const { suggestions } = await ask(question);
    assert.deepEqual(suggestions.filter(({ audience }) => !audience.some((name) => ['public', 'internal'].includes(name))), []);
  }
});

// Runs callside-index on the index, as an editor does. Returns its output.
function editor(...command) {
  return execFileSync(path.join(bin, 'callside-index'), [...command, '--index', index], { encoding: 'utf8' });
}

test('a withdrawn article is closed and a notice appears while nobody types', async () => {
  await signed_in();
  const { suggestions: [first] } = await ask('replace a lost bus card');
  await agent.press('Enter');
  await agent.text.getByText('$12').first().waitFor();
  try {
    editor('withdraw', first.id);
    await agent.document.getByRole('alert').getByText('Withdrawn: do not use this answer').waitFor();
    await becomes(async () => (await agent.titles()).includes(first.title), false);
    const { id } = JSON.parse(editor('notice', 'add', '--text', 'The portal is down', '--until', '+2h', '--audience', 'public', '--json'));
    await agent.page.getByRole('status', { name: 'Notices' }).getByText('The portal is down').waitFor();
    editor('notice', 'end', id);
    await becomes(() => agent.page.locator('#notices p').count(), 0);
  } finally {
    editor('restore', first.id);
  }
  await becomes(async () => (await ask('replace a lost bus card')).suggestions[0].id, first.id);
  await agent.press('Enter');
  await agent.text.getByText('$12').first().waitFor();
});

test('the page says so if nothing good was found', async () => {
  await signed_in();
  await agent.box.fill('xqzvkw');
  await agent.sees(/Nothing found|No good answer found/);
});

test('the page asks for a key, signs in with it, and signs out', async () => {
  agent = await Agent.open(browser, { url });
  await agent.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await agent.page.getByLabel('Key').fill('not-a-key');
  await agent.press('Enter');
  await agent.sees('This key is unknown');
  await agent.page.getByLabel('Key').fill(key);
  await agent.press('Enter');
  await agent.sees('Type while the caller speaks');
  await agent.page.getByRole('button', { name: 'Sign out' }).click();
  await agent.page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('a sign-in link works once', async () => {
  const address = link();
  agent = await Agent.open(browser, { url }, { address });
  await agent.page.getByRole('button', { name: 'Sign in' }).click();
  await agent.page.getByRole('button', { name: 'Sign out' }).click();
  await agent.page.getByLabel('Key').waitFor();
  await agent.page.goto(url + address);
  await agent.page.getByRole('button', { name: 'Sign in' }).click();
  await agent.sees('This link was used already');
  await agent.page.getByLabel('Key').waitFor();
});

test('the page is sent with its policy, and scripts cannot read the session cookie', async () => {
  const page = await fetch(url);
  assert.equal(page.headers.get('content-security-policy'), await content_security_policy());
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  await signed_in();
  const cookies = await agent.page.context().cookies();
  assert.ok(cookies.length > 0 && cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Strict'));
  assert.equal(await agent.page.evaluate(() => document.cookie), '');
});
