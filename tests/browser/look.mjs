// Takes screenshots of every scene, light and dark, wide and narrow: node look.mjs FOLDER
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launch } from './support/chromium.mjs';
import { FakeDaemon } from './support/fake_daemon.mjs';
import { play, scenes } from './support/scenes.mjs';

const folder = process.argv[2] ?? '.';
await mkdir(folder, { recursive: true });
const daemon = await FakeDaemon.start();
const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 640]) {
    for (const scene of scenes) {
      const agent = await play(scene, browser, daemon, { colorScheme, viewport: { width, height: 720 } });
      await agent.page.screenshot({ path: path.join(folder, `${scene}-${width}-${colorScheme}.png`) });
      await agent.close();
    }
  }
}
await browser.close();
await daemon.stop();
