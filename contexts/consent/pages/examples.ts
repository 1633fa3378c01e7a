/** A country that does not exist and its consents, for the examples of the pages. */
import { samplePack } from '../../../platform/forms/sample.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { wordsOfConsent } from '../../../platform/pack/consent-terms.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import type { Words } from '../../../platform/views/page.ts';
import { foldConsent } from '../model.ts';
import type { OfCase, OwnAnswer, Task } from '../tasks/queries.ts';
import type { Returned } from '../tasks/returned.ts';
import type { ToShow } from '../views.ts';

const own: Readonly<Record<string, string>> = Object.fromEntries(
  wordsOfConsent(samplePack.consent).map(id => {
    const code = id.slice(id.indexOf('.') + 1).replaceAll('-', ' ');
    return [id, code.charAt(0).toUpperCase() + code.slice(1)];
  }),
);
const pack = {
  ...samplePack,
  messages: { ...samplePack.messages, en: { ...samplePack.messages.en, ...own } },
};

export const exampleSpeaking = (words: Words): Speaking => ({
  words: (id, values) => own[id] ?? words(id, values),
  pack,
  language: 'en',
});

export const exampleNow = Temporal.Instant.from('2026-11-23T10:00:00Z');
const now = exampleNow;
export const exampleToday = Temporal.PlainDate.from('2026-11-23');
const by = { name: 'Mara Ellison', role: 'responder', organisation: 'Example Council', team: 'Desk' };
const person = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

let made = 0;
const entry = (
  type: string,
  process: JsonObject,
  more: { readonly account?: JsonObject; readonly contact?: JsonObject; readonly who?: number } = {},
): StoredEntry => {
  const { who = 1, ...payload } = more;
  made += 1;
  return {
    entryId: person(made % 10),
    recordId: person(0),
    version: made,
    kind: 'change',
    type,
    at: now.subtract({ hours: 20 }),
    actorId: person(who),
    organisationId: person(0),
    teamId: person(0),
    purpose: 'referral',
    payload: { ...payload, process: { ...process, by } },
  };
};

const shared = (permission: string, team: string | null, more: JsonObject = {}): JsonObject => ({
  permission,
  purpose: 'shelter',
  recipient: 'house',
  party: team && person(7),
  partyName: team,
  seenAs: team && 'referral',
  classes: ['process', 'identity', 'contact'],
  ...more,
});
const given = { decider: 'themselves', path: 'adult', way: 'spoken', until: '2027-02-01T00:00:00Z' };

const contact = (process: JsonObject, said?: JsonObject): StoredEntry =>
  entry(
    'safe-contact-recorded',
    { expiresOn: '2026-12-20', reach: 'a-way', ...process },
    said ? { contact: said } : {},
  );
const phone = {
  channel: 'phone',
  address: '+44 20 7946 0018',
  days: ['mon', 'tue', 'wed'],
  from: '10:00',
  to: '12:00',
  voicemail: false,
  letters: false,
  sharedWith: 'The landlord sometimes answers',
  codeWord: 'Lantern',
  language: 'Albanian',
  interpreter: 'A woman, not from the same town',
  fallbackName: 'Ada of the harbour house',
  fallbackHow: 'Ring the house and ask for Ada',
};

const histories: Readonly<Record<string, readonly StoredEntry[]>> = {
  nothing: [],
  decidedFor: [
    contact({ fallback: 'somebody' }, phone),
    entry('decided-without-capacity', {
      decider: 'spokesperson',
      path: 'without-capacity',
      sources: ['SMP'],
    }),
  ],
  consents: [
    contact({ fallback: 'somebody' }, phone),
    entry('consent-given', shared('one', 'Harbour house', given), {
      account: { language: 'Albanian', interpreter: 'By phone', witness: 'None' },
    }),
    entry(
      'consent-given',
      shared('two', null, { ...given, recipient: 'advocate', until: '2026-01-01T00:00:00Z' }),
    ),
    entry('consent-refused', shared('three', 'Old house', { ...given, until: null })),
    entry('consent-given', shared('four', 'Far house', given)),
    entry('consent-withdrawn', {
      permission: 'four',
      task: person(6),
      party: person(7),
      returns: ['identity', 'account'],
      keeps: ['contact'],
    }),
    entry(
      'consent-given',
      shared('five', 'Young house', { ...given, decider: 'heard-child', path: 'child' }),
      {
        account: {
          competence: 'Understands what is proposed and why.',
          guardian: 'The elder was asked and agrees.',
        },
      },
    ),
  ],
  overrides: [
    contact({ fallback: 'somebody', expiresOn: '2026-11-01' }, phone),
    entry('override-asked', shared('one', 'Harbour house', { ground: 'peace', atOnce: false }), {
      account: { reasons: 'They were followed.' },
      who: 2,
    }),
    entry('override-asked', shared('two', 'Harbour house', { ground: 'danger', atOnce: true }), {
      account: { reasons: 'A threat to their life.' },
      who: 2,
    }),
    entry(
      'override-decided',
      { permission: 'two', agrees: true, until: '2026-12-01T00:00:00Z', reviewDue: '2026-11-23' },
      { account: { reasons: 'A threat to their life.' }, who: 2 },
    ),
    entry('override-asked', shared('three', 'Harbour house', { ground: 'peace', atOnce: false }), {
      account: { reasons: 'To keep the peace.' },
    }),
    entry(
      'override-decided',
      { permission: 'three', agrees: false },
      { account: { reasons: 'Not needed.' }, who: 3 },
    ),
  ],
  'none-safe': [
    contact(
      { fallback: 'none-safe', reach: 'no-way' },
      { channel: 'none', days: [], voicemail: false, letters: false },
    ),
  ],
  hidden: [contact({ fallback: 'somebody' })],
};

export const exampleAsking = (which: keyof typeof histories): ToShow => ({
  reference: 'NRM-7KBC-9QXD-R4T',
  file: foldConsent(histories[which] ?? []),
  returned,
  now,
  may: () => true,
  viewerId: person(1),
  back: { href: '/referrals/NRM-7KBC-9QXD-R4T', text: 'Back' },
});

const said = (task: string, more: Partial<Returned>): Returned => ({
  task,
  done: 'destroyed',
  classes: ['identity'],
  ground: undefined,
  at: now.subtract({ hours: 3 }),
  by: { name: 'Ada Arden', organisation: 'Far house (fictional)', team: 'Desk' },
  ...more,
});
const keeping = { done: 'kept', classes: ['contact'], ground: 'archive' } as const;

const returned: readonly OfCase[] = [
  {
    task: person(6),
    open: ['account'],
    since: now.subtract({ hours: 24 * 20 }),
    answers: [said(person(6), {}), said(person(6), keeping)],
  },
];

export const exampleTasks: readonly Task[] = [
  {
    id: person(6),
    caseId: person(0),
    kind: 'return-or-destroy',
    classes: ['identity', 'account', 'contact'],
    still: [],
    reference: 'NRM-7KBC-9QXD-R4T',
    madeAt: now.subtract({ hours: 24 * 20 }),
    answers: [said(person(6), {})],
  },
  {
    id: person(8),
    caseId: person(0),
    kind: 'notice',
    classes: ['identity'],
    still: ['process', 'identity'],
    reference: 'NRM-2345-6789-BCD',
    madeAt: now.subtract({ hours: 50 }),
    answers: [],
  },
];

export const exampleAnswers: readonly OwnAnswer[] = [
  { ...said(person(9), keeping), reference: 'NRM-2345-6789-BCD', isKept: true },
  { ...said(person(6), {}), reference: 'NRM-7KBC-9QXD-R4T', isKept: false },
];
