// Debian's Chromium without its windows, driven through playwright-core: no browser is downloaded.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launch() {
  return chromium.launch({ executablePath: process.env.CALLSIDE_CHROMIUM ?? '/usr/bin/chromium-headless-shell', args: kFlags });
}

// For a machine that is busy with other things; nothing waits for this long where all is well.
export const kPatienceMs = 30000;

// A new window of its own, as wide as what an agent has; `options` are Playwright's. What the page complains of
// (scripts that throw, things the policy forbids) is gathered in `page.complaints`.
export async function new_page(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-US', ...options });
  context.setDefaultTimeout(kPatienceMs);
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    // A request that failed is what some tests make; the browser itself says so, not the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) page.complaints.push(message.text());
  });
  return page;
}

// Waits until `read()` gives `expected`; what it gave instead is in the message where it never does.
export async function becomes(read, expected, words = '') {
  const until = Date.now() + kPatienceMs;
  for (;;) {
    const value = await read();
    try {
      return assert.deepEqual(value, expected, words || undefined);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}
