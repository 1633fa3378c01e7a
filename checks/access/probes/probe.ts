/** A question to the database itself, asked as somebody through row-level security, and the only right answer. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Fixture, Party } from './fixture.ts';

/** Rows came back or were written; none were there; the write was refused. */
export type Came = 'rows' | 'none' | 'refused';

export interface Statement {
  readonly as: Party;
  readonly does: RawBuilder<unknown>;
}

export interface Probe {
  /** `access.record select`: the table, and the policy's name. */
  readonly policy: string;
  /** A sentence. */
  readonly name: string;
  readonly expect: Came;
  /** The last one is the question; those before it prepare it. */
  readonly steps: (fixture: Fixture) => readonly Statement[];
}

/** One statement, asked as somebody. */
export const ask = (
  policy: string,
  name: string,
  expect: Came,
  as: (f: Fixture) => Party,
  does: (f: Fixture) => RawBuilder<unknown>,
): Probe => ({
  policy,
  name,
  expect,
  steps: f => [{ as: as(f), does: does(f) }],
});

/** Asks and takes everything back. Answers a `Came`, or what went wrong. */
export async function answer(db: Transaction<Tables>, fixture: Fixture, probe: Probe): Promise<string> {
  await sql`SAVEPOINT probe`.execute(db);
  try {
    let came: Came = 'none';
    for (const { as, does } of probe.steps(fixture)) {
      await sql`SELECT set_config('nrm.person', ${as.person}, true), set_config('nrm.team', ${as.team}, true),
        set_config('nrm.organisation', ${as.organisation}, true), set_config('nrm.purpose', ${as.purpose}, true),
        set_config('nrm.service', ${as.service}, true)`.execute(db);
      await sql`SET LOCAL ROLE nrm_app`.execute(db);
      const done = await does.execute(db);
      came = done.rows.length > 0 || (done.numAffectedRows ?? 0n) > 0n ? 'rows' : 'none';
    }
    return came;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === '42501' ? 'refused' : `error ${code} ${error instanceof Error ? error.message : ''}`;
  } finally {
    await sql`ROLLBACK TO SAVEPOINT probe`.execute(db);
  }
}

/** Those of the probes whose answer is not the right one. */
export async function wrongOf(
  db: Transaction<Tables>,
  fixture: Fixture,
  probes: readonly Probe[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const probe of probes) {
    const came = await answer(db, fixture, probe);
    if (came !== probe.expect) wrong.push(`${probe.policy}: ${probe.name}: ${came}, not ${probe.expect}`);
  }
  return wrong;
}

/** Whether any of the probes notices something; the first that does is enough. A row that is let in and then clashes was let in. */
export async function anyNotices(
  db: Transaction<Tables>,
  fixture: Fixture,
  probes: readonly Probe[],
): Promise<boolean> {
  for (const probe of probes) {
    const came = await answer(db, fixture, probe);
    if (came.startsWith('error') && !came.startsWith('error 23'))
      throw new Error(`${probe.policy}: ${probe.name}: ${came}`);
    if (came !== probe.expect) return true;
  }
  return false;
}
