import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { actAs } from '../db/transaction.ts';
import type { Pack } from '../pack/pack.ts';
import { type DataClass, payloadClasses, type Purpose } from '../pure/classes.ts';
import { Temporal } from '../pure/time.ts';
import { testKeys } from '../seal/testing.ts';
import type { Viewer, Work } from '../work.ts';
import { append, type RecordAt } from './append.ts';
import { countUnsequenced } from './backlog.ts';
import type { Entry } from './entry.ts';
import type { Projections } from './projections.ts';
import { type Sequenced, sequenceAll } from './sequencer.ts';

/** Fictional viewers, records and entries for tests of the ledger. */
export function someViewer(purpose: Purpose = 'referral', name = 'Ada Example'): Viewer {
  const [organisation, team] = [
    { id: randomUUID(), name: 'Example Council' },
    { id: randomUUID(), name: 'Front Desk' },
  ];
  return { personId: randomUUID(), name, role: 'responder', organisation, team, purpose };
}

/** Runs `act` as the viewer, in one transaction. */
export function asViewer<T>(
  db: Kysely<Tables>,
  viewer: Viewer,
  act: (work: Work) => Promise<T>,
  projections: Projections = new Map(),
): Promise<T> {
  return db.transaction().execute(async transaction => {
    await actAs(transaction, viewer);
    return act({
      db: transaction,
      viewer,
      now: Temporal.Now.instant(),
      today: Temporal.Now.plainDateISO(),
      newId: randomUUID,
      pack: {} as Pack,
      language: 'en',
      projections,
      jobs: { add: () => Promise.resolve() },
      keys: testKeys(),
    });
  });
}

/**
 * Puts every entry into the tree. One call of the sequencer may not: a transaction in another database of the same server,
 * such as another test's, holds the tree back too, since transaction numbers are the cluster's.
 */
export async function sequenceEverything(db: Kysely<Tables>): Promise<Sequenced> {
  for (const deadline = Date.now() + 60_000; ; await pause(20)) {
    const done = await sequenceAll(db);
    const behind = await countUnsequenced(db);
    if (behind === 0) return done;
    if (Date.now() > deadline) throw new Error(`${behind} entries still wait for their place`);
  }
}

export async function openRecord(work: Work): Promise<RecordAt> {
  const recordId = work.newId();
  await sql`
    INSERT INTO access.record (record_id, reference, stage, version, opened_by, opened_at, pack_version)
    VALUES (${recordId}, ${recordId}, 'draft', 0, ${work.viewer.personId}, now(), '1')`.execute(work.db);
  return { recordId, version: 0 };
}

/** Gives a team classes of a record, as a projection of a referral would. */
export async function grant(
  work: Work,
  recordId: string,
  to: Viewer,
  classes: readonly DataClass[] = [...payloadClasses, 'trail'],
): Promise<void> {
  await sql`
    INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at)
    SELECT ${recordId}, ${to.team.id}, given, ${to.purpose}, 'test', ${work.viewer.personId}, now()
    FROM unnest(${[...classes]}::text[]) AS given`.execute(work.db);
}

export function someEntry(
  type = 'referral-submitted',
  classes: readonly DataClass[] = ['identity', 'account'],
): Entry {
  const said = Object.fromEntries(classes.map(name => [name, { words: `${name} ${randomUUID()}` }]));
  return { type, payload: { process: { state: 'submitted' }, ...said } };
}

/** A record of the viewer's own team with one entry for each number of entries given. */
export function fileCase(
  db: Kysely<Tables>,
  viewer: Viewer,
  entries: readonly Entry[] = [someEntry()],
): Promise<RecordAt> {
  return asViewer(db, viewer, async work => {
    const record = await openRecord(work);
    await grant(work, record.recordId, viewer);
    await append(work, record, entries);
    return { ...record, version: entries.length };
  });
}
