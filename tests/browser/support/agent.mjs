// The page as an agent uses it: what tests can type, press and see.
import assert from 'node:assert/strict';
import { becomes, new_page } from './chromium.mjs';

export class Agent {
  // With `fake_clock`, stop_clock() also governs the timers that the page sets while it loads.
  static async open(browser, daemon, { address = '/', fake_clock = false, ...options } = {}) {
    const agent = new Agent();
    agent.page = await new_page(browser, options);
    agent.has_fake_clock = fake_clock;
    if (fake_clock) await agent.page.clock.install({ time: 0 });
    agent.daemon = daemon;
    await agent.page.goto(daemon.url + address);
    await agent.page.locator('#language option').first().waitFor({ state: 'attached' });
    return agent;
  }

  get box() { return this.page.locator('#box'); }
  get options() { return this.page.locator('#answers').getByRole('option'); }
  get document() { return this.page.locator('#document'); }
  get text() { return this.document.locator('.text'); }

  type(words) { return this.page.keyboard.type(words); }
  press(key) { return this.page.keyboard.press(key); }

  titles() { return this.page.locator('.answer .title').allTextContents(); }
  // Waits until exactly these titles are listed.
  async sees_answers(...titles) { await becomes(() => this.titles(), titles); }
  // Waits until a visible element contains the text.
  async sees(text) { await this.page.getByText(text, { exact: false }).filter({ visible: true }).first().waitFor(); }

  // The title of the chosen answer, as a screen reader finds it; null if there is none.
  chosen() {
    return this.page.evaluate(() => {
      const id = document.getElementById('box').getAttribute('aria-activedescendant');
      const node = id && document.getElementById(id);
      return node?.getAttribute('aria-selected') === 'true' ? node.querySelector('.title').textContent : null;
    });
  }

  focused() { return this.page.evaluate(() => document.activeElement.id || document.activeElement.className); }
  selected_text() {
    return this.page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.getElementById('box');
      return value.slice(selectionStart, selectionEnd);
    });
  }

  // From now on aborted requests still deliver their responses, so that only the page's own sequence numbers can reject
  // a late one. arrived() counts the responses, except to /v1/state, whose number depends on the clock.
  async deliver_late_answers() {
    await this.page.evaluate(() => {
      const real = window.fetch;
      window.arrived = 0;
      window.fetch = async (path, options) => {
        const response = await real(path, { ...options, signal: undefined });
        if (!path.startsWith('/v1/state')) response.clone().text().then(() => { ++window.arrived; });
        return response;
      };
    });
  }
  arrived() { return this.page.evaluate(() => window.arrived); }
  // Waits until the page has painted what has arrived.
  painted() {
    return this.page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  }

  // Stops the page's clock; from now on only advance_clock() moves it.
  async stop_clock() {
    if (!this.has_fake_clock) await this.page.clock.install({ time: 0 });
    await this.page.clock.pauseAt(60 * 60 * 1000);
  }
  advance_clock(ms) { return this.page.clock.runFor(ms); }

  async close() { await this.page.context().close(); }
}

// Cleans up after a test, passed or failed. A daemon left running would keep the test process from ending.
export async function clear(agent, daemon, { complaints_matter = true } = {}) {
  await agent?.close().catch(() => {});
  await daemon?.stop();
  if (complaints_matter) assert.deepEqual(agent?.page.complaints, []);
}

// A complete suggestion; `more` overrides its fields.
export function suggestion(title, more = {}) {
  const id = more.id ?? title.toLowerCase().replaceAll(' ', '-');
  return {
    kind: 'article', id, lang: 'en', title, url: '', product: [], score: 0.8, weak: false, pinned: false,
    confidence: 'validated', audience: ['public'], updated: '2026-10-01', crosslingual: false, outdated: false,
    languages: ['en'], resolved_tickets: 0, verify_caller: false, say_aloud: true,
    passage: { heading: '', text: `About ${title}`, highlights: [],
      blocks: [{ type: 'p', text: `About ${title}`, highlights: [], block: 0 }] },
    ...more,
  };
}

export function answer(...suggestions) {
  return { query_id: 'q', revision: 'g7', took_ms: 2.4, languages: ['en'], corrected: null, nothing_good: false,
    notices: [], suggestions };
}
