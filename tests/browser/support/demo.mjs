// Made-up answers of a school district's service desk, with all kinds of badges, blocks and call-outs.
import { answer, suggestion } from './agent.mjs';

const passage = (...blocks) => ({ heading: '', text: blocks.map((b) => b.text).join('\n'), highlights: [], blocks });

// A block in which the first occurrence of each of the words is highlighted.
function block(type, number, text, ...words) {
  const highlights = words.flatMap((word) => {
    const at = text.toLowerCase().indexOf(word.toLowerCase());
    return at < 0 ? [] : [[at, at + word.length]];
  });
  return { type, text, highlights, block: number };
}

const not_aloud = (reason) => ({ say_aloud: false, say_aloud_reason: reason });

const ticket = (id, closed, text, words, similar = 0) => ({
  id, lang: 'en', closed, similar, question: passage(block('p', 0, text, ...words)),
});

const kCallers = [
  ticket('T-2231', '2026-11-02', 'My daughter left her bus card on the playground and it is lost. What do we do tomorrow morning?', ['bus card', 'lost'], 4),
  ticket('T-1874', '2026-10-19', 'Card lost, and the portal says that it is still active. Can somebody else ride with it?', ['Card lost']),
  ticket('T-1029', '2026-09-12', 'We moved in August, and in one of the boxes must be the card for the bus. Until we find it: is there a slip?', ['card', 'bus']),
];

export const kLostPass = suggestion('Bus pass: replace a lost card', {
  id: 'transport/bus-pass-lost', product: ['transport'], resolved_tickets: 14, tickets: kCallers, languages: ['en', 'sl', 'es', 'de'],
  url: 'https://help.northvale.example/transport/bus-pass-lost', updated: '2026-11-02', verify_caller: true, ...not_aloud('verify the caller first'),
  do_not_say: 'Never say which stop or route the child uses.', escalate_to: 'Transport Office',
  before_escalating: ['student’s full name', 'school', 'number of the old card, if known'], owner: 'transport-team',
  passage: passage(
    block('p', 2, 'A new card costs $12. The old one stops working as soon as the loss is reported.', 'card'),
    block('step', 3, 'Open Transport, then Bus pass, in the Family Portal.', 'Bus pass'),
    block('step', 4, 'Choose “Report a lost card” and confirm.', 'lost card'),
    block('step', 5, 'Collect the new card at the school office after 5 school days; a ride slip covers the time until then.', 'card')),
});

export const kLostPassHtml = `
<p data-block="0">For families whose child has lost the card that opens the bus. For a card that is broken but still there, the damaged card’s price applies.</p>
<h2 data-block="1">What it costs and how to get it</h2>
<p data-block="2">A new card costs <strong>$12</strong>. The old one stops working as soon as the loss is reported.</p>
<ol><li data-block="3">Open <em>Transport</em>, then <em>Bus pass</em>, in the Family Portal.</li>
<li data-block="4">Choose “Report a lost card” and confirm.</li>
<li data-block="5">Collect the new card at the school office after 5 school days; a ride slip covers the time until then.</li></ol>
<h2 data-block="6">While the card is on its way</h2>
<p data-block="7">The school office gives out a ride slip, free, good for 10 school days. The driver takes it as a pass.</p>
<table><thead><tr data-block="8"><th>Card</th><th>Price</th><th>Ready in</th></tr></thead><tbody>
<tr data-block="9"><td>Lost</td><td>$12</td><td>5 school days</td></tr>
<tr data-block="10"><td>Damaged, handed in</td><td>$6</td><td>5 school days</td></tr>
<tr data-block="11"><td>Chip failed, nothing to be seen</td><td>free</td><td>5 school days</td></tr></tbody></table>
<h2 data-block="12">If the portal refuses</h2>
<pre data-block="13"><code>NV-2207  child not linked to this account
NV-5150  payment declined by the bank</code></pre>
<p data-block="14">Both are fixed in the portal itself; the code tells how. A card that is found again stays closed: it can’t be opened a second time.</p>`;

// An answer with `nothing_good`.
export const kFarOff = {
  ...answer(
    suggestion('Goodwill credit: limits for agents', { id: 'fees/goodwill-credit', audience: ['internal'], product: ['fees'], weak: true, ...not_aloud('it is not public'),
      passage: passage(block('row', 3, 'Agent | $15 | per family and school year', 'family')) }),
    suggestion('Lunch: change the menu', { id: 'meals/menu', product: ['meals'], weak: true,
      passage: passage(block('p', 2, 'The menu of the week can be changed until Sunday evening.', 'week')) })),
  nothing_good: true,
};

export const kDemo = answer(
  kLostPass,
  suggestion('Bus pass: replace a damaged card', {
    id: 'transport/bus-pass-damaged', product: ['transport'], resolved_tickets: 6, languages: ['en', 'sl'],
    passage: passage(block('p', 1, 'A damaged card costs $6 with the old card handed in; it is free if the chip failed and nothing is to be seen. A new one is ready in 5 school days.', 'card')),
  }),
  suggestion('Zamenjava izgubljene vozovnice: kaj vpraša šola', {
    kind: 'ticket', id: 'T-1311', lang: 'sl', similar: 3, audience: ['internal'], crosslingual: true, confidence: undefined,
    ...not_aloud('a ticket is for agents alone'),
    passage: passage(block('p', 1, 'Mati pravi, da je otrok izgubil kartico na poti domov. Začasni list za prevoz je dobil v tajništvu.', 'kartico')),
  }),
  suggestion('Goodwill credit: limits for agents', {
    id: 'fees/goodwill-credit', audience: ['internal'], product: ['fees'], verify_caller: true, confidence: 'validated',
    ...not_aloud('it is not public'), do_not_say: 'Never name a limit to the caller.',
    passage: passage(
      block('row', 3, 'Agent | $15 | per family and school year'),
      block('row', 4, 'Supervisor | $60 | per family and school year')),
  }),
  suggestion('Record with a shielded address', {
    id: 'safeguarding/shielded-address', audience: ['safeguarding'], product: ['safeguarding'], verify_caller: true,
    confidence: 'not_validated', ...not_aloud('it is not public'), do_not_say: 'Do not say that an address is shielded.',
    passage: passage(block('p', 1, 'Where the record shows the shield, no address, stop or route is read out to anyone, not even to a verified guardian.', 'route')),
  }),
  suggestion('Busausweis: verlorene Karte ersetzen', {
    id: 'transport/bus-pass-lost-de', lang: 'de', outdated: true, ...not_aloud('the translation is outdated: its source changed since'), product: ['transport'], languages: ['de'],
    passage: passage(block('p', 1, 'Eine neue Karte kostet 10 $ und liegt nach fünf Schultagen im Sekretariat bereit.', 'Karte')),
  }),
);
