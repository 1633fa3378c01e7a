/** A fictional case in every state, for the examples of pages and for tests. It is about nobody, in no country. */
import { byClass } from '../../../platform/forms/concepts.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { sampleForm, samplePack, sampleSpeaking } from '../../../platform/forms/sample.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { type Definition, definitionOn } from '../../../platform/pack/definition.ts';
import type { DatedRule, Pack } from '../../../platform/pack/pack.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Match } from '../../referrals/public.ts';
import { type CaseFile, foldCase, type Outcome, type Reasoned } from '../model.ts';
import type { QueuePage } from '../queries.ts';
import { exampleWords } from './example-words.ts';

export const exampleToday = Temporal.PlainDate.from('2026-11-27');
export const exampleForm = sampleForm;
export const exampleTokens = { csrf: 'example', key: '00000000-0000-4000-8000-000000000000' };

const rule = (id: string, value: DatedRule['value']): DatedRule => ({
  id,
  from: null,
  until: null,
  nations: null,
  status: 'in-force',
  value,
  source: [],
  certainty: 'A',
});

export const examplePack: Pack = {
  ...samplePack,
  referencePrefix: 'NRM',
  nations: [{ code: 'NOR', calendar: 'plain', emergency: '112', contacts: [] }],
  calendars: {
    plain: { weekend: [6, 7], holidays: new Set(), coversFrom: '2026-01-01', coversUntil: '2027-12-31' },
  },
  rules: [
    rule('second_check', { outcomes: ['negative'] }),
    rule('rg.test', 'reasonable grounds'),
    { ...rule('recovery.min', 30), unit: 'calendar-days' },
  ],
  forms: { referral: sampleForm },
  definition: {
    versions: [
      {
        from: null,
        until: null,
        source: [],
        heads: [
          {
            code: 'trade',
            elements: [
              { code: 'act', adultsOnly: false },
              { code: 'means', adultsOnly: true },
              { code: 'purpose', adultsOnly: false },
            ],
          },
          { code: 'forced-work', elements: [{ code: 'made-to-work', adultsOnly: false }] },
        ],
      },
    ],
  },
  messages: {
    en: { ...samplePack.messages.en, ...exampleWords.en },
    cy: { ...samplePack.messages.cy, ...exampleWords.cy },
  },
};

export function exampleSpeaking(words: Words): Speaking {
  const { language } = sampleSpeaking(words);
  const own = examplePack.messages[language];
  return { language, pack: examplePack, words: (id, values) => own[id] ?? words(id, values) };
}

const people = {
  referrer: {
    id: '1',
    name: 'Robin Example',
    role: 'responder',
    organisation: 'Example Council',
    team: 'Safeguarding',
  },
  decider: {
    id: '2',
    name: 'Mara Example',
    role: 'caseworker',
    organisation: 'Example Authority',
    team: 'Decisions',
  },
  reader: {
    id: '3',
    name: 'Idris Example',
    role: 'manager',
    organisation: 'Example Authority',
    team: 'Decisions',
  },
} as const;
const idOf = (who: keyof typeof people): string => `00000000-0000-4000-8000-00000000000${people[who].id}`;

export const exampleDefinition = (file: Pick<CaseFile, 'treatedAs'>): Definition => {
  const found = definitionOn(examplePack, exampleToday, file.treatedAs ?? 'child');
  if (!found.ok) throw new Error('The example has a definition');
  return found.value;
};

export const exampleShown = (words: Words, file: CaseFile) => ({
  speaking: exampleSpeaking(words),
  today: exampleToday,
  definition: exampleDefinition(file),
  deciderId: idOf('decider'),
  colleagues: (['decider', 'reader'] as const).map(who => ({ personId: idOf(who), ...people[who] })),
});

const answers: Answers = {
  about: { ageStatus: 'adult' },
  consent: { consent: 'given' },
  person: {
    givenName: 'Tala',
    born: '1999-04-02',
    children: 'no',
    nationality: 'c07',
    languages: ['c07', 'c12'],
  },
  contact: {
    channels: ['phone'],
    phone: '+442079460018',
    isSafe: true,
    note: 'Between ten and noon.\nNever at work.',
  },
  account: {
    since: '2025-03',
    words:
      '  They took my papers on the first day.\n\nI slept   in the store room. I was told that I owed for the journey.',
    taken: 'interpreted',
  },
  seen: {
    signs: [
      { sign: 'work1', known: 'observed' },
      { sign: 'general2', known: 'disclosed' },
    ],
  },
};

/** As `append` would have stored it. */
export function exampleEntry(
  type: string,
  who: keyof typeof people,
  at: string,
  payload: StoredEntry['payload'],
): StoredEntry {
  const { id: _, ...by } = people[who];
  const shown = payload.process ? 'process' : 'reasoning';
  return {
    entryId: `00000000-0000-7000-8000-${at.replace(/\D/g, '').padEnd(12, '0').slice(0, 12)}`,
    recordId: '00000000-0000-7000-8000-000000000000',
    version: 1,
    kind: 'change',
    type,
    at: Temporal.Instant.from(at),
    actorId: idOf(who),
    organisationId: idOf(who),
    teamId: idOf(who),
    purpose: who === 'referrer' ? 'referral' : 'identification-decision',
    payload: { ...payload, [shown]: { ...payload[shown], by } },
  };
}

function submitted(treatedAs: 'adult' | 'child', on: string, due: string): StoredEntry {
  const { process = {}, ...others } = byClass(sampleForm, {
    ...answers,
    about: { ageStatus: treatedAs },
  });
  const sent = { nation: 'NOR', treatedAs, submittedOn: on, authority: 'exa', due };
  const classes = Object.fromEntries(Object.entries(others).map(([name, held]) => [name, { answers: held }]));
  return exampleEntry('referral-submitted', 'referrer', `${on}T10:15:00Z`, {
    ...classes,
    process: { ...sent, answers: process },
  });
}

export const exampleReasoned = (outcome: Outcome): Reasoned => ({
  outcome,
  heads: [
    {
      head: 'trade',
      elements: {
        act: 'met',
        means: outcome === 'positive' ? 'met' : 'not-shown',
        purpose: outcome === 'positive' ? 'met' : 'not-met',
      },
      reasons: 'The tenancy and the wage slips agree with the account of how the person was housed.',
    },
    {
      head: 'forced-work',
      elements: { 'made-to-work': 'not-shown' },
      reasons: 'Nothing before the authority speaks of the hours worked.\n\nThe employer was not asked.',
    },
  ],
  reasons: 'All the evidence was weighed together, with the account.',
});
const asReasoning = (reasoned: Reasoned) => ({
  ...reasoned,
  heads: reasoned.heads.map(head => ({ ...head })),
});

export type ExampleState =
  | 'not-yet'
  | 'unallocated'
  | 'child'
  | 'allocated'
  | 'second-reading'
  | 'returned'
  | 'positive'
  | 'negative';

/** The entries of a case, up to a state. */
export function exampleEntries(state: ExampleState): readonly StoredEntry[] {
  const adult = submitted('adult', '2026-11-23', '2026-11-30');
  const allocated = exampleEntry('case-allocated', 'decider', '2026-11-23T15:02:00Z', {
    process: { to: idOf('decider'), toName: people.decider.name },
  });
  const proposed = exampleEntry('decision-proposed', 'decider', '2026-11-25T11:40:00Z', {
    reasoning: asReasoning(exampleReasoned('negative')),
  });
  const returned = exampleEntry('decision-returned', 'reader', '2026-11-26T09:05:00Z', {
    reasoning: { reasons: 'Ask the responder for the wage slips before this is decided.' },
  });
  const recorded = (outcome: Outcome) => ({
    decision: 'reasonable-grounds',
    outcome,
    decidedOn: '2026-11-26',
    recoveryUntil: outcome === 'positive' ? '2026-12-26' : null,
  });
  const upTo: Readonly<Record<ExampleState, readonly StoredEntry[]>> = {
    'not-yet': [],
    unallocated: [adult],
    child: [submitted('child', '2026-11-16', '2026-11-23'), allocated],
    allocated: [adult, allocated],
    'second-reading': [adult, allocated, proposed],
    returned: [adult, allocated, proposed, returned],
    positive: [
      adult,
      allocated,
      exampleEntry('decision-recorded', 'decider', '2026-11-26T14:30:00Z', {
        process: recorded('positive'),
        reasoning: asReasoning(exampleReasoned('positive')),
      }),
    ],
    negative: [
      adult,
      allocated,
      proposed,
      exampleEntry('decision-recorded', 'reader', '2026-11-26T16:00:00Z', {
        process: recorded('negative'),
        reasoning: {
          ...asReasoning(exampleReasoned('negative')),
          proposedBy: { ...people.decider },
          readerNote: 'I agree, having read the file.',
        },
      }),
    ],
  };
  return upTo[state];
}

export const exampleCase = (state: ExampleState): CaseFile => foldCase(exampleEntries(state));

/** What was typed and what the rules said of it. */
export function decidedBadly(how: 'not-whole' | 'contradicts'): {
  typed: object;
  errors: readonly FieldError[];
} {
  const allMet = {
    'trade.act': 'met',
    'trade.means': 'met',
    'trade.purpose': 'met',
    'forced-work.made-to-work': 'not-met',
  };
  const reasons = { 'trade.reasons': 'Seen.', 'forced-work.reasons': 'Seen.', reasons: 'Weighed together.' };
  if (how === 'contradicts')
    return {
      typed: { ...allMet, ...reasons, outcome: 'negative' },
      errors: [{ field: 'outcome', message: 'decisions.error.negative-with-head' }],
    };
  return {
    typed: { 'trade.act': 'met', 'trade.reasons': '  Half a thought' },
    errors: [
      { field: 'trade.means', message: 'decisions.error.finding' },
      { field: 'trade.purpose', message: 'decisions.error.finding' },
      { field: 'forced-work.made-to-work', message: 'decisions.error.finding' },
      { field: 'forced-work.reasons', message: 'decisions.error.head-reasons' },
      { field: 'outcome', message: 'decisions.error.outcome' },
      { field: 'reasons', message: 'error.too-long', values: { max: 15_000 } },
    ],
  };
}

const dues = ['2026-11-20', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-04'];

/** The first page of a queue of so many cases. */
export function queueOf(cases: number, { nobody = false } = {}): QueuePage {
  const rows = Array.from({ length: Math.min(cases, 25) }, (_, place) => ({
    recordId: `00000000-0000-7000-8000-0000000000${String(place).padStart(2, '0')}`,
    reference: `NRM-7KBC-${String(place).padStart(2, '2')}QD-R4T`,
    receivedAt: new Date(`2026-11-${String(10 + (place % 15)).padStart(2, '0')}T09:30:00Z`),
    due: place % 7 === 5 ? undefined : dues[place % dues.length],
    treatedAs: place % 3 === 1 ? 'child' : 'adult',
    nation: place % 7 === 5 ? null : 'NOR',
    allocatedName: nobody ? null : people[place % 2 === 0 ? 'decider' : 'reader'].name,
  }));
  const next = cases > rows.length ? '2026-12-04_00000000-0000-7000-8000-000000000024' : undefined;
  return { rows, next, count: Math.min(cases, 500), hasMore: cases > 500 };
}

export const exampleMatches: readonly Match[] = [
  {
    recordId: '1',
    reference: 'NRM-7KBC-9QXD-R4T',
    stage: 'submitted',
    name: 'Tala Example',
    birthDate: '1999-04-02',
  },
  { recordId: '2', reference: 'NRM-8LCD-7RYF-S5V', stage: 'decided', name: undefined, birthDate: undefined },
];
