// Warnings before an answer is read to the caller: what not to say, and whether it may be read aloud at all.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Agent, suggestion } from './support/agent.mjs';
import { FakeDaemon } from './support/fake_daemon.mjs';

const kSecret = 'Never say which stop the child uses.';
const kGuarded = { do_not_say: kSecret, verify_caller: true, say_aloud: false, say_aloud_reason: 'verify the caller first' };
const kTicket = { kind: 'ticket', audience: ['internal'], confidence: undefined, say_aloud: false,
  say_aloud_reason: 'a ticket is for agents alone' };

let browser;
let daemon;
let agent;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  daemon = await FakeDaemon.start();
  daemon.suggest = () => answer(suggestion('Guarded', kGuarded), suggestion('Free'), suggestion('A ticket', kTicket));
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('Guarded', 'Free', 'A ticket');
});
afterEach(() => clear(agent, daemon));

// The visible warnings of the n-th answer in the list, from top to bottom.
const cautions = (n) => agent.options.nth(n).locator('.cautions p').filter({ visible: true }).allTextContents();

test('the chosen answer shows above its passage what not to say and why it must not be read aloud', async () => {
  assert.deepEqual(await cautions(0), [`Do not say: ${kSecret}`, 'Do not read aloud: verify the caller first']);
  const bottom = (box) => box.y + box.height;
  const [line, passage] = [await agent.options.first().locator('.cautions').boundingBox(),
    await agent.options.first().locator('.passage').boundingBox()];
  assert.ok(bottom(line) <= passage.y, 'above the passage');
  await agent.press('ArrowDown');
  assert.deepEqual(await cautions(1), ['May be read aloud']);
  await agent.press('ArrowDown');
  assert.deepEqual(await cautions(2), ['Do not read aloud: a ticket is for agents alone']);
});

test('the other answers have icons instead, whose tooltips give the same warnings', async () => {
  const marks = (n) => agent.options.nth(n).locator('.marks > *').filter({ visible: true })
    .evaluateAll((nodes) => nodes.map((node) => node.title));
  assert.deepEqual(await cautions(2), []);
  assert.deepEqual(await marks(2), ['Do not read aloud: a ticket is for agents alone']);
  assert.deepEqual(await marks(1), []);
  assert.deepEqual(await marks(0), [], 'the chosen answer shows the lines instead');
  await agent.press('ArrowDown');
  assert.deepEqual(await marks(0), [`Do not say: ${kSecret}`, 'Do not read aloud: verify the caller first']);
});

test("screen readers find the warnings in every answer's name, chosen or not", async () => {
  const named = (name) => agent.page.getByRole('option', { name }).waitFor();
  for (const key of ['ArrowDown', 'ArrowUp']) {
    await named(`Guarded Do not say: ${kSecret} Do not read aloud: verify the caller first`);
    await named('Free May be read aloud');
    await named('A ticket Do not read aloud: a ticket is for agents alone');
    await agent.press(key);
  }
});

// The accessible description of the text, which a screen reader speaks when the text gets the focus.
const described = () => agent.text.evaluate((node) => (node.getAttribute('aria-describedby') ?? '').split(' ')
  .map((id) => document.getElementById(id)?.textContent ?? '').join(' '));

test('the opened answer shows the warnings above its text and describes the text with them', async () => {
  await agent.press('Enter');
  await agent.text.getByText('Text of guarded').waitFor();
  assert.equal(await agent.document.locator('.stamp').textContent(), 'Do not read aloud: verify the caller first');
  for (const words of ['Do not read aloud', 'Verify the caller first', kSecret]) assert.ok((await described()).includes(words), words);
  await agent.options.nth(1).click();
  await agent.text.getByText('Text of free').waitFor();
  assert.equal(await agent.document.locator('.stamp').textContent(), 'May be read aloud');
});

test('a ticket opened from the list shows its warning', async () => {
  await agent.options.nth(2).click();
  await agent.text.getByText('Text of a-ticket').waitFor();
  assert.equal(await agent.document.locator('.stamp').textContent(), 'Do not read aloud: a ticket is for agents alone');
});

test('an answer in a language not asked for keeps its warning when opened, until a version in an asked-for language is', async () => {
  const reason = 'it is in another language than those asked for';
  daemon.suggest = () => answer(suggestion('Fremd', { lang: 'de', languages: ['de', 'en'], say_aloud: false, say_aloud_reason: reason }));
  // /v1/articles gets the language of the document itself, so it reports that it may be read aloud.
  daemon.article = (id, lang) => ({ id, lang, say_aloud: true, languages: ['de', 'en'], html: `<p>Text in ${lang}</p>` });
  await agent.type('s');
  await agent.sees_answers('Fremd');
  await agent.press('Enter');
  await agent.text.getByText('Text in de').waitFor();
  assert.equal(await agent.document.locator('.stamp').textContent(), `Do not read aloud: ${reason}`);
  await agent.document.getByRole('button', { name: 'EN' }).click();
  await becomes(() => agent.document.locator('.stamp').textContent(), 'May be read aloud');
});

test('without an explicit say_aloud, an answer must not be read aloud', async () => {
  daemon.suggest = () => answer(suggestion('Unsaid', { say_aloud: undefined }));
  await agent.type('s');
  await agent.sees_answers('Unsaid');
  assert.deepEqual(await cautions(0), ['Do not read aloud']);
});

test('warnings and focus are visible in forced-colors mode', async () => {
  await agent.page.emulateMedia({ forcedColors: 'active' });
  assert.equal((await cautions(0)).length, 2);
  await agent.press('Enter');
  await agent.text.getByText('Text of guarded').waitFor();
  const outline = await agent.text.evaluate((node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return `${outlineStyle} ${outlineWidth}`;
  });
  assert.equal(outline, 'solid 3px');
});
