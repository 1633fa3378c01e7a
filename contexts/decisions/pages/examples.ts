/** A fictional case in every state, for the examples of pages and for tests. It is about nobody, in no country. */
import { sampleForm, samplePack, sampleSpeaking } from '../../../platform/forms/sample.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import { type Definition, definitionOn } from '../../../platform/pack/definition.ts';
import type { DatedRule, Pack } from '../../../platform/pack/pack.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Match, Matches } from '../../referrals/public.ts';
import { type CaseFile, foldCase } from '../model.ts';
import type { QueuePage } from '../queries.ts';
import { exampleEntries, type ExampleState, idOf, people } from './example-entries.ts';
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
  const own = examplePack.messages[language] ?? {};
  return { language, pack: examplePack, words: (id, values) => own[id] ?? words(id, values) };
}

export const exampleDefinition = (file: Pick<CaseFile, 'treatedAs'>): Definition => {
  const found = definitionOn(examplePack, exampleToday, file.treatedAs ?? 'child');
  if (!found.ok) throw new Error('The example has a definition');
  return found.value;
};

export { exampleEntries, exampleReasoned, type ExampleState } from './example-entries.ts';

export const exampleShown = (words: Words, file: CaseFile) => ({
  speaking: exampleSpeaking(words),
  today: exampleToday,
  definition: exampleDefinition(file),
  deciderId: idOf('decider'),
  colleagues: (['decider', 'reader'] as const).map(who => ({ personId: idOf(who), ...people[who] })),
});

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
    urgency: place === 0 && cases < 500 ? ['danger', 'bed-tonight'] : [],
    allocatedName: nobody ? null : people[place % 2 === 0 ? 'decider' : 'reader'].name,
  }));
  const next = cases > rows.length ? '1_2026-12-04_00000000-0000-7000-8000-000000000024' : undefined;
  return { rows, next, count: Math.min(cases, 500), hasMore: cases > 500 };
}

const exampleMatches: readonly Match[] = [
  {
    recordId: '1',
    reference: 'NRM-7KBC-9QXD-R4T',
    stage: 'submitted',
    name: 'Tala Example',
    birthDate: '1999-04-02',
  },
  { recordId: '2', reference: 'NRM-8LCD-7RYF-S5V', stage: 'decided', name: undefined, birthDate: undefined },
];

/** A page of so many matches; `hasMore` where another one follows. */
export function exampleFound(
  count: number,
  {
    how = 'exact',
    before = 0,
    hasMore = false,
  }: { readonly how?: Matches['how']; readonly before?: number; readonly hasMore?: boolean },
): Matches {
  const matches = Array.from({ length: count }, (_, place) => exampleMatches[place % 2]).filter(
    match => match !== undefined,
  );
  const recordId = '00000000-0000-7000-8000-000000000024';
  return { matches, how, before, next: hasMore ? { how, shown: before + count, recordId } : undefined };
}
