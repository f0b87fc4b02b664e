// Document texts are shown as they are: matches marked, and never interpreted as markup.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Agent, suggestion } from './support/agent.mjs';
import { FakeDaemon } from './support/fake_daemon.mjs';

let browser;
let daemon;
let agent;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => { daemon = await FakeDaemon.start(); });
// The browser logs complaints while it parses hostile markup, although none of it runs.
afterEach(() => clear(agent, daemon, { complaints_matter: false }));

async function shows_blocks(...blocks) {
  daemon.suggest = () => answer(suggestion('First', { passage: { heading: '', text: '', highlights: [], blocks } }));
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First');
  return agent.page.locator('.passage');
}

test('highlights count code points: emoji, rare Han characters and combining marks do not shift them', async () => {
  const text = '😀👩‍👩‍👧 𠮷野家 Zamenjava vozovnice é';
  const at = Array.from(text).join('|').split('|').indexOf('Z');
  const passage = await shows_blocks({ type: 'p', text, highlights: [[at, at + 9], [7, 8]], block: 0 });
  assert.deepEqual(await passage.locator('mark').allTextContents(), ['𠮷', 'Zamenjava']);
  assert.equal(await passage.textContent(), text);
});

test('highlights that overlap, are unordered, empty or beyond the end neither lose nor repeat text', async () => {
  const text = 'abcdefghij';
  const passage = await shows_blocks({ type: 'p', text, highlights: [[6, 99], [1, 4], [2, 5], [3, 3], [5, 2], null], block: 0 });
  assert.equal(await passage.textContent(), text);
  assert.deepEqual(await passage.locator('mark').allTextContents(), ['bcd', 'e', 'ghij']);
});

test('steps, code and rows are shown as such, each with its highlights', async () => {
  const passage = await shows_blocks(
    { type: 'p', text: 'Do this:', highlights: [], block: 0 },
    { type: 'step', text: 'Open the portal', highlights: [[9, 15]], block: 1 },
    { type: 'step', text: 'Choose Fees', highlights: [], block: 2 },
    { type: 'code', text: 'NV-4012\n  reset   used', highlights: [[0, 7]], block: 3 },
    { type: 'row', text: 'Lost | $12 | 5 days', highlights: [[0, 4], [11, 14]], block: 4 });
  assert.deepEqual(await passage.locator('ol > li').allTextContents(), ['Open the portal', 'Choose Fees']);
  assert.equal(await passage.locator('ol').count(), 1);
  assert.equal(await passage.locator('pre code').textContent(), 'NV-4012\n  reset   used');
  assert.deepEqual(await passage.locator('tr td').allTextContents(), ['Lost', '$12', '5 days']);
  assert.deepEqual(await passage.locator('mark').allTextContents(), ['portal', 'NV-4012', 'Lost', '5']);
});

test('a passage without blocks shows its text', async () => {
  daemon.suggest = () => answer(suggestion('First', { passage: { text: 'The fee is $12.', highlights: [[4, 7]] } }));
  agent = await Agent.open(browser, daemon);
  await agent.type('fee');
  await becomes(() => agent.page.locator('.passage mark').allTextContents(), ['fee']);
});

const kNasty = '<img src=x onerror="window.struck=1"><script>window.struck=1</script>&amp; "quoted" </li>';

test('markup in any field of an answer is shown as text', async () => {
  const block = { type: 'p', text: kNasty, highlights: [[0, 4]], block: 0 };
  daemon.suggest = () => answer(
    suggestion(kNasty, { id: kNasty, lang: 'en', product: [kNasty], audience: [kNasty, 'internal'], verify_caller: true,
      do_not_say: kNasty, escalate_to: kNasty, before_escalating: [kNasty], owner: kNasty, updated: kNasty,
      url: 'javascript:window.struck=1', tickets: [{ id: kNasty, lang: 'en', closed: kNasty, similar: 1, question: { text: kNasty, blocks: [block] } }],
      passage: { heading: kNasty, text: kNasty, blocks: [block, { ...block, type: 'step' },
        { ...block, type: 'code' }, { ...block, type: 'row' }] } }));
  daemon.article = () => ({ html: '<p>Text of it</p>' });
  daemon.session = () => ({ signed_in: true, name: kNasty, audiences: [kNasty], generation: kNasty, documents_visible: 1,
    documents_needing_key: 3, how: kNasty });
  agent = await Agent.open(browser, daemon);
  await agent.sees('3 documents need a key');
  await agent.type('card');
  await agent.sees_answers(kNasty);
  await agent.press('Enter');
  await agent.text.getByText('Text of').waitFor();
  await agent.document.locator('.callers summary').click();
  await agent.document.locator('.callers li').waitFor();
  assert.equal(await agent.page.locator('img, .answer script, a[href^=javascript]').count(), 0);
  assert.equal(await agent.page.evaluate(() => window.struck), undefined);
  assert.deepEqual(agent.page.complaints, [], 'the policy had nothing to forbid');
});

test("an article's HTML keeps only listed elements and attributes: nothing that runs, loads, submits or hides", async () => {
  daemon.suggest = () => answer(suggestion('First'));
  daemon.article = (id, lang) => ({ id, lang, html: `
    <script>window.struck=1</script><style>body{display:none}</style><base href="https://elsewhere.example/">
    <p data-block="0" onclick="window.struck=1" style="position:fixed" class="top" id="box">Kept <b>text</b></p>
    <img src="https://elsewhere.example/pixel.png" onerror="window.struck=1" alt="a picture of the card">
    <a href="javascript:window.struck=1">bad link</a> <a href="JaVa&#9;script:window.struck=1">bad too</a>
    <a href="../other.md">relative</a> <a href="https://kb.example/x" target="_top" onclick="window.struck=1">good link</a>
    <svg><a href="javascript:1"><text>svg</text></a><script>window.struck=1</script></svg>
    <math><mtext><table><mglyph><style><img src=x onerror="window.struck=1"></style></mglyph></table></mtext></math>
    <form action="/v1/session"><input name="key"><button>Send</button></form><iframe srcdoc="<script>parent.struck=1</script>"></iframe>
    <object data="x"></object><template><p>hidden</p></template><custom-thing>inside <em>custom</em></custom-thing>
    <h1 data-block="1">A heading</h1><ol start="3"><li data-block="2">third</li></ol>
    <table><tr><td colspan="2" data-block="x y">cell</td></tr></table>` });
  agent = await Agent.open(browser, daemon);
  const elsewhere = [];
  agent.page.on('request', (request) => { if (!request.url().startsWith(daemon.url)) elsewhere.push(request.url()); });
  await agent.type('card');
  await agent.sees_answers('First');
  await agent.press('Enter');
  await agent.text.getByText('A heading').waitFor();

  const tags = await agent.text.evaluate((node) => [...new Set([...node.querySelectorAll('*')].map((n) => n.localName))].sort());
  assert.deepEqual(tags, ['a', 'b', 'em', 'h3', 'li', 'ol', 'p', 'table', 'tbody', 'td', 'tr']);
  const attributes = await agent.text.evaluate((node) => [...node.querySelectorAll('*')].flatMap((n) =>
    [...n.attributes].map(({ name, value }) => `${n.localName} ${name}=${value}`)));
  assert.deepEqual(attributes.sort(), ['a href=https://kb.example/x', 'a rel=noopener noreferrer', 'a target=_blank',
    'h3 data-block=1', 'li data-block=2', 'ol start=3', 'p class=in-passage', 'p data-block=0', 'td colspan=2']);
  const text = await agent.text.textContent();
  for (const words of ['Kept text', 'a picture of the card', 'bad link', 'relative', 'inside custom']) assert.ok(text.includes(words), words);
  for (const words of ['struck', 'Send', 'hidden', 'svg']) assert.ok(!text.includes(words), words);
  assert.equal(await agent.page.evaluate(() => window.struck), undefined);
  assert.deepEqual(elsewhere, []);
});

test('badges say in words who may see an answer and how reliable it is', async () => {
  daemon.suggest = () => answer(
    suggestion('Public one'),
    suggestion('Staff one', { audience: ['internal'], confidence: 'not_validated' }),
    suggestion('Guarded one', { audience: ['safeguarding'], confidence: 'wip' }),
    suggestion('Guarded and staff', { audience: ['internal', 'safeguarding'] }),
    suggestion('Old translation', { lang: 'de', pinned: true, outdated: true, crosslingual: true, verify_caller: true }),
    suggestion('A ticket', { kind: 'ticket', audience: ['internal'], confidence: undefined }),
    suggestion('One of many', { kind: 'ticket', audience: ['internal'], confidence: undefined, similar: 59 }),
    suggestion('Helped one', { resolved_tickets: 1 }),
    suggestion('Helped many', { resolved_tickets: 14 }));
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.options.nth(8).waitFor();
  const badges = await agent.options.evaluateAll((nodes) => nodes.map((node) =>
    [...node.querySelectorAll('.badge')].map((badge) => badge.textContent).join(', ')));
  assert.deepEqual(badges, [
    'Public, EN, Validated',
    'Internal, EN, Not validated',
    'Safeguarding, EN, Draft',
    'Safeguarding, EN, Validated',
    'Pinned, Public, Verify the caller, Outdated translation, In German, Validated',
    'Internal, EN, Resolved ticket',
    'Internal, EN, Resolved ticket, 59 similar',
    'Public, EN, Validated, 1 ticket',
    'Public, EN, Validated, 14 tickets']);
});

test('an outdated translation is marked as such above its text', async () => {
  daemon.suggest = () => answer(suggestion('Old translation', { lang: 'de', outdated: true }));
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('Old translation');
  await agent.press('Enter');
  const callout = agent.document.locator('.callout', { has: agent.page.getByRole('heading', { name: /Outdated translation/ }) });
  await callout.waitFor();
  assert.match(await callout.textContent(), /do not read it aloud/);
});

test('texts carry their language and direction', async () => {
  daemon.suggest = () => answer(suggestion('כרטיס אבוד', { lang: 'he' }));
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('כרטיס אבוד');
  const title = agent.page.locator('.answer .title');
  assert.equal(await title.getAttribute('lang'), 'he');
  assert.equal(await title.evaluate((node) => getComputedStyle(node).direction), 'rtl');
});

test('characters that override the text direction are removed without shifting highlights', async () => {
  const turned = 'The fee is \u202e01$ yaw\u202c today';
  const passage = await shows_blocks({ type: 'p', text: turned, highlights: [[21, 26]], block: 0 });
  assert.equal(await passage.textContent(), 'The fee is 01$ yaw today');
  assert.deepEqual(await passage.locator('mark').allTextContents(), ['today']);
  daemon.article = (id, lang) => ({ id, lang, html: `<p>${turned}</p>`, do_not_say: turned });
  await agent.press('Enter');
  await agent.text.getByText('The fee').waitFor();
  assert.doesNotMatch(await agent.page.locator('main').textContent(), /[\u202a-\u202e]/);
});

test('a code in a table is never broken over lines, however narrow the window', async () => {
  daemon.suggest = () => answer(suggestion('First'));
  daemon.article = (id, lang) => ({ id, lang, html: `<table><tr><th>Code</th><th>What the caller sees</th><th>What to do</th></tr>
    <tr><td><code>NV-4012/220-7</code></td><td>It says that the account is locked for a long while</td><td>Unlock NV4012220X</td></tr></table>` });
  agent = await Agent.open(browser, daemon, { viewport: { width: 320, height: 640 } });
  await agent.type('card');
  await agent.sees_answers('First');
  await agent.press('Enter');
  await agent.text.getByText('NV-4012').waitFor();
  const lines = (words) => agent.text.evaluate((node, wanted) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + wanted.length);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    }
    return 0;
  }, words);
  assert.equal(await lines('NV-4012/220-7'), 1);
  assert.equal(await lines('NV4012220X'), 1);
});
