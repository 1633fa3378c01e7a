/** Consents, and people who hold a record but of the class that they would pass on something that is almost a grant. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture, Party } from './fixture.ts';

const referring = (): Party => ({
  person: randomUUID(),
  team: randomUUID(),
  organisation: randomUUID(),
  purpose: 'referral',
  service: '',
});

export const consents = {
  /** Of the record `empty`, for `recipient`: to see the identity. */
  live: randomUUID(),
  over: randomUUID(),
  /** The same, of the record `here`. */
  ofHere: randomUUID(),
  /** The same with somebody who has no team. */
  outside: randomUUID(),
  outsideOver: randomUUID(),
  outsideOfHere: randomUUID(),
  overridden: randomUUID(),
  unknown: randomUUID(),
  recipient: referring(),
} as const;

/** Hold the process of `empty`; its identity elsewhere, for another purpose, not any more, or closed. */
export const almost = {
  elsewhere: referring(),
  sideways: referring(),
  lapsed: referring(),
  closed: referring(),
} as const;

const hour = (sign: '+' | '-') => sql.raw(`now() ${sign} interval '1 hour'`);

const grant = (
  recordId: string,
  { person }: Party,
  dataClass: string,
  more: { purpose?: string; until?: RawBuilder<unknown>; closed?: RawBuilder<unknown> } = {},
) =>
  sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, closed_at)
    VALUES (${recordId}, ${person}, ${dataClass}, ${more.purpose ?? 'referral'}, 'test', ${person}, now(), ${more.until ?? null}, ${more.closed ?? null})`;

const permission = (id: string, recordId: string, until: '+' | '-') =>
  sql`INSERT INTO consent.permission (permission_id, record_id, kind, party_id, seen_as, classes, asked_by, asked_at, until_at)
    VALUES (${id}, ${recordId}, 'consent', ${consents.recipient.team}, 'referral', '{identity}', ${randomUUID()}, now(), ${hour(until)})`;

const outside = (id: string, recordId: string, until: '+' | '-') =>
  sql`INSERT INTO consent.permission (permission_id, record_id, kind, classes, asked_by, asked_at, until_at)
    VALUES (${id}, ${recordId}, 'consent', '{process,identity}', ${randomUUID()}, now(), ${hour(until)})`;

export const consentRows = ({ here, empty, opener }: Fixture): readonly RawBuilder<unknown>[] => [
  permission(consents.live, empty, '+'),
  permission(consents.over, empty, '-'),
  permission(consents.ofHere, here, '+'),
  outside(consents.outside, empty, '+'),
  outside(consents.outsideOver, empty, '-'),
  outside(consents.outsideOfHere, here, '+'),
  sql`INSERT INTO consent.permission (permission_id, record_id, kind, classes, asked_by, asked_at, decided_by, until_at)
    VALUES (${consents.overridden}, ${empty}, 'override', '{process,identity}', ${randomUUID()}, now(), ${randomUUID()}, ${hour('+')})`,
  sql`INSERT INTO consent.outside_copy (copy_id, record_id, permission_id, classes, made_by, made_at)
    VALUES (${randomUUID()}, ${here}, ${consents.outsideOfHere}, '{identity}', ${randomUUID()}, now())`,
  ...Object.values(almost).map(each => grant(empty, each, 'process')),
  grant(here, almost.elsewhere, 'identity'),
  grant(empty, almost.sideways, 'identity', { purpose: 'administration' }),
  grant(empty, almost.lapsed, 'identity', { until: hour('-') }),
  grant(empty, almost.closed, 'identity', { closed: hour('-') }),
  sql`INSERT INTO consent.task (task_id, record_id, party_id, kind, classes, reference, made_at)
    VALUES (${randomUUID()}, ${here}, ${opener.team}, 'notice', '{identity}', 'here', now())`,
];
