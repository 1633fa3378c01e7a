/** From where a draft was begun, and who was referred from one situation: of both records the account, or there is nothing. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { type Given, grants, record } from './given.ts';
import { party, type Party } from './parties.ts';
import { ask, type Came, type Probe } from './probe.ts';

/** Sent, both; and one that is not. */
const [one, two, unsent] = [randomUUID(), randomUUID(), randomUUID()] as const;

const holder = party('referral');
const untilTomorrow = party('referral');
const watcher = party('accountability');
/** Hold all of the one record, and of the other everything but a live grant of its account. */
const almost = ([one, two] as const).flatMap(lacking =>
  (['without', 'lapsed', 'closed', 'sideways'] as const).map(how => ({
    lacking,
    how,
    who: party('referral'),
  })),
);

const hour = (sign: string) => sql`now() ${sql.raw(sign)} interval '1 hour'`;
const ways: Readonly<Record<(typeof almost)[number]['how'], Given | undefined>> = {
  without: undefined,
  lapsed: { until: hour('-') },
  closed: { closed: hour('-') },
  sideways: { purpose: 'administration' },
};

function almostBoth({ lacking, how, who }: (typeof almost)[number]): readonly RawBuilder<unknown>[] {
  const held = (id: string, given: Given) => grants(id, who.person, given.purpose ?? who.purpose, given);
  const given = ways[how];
  return [
    ...[one, two].map(id => held(id, { classes: ['process'] })),
    held(lacking === one ? two : one, { classes: ['account'] }),
    ...(given ? [held(lacking, { ...given, classes: ['account'] })] : []),
  ];
}

export const situationRows = (): readonly RawBuilder<unknown>[] => [
  ...[one, two, unsent].map(id => record(id, randomUUID())),
  ...[one, two].map(
    id =>
      sql`INSERT INTO referrals.referral (record_id, submitted_at, authority) VALUES (${id}, now(), 'sca')`,
  ),
  ...[one, two, unsent].flatMap(id =>
    [holder, watcher, untilTomorrow].map(who =>
      grants(id, who.person, who.purpose, {
        classes: ['process', 'account'],
        ...(who === untilTomorrow && { until: hour('+') }),
      }),
    ),
  ),
  ...almost.flatMap(almostBoth),
  links(one, two),
  begun(one, two),
];

const links = (record_id: string, other: string) =>
  sql`INSERT INTO referrals.situation_link (record_id, other_id, linked_at) VALUES (${record_id}, ${other}, now())`;
const begun = (record_id: string, source: string) =>
  sql`INSERT INTO referrals.draft_beginning (record_id, source_id) VALUES (${record_id}, ${source})`;

const no = { select: 'none', insert: 'refused', update: 'none', delete: 'none' } as const;

function probesOf(table: string, doing: keyof typeof no, does: RawBuilder<unknown>): readonly Probe[] {
  const probe = (name: string, expect: Came, who: Party) =>
    ask(
      `referrals.${table} ${doing}`,
      name,
      expect,
      () => who,
      () => does,
    );
  return [
    probe('who holds the account of both may', 'rows', holder),
    probe('who holds both until tomorrow may', 'rows', untilTomorrow),
    ...almost.map(({ lacking, how, who }) =>
      probe(
        `who holds the account of ${lacking === one ? 'the other' : 'the one'} alone may not (${how})`,
        no[doing],
        who,
      ),
    ),
    ...(doing === 'select' ? [] : [probe('who watches over the use of records may not', no[doing], watcher)]),
  ];
}

export const probesOfSituation: readonly Probe[] = [
  ...probesOf('situation_link', 'select', sql`SELECT 1 FROM referrals.situation_link`),
  ...probesOf('situation_link', 'insert', links(two, one)),
  ...(
    [
      [unsent, one],
      [one, unsent],
    ] as const
  ).map(([a, b]) =>
    ask(
      'referrals.situation_link insert',
      'no draft is linked',
      'refused',
      () => holder,
      () => links(a, b),
    ),
  ),
  ...probesOf('draft_beginning', 'select', sql`SELECT 1 FROM referrals.draft_beginning`),
  ...probesOf('draft_beginning', 'insert', begun(two, one)),
  ...probesOf('draft_beginning', 'update', sql`UPDATE referrals.draft_beginning SET draft_id = NULL`),
  ...probesOf('draft_beginning', 'delete', sql`DELETE FROM referrals.draft_beginning`),
  ask(
    'referrals.draft_beginning update',
    'nobody says anew from where it was begun',
    'refused',
    () => holder,
    () => sql`UPDATE referrals.draft_beginning SET source_id = ${unsent}`,
  ),
];
