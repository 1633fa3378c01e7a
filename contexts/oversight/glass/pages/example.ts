import { Temporal } from '../../../../platform/pure/time.ts';
import type { Words } from '../../../../platform/views/page.ts';
import type { Opened } from '../queries.ts';
import type { Terms } from '../rules.ts';

/** Of a country that does not exist. */
const own: Readonly<Record<string, string>> = {
  'consent-ground.storm': 'A storm',
  'glass-outcome.seaworthy': 'It was right',
  'glass-outcome.wrecker': 'It was wrong',
};
export const spoken =
  (words: Words): Words =>
  (id, values) =>
    own[id] ?? words(id, values);

export const terms: Terms = {
  from: '2026-01-01',
  until: null,
  hours: 6,
  most: 2,
  tries: 5,
  within: 24,
  leastReasons: 30,
  review: 24,
  source: ['ACT'],
  certainty: 'A',
  note: 'One tide.',
};

export const tokens = { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' };

export const showing = (words: Words, at = '2026-03-02T12:00:00Z') => ({
  pack: {
    timeZone: 'UTC',
    referencePrefix: 'EX',
    roles: [],
    glass: {
      reasons: ['storm'],
      stages: ['submitted' as const],
      shows: [{ purpose: 'referral' as const, classes: ['process' as const, 'contact' as const] }],
      outcomes: [
        { code: 'seaworthy', ends: false },
        { code: 'wrecker', ends: true },
      ],
      terms: [terms],
    },
  },
  language: words('form.language') === 'cy' ? ('cy' as const) : ('en' as const),
  now: Temporal.Instant.from(at),
  today: Temporal.Instant.from(at).toZonedDateTimeISO('UTC').toPlainDate(),
  viewer: { personId: 'officer', purpose: 'referral' as const },
});

export const opened: Opened = {
  id: '00000000-0000-7000-8000-000000000001',
  reference: 'EX-7KBC-9QXD-R4T',
  recordId: '00000000-0000-7000-8000-000000000002',
  personId: 'keeper',
  by: { name: 'Robin Example', role: 'Keeper', organisation: 'Watch of Northland', team: 'Night desk' },
  classes: ['process', 'contact'],
  reason: 'storm',
  at: Temporal.Instant.from('2026-03-02T09:30:00Z'),
  lastsUntil: Temporal.Instant.from('2026-03-02T15:30:00Z'),
  endedAt: undefined,
  reviewDue: Temporal.Instant.from('2026-03-03T09:30:00Z'),
  review: undefined,
};

export const reviewed: Opened = {
  ...opened,
  id: '00000000-0000-7000-8000-000000000003',
  reference: 'EX-2B3C-4D5F-6GH',
  endedAt: Temporal.Instant.from('2026-03-02T10:00:00Z'),
  review: {
    outcome: 'seaworthy',
    at: Temporal.Instant.from('2026-03-02T11:00:00Z'),
    by: {
      name: 'Ash Example',
      role: 'Officer',
      organisation: 'Watch of Northland',
      team: 'Information rights',
    },
  },
};
