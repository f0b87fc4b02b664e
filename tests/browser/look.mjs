// Pictures of the page with made-up answers, for whoever works on its looks: node look.mjs FOLDER
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launch } from './support/chromium.mjs';
import { kDemo, kLostPassHtml } from './support/demo.mjs';
import { answer, Desk } from './support/desk.mjs';
import { FakeDaemon, problem } from './support/fake_daemon.mjs';

const folder = process.argv[2] ?? '.';
await mkdir(folder, { recursive: true });
const daemon = await FakeDaemon.start();
const browser = await launch();
daemon.article = (id, lang) => ({ id, lang, html: kLostPassHtml });

const kScenes = {
  'nothing-typed': async () => {},
  'needs-key': async () => {},
  'answers': async (desk) => { await desk.type('lost bus card'); await desk.options.first().waitFor(); },
  'opened': async (desk) => {
    await desk.type('lost bus card');
    await desk.press('Enter');
    await desk.text.locator('.in-passage').first().waitFor();
  },
  'nothing-found': async (desk) => { await desk.type('zzz'); await desk.says('Nothing found'); },
  'trouble': async (desk) => {
    await desk.type('lost bus card');
    await desk.options.first().waitFor();
    daemon.suggest = () => problem(503, 'starting');
    await desk.type(' fee');
    await desk.says('does not answer');
  },
  'signed-out': async (desk) => { await desk.type('lost'); await desk.says('Sign in'); },
};

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 640]) {
    for (const [scene, play] of Object.entries(kScenes)) {
      daemon.suggest = () => (scene === 'nothing-found' ? answer() : scene === 'signed-out' ? problem(401, 'no key') : kDemo);
      daemon.session = () => ({ signed_in: scene !== 'needs-key', name: 'Ana', audiences: ['public', 'internal', 'safeguarding'],
        generation: '7', documents_visible: 118, documents_needing_key: scene === 'needs-key' ? 34 : 0,
        how: 'Make one with `callside-searchd key new --name desk --audiences public,internal --keys keys.yaml` and start the daemon with `--keys keys.yaml`.' });
      const desk = await Desk.open(browser, daemon, { colorScheme, viewport: { width, height: 720 } });
      await play(desk);
      await desk.page.locator('#footer button').waitFor();
      await desk.page.screenshot({ path: path.join(folder, `${scene}-${width}-${colorScheme}.png`) });
      await desk.close();
    }
  }
}
await browser.close();
await daemon.stop();
