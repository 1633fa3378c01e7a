import type { Kysely, Transaction } from 'kysely';
import { actAs } from '../db/transaction.ts';
import type { Tables } from '../db/tables.ts';
import { append, type Writing } from '../ledger/append.ts';
import { erasePayloads, type Erasure } from '../ledger/erase.ts';
import { dueForErasure } from '../pack/retention.ts';
import type { DataClass } from '../pure/classes.ts';
import { Temporal, type Instant } from '../pure/time.ts';
import type { Viewer } from '../work.ts';
import type { Eraser, KeptRow } from './eraser.ts';
import type { Erased, ErasuresList } from './list.ts';
import { erasingAgain, forgetLeftBehind, listHoldsOf, listThere, lockRecord, type Locked } from './store.ts';

const nobody = '00000000-0000-8000-8000-000000000000';
/** Nobody in person: schedules were agreed on, and erase by themselves. */
export const machine: Viewer = {
  personId: nobody,
  name: 'OpenNRM',
  role: 'retention',
  organisation: { id: nobody, name: 'OpenNRM' },
  team: { id: nobody, name: 'OpenNRM' },
  // A draft that is erased ends: who watches over the use of records (`accountability`) moves none.
  purpose: 'administration',
};

export interface Erasing extends Pick<Writing, 'pack' | 'projections' | 'newId'> {
  /** The migrator's. */
  readonly database: Kysely<Tables>;
  readonly erasers: readonly Eraser[];
  readonly now: Instant;
}

export interface Counted {
  readonly of: string;
  readonly rule: string;
  /** Things of which something went, or would go. */
  readonly count: number;
}

const most = 200;

/**
 * Erases what is due, one thing in one transaction: payloads of the ledger with their salts, rows, keys, and the line in the
 * list that every later restore reads. What is held stays. `isTrial`: nothing is changed, and everything told.
 * @throws ErasuresProblem where the list cannot be written: nothing more is erased then
 */
export async function eraseDue(
  erasing: Erasing,
  list: Pick<ErasuresList, 'add' | 'undo'>,
  isTrial = false,
): Promise<readonly Counted[]> {
  const counts = new Map<string, Counted>();
  for (const eraser of erasing.erasers)
    for (let after = nobody; ; ) {
      const page = await erasing.database
        .transaction()
        .execute(db => eraser.list(db, erasing, { after, most }));
      for (const { id } of page)
        for (const rule of await eraseOne(erasing, eraser, id, list, isTrial)) {
          const { count = 0 } = counts.get(`${eraser.of} ${rule}`) ?? {};
          counts.set(`${eraser.of} ${rule}`, { of: eraser.of, rule, count: count + 1 });
        }
      const last: KeptRow | undefined = page.at(-1);
      if (!last || page.length < most) break;
      after = last.id;
    }
  return [...counts.values()];
}

/** Answers the rules by which something of it went. */
async function eraseOne(
  erasing: Erasing,
  eraser: Eraser,
  id: string,
  list: Pick<ErasuresList, 'add' | 'undo'>,
  isTrial: boolean,
): Promise<readonly string[]> {
  let listed: number | undefined;
  try {
    return await erasing.database.transaction().execute(async db => {
      await actAs(db, machine);
      const record = await lockRecord(db, id);
      // Asked again now that nobody changes it any more: somebody may have gone on with it, or placed a hold.
      const [kept] = await eraser.list(db, erasing, { id });
      const holds = record ? await listHoldsOf(db, id) : [];
      const due = kept ? dueForErasure(erasing.pack, kept, holds, erasing.now) : [];
      const found = await Promise.all(
        due.map(async each => ({ ...each, entries: await entriesOf(db, eraser, id, each.classes, erasing) })),
      );
      const going = found.filter(each => eraser.goesWhole || each.entries.length > 0);
      const rules = going.map(({ rule }) => rule);
      if (isTrial || going.length === 0) return rules;
      const erased: Erased = {
        of: eraser.of,
        id,
        classes: together(going.map(({ classes }) => classes)),
        entries: joined(going.flatMap(({ entries }) => entries)),
        basis: rules.join(' '),
      };
      await eraseIn(db, erasing, eraser, record, erased);
      // Last, and before the commit: what is not in the list would come back with an older backup.
      listed = list.add(erased, erasing.now.toString());
      return rules;
    });
  } catch (error) {
    if (listed !== undefined) list.undo(listed, erasing.now.toString());
    throw error;
  }
}

async function entriesOf(
  db: Transaction<Tables>,
  eraser: Eraser,
  id: string,
  classes: readonly DataClass[] | undefined,
  { pack, now }: Pick<Erasing, 'pack' | 'now'>,
): Promise<readonly Erasure[]> {
  const isDue = (at: Instant) =>
    dueForErasure(pack, { of: 'trail', last: { moment: 'seen', at } }, [], now).length > 0;
  return (await eraser.entries?.(db, id, classes, isDue)) ?? [];
}

async function eraseIn(
  db: Transaction<Tables>,
  erasing: Omit<Erasing, 'database' | 'erasers'>,
  eraser: Eraser,
  record: Locked | undefined,
  erased: Erased,
): Promise<void> {
  const writing: Writing = { ...erasing, db, viewer: machine };
  if (record) {
    let version = record.version;
    if (erased.entries.length > 0)
      version += (await erasePayloads(writing, { ...record, version }, erased.entries, erased.basis)).length;
    if (eraser.says && record.stage !== 'ended') await append(writing, { ...record, version }, eraser.says);
    await forgetLeftBehind(db, record.reference);
  }
  await eraser.rows(db, erased.id, erased.classes);
}

/**
 * Erases once more what was erased before, in the transaction that put back a backup from before it. Answers how many of
 * these records the backup had.
 */
export async function eraseAgain(
  db: Transaction<Tables>,
  erasing: Omit<Erasing, 'database'>,
  erased: readonly Erased[],
): Promise<number> {
  await actAs(db, machine);
  await erasingAgain(db);
  let count = 0;
  for (const each of erased) {
    const eraser = erasing.erasers.find(({ of }) => of === each.of);
    if (!eraser)
      throw new Error('The list of erasures names a kind of thing that this version does not know');
    const record = await lockRecord(db, each.id);
    const entries = record ? await listThere(db, each.id, each.entries) : [];
    await eraseIn(
      db,
      erasing,
      { ...eraser, says: record?.stage === 'draft' ? (eraser.says ?? []) : [] },
      record,
      {
        ...each,
        entries,
      },
    );
    if (record) count += 1;
  }
  return count;
}

const together = (all: readonly (readonly DataClass[] | undefined)[]): readonly DataClass[] | undefined =>
  all.includes(undefined) ? undefined : [...new Set(all.flatMap(classes => classes ?? []))];

function joined(entries: readonly Erasure[]): readonly Erasure[] {
  const byEntry = new Map<string, Set<DataClass>>();
  for (const { entryId, classes } of entries)
    byEntry.set(entryId, new Set([...(byEntry.get(entryId) ?? []), ...classes]));
  return [...byEntry].map(([entryId, classes]) => ({ entryId, classes: [...classes] }));
}

export const instantOf = (at: Date): Instant => Temporal.Instant.fromEpochMilliseconds(at.getTime());
