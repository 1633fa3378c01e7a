import { sql } from 'kysely';
import { refuse, ok, type Result } from '../pure/result.ts';
import type { Work } from '../work.ts';
import type { Policy } from './policy.ts';
import type { RecordFacts } from './record.ts';

declare const granted: unique symbol;

/**
 * Proof that policy permitted one action. Commands ask for it by name, so a route whose `access` is another action
 * does not compile; only `authorise` makes one.
 */
export interface Permit<Action extends string> {
  readonly action: Action;
  /** The record acted on. Reading it on an action that is not on a record is a bug, and throws. */
  readonly record: RecordFacts;
  readonly [granted]: true;
}

/** Finds the record through the viewer's grants and asks policy. What the viewer may not see does not exist. */
export async function authorise<A extends string>(
  work: Work,
  policy: Policy,
  action: A,
  reference?: string,
): Promise<Result<Permit<A>>> {
  const record = reference === undefined ? undefined : await findRecord(work, reference);
  if (policy.actions[action] === 'record' && !record) return refuse('not-found');
  if (!policy.may(work.viewer, action, record)) return refuse('not-permitted');
  return ok(permit(action, record));
}

function permit<A extends string>(action: A, record: RecordFacts | undefined): Permit<A> {
  const given = {
    action,
    get record(): RecordFacts {
      if (!record) throw new Error(`The action ${action} is not on a record`);
      return record;
    },
  };
  // The brand exists for the compiler alone.
  return given as unknown as Permit<A>;
}

/** A permit for a record that this transaction has just opened, and which therefore nobody could look up before. */
export const permitOpened = <A extends string>(
  opened: Permit<string>,
  action: A,
  record: RecordFacts,
): Permit<A> => {
  void opened;
  return permit(action, record);
};

export async function findRecord(work: Work, reference: string): Promise<RecordFacts | undefined> {
  const row = await work.db
    .selectFrom('access.record as record')
    .select([
      'record.record_id',
      'record.reference',
      'record.stage',
      'record.nation',
      'record.version',
      'record.pack_version',
    ])
    .select(
      sql<string[]>`ARRAY(
      SELECT relation FROM access.relation WHERE relation.record_id = record.record_id
        AND relation.party_id IN (${work.viewer.personId}::uuid, ${work.viewer.team.id}::uuid)
      UNION ALL SELECT 'on-duty' WHERE access.on_duty()
      UNION ALL SELECT 'by-glass' WHERE access.by_glass(record.record_id))`.as('relations'),
    )
    .where('record.reference', '=', reference)
    .executeTakeFirst();
  return (
    row && {
      recordId: row.record_id,
      reference: row.reference,
      stage: row.stage,
      nation: row.nation,
      version: row.version,
      relations: row.relations,
      packVersion: row.pack_version,
    }
  );
}

/** Whether whoever this transaction is for is shown every one of these records. */
export async function seesAll(db: Work['db'], recordIds: readonly string[]): Promise<boolean> {
  const seen = await db
    .selectFrom('access.record')
    .select('record_id')
    .where('record_id', 'in', recordIds)
    .execute();
  return seen.length === new Set(recordIds).size;
}
