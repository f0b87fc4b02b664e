// The states that the page can be in, for looking at it and for measuring it.
import { kDemo, kFarOff, kLostPassHtml } from './demo.mjs';
import { answer, Desk } from './desk.mjs';
import { problem } from './fake_daemon.mjs';

const kNotices = [
  { id: 'n2', text: 'The portal is down until six. Take the number and call back; do not promise an hour.', lang: null,
    article: 'portal/outage', product: [], until: '2026-10-01T16:00:00Z' },
  { id: 'n1', text: 'Avtobusne vozovnice: danes velja tudi fotografija potrdila', lang: 'sl', article: null,
    product: ['transport'], until: '2026-10-01T18:00:00Z' },
];

async function answers(desk) {
  await desk.type('lost bus card');
  await desk.options.first().waitFor();
}

const kScenes = {
  'nothing-typed': async () => {},
  'needs-key': async (desk) => { await desk.says('34 documents need a key'); },
  answers,
  opened: async (desk) => {
    await answers(desk);
    await desk.press('Enter');
    await desk.text.locator('.in-passage').first().waitFor();
  },
  callers: async (desk) => {
    await answers(desk);
    await desk.press('Enter');
    await desk.reading.getByText('Callers said').click();
    await desk.reading.getByRole('button', { name: 'Ticket T-2231' }).waitFor();
  },
  // An editor withdraws the first answer while it is open.
  withdrawn: async (desk) => {
    await kScenes.opened(desk);
    desk.daemon.state = ({ open, listed }) => ({ revision: '7', notices: [], open: open && 'withdrawn',
      listed: listed.map(({ id }) => (id === open?.id ? 'withdrawn' : 'live')) });
    await desk.reading.getByRole('alert').waitFor();
  },
  'nothing-good': async (desk) => {
    await desk.type('family week');
    await desk.says('Nothing good was found');
  },
  notices: async (desk) => {
    await answers(desk);
    await desk.says('The portal is down until six');
  },
  'nothing-found': async (desk) => {
    await desk.type('zzz');
    await desk.says('Nothing found');
  },
  trouble: async (desk) => {
    await answers(desk);
    desk.daemon.suggest = () => problem(503, 'starting');
    await desk.type(' fee');
    await desk.says('does not answer');
  },
  'signed-out': async (desk) => {
    await desk.type('lost');
    await desk.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  },
  'sign-in-link': async (desk) => {
    await desk.page.goto(`${desk.daemon.url}/#code=abc`);
    await desk.says('Stay signed in as Ana');
  },
};

export const scenes = Object.keys(kScenes);

// A desk that stands in the scene.
export async function play(scene, browser, daemon, options) {
  const notices = scene === 'notices' ? kNotices : [];
  daemon.article = (id, lang) => ({ id, lang, html: kLostPassHtml });
  daemon.state = ({ open, listed }) => ({ revision: '7', notices, open: open && 'live', listed: listed.map(() => 'live') });
  daemon.suggest = () => ({ notices: { ...kDemo, notices }, 'nothing-found': answer(), 'nothing-good': kFarOff, 'signed-out': problem(401, 'no key') }[scene] ?? kDemo);
  const keyless = scene === 'needs-key';
  daemon.session = () => ({ signed_in: !keyless, name: 'Ana', audiences: ['public', 'internal', 'safeguarding'],
    generation: '7', documents_visible: 118, documents_needing_key: keyless ? 34 : 0 });
  const desk = await Desk.open(browser, daemon, options);
  await desk.page.locator('#footer span').first().waitFor();
  await kScenes[scene](desk);
  return desk;
}
