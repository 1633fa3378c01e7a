/** What waits for a team, kept beside what each entry says. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { inMany, type Projection } from '../../../platform/ledger/projections.ts';
import { parseDate } from '../../../platform/pure/time.ts';
import { endOf } from '../rules.ts';
import type { WaitingKind } from './kinds.ts';

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const saidOf = ({ payload }: StoredEntry) => payload.process ?? {};
const permissionOf = (entry: StoredEntry): string => String(saidOf(entry)['permission']);

interface Wait {
  readonly entry: StoredEntry;
  readonly kind: WaitingKind;
  readonly dueAt: string;
  readonly id: string;
}
async function waitAll(db: Transaction<Tables>, waits: readonly Wait[]): Promise<void> {
  if (waits.length === 0) return;
  await sql`
    INSERT INTO consent.waiting (waiting_id, record_id, team_id, kind, due_at, parted)
    SELECT given.id, given.record, given.team, given.kind, given.due, ARRAY[given.actor]
    FROM unnest(${waits.map(({ id }) => id)}::uuid[], ${waits.map(({ entry }) => entry.recordId)}::uuid[],
      ${waits.map(({ entry }) => entry.teamId)}::uuid[], ${waits.map(({ kind }) => kind)}::text[],
      ${waits.map(({ dueAt }) => dueAt)}::timestamptz[], ${waits.map(({ entry }) => entry.actorId)}::uuid[])
      AS given (id, record, team, kind, due, actor)`.execute(db);
}
const wait = (
  db: Transaction<Tables>,
  entry: StoredEntry,
  kind: WaitingKind,
  dueAt: string,
  id = permissionOf(entry),
): Promise<void> => waitAll(db, [{ entry, kind, dueAt, id }]);

const done = (db: Transaction<Tables>, id: string, kinds: readonly WaitingKind[]): Promise<void> =>
  allDone(db, [id], kinds);

async function allDone(
  db: Transaction<Tables>,
  ids: readonly string[],
  kinds: readonly WaitingKind[],
): Promise<void> {
  await sql`DELETE FROM consent.waiting WHERE waiting_id = ANY (${ids}::uuid[]) AND kind = ANY (${kinds}::text[])`.execute(
    db,
  );
}

/**
 * What whoever got something is told once it ends by itself: its recipient, of what was shared; an authority that reads by
 * law, that the consent ended. Who must keep it is asked for nothing.
 */
async function lapse(db: Transaction<Tables>, entry: StoredEntry, until: string): Promise<void> {
  if (tellsOf(entry) !== null) return lapseByLaw(db, [entry]);
  await sql`
    INSERT INTO consent.task (task_id, record_id, party_id, kind, classes, reference, made_at, lapses)
    SELECT permission_id, record_id, party_id,
      CASE WHEN EXISTS (SELECT 1 FROM consent.hold WHERE hold.record_id = permission.record_id
        AND hold.party_id = permission.party_id) THEN 'notice' ELSE 'return-or-destroy' END,
      array_remove(classes, 'process'), reference, ${until}::timestamptz, permission_id
    FROM consent.permission JOIN access.record USING (record_id)
    WHERE permission_id = ${permissionOf(entry)}::uuid AND party_id IS NOT NULL`.execute(db);
}

const tellsOf = (entry: StoredEntry): string | null => textOf(saidOf(entry)['tells']);
const untilOf = (entry: StoredEntry): string => String(saidOf(entry)['until']);

async function lapseByLaw(db: Transaction<Tables>, entries: readonly StoredEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const classes = entries.map(entry => JSON.stringify(saidOf(entry)['classes'] ?? []));
  await sql`
    INSERT INTO consent.task (task_id, record_id, party_id, kind, classes, reference, made_at, lapses)
    SELECT given.id, given.record, given.party, 'notice',
      ARRAY(SELECT class FROM jsonb_array_elements_text(given.classes) AS class WHERE class <> 'process'),
      (SELECT reference FROM access.record WHERE record_id = given.record), given.until, given.id
    FROM unnest(${entries.map(permissionOf)}::uuid[], ${entries.map(({ recordId }) => recordId)}::uuid[],
      ${entries.map(tellsOf)}::uuid[], ${classes}::jsonb[], ${entries.map(untilOf)}::timestamptz[])
      AS given (id, record, party, classes, until)`.execute(db);
}

const given = inMany(async (db, entries) => {
  await waitAll(
    db,
    entries.map(entry => ({
      entry,
      kind: 'sharing-ends',
      dueAt: untilOf(entry),
      id: permissionOf(entry),
    })),
  );
  await lapseByLaw(
    db,
    entries.filter(entry => tellsOf(entry) !== null),
  );
  for (const entry of entries) if (tellsOf(entry) === null) await lapse(db, entry, untilOf(entry));
});

const asked: Projection = async (db, entry) => {
  if (saidOf(entry)['atOnce'] !== true) await wait(db, entry, 'decide', entry.at.toString());
};

const decided: Projection = async (db, entry, pack) => {
  const { agrees, until, reviewDue } = saidOf(entry);
  await done(db, permissionOf(entry), ['decide']);
  if (agrees !== true) return;
  await wait(db, entry, 'sharing-ends', String(until));
  await lapse(db, entry, String(until));
  const day = parseDate(textOf(reviewDue) ?? '');
  if (day) await wait(db, entry, 'review', endOf(day, { pack }));
};

const ended: Projection = async (db, entry) => {
  await done(db, permissionOf(entry), ['decide', 'review', 'sharing-ends']);
  await db
    .deleteFrom('consent.task')
    .where('lapses', '=', permissionOf(entry))
    .where('made_at', '>', sql<Date>`${entry.at.toString()}::timestamptz`)
    .execute();
};

const reviewed: Projection = async (db, entry, pack) => {
  await done(db, permissionOf(entry), ['review']);
  if (saidOf(entry)['agrees'] !== true) await ended(db, entry, pack);
};

const held: Projection = async (db, entry) => {
  const party = String(saidOf(entry)['party']);
  await db
    .insertInto('consent.hold')
    .values({ record_id: entry.recordId, party_id: party })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  await db
    .updateTable('consent.task')
    .set({ kind: 'notice' })
    .where('record_id', '=', entry.recordId)
    .where('party_id', '=', party)
    .where('lapses', 'is not', null)
    .where('made_at', '>', sql<Date>`${entry.at.toString()}::timestamptz`)
    .execute();
};

/** Who handed a copy to somebody outside asks for it back, once for each. */
const handedOver: Projection = async (db, entry) => {
  const said = saidOf(entry);
  const classes = said['classes'] ?? [];
  await sql`
    INSERT INTO consent.task (task_id, record_id, party_id, kind, classes, reference, made_at, lapses)
    SELECT ${String(said['handOver'])}::uuid, record_id, ${entry.teamId}::uuid, 'ask-back',
      array_remove(${classes}::text[], 'process'), reference, until_at, permission_id
    FROM consent.permission JOIN access.record USING (record_id)
    WHERE permission_id = ${permissionOf(entry)}::uuid`.execute(db);
};

/** How to reach somebody is recorded anew by whoever keeps it from then on. */
const contact = inMany(async (db, entries, pack) => {
  await allDone(
    db,
    entries.map(({ recordId }) => recordId),
    ['contact-ends'],
  );
  const waits = entries.flatMap((entry): readonly Wait[] => {
    const day = parseDate(textOf(saidOf(entry)['expiresOn']) ?? '');
    return day ? [{ entry, kind: 'contact-ends', dueAt: endOf(day, { pack }), id: entry.recordId }] : [];
  });
  await waitAll(db, waits);
});

/** Before the permission ends: whoever ends one that was given to their own team sees nothing of the record after it. */
export const endingProjections: readonly (readonly [string, Projection])[] = [
  ['override-reviewed', reviewed],
  ['consent-withdrawn', ended],
  ['sharing-ended', ended],
];

export const waitingProjections: readonly (readonly [string, Projection])[] = [
  ['consent-given', given],
  ['override-asked', asked],
  ['override-decided', decided],
  ['hold-recorded', held],
  ['copy-handed-over', handedOver],
  ['safe-contact-recorded', contact],
  ['referral-withdrawn', async (db, entry) => done(db, entry.recordId, ['contact-ends'])],
];
