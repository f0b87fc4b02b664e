// What an agent sees and does, in the words of the tests.
import assert from 'node:assert/strict';
import { becomes, new_page } from './chromium.mjs';

export class Desk {
  // `own_clock`: timers that the page sets from its beginning on obey stop_clock().
  static async open(browser, daemon, { address = '/', own_clock = false, ...options } = {}) {
    const desk = new Desk();
    desk.page = await new_page(browser, options);
    desk.has_own_clock = own_clock;
    if (own_clock) await desk.page.clock.install({ time: 0 });
    desk.daemon = daemon;
    await desk.page.goto(daemon.url + address);
    await desk.page.locator('#language option').first().waitFor({ state: 'attached' });
    return desk;
  }

  get box() { return this.page.locator('#box'); }
  get options() { return this.page.locator('#answers').getByRole('option'); }
  get reading() { return this.page.locator('#reading'); }
  get text() { return this.reading.locator('.text'); }

  type(words) { return this.page.keyboard.type(words); }
  press(key) { return this.page.keyboard.press(key); }

  titles() { return this.page.locator('.answer .title').allTextContents(); }
  async shows(...titles) { await becomes(() => this.titles(), titles); }
  async says(words) { await this.page.getByText(words, { exact: false }).filter({ visible: true }).first().waitFor(); }

  // The title that is chosen, as a reader of the screen is told it.
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

  // From now on the network delivers what the page has given up, too: only the page's own numbering is left to keep a
  // late answer out. `arrived()` counts what has come, but for polls: how many there are depends on the clock.
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
  // Until what has arrived would be on the screen.
  painted() {
    return this.page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  }

  // From now on the page's time is the test's: `pass(ms)`.
  async stop_clock() {
    if (!this.has_own_clock) await this.page.clock.install({ time: 0 });
    await this.page.clock.pauseAt(60 * 60 * 1000);
  }
  pass(ms) { return this.page.clock.runFor(ms); }

  async close() { await this.page.context().close(); }
}

// After a test, however it went: a daemon that is left would keep the whole run from ending.
export async function clear(desk, daemon, { complaints_matter = true } = {}) {
  await desk?.close().catch(() => {});
  await daemon?.stop();
  if (complaints_matter) assert.deepEqual(desk?.page.complaints, []);
}

// A suggestion with all that one needs.
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
