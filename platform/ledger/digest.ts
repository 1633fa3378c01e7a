import { hash, randomBytes } from 'node:crypto';
import type { DataClass } from '../pure/classes.ts';
import type { Json, JsonObject } from '../pure/json.ts';
import { leafHash } from './merkle.ts';

/** The salted digest, in hex, of each payload that the entry was written with. */
export type Digests = { readonly [C in DataClass]?: string };

/** A row of `ledger.entry`: nothing in it is left out of the leaf, but for what the database computes from the rest. */
export interface EntryRow {
  readonly entryId: string;
  readonly recordId: string;
  readonly version: number | null;
  readonly kind: string;
  readonly type: string;
  /** UTC with six decimals, as PostgreSQL keeps it: `2026-03-02T09:30:00.123456Z`. */
  readonly at: string;
  readonly actorId: string;
  readonly organisationId: string;
  readonly teamId: string;
  readonly purpose: string;
  readonly digests: Digests;
  readonly epoch: number;
  /** 64 bits: text, since it can exceed what a number holds. */
  readonly xid: string;
  readonly position: number;
}

export const saltLength = 32;
export const newSalt = (): Buffer => randomBytes(saltLength);

/**
 * SHA-256(salt ‖ class ‖ body), in hex. The body is an object, so `{` ends the class's name.
 * Without the salt, which is destroyed with the body, the digest tells nothing even of a guessed body.
 */
export const payloadDigest = (salt: Buffer, dataClass: DataClass, body: string): string =>
  hash('sha256', Buffer.concat([salt, Buffer.from(dataClass + body, 'utf8')]), 'hex');

/** What is hashed for an entry: a JSON array in this order, so that no two rows share their bytes. */
export function entryBytes(row: EntryRow): Buffer {
  const digests = Object.entries(row.digests).sort(([a], [b]) => (a < b ? -1 : 1));
  const { entryId, recordId, version, kind, type, at, actorId, organisationId, teamId, purpose } = row;
  const place = [row.epoch, row.xid, row.position];
  const said = [
    entryId,
    recordId,
    version,
    kind,
    type,
    at,
    actorId,
    organisationId,
    teamId,
    purpose,
    digests,
    place,
  ];
  return Buffer.from(JSON.stringify(['opennrm-entry-1', ...said]), 'utf8');
}

export const entryLeaf = (row: EntryRow): Buffer => leafHash(entryBytes(row));

/**
 * The JSON text that is digested and stored.
 * @throws where text or JSON would keep something else than what was given; the message never holds a value
 */
export function bodyOf(value: JsonObject): string {
  refuseUnkeepable(value);
  return JSON.stringify(value);
}

function refuseUnkeepable(value: Json | undefined): void {
  if (typeof value === 'string') {
    if (value.includes('\0'))
      throw new TypeError('a payload holds a NUL character, which PostgreSQL cannot keep');
    if (!value.isWellFormed())
      throw new TypeError('a payload holds half a surrogate pair, which UTF-8 cannot keep');
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value) || Object.is(value, -0))
      throw new TypeError('a payload holds a number that JSON cannot keep');
  } else if (Array.isArray(value)) {
    for (const each of value as readonly Json[]) refuseUnkeepable(each);
  } else if (isPlain(value)) {
    for (const [key, each] of Object.entries(value)) {
      refuseUnkeepable(key);
      refuseUnkeepable(each);
    }
  } else if (value !== null && typeof value !== 'boolean') {
    throw new TypeError(`a payload holds something that is not JSON (${typeof value})`);
  }
}

/** Objects with a prototype of their own (dates, maps, errors) would be kept as something else. */
function isPlain(value: Json | undefined): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value);
}
