/** The entries of a fictional case, in every state, as `append` would have stored them. */
import { byClass } from '../../../platform/forms/concepts.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { sampleForm } from '../../../platform/forms/sample.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import type { Outcome, Reasoned } from '../model.ts';

export const people = {
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
export const idOf = (who: keyof typeof people): string =>
  `00000000-0000-4000-8000-00000000000${people[who].id}`;

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

function exampleEntry(
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
  | 'withdrawn'
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
    withdrawn: [
      adult,
      allocated,
      exampleEntry('referral-withdrawn', 'referrer', '2026-11-26T10:20:00Z', {
        process: { reason: 'wish', askedBy: 'person', withdrawnOn: '2026-11-26' },
        account: { words: 'She rang us herself, alone, through the interpreter of the first meeting.' },
      }),
    ],
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
