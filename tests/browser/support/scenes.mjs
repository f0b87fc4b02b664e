// Scenes: states of the page, for screenshots (look.mjs) and for the checks of looks.test.mjs.
import { kDemo, kFarOff, kLostPassHtml } from './demo.mjs';
import { answer, Agent } from './agent.mjs';
import { problem } from './fake_daemon.mjs';

const kNotices = [
  { id: 'n2', text: 'The portal is down until six. Take the number and call back; do not promise an hour.', lang: null,
    article: 'portal/outage', product: [], until: '2026-10-01T16:00:00Z' },
  { id: 'n1', text: 'Avtobusne vozovnice: danes velja tudi fotografija potrdila', lang: 'sl', article: null,
    product: ['transport'], until: '2026-10-01T18:00:00Z' },
];

async function answers(agent) {
  await agent.type('lost bus card');
  await agent.options.first().waitFor();
}

const kScenes = {
  'nothing-typed': async () => {},
  'needs-key': async (agent) => { await agent.sees('34 documents need a key'); },
  answers,
  opened: async (agent) => {
    await answers(agent);
    await agent.press('Enter');
    await agent.text.locator('.in-passage').first().waitFor();
  },
  callers: async (agent) => {
    await answers(agent);
    await agent.press('Enter');
    await agent.document.getByText('Callers said').click();
    await agent.document.getByRole('button', { name: 'Ticket T-2231' }).waitFor();
  },
  // An editor withdraws the opened answer.
  withdrawn: async (agent) => {
    await kScenes.opened(agent);
    agent.daemon.state = ({ open, listed }) => ({ revision: '7', notices: [], open: open && 'withdrawn',
      listed: listed.map(({ id }) => (id === open?.id ? 'withdrawn' : 'live')) });
    await agent.document.getByRole('alert').waitFor();
  },
  'nothing-good': async (agent) => {
    await agent.type('family week');
    await agent.sees('No good answer found');
  },
  notices: async (agent) => {
    await answers(agent);
    await agent.sees('The portal is down until six');
  },
  'nothing-found': async (agent) => {
    await agent.type('zzz');
    await agent.sees('Nothing found');
  },
  failure: async (agent) => {
    await answers(agent);
    agent.daemon.suggest = () => problem(503, 'starting');
    await agent.type(' fee');
    await agent.sees('does not respond');
  },
  'signed-out': async (agent) => {
    await agent.type('lost');
    await agent.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  },
  'sign-in-link': async (agent) => {
    await agent.page.goto(`${agent.daemon.url}/#code=abc`);
    await agent.sees('Stay signed in as Ana');
  },
};

export const scenes = Object.keys(kScenes);

// Opens the page and brings it into the scene.
export async function play(scene, browser, daemon, options) {
  const notices = scene === 'notices' ? kNotices : [];
  daemon.article = (id, lang) => ({ id, lang, html: kLostPassHtml });
  daemon.state = ({ open, listed }) => ({ revision: '7', notices, open: open && 'live', listed: listed.map(() => 'live') });
  daemon.suggest = () => ({ notices: { ...kDemo, notices }, 'nothing-found': answer(), 'nothing-good': kFarOff, 'signed-out': problem(401, 'no key') }[scene] ?? kDemo);
  const keyless = scene === 'needs-key';
  daemon.session = () => ({ signed_in: !keyless, name: 'Ana', audiences: ['public', 'internal', 'safeguarding'],
    generation: '7', documents_visible: 118, documents_needing_key: keyless ? 34 : 0 });
  const agent = await Agent.open(browser, daemon, options);
  await agent.page.locator('#footer span').first().waitFor();
  await kScenes[scene](agent);
  return agent;
}
