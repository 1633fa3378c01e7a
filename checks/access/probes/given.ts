/** Rows that several parts of the fixture are made of. */
import { type RawBuilder, sql } from 'kysely';
import { type DataClass, dataClasses, type Purpose, purposes } from '../../../platform/pure/classes.ts';
import type { Parties, Party } from './parties.ts';

export const record = (recordId: string, openedBy: string): RawBuilder<unknown> =>
  sql`INSERT INTO access.record (record_id, reference, stage, version, opened_by, opened_at, pack_version)
    VALUES (${recordId}, ${recordId}, 'draft', 0, ${openedBy}, now(), '1')`;

export interface Given {
  readonly classes?: readonly DataClass[];
  readonly purpose?: Purpose;
  readonly until?: RawBuilder<unknown>;
  readonly closed?: RawBuilder<unknown>;
}
export const grants = (
  recordId: string,
  to: string,
  purpose: string,
  { classes = dataClasses, until, closed }: Given = {},
): RawBuilder<unknown> =>
  sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, closed_at)
    SELECT ${recordId}::uuid, ${to}::uuid, class, ${purpose}, 'test', ${to}::uuid, now(), ${until ?? null}, ${closed ?? null}
    FROM unnest(${[...classes]}::text[]) AS class`;

/** The database is told what may be shown on a legal ground: whatever the probes give, and one thing more. */
export const grounds: readonly RawBuilder<unknown>[] = [
  sql`INSERT INTO access.legal_ground (basis, purpose, data_class)
    SELECT 'test', purpose, class FROM unnest(${[...purposes]}::text[]) AS purpose, unnest(${[...dataClasses]}::text[]) AS class
    ON CONFLICT DO NOTHING`,
  sql`INSERT INTO access.legal_ground (basis, purpose, data_class) VALUES ('public-task', 'referral', 'identity')`,
];

export const sealed = sql`decode('00', 'hex')`;
export const everyone = ({
  holder,
  untilTomorrow,
  lapsed,
  closed,
  sideways,
  elsewhere,
  stranger,
  without,
}: Parties): readonly Party[] => [
  holder,
  untilTomorrow,
  lapsed,
  closed,
  sideways,
  elsewhere,
  stranger,
  ...Object.values(without),
];
