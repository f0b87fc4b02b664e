// Every scene in every window: enough contrast in both colour schemes, nothing cut off, no motion for users who asked
// for none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { faint_texts } from './support/contrast.mjs';
import { FakeDaemon, gate } from './support/fake_daemon.mjs';
import { play, scenes } from './support/scenes.mjs';

let browser;
let daemon;
before(async () => {
  browser = await launch();
  daemon = await FakeDaemon.start();
});
after(async () => {
  await browser.close();
  await daemon.stop();
});

for (const colorScheme of ['light', 'dark']) {
  test(`every text has enough contrast, ${colorScheme}`, async () => {
    const backgrounds = new Set();
    for (const scene of scenes) {
      const agent = await play(scene, browser, daemon, { colorScheme });
      const { faint, measured } = await agent.page.evaluate(faint_texts);
      assert.deepEqual(faint, [], `${scene}: texts below the contrast of WCAG AA`);
      assert.ok(measured > 8, `${scene}: ${measured} texts were measured`);
      backgrounds.add(await agent.page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      await agent.close();
    }
    assert.deepEqual([...backgrounds], [colorScheme === 'light' ? 'rgb(243, 245, 247)' : 'rgb(18, 22, 27)']);
  });
}

// Runs in the page. Returns the elements that stick out of the window at a side, and whether the window itself scrolls.
function overflow() {
  const out = [...document.querySelectorAll('body *:not(option):not(.visually-hidden)')].filter((node) => {
    const { left, right, width } = node.getBoundingClientRect();
    return width > 1 && (left < -1 || right > innerWidth + 1) && !node.closest('pre, table, svg');
  });
  const { scrollWidth, scrollHeight } = document.documentElement;
  return { out: out.map((node) => `${node.localName}.${node.className} ${node.textContent.slice(0, 30)}`),
    scrolls: scrollWidth > innerWidth || scrollHeight > innerHeight };
}

for (const scene of scenes) {
  test(`${scene}: at every window size the box stays in place, nothing is cut off, and the window does not scroll`, async () => {
    const agent = await play(scene, browser, daemon, {});
    for (const [width, height] of [[1280, 720], [860, 600], [859, 600], [640, 720], [360, 640]]) {
      await agent.page.setViewportSize({ width, height });
      assert.deepEqual(await agent.page.evaluate(overflow), { out: [], scrolls: false }, `${width}x${height}`);
      const box = await agent.box.boundingBox();
      assert.ok(box.width > 120 && box.y >= 0 && box.y < 40, `${width}x${height}: the box stays in place`);
      assert.ok(await agent.page.locator('#footer').isVisible());
    }
    await agent.close();
  });
}

test('the text of an opened answer has room in a narrow window', async () => {
  for (const width of [1280, 640]) {
    const agent = await play('opened', browser, daemon, { viewport: { width, height: 720 } });
    const { height } = await agent.text.boundingBox();
    assert.ok(height > 250, `${height} px at a width of ${width}`);
    await agent.close();
  }
});

test('a slow search shows progress, without motion for users who asked for none', async () => {
  for (const [reducedMotion, moving] of [['no-preference', 1], ['reduce', 0]]) {
    const agent = await play('nothing-typed', browser, daemon, { reducedMotion });
    const slow = gate();
    daemon.suggest = async () => { await slow.passed; };
    await agent.type('lost');
    await agent.page.locator('.search.searching').waitFor();
    const animations = await agent.page.evaluate(() =>
      document.getAnimations().filter((animation) => animation instanceof CSSAnimation).length);
    assert.equal(animations, moving, reducedMotion);
    slow.open();
    await agent.close();
  }
});

test('the page loads completely under its own policy, from its own daemon, and is small', async () => {
  const agent = await play('opened', browser, daemon, {});
  const elsewhere = [];
  agent.page.on('request', (request) => { if (!request.url().startsWith(daemon.url)) elsewhere.push(request.url()); });
  daemon.files = [];
  await agent.page.reload();
  await agent.page.locator('#footer button').waitFor();
  assert.ok(daemon.files.length > 10);
  assert.deepEqual(daemon.files.filter(({ status }) => status !== 200), []);
  assert.deepEqual(elsewhere, []);
  // Under load, Chromium asks for a file a second time before it has it.
  const sizes = new Map(daemon.files.map(({ url, bytes }) => [url, bytes]));
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  assert.ok(total < 88 * 1024, `${total} bytes`);
  assert.deepEqual(agent.page.complaints, []);
  await agent.close();
});
