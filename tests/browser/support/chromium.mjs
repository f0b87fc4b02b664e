// Debian's headless Chromium, driven through playwright-core; no browser is downloaded.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launch() {
  return chromium.launch({ executablePath: process.env.CALLSIDE_CHROMIUM ?? '/usr/bin/chromium-headless-shell', args: kFlags });
}

// Generous, for a busy machine. Only failing tests wait this long.
export const kTimeoutMs = 30000;

// Opens a page in a context of its own; `options` are Playwright's. Collects uncaught exceptions and console errors,
// such as policy violations, in `page.complaints`.
export async function new_page(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-US', ...options });
  context.setDefaultTimeout(kTimeoutMs);
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    // Some tests make requests fail on purpose; the browser logs these, not the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) page.complaints.push(message.text());
  });
  return page;
}

// Waits until `read()` resolves to `expected`. After a timeout, fails with the last value in the message.
export async function becomes(read, expected, message = '') {
  const until = Date.now() + kTimeoutMs;
  for (;;) {
    const value = await read();
    try {
      return assert.deepEqual(value, expected, message || undefined);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}
