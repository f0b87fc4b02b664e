// From the box to the opened answer and back, without the mouse, and as a reader of the screen is told it.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { becomes, launch } from './support/chromium.mjs';
import { answer, clear, Desk, suggestion } from './support/desk.mjs';
import { FakeDaemon, gate } from './support/fake_daemon.mjs';

let browser;
let daemon;
let desk;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
beforeEach(async () => {
  daemon = await FakeDaemon.start();
  daemon.suggest = () => answer(suggestion('First'), suggestion('Second'), suggestion('Third'));
});
afterEach(() => clear(desk, daemon));

// Twenty paragraphs before the one that was found, and twenty after.
function long_text(found) {
  const lines = Array.from({ length: 41 }, (_, n) => `<p data-block="${n}">${n === 20 ? found : `Paragraph ${n}`}</p>`);
  return lines.join('');
}

test('the arrows move the choice, stop at the ends, and leave the focus in the box', async () => {
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First', 'Second', 'Third');
  const seen = [await desk.chosen()];
  for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
    await desk.press(key);
    seen.push(await desk.chosen());
  }
  assert.deepEqual(seen, ['First', 'First', 'Second', 'Third', 'Third', 'Second']);
  assert.equal(await desk.focused(), 'box');
  assert.equal(await desk.page.locator('[aria-selected=true]').count(), 1);
});

test('the box and the list are a combobox and a listbox whose answers have short names', async () => {
  desk = await Desk.open(browser, daemon);
  const box = desk.page.getByRole('combobox', { name: 'What does the caller ask?' });
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  await desk.type('card');
  await desk.page.getByRole('listbox', { name: 'Answers' }).getByRole('option', { name: 'First May be read aloud Public EN Validated' }).waitFor();
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  assert.equal(await box.getAttribute('aria-controls'), 'answers');
  await becomes(() => desk.page.locator('#spoken').textContent(), '3 answers: First');
});

test('Enter opens the chosen answer beside the list; the passage is in view and marked; Esc leads back', async () => {
  daemon.suggest = () => answer(suggestion('First'), suggestion('Second', { passage: { text: 'The fee is $12.', highlights: [],
    blocks: [{ type: 'p', text: 'The fee is $12.', highlights: [], block: 20 }] } }));
  daemon.article = (id, lang) => ({ id, lang, html: long_text('The fee is $12.') });
  desk = await Desk.open(browser, daemon);
  await desk.type('fee of a card');
  await desk.shows('First', 'Second');
  await desk.press('ArrowDown');
  await desk.press('Enter');
  await desk.reading.getByRole('heading', { name: 'Second' }).waitFor();
  const marked = desk.text.locator('.in-passage');
  await becomes(() => marked.allTextContents(), ['The fee is $12.']);
  const inside = await marked.evaluate((node) => {
    const outer = node.closest('.text').getBoundingClientRect();
    const { top, bottom } = node.getBoundingClientRect();
    return top >= outer.top && bottom <= outer.bottom;
  });
  assert.ok(inside, 'the passage is in view');
  assert.ok(await desk.options.first().isVisible(), 'the list is still there');
  assert.equal(await desk.focused(), 'text');

  const before = await desk.text.evaluate((node) => node.scrollTop);
  await desk.press('PageDown');
  await becomes(() => desk.text.evaluate((node, from) => node.scrollTop > from, before), true, 'the keys scroll the text');

  await desk.press('Escape');
  assert.equal(await desk.focused(), 'box');
  assert.equal(await desk.selected_text(), 'fee of a card');
  await desk.press('Escape');
  await desk.reading.getByRole('heading', { name: 'Second' }).waitFor({ state: 'detached' });
});

const said = (id, text, highlights, more = {}) => ({ id, lang: 'en', closed: '2026-09-12', similar: 0,
  question: { heading: '', text, highlights, blocks: [{ type: 'p', text, highlights, block: 0 }] }, ...more });

test('what callers said is a line below an answer that opens, and leads to their tickets, without the mouse', async () => {
  daemon.suggest = () => answer(
    suggestion('First', { resolved_tickets: 14, tickets: [said('T-1', 'It swallowed my card', [[3, 12]], { similar: 4 }), said('T-2', 'Eaten again', [])] }),
    suggestion('Second', { tickets: [] }));
  daemon.ticket = (id) => ({ id, lang: 'en', title: 'Card gone', audience: ['internal'], html: `<p data-block="0">Text of ${id}</p>` });
  desk = await Desk.open(browser, daemon);
  await desk.type('swallowed');
  await desk.shows('First', 'Second');
  const line = desk.options.first().locator('.callers-line');
  assert.equal(await line.textContent(), 'Callers said: It swallowed my card');
  assert.deepEqual(await line.locator('mark').allTextContents(), ['swallowed']);
  await desk.press('Enter');
  await desk.text.getByText('Text of first').waitFor();
  const tickets = desk.reading.locator('.callers li');
  assert.equal(await tickets.first().isVisible(), false, 'folded');
  await desk.press('Tab');
  assert.equal(await desk.page.evaluate(() => document.activeElement.localName), 'summary');
  await desk.press('Enter');
  await tickets.first().waitFor();
  assert.deepEqual(await tickets.locator('blockquote').allTextContents(), ['It swallowed my card', 'Eaten again']);
  assert.equal(await tickets.first().locator('.of').textContent(), 'Ticket T-1closed 2026-09-124 more alike');
  await desk.press('Tab');
  await desk.press('Enter');
  await desk.text.getByText('Text of T-1').waitFor();
  await desk.reading.getByRole('heading', { name: 'Card gone' }).waitFor();
  assert.equal(daemon.to('/v1/tickets/')[0].url.split('?')[0], '/v1/tickets/T-1');
  assert.equal(await desk.reading.locator('.callers').count(), 0);
  await desk.press('Escape');
  assert.equal(await desk.focused(), 'box');
});

test('what was unfolded before the text came stays unfolded', async () => {
  const slow = gate();
  daemon.suggest = () => answer(suggestion('First', { tickets: [said('T-1', 'It swallowed my card', [])] }));
  daemon.article = async (id, lang) => {
    await slow.passed;
    return { id, lang, html: `<p>Text of ${id}</p>` };
  };
  desk = await Desk.open(browser, daemon);
  await desk.type('swallowed');
  await desk.shows('First');
  await desk.press('Enter');
  await desk.reading.locator('.callers summary').click();
  slow.open();
  await desk.text.getByText('Text of first').waitFor();
  assert.ok(await desk.reading.getByRole('button', { name: 'Ticket T-1' }).isVisible());
});

test('of a caller who talked long, the line shows the words that were found', async () => {
  const before = 'Good morning, this is about something that happened to us on Tuesday: ';
  daemon.suggest = () => answer(suggestion('First', { tickets: [said('T-1', `${before}it swallowed my card`, [[before.length + 3, before.length + 12]])] }));
  desk = await Desk.open(browser, daemon);
  await desk.type('swallowed');
  await desk.shows('First');
  const line = desk.options.first().locator('.callers-line');
  assert.match(await line.textContent(), /^Callers said: ….*it swallowed my card$/);
  assert.deepEqual(await line.locator('mark').allTextContents(), ['swallowed']);
  assert.ok((await line.textContent()).length < 70);
});

test('an id is one percent-encoded segment', async () => {
  daemon.suggest = () => answer(suggestion('First', { id: 'billing/refund 100%?#ü', lang: 'sl' }), suggestion('Second', { kind: 'ticket', id: 'T/1' }));
  desk = await Desk.open(browser, daemon);
  await desk.type('refund');
  await desk.shows('First', 'Second');
  await desk.press('Enter');
  await desk.text.getByText('Text of billing/refund 100%?#ü').waitFor();
  assert.equal(daemon.to('/v1/articles/')[0].url, '/v1/articles/billing%2Frefund%20100%25%3F%23%C3%BC?lang=sl');
  await desk.options.nth(1).click();
  await desk.text.getByText('Text of T/1').waitFor();
  assert.equal(daemon.to('/v1/tickets/')[0].url, '/v1/tickets/T%2F1');
});

test('Enter before the answers are here opens the first of those that come, not one of the old', async () => {
  const slow = gate();
  daemon.suggest = async ({ q }) => {
    if (q === 'card lost') await slow.passed;
    return answer(suggestion(`On ${q}`));
  };
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('On card');
  await desk.type(' lost');
  await desk.press('Enter');
  await daemon.question('card lost');
  slow.open();
  await desk.text.getByText('Text of on-card-lost').waitFor();
  assert.deepEqual(daemon.to('/v1/articles/').map(({ url }) => url), ['/v1/articles/on-card-lost?lang=en']);
});

test('an answer that the agent went to stays chosen when others come around it', async () => {
  daemon.suggest = ({ q }) => (q === 'card' ? answer(suggestion('First'), suggestion('Second'))
    : answer(suggestion('Zero'), suggestion('First'), suggestion('Second')));
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First', 'Second');
  await desk.press('ArrowDown');
  await desk.type('s');
  await desk.shows('Zero', 'First', 'Second');
  assert.equal(await desk.chosen(), 'Second');
});

test('a slow article never takes the place of one opened later', async () => {
  const slow = gate();
  daemon.article = async (id, lang) => {
    if (id === 'first') await slow.passed;
    return { id, lang, html: `<p>Text of ${id}</p>` };
  };
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First', 'Second', 'Third');
  await desk.deliver_late_answers();
  await desk.press('Enter');
  await daemon.request(({ url }) => url.startsWith('/v1/articles/first'));
  await desk.options.nth(1).click();
  await desk.text.getByText('Text of second').waitFor();
  slow.open();
  await becomes(() => desk.arrived(), 2);
  await desk.painted();
  assert.equal(await desk.text.textContent(), 'Text of second');
});

test('what must be known stands above the text, and what to do next below, in view while the text scrolls', async () => {
  daemon.suggest = () => answer(suggestion('First', { audience: ['internal'], verify_caller: true, escalate_to: 'Billing, tier 2',
    before_escalating: ['order number', 'date of the payment'], do_not_say: 'Never confirm who else is on the account.' }));
  const slow = gate();
  daemon.article = async (id, lang) => {
    await slow.passed;
    return { id, lang, html: long_text('here') };
  };
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First');
  await desk.press('Enter');
  // Before the text is here: one may be speaking already.
  const callouts = { 'Verify the caller first': 'say nothing', 'Do not say': 'Never confirm who else', 'Before escalating, have ready': 'order number',
    'Escalate to': 'Billing, tier 2' };
  const all_in_view = async () => {
    for (const [head, text] of Object.entries(callouts)) {
      const callout = desk.reading.locator('.callout', { has: desk.page.getByRole('heading', { name: head, exact: true }) });
      await callout.waitFor();
      assert.match(await callout.textContent(), new RegExp(text));
      const box = await callout.boundingBox();
      assert.ok(box.y > 0 && box.y + box.height <= 720, `${head} is in view`);
    }
  };
  await all_in_view();
  slow.open();
  await desk.text.getByText('Paragraph 40').waitFor();
  await desk.press('End');
  await all_in_view();
});

test('an answer without them has no call-outs', async () => {
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First', 'Second', 'Third');
  await desk.press('Enter');
  await desk.text.getByText('Text of first').waitFor();
  assert.equal(await desk.reading.locator('.callout').count(), 0);
});

test('another language of the article is one press away', async () => {
  daemon.suggest = () => answer(suggestion('First', { languages: ['en', 'sl'] }));
  daemon.article = (id, lang) => ({ id, lang, title: lang === 'sl' ? 'Prvi' : 'First', html: `<p>Text in ${lang}</p>` });
  desk = await Desk.open(browser, daemon);
  await desk.type('card');
  await desk.shows('First');
  await desk.press('Enter');
  await desk.text.getByText('Text in en').waitFor();
  await desk.reading.getByRole('button', { name: 'SL' }).click();
  await desk.text.getByText('Text in sl').waitFor();
  await desk.reading.getByRole('heading', { name: 'Prvi' }).waitFor();
});

test('in a narrow window the opened answer takes the place of the list, and Esc brings the list back', async () => {
  desk = await Desk.open(browser, daemon, { viewport: { width: 640, height: 720 } });
  await desk.type('card');
  await desk.shows('First', 'Second', 'Third');
  await desk.press('Enter');
  await desk.text.getByText('Text of first').waitFor();
  assert.equal(await desk.options.first().isVisible(), false);
  await desk.press('Escape');
  await desk.options.first().waitFor();
  assert.equal(await desk.text.count(), 0);
  await desk.press('Enter');
  await desk.text.getByText('Text of first').waitFor();
  await desk.box.fill('other');
  await desk.options.first().waitFor();
});

test('Tab never stops at the list, whose keys are those of the box', async () => {
  desk = await Desk.open(browser, daemon, { viewport: { width: 1280, height: 300 } });
  await desk.type('card');
  await desk.shows('First', 'Second', 'Third');
  assert.ok(await desk.page.locator('#answers').evaluate((node) => node.scrollHeight > node.clientHeight), 'it scrolls');
  for (let n = 0; n < 4; ++n) {
    await desk.press('Tab');
    assert.notEqual(await desk.focused(), 'answers');
  }
});

test('in a low window opening an answer leaves what must be known in view', async () => {
  daemon.suggest = () => answer(suggestion('First', { verify_caller: true, do_not_say: 'Never say which stop.', say_aloud: false,
    passage: { text: 'here', highlights: [], blocks: [{ type: 'p', text: 'here', highlights: [], block: 20 }] } }));
  daemon.article = (id, lang) => ({ id, lang, html: long_text('here') });
  desk = await Desk.open(browser, daemon, { viewport: { width: 640, height: 400 } });
  await desk.type('card');
  await desk.shows('First');
  await desk.press('Enter');
  await desk.text.getByText('here').waitFor();
  const top = (await desk.page.locator('#reading').boundingBox()).y;
  const title = await desk.reading.getByRole('heading', { name: 'First', exact: true }).boundingBox();
  assert.ok(title.y >= top, 'the frame did not scroll');
  assert.ok((await desk.reading.locator('.stamp').boundingBox()).y >= top);
});
