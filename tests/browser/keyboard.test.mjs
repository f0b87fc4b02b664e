// From the search box to the opened answer and back, by keyboard alone and with a screen reader.
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
  daemon.suggest = () => answer(suggestion('First'), suggestion('Second'), suggestion('Third'));
});
afterEach(() => clear(agent, daemon));

// An article of 41 paragraphs; `found` is the one in the middle.
function long_text(found) {
  const lines = Array.from({ length: 41 }, (_, n) => `<p data-block="${n}">${n === 20 ? found : `Paragraph ${n}`}</p>`);
  return lines.join('');
}

test('the arrow keys move the choice, stop at the ends, and leave the focus in the box', async () => {
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First', 'Second', 'Third');
  const seen = [await agent.chosen()];
  for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
    await agent.press(key);
    seen.push(await agent.chosen());
  }
  assert.deepEqual(seen, ['First', 'First', 'Second', 'Third', 'Third', 'Second']);
  assert.equal(await agent.focused(), 'box');
  assert.equal(await agent.page.locator('[aria-selected=true]').count(), 1);
});

test('the box and the list are a combobox and a listbox whose answers have short names', async () => {
  agent = await Agent.open(browser, daemon);
  const box = agent.page.getByRole('combobox', { name: 'What does the caller ask?' });
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  await agent.type('card');
  await agent.page.getByRole('listbox', { name: 'Answers' }).getByRole('option', { name: 'First May be read aloud Public EN Validated' }).waitFor();
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  assert.equal(await box.getAttribute('aria-controls'), 'answers');
  await becomes(() => agent.page.locator('#announcement').textContent(), '3 answers: First');
});

test('Enter opens the chosen answer beside the list with its passage marked and in view; Esc returns to the box', async () => {
  daemon.suggest = () => answer(suggestion('First'), suggestion('Second', { passage: { text: 'The fee is $12.', highlights: [],
    blocks: [{ type: 'p', text: 'The fee is $12.', highlights: [], block: 20 }] } }));
  daemon.article = (id, lang) => ({ id, lang, html: long_text('The fee is $12.') });
  agent = await Agent.open(browser, daemon);
  await agent.type('fee of a card');
  await agent.sees_answers('First', 'Second');
  await agent.press('ArrowDown');
  await agent.press('Enter');
  await agent.document.getByRole('heading', { name: 'Second' }).waitFor();
  const marked = agent.text.locator('.in-passage');
  await becomes(() => marked.allTextContents(), ['The fee is $12.']);
  const inside = await marked.evaluate((node) => {
    const outer = node.closest('.text').getBoundingClientRect();
    const { top, bottom } = node.getBoundingClientRect();
    return top >= outer.top && bottom <= outer.bottom;
  });
  assert.ok(inside, 'the passage is in view');
  assert.ok(await agent.options.first().isVisible(), 'the list is still there');
  assert.equal(await agent.focused(), 'text');

  const before = await agent.text.evaluate((node) => node.scrollTop);
  await agent.press('PageDown');
  await becomes(() => agent.text.evaluate((node, from) => node.scrollTop > from, before), true, 'the keys scroll the text');

  await agent.press('Escape');
  assert.equal(await agent.focused(), 'box');
  assert.equal(await agent.selected_text(), 'fee of a card');
  await agent.press('Escape');
  await agent.document.getByRole('heading', { name: 'Second' }).waitFor({ state: 'detached' });
});

const ticket = (id, text, highlights, more = {}) => ({ id, lang: 'en', closed: '2026-09-12', similar: 0,
  question: { heading: '', text, highlights, blocks: [{ type: 'p', text, highlights, block: 0 }] }, ...more });

test('callers are quoted below an answer, and the keyboard unfolds the quotes and opens their tickets', async () => {
  daemon.suggest = () => answer(
    suggestion('First', { resolved_tickets: 14, tickets: [ticket('T-1', 'It swallowed my card', [[3, 12]], { similar: 4 }), ticket('T-2', 'Eaten again', [])] }),
    suggestion('Second', { tickets: [] }));
  daemon.ticket = (id) => ({ id, lang: 'en', title: 'Card gone', audience: ['internal'], html: `<p data-block="0">Text of ${id}</p>` });
  agent = await Agent.open(browser, daemon);
  await agent.type('swallowed');
  await agent.sees_answers('First', 'Second');
  const line = agent.options.first().locator('.callers-line');
  assert.equal(await line.textContent(), 'Callers said: It swallowed my card');
  assert.deepEqual(await line.locator('mark').allTextContents(), ['swallowed']);
  await agent.press('Enter');
  await agent.text.getByText('Text of first').waitFor();
  const tickets = agent.document.locator('.callers li');
  assert.equal(await tickets.first().isVisible(), false, 'folded');
  await agent.press('Tab');
  assert.equal(await agent.page.evaluate(() => document.activeElement.localName), 'summary');
  await agent.press('Enter');
  await tickets.first().waitFor();
  assert.deepEqual(await tickets.locator('blockquote').allTextContents(), ['It swallowed my card', 'Eaten again']);
  assert.equal(await tickets.first().locator('.source').textContent(), 'Ticket T-1closed 2026-09-124 similar');
  await agent.press('Tab');
  await agent.press('Enter');
  await agent.text.getByText('Text of T-1').waitFor();
  await agent.document.getByRole('heading', { name: 'Card gone' }).waitFor();
  assert.equal(daemon.to('/v1/tickets/')[0].url.split('?')[0], '/v1/tickets/T-1');
  assert.equal(await agent.document.locator('.callers').count(), 0);
  await agent.press('Escape');
  assert.equal(await agent.focused(), 'box');
});

test('quotes unfolded while the text loads stay unfolded', async () => {
  const slow = gate();
  daemon.suggest = () => answer(suggestion('First', { tickets: [ticket('T-1', 'It swallowed my card', [])] }));
  daemon.article = async (id, lang) => {
    await slow.passed;
    return { id, lang, html: `<p>Text of ${id}</p>` };
  };
  agent = await Agent.open(browser, daemon);
  await agent.type('swallowed');
  await agent.sees_answers('First');
  await agent.press('Enter');
  await agent.document.locator('.callers summary').click();
  slow.open();
  await agent.text.getByText('Text of first').waitFor();
  assert.ok(await agent.document.getByRole('button', { name: 'Ticket T-1' }).isVisible());
});

test('a long quote is cut so that its match shows', async () => {
  const before = 'Good morning, this is about something that happened to us on Tuesday: ';
  daemon.suggest = () => answer(suggestion('First', { tickets: [ticket('T-1', `${before}it swallowed my card`, [[before.length + 3, before.length + 12]])] }));
  agent = await Agent.open(browser, daemon);
  await agent.type('swallowed');
  await agent.sees_answers('First');
  const line = agent.options.first().locator('.callers-line');
  assert.match(await line.textContent(), /^Callers said: ….*it swallowed my card$/);
  assert.deepEqual(await line.locator('mark').allTextContents(), ['swallowed']);
  assert.ok((await line.textContent()).length < 70);
});

test('an id is one percent-encoded segment', async () => {
  daemon.suggest = () => answer(suggestion('First', { id: 'billing/refund 100%?#ü', lang: 'sl' }), suggestion('Second', { kind: 'ticket', id: 'T/1' }));
  agent = await Agent.open(browser, daemon);
  await agent.type('refund');
  await agent.sees_answers('First', 'Second');
  await agent.press('Enter');
  await agent.text.getByText('Text of billing/refund 100%?#ü').waitFor();
  assert.equal(daemon.to('/v1/articles/')[0].url, '/v1/articles/billing%2Frefund%20100%25%3F%23%C3%BC?lang=sl');
  await agent.options.nth(1).click();
  await agent.text.getByText('Text of T/1').waitFor();
  assert.equal(daemon.to('/v1/tickets/')[0].url, '/v1/tickets/T%2F1');
});

test('Enter before the answers arrive opens the first new answer, not an old one', async () => {
  const slow = gate();
  daemon.suggest = async ({ q }) => {
    if (q === 'card lost') await slow.passed;
    return answer(suggestion(`On ${q}`));
  };
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('On card');
  await agent.type(' lost');
  await agent.press('Enter');
  await daemon.question('card lost');
  slow.open();
  await agent.text.getByText('Text of on-card-lost').waitFor();
  assert.deepEqual(daemon.to('/v1/articles/').map(({ url }) => url), ['/v1/articles/on-card-lost?lang=en']);
});

test('an answer that the agent chose stays chosen when others appear around it', async () => {
  daemon.suggest = ({ q }) => (q === 'card' ? answer(suggestion('First'), suggestion('Second'))
    : answer(suggestion('Zero'), suggestion('First'), suggestion('Second')));
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First', 'Second');
  await agent.press('ArrowDown');
  await agent.type('s');
  await agent.sees_answers('Zero', 'First', 'Second');
  assert.equal(await agent.chosen(), 'Second');
});

test('a slow article never replaces one opened later', async () => {
  const slow = gate();
  daemon.article = async (id, lang) => {
    if (id === 'first') await slow.passed;
    return { id, lang, html: `<p>Text of ${id}</p>` };
  };
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First', 'Second', 'Third');
  await agent.deliver_late_answers();
  await agent.press('Enter');
  await daemon.request(({ url }) => url.startsWith('/v1/articles/first'));
  await agent.options.nth(1).click();
  await agent.text.getByText('Text of second').waitFor();
  slow.open();
  await becomes(() => agent.arrived(), 2);
  await agent.painted();
  assert.equal(await agent.text.textContent(), 'Text of second');
});

test('warnings above the text and next steps below it stay in view while the text scrolls', async () => {
  daemon.suggest = () => answer(suggestion('First', { audience: ['internal'], verify_caller: true, escalate_to: 'Billing, tier 2',
    before_escalating: ['order number', 'date of the payment'], do_not_say: 'Never confirm who else is on the account.' }));
  const slow = gate();
  daemon.article = async (id, lang) => {
    await slow.passed;
    return { id, lang, html: long_text('here') };
  };
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First');
  await agent.press('Enter');
  // They must not wait for the text: the agent may be speaking already.
  const callouts = { 'Verify the caller first': 'say nothing', 'Do not say': 'Never confirm who else', 'Before escalating, have ready': 'order number',
    'Escalate to': 'Billing, tier 2' };
  const all_in_view = async () => {
    for (const [head, text] of Object.entries(callouts)) {
      const callout = agent.document.locator('.callout', { has: agent.page.getByRole('heading', { name: head, exact: true }) });
      await callout.waitFor();
      assert.match(await callout.textContent(), new RegExp(text));
      const box = await callout.boundingBox();
      assert.ok(box.y > 0 && box.y + box.height <= 720, `${head} is in view`);
    }
  };
  await all_in_view();
  slow.open();
  await agent.text.getByText('Paragraph 40').waitFor();
  await agent.press('End');
  await all_in_view();
});

test('an answer without warnings and next steps has no call-outs', async () => {
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First', 'Second', 'Third');
  await agent.press('Enter');
  await agent.text.getByText('Text of first').waitFor();
  assert.equal(await agent.document.locator('.callout').count(), 0);
});

test('a button opens another language of the article', async () => {
  daemon.suggest = () => answer(suggestion('First', { languages: ['en', 'sl'] }));
  daemon.article = (id, lang) => ({ id, lang, title: lang === 'sl' ? 'Prvi' : 'First', html: `<p>Text in ${lang}</p>` });
  agent = await Agent.open(browser, daemon);
  await agent.type('card');
  await agent.sees_answers('First');
  await agent.press('Enter');
  await agent.text.getByText('Text in en').waitFor();
  await agent.document.getByRole('button', { name: 'SL' }).click();
  await agent.text.getByText('Text in sl').waitFor();
  await agent.document.getByRole('heading', { name: 'Prvi' }).waitFor();
});

test('in a narrow window the opened answer covers the list, and Esc brings the list back', async () => {
  agent = await Agent.open(browser, daemon, { viewport: { width: 640, height: 720 } });
  await agent.type('card');
  await agent.sees_answers('First', 'Second', 'Third');
  await agent.press('Enter');
  await agent.text.getByText('Text of first').waitFor();
  assert.equal(await agent.options.first().isVisible(), false);
  await agent.press('Escape');
  await agent.options.first().waitFor();
  assert.equal(await agent.text.count(), 0);
  await agent.press('Enter');
  await agent.text.getByText('Text of first').waitFor();
  await agent.box.fill('other');
  await agent.options.first().waitFor();
});

test('Tab skips the list, which is operated from the box', async () => {
  agent = await Agent.open(browser, daemon, { viewport: { width: 1280, height: 300 } });
  await agent.type('card');
  await agent.sees_answers('First', 'Second', 'Third');
  assert.ok(await agent.page.locator('#answers').evaluate((node) => node.scrollHeight > node.clientHeight), 'the list scrolls');
  for (let n = 0; n < 4; ++n) {
    await agent.press('Tab');
    assert.notEqual(await agent.focused(), 'answers');
  }
});

test('in a low window opening an answer leaves its warnings in view', async () => {
  daemon.suggest = () => answer(suggestion('First', { verify_caller: true, do_not_say: 'Never say which stop.', say_aloud: false,
    passage: { text: 'here', highlights: [], blocks: [{ type: 'p', text: 'here', highlights: [], block: 20 }] } }));
  daemon.article = (id, lang) => ({ id, lang, html: long_text('here') });
  agent = await Agent.open(browser, daemon, { viewport: { width: 640, height: 400 } });
  await agent.type('card');
  await agent.sees_answers('First');
  await agent.press('Enter');
  await agent.text.getByText('here').waitFor();
  const top = (await agent.page.locator('#document').boundingBox()).y;
  const title = await agent.document.getByRole('heading', { name: 'First', exact: true }).boundingBox();
  assert.ok(title.y >= top, 'the element around the text did not scroll');
  assert.ok((await agent.document.locator('.stamp').boundingBox()).y >= top);
});
