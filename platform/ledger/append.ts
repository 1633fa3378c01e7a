import { sql } from 'kysely';
import { openRecords } from '../access/open.ts';
import type { RecordFacts } from '../access/record.ts';
import type { DataClass, PayloadClass } from '../pure/classes.ts';
import type { JsonObject } from '../pure/json.ts';
import { Temporal } from '../pure/time.ts';
import { roleOf, type Work } from '../work.ts';
import { bodyOf, newSalt, payloadDigest } from './digest.ts';
import type { Entry, StoredEntry } from './entry.ts';
import { projectMany } from './projections.ts';

/** Somebody else wrote to the record since it was read. The transaction must end: http answers `changed-since`. */
export class VersionConflict extends Error {}

/**
 * The database refused a sight: either a grant closed since the records were read, and they are not there for the viewer
 * any more, or a policy is wrong. The transaction must end: http asks anew which of the two it is.
 */
export class SightRefused extends Error {
  readonly recordIds: readonly string[];
  constructor(recordIds: readonly string[], cause: unknown) {
    super('a sight may not be written', { cause });
    this.recordIds = recordIds;
  }
}

/** What is needed to write entries: whoever erases has no more of a work. */
export type Writing = Pick<Work, 'db' | 'viewer' | 'now' | 'newId' | 'projections' | 'pack'>;

/** A record, and the version that the decision was taken on. */
export interface RecordAt {
  readonly recordId: string;
  readonly version: number;
}

interface Payload {
  readonly entryId: string;
  readonly recordId: string;
  readonly dataClass: DataClass;
  readonly salt: Buffer;
  readonly body: string;
}

/**
 * Writes what became true of a record: entries numbered from the record's version on, their payloads by data class and
 * the projections that queries read, in the transaction of `work`. One round trip, whatever the number of payloads.
 * @throws VersionConflict where the record's version is another by now
 * @throws TypeError where a payload cannot be kept exactly (NUL, half a surrogate pair, a number that JSON does not have)
 */
export async function append(
  work: Writing,
  record: RecordAt,
  entries: readonly Entry[],
): Promise<StoredEntry[]> {
  if (entries.length === 0) return [];
  const stored = entries.map((entry, n) => store(work, record.recordId, record.version + n + 1, entry));
  const payloads = stored.flatMap(payloadsOf);
  const done = await sql<{ written: boolean }>`
    SELECT ledger.append(${record.recordId}, ${record.version}, ${rows(stored, payloads)}, ${columns(payloads)}) AS written
  `.execute(work.db);
  if (!done.rows[0]?.written) throw new VersionConflict('the record was changed since it was read');
  for (const entry of stored)
    for (const project of work.projections.get(entry.type) ?? []) await project(work.db, entry, work.pack);
  return stored;
}

/**
 * Opens records and writes their first entries: what `openRecord` and `append` do for one, for many in a few round trips.
 * Nobody knows of them yet, so nothing is compared. The n-th entries of all are projected before the next ones of any, so
 * that each record's come in their order.
 * @throws TypeError as `append`
 */
export async function appendOpening(
  work: Work,
  opening: readonly { readonly record: RecordFacts; readonly entries: readonly Entry[] }[],
): Promise<void> {
  if (opening.length === 0) return;
  const each = opening.map(({ record, entries }) =>
    entries.map((entry, n) => store(work, record.recordId, n + 1, entry)),
  );
  await openRecords(
    work,
    opening.map(({ record, entries }) => ({ ...record, version: entries.length })),
  );
  const stored = each.flat();
  const payloads = stored.flatMap(payloadsOf);
  await sql`SELECT ledger.write(${rows(stored, payloads)}, ${columns(payloads)})`.execute(work.db);
  const most = Math.max(...each.map(entries => entries.length));
  for (let nth = 0; nth < most; nth += 1)
    for (const [type, entries] of Map.groupBy(
      each.flatMap(all => all[nth] ?? []),
      entry => entry.type,
    ))
      for (const project of work.projections.get(type) ?? [])
        await projectMany(project, work.db, entries, work.pack);
}

/**
 * Writes that the viewer saw personal data of these records: one entry each, in one round trip.
 * `type` names the page or the list; `classes` are those that were shown; `said` is what the viewer gave as a reason, if asked.
 * @throws SightRefused where none of the viewer's grants shows one of them now
 */
export async function recordSight(
  work: Work,
  recordIds: readonly string[],
  type: string,
  classes: readonly DataClass[],
  said: JsonObject = {},
): Promise<void> {
  if (recordIds.length === 0) return;
  const seen = { type, payload: { process: { ...said, classes: [...classes] } } };
  const stored = recordIds.map(recordId => store(work, recordId, null, seen));
  const payloads = stored.flatMap(payloadsOf);
  try {
    await sql`SELECT ledger.write(${rows(stored, payloads)}, ${columns(payloads)})`.execute(work.db);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === insufficientPrivilege)
      throw new SightRefused(recordIds, error);
    throw error;
  }
}
/** As row-level security answers; PostgreSQL 17, appendix A. */
const insufficientPrivilege = '42501';

function store(work: Writing, recordId: string, version: number | null, entry: Entry): StoredEntry {
  const { viewer } = work;
  const shown: PayloadClass = entry.payload.process ? 'process' : 'reasoning';
  const said = entry.payload[shown] ?? {};
  if ('by' in said) throw new TypeError('`by` is written by the ledger, from the viewer');
  // Names and roles change: the entry keeps them as they were.
  const by = {
    name: viewer.name,
    role: roleOf(viewer),
    organisation: viewer.organisation.name,
    team: viewer.team.name,
  };
  return {
    entryId: work.newId(),
    recordId,
    version,
    kind: version === null ? 'sight' : 'change',
    type: entry.type,
    at: Temporal.Instant.from(microseconds(work.now)),
    actorId: viewer.personId,
    organisationId: viewer.organisation.id,
    teamId: viewer.team.id,
    purpose: viewer.purpose,
    payload: { ...entry.payload, [shown]: { ...said, by } },
  };
}

/** PostgreSQL keeps microseconds; what was cut off must not be hashed. */
const microseconds = (at: Temporal.Instant): string =>
  at.toString({ fractionalSecondDigits: 6, roundingMode: 'trunc' });

function payloadsOf({ entryId, recordId, kind, payload }: StoredEntry): Payload[] {
  const given = Object.entries(payload) as [DataClass, JsonObject | undefined][];
  const held = given.filter((each): each is [DataClass, JsonObject] => each[1] !== undefined);
  // Who watches over the use of records learns who did what, also where the doing itself is not theirs to read.
  const by = payload.process ? undefined : payload.reasoning?.['by'];
  const watched: [DataClass, JsonObject][] = by === undefined ? [] : [['trail', { by }]];
  return [...held, ...watched].map(([named, value]) => {
    const dataClass = kind === 'sight' ? 'trail' : named;
    return { entryId, recordId, dataClass, salt: newSalt(), body: bodyOf(value) };
  });
}

function rows(stored: readonly StoredEntry[], payloads: readonly Payload[]) {
  const digests = new Map<string, Record<string, string>>(stored.map(entry => [entry.entryId, {}]));
  for (const { entryId, dataClass, salt, body } of payloads) {
    const of = digests.get(entryId);
    if (of) of[dataClass] = payloadDigest(salt, dataClass, body);
  }
  const entries = stored.map(({ entryId, recordId, version, kind, type, at }) => {
    return { entryId, recordId, version, kind, type, at: microseconds(at), digests: digests.get(entryId) };
  });
  return sql`${JSON.stringify(entries)}::jsonb`;
}

function columns(payloads: readonly Payload[]) {
  const entryIds = payloads.map(payload => payload.entryId);
  const recordIds = payloads.map(payload => payload.recordId);
  const classes = payloads.map(payload => payload.dataClass);
  const salts = payloads.map(payload => payload.salt);
  const bodies = payloads.map(payload => payload.body);
  return sql`${entryIds}::uuid[], ${recordIds}::uuid[], ${classes}::text[], ${salts}::bytea[], ${bodies}::text[]`;
}
