// Before an answer is read to the caller: what not to say, and whether it may be read aloud at all.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Desk, suggestion } from './support/desk.mjs';
import { FakeDaemon } from './support/fake_daemon.mjs';

const kSecret = 'Never say which stop the child uses.';
const kGuarded = { do_not_say: kSecret, verify_caller: true, say_aloud: false, say_aloud_reason: 'verify the caller first' };
const kTicket = { kind: 'ticket', audience: ['internal'], confidence: undefined, say_aloud: false,
  say_aloud_reason: 'a ticket is for agents alone' };

let browser;
let daemon;
let desk;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  daemon = await FakeDaemon.start();
  daemon.suggest = () => answer(suggestion('Guarded', kGuarded), suggestion('Free'), suggestion('A ticket', kTicket));
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('Guarded', 'Free', 'A ticket');
});
afterEach(() => clear(desk, daemon));

// The lines that are seen of an answer in the list, in their order from above.
const cautions = (n) => desk.options.nth(n).locator('.cautions p').filter({ visible: true }).allTextContents();

test('the chosen answer says above its passage what not to say and why it is not to be read aloud', async () => {
  assert.deepEqual(await cautions(0), [`Do not say: ${kSecret}`, 'Not to be read aloud: verify the caller first']);
  const bottom = (box) => box.y + box.height;
  const [line, passage] = [await desk.options.first().locator('.cautions').boundingBox(),
    await desk.options.first().locator('.passage').boundingBox()];
  assert.ok(bottom(line) <= passage.y, 'above the passage');
  await desk.press('ArrowDown');
  assert.deepEqual(await cautions(1), ['May be read aloud']);
  await desk.press('ArrowDown');
  assert.deepEqual(await cautions(2), ['Not to be read aloud: a ticket is for agents alone']);
});

test('an answer that is not chosen has marks instead, which say the same when pointed at', async () => {
  const marks = (n) => desk.options.nth(n).locator('.marks > *').filter({ visible: true })
    .evaluateAll((nodes) => nodes.map((node) => node.title));
  assert.deepEqual(await cautions(2), []);
  assert.deepEqual(await marks(2), ['Not to be read aloud: a ticket is for agents alone']);
  assert.deepEqual(await marks(1), []);
  assert.deepEqual(await marks(0), [], 'the chosen one has the lines');
  await desk.press('ArrowDown');
  assert.deepEqual(await marks(0), [`Do not say: ${kSecret}`, 'Not to be read aloud: verify the caller first']);
});

test('readers of the screen hear it in the name of each answer, chosen or not', async () => {
  const named = (name) => desk.page.getByRole('option', { name }).waitFor();
  for (const key of ['ArrowDown', 'ArrowUp']) {
    await named(`Guarded Do not say: ${kSecret} Not to be read aloud: verify the caller first`);
    await named('Free May be read aloud');
    await named('A ticket Not to be read aloud: a ticket is for agents alone');
    await desk.press(key);
  }
});

// What is spoken when the focus comes to the text.
const described = () => desk.text.evaluate((node) => (node.getAttribute('aria-describedby') ?? '').split(' ')
  .map((id) => document.getElementById(id)?.textContent ?? '').join(' '));

test('the opened answer says it above its text, and readers of the screen hear it with the text', async () => {
  await desk.press('Enter');
  await desk.text.getByText('Text of guarded').waitFor();
  assert.equal(await desk.reading.locator('.stamp').textContent(), 'Not to be read aloud: verify the caller first');
  for (const words of ['Not to be read aloud', 'Verify the caller first', kSecret]) assert.ok((await described()).includes(words), words);
  await desk.options.nth(1).click();
  await desk.text.getByText('Text of free').waitFor();
  assert.equal(await desk.reading.locator('.stamp').textContent(), 'May be read aloud');
});

test('a ticket says so too, opened from the list', async () => {
  await desk.options.nth(2).click();
  await desk.text.getByText('Text of a-ticket').waitFor();
  assert.equal(await desk.reading.locator('.stamp').textContent(), 'Not to be read aloud: a ticket is for agents alone');
});

test('what is in another language than those asked for stays silent when it is opened, until that version is asked for', async () => {
  const reason = 'it is in another language than those asked for';
  daemon.suggest = () => answer(suggestion('Fremd', { lang: 'de', languages: ['de', 'en'], say_aloud: false, say_aloud_reason: reason }));
  // Asked for by its own language, the document knows of no other.
  daemon.article = (id, lang) => ({ id, lang, say_aloud: true, languages: ['de', 'en'], html: `<p>Text in ${lang}</p>` });
  await desk.type('s');
  await desk.shows('Fremd');
  await desk.press('Enter');
  await desk.text.getByText('Text in de').waitFor();
  assert.equal(await desk.reading.locator('.stamp').textContent(), `Not to be read aloud: ${reason}`);
  await desk.reading.getByRole('button', { name: 'EN' }).click();
  await becomes(() => desk.reading.locator('.stamp').textContent(), 'May be read aloud');
});

test('what the daemon does not call fit to be read aloud is not', async () => {
  daemon.suggest = () => answer(suggestion('Unsaid', { say_aloud: undefined }));
  await desk.type('s');
  await desk.shows('Unsaid');
  assert.deepEqual(await cautions(0), ['Not to be read aloud']);
});

test('the words and the focus are there where the machine enforces its own colours', async () => {
  await desk.page.emulateMedia({ forcedColors: 'active' });
  assert.equal((await cautions(0)).length, 2);
  await desk.press('Enter');
  await desk.text.getByText('Text of guarded').waitFor();
  const outline = await desk.text.evaluate((node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return `${outlineStyle} ${outlineWidth}`;
  });
  assert.equal(outline, 'solid 3px');
});
