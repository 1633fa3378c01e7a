/** All of this runs as the service `credentials`. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Device } from '../../../platform/http/device.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';
import type { Holder } from '../../../platform/seal/rewrap.ts';
import { codeField, type SealedSecret } from './sealed.ts';

/** For `./opennrm key`: what the key service wrapped for second factors. */
export const passwordKeys: Holder = {
  rows: sql`SELECT password_id AS seal_id, password_id AS record_id, ${sql.lit(codeField)} AS field, key_id, wrapped
    FROM organisations.password`,
  replace: (
    row,
    { keyId, bytes },
  ) => sql`UPDATE organisations.password SET key_id = ${keyId}, wrapped = ${bytes}
    WHERE password_id = ${row.seal_id} AND key_id = ${row.key_id}`,
};

export interface NewPassword {
  readonly account: string;
  readonly hash: string;
  readonly secret: SealedSecret;
  /** Of the code by which they showed that their app has the secret: it does not count again. */
  readonly step: number;
  readonly codeDigests: readonly Buffer[];
  readonly device: Device;
  readonly at: Instant;
}

/** The account's one password from now on: an older one ends. */
export async function savePassword(
  db: Transaction<Tables>,
  { account, hash, secret, step, codeDigests, device, at }: NewPassword,
): Promise<void> {
  const { passwordId, seal, wrapped } = secret;
  // Of two at once the later ends the earlier: a unique key over an address would tell of it.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`password ${account}`}, 0))`.execute(db);
  await db
    .updateTable('organisations.password')
    .set({ ended_at: at.toString() })
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .execute();
  await db
    .insertInto('organisations.password')
    .values({
      password_id: passwordId,
      account,
      hash,
      code_seal: seal,
      key_id: wrapped.keyId,
      wrapped: wrapped.bytes,
      code_step: step,
      browser: device.browser,
      system: device.system,
      made_at: at.toString(),
    })
    .execute();
  await db
    .insertInto('organisations.recovery_code')
    .values(codeDigests.map(digest => ({ password_id: passwordId, digest })))
    .execute();
}

export interface FoundPassword {
  readonly passwordId: string;
  readonly hash: string;
  readonly secret: SealedSecret;
}

export async function findPassword(
  db: Transaction<Tables>,
  account: string,
): Promise<FoundPassword | undefined> {
  const row = await db
    .selectFrom('organisations.password')
    .select(['password_id', 'hash', 'code_seal', 'key_id', 'wrapped'])
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      passwordId: row.password_id,
      hash: row.hash,
      secret: {
        passwordId: row.password_id,
        seal: row.code_seal,
        wrapped: { keyId: row.key_id, bytes: row.wrapped },
      },
    }
  );
}

export interface Tried {
  readonly passwordId: string;
  readonly isRight: boolean;
  /** Of the one-time code; undefined where what was typed is none. */
  readonly step: number | undefined;
  /** Of what was typed, which may be a recovery code. */
  readonly codeDigest: Buffer;
  readonly at: Instant;
}

/**
 * Uses up the code, and says whether that lets them in. One statement, whatever was wrong: of two at once with one code, one
 * comes in, and a code of an earlier step than the newest never does.
 */
export async function usePassword(
  db: Transaction<Tables>,
  { passwordId, isRight, step, codeDigest, at }: Tried,
): Promise<boolean> {
  const used = await sql`
    WITH code AS (
      UPDATE organisations.recovery_code SET used_at = ${at.toString()}::timestamptz
      WHERE password_id = ${passwordId}::uuid AND digest = ${codeDigest} AND used_at IS NULL AND ${isRight}::boolean
        AND EXISTS (SELECT 1 FROM organisations.password p WHERE p.password_id = ${passwordId}::uuid AND p.ended_at IS NULL)
      RETURNING 1)
    UPDATE organisations.password SET used_at = ${at.toString()}::timestamptz, code_step = greatest(code_step, ${step ?? 0}::bigint)
    WHERE password_id = ${passwordId}::uuid AND ended_at IS NULL AND ${isRight}::boolean
      AND (code_step < ${step ?? 0}::bigint OR EXISTS (SELECT 1 FROM code))`.execute(db);
  return (used.numAffectedRows ?? 0n) > 0n;
}

export async function raiseHash(
  db: Transaction<Tables>,
  passwordId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await db
    .updateTable('organisations.password')
    .set({ hash: to })
    .where('password_id', '=', passwordId)
    .where('hash', '=', from)
    .execute();
}

export interface OwnPassword {
  readonly passwordId: string;
  readonly device: Device;
  readonly madeAt: Instant;
  readonly usedAt: Instant | undefined;
  /** Recovery codes that were not used. */
  readonly codesLeft: number;
}

export async function findOwnPassword(
  db: Transaction<Tables>,
  account: string,
): Promise<OwnPassword | undefined> {
  const row = await db
    .selectFrom('organisations.password as p')
    .select(['password_id', 'browser', 'system', 'made_at', 'used_at'])
    .select(eb =>
      eb
        .selectFrom('organisations.recovery_code as c')
        .select(count => count.fn.countAll().as('n'))
        .whereRef('c.password_id', '=', 'p.password_id')
        .where('c.used_at', 'is', null)
        .as('codes'),
    )
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const instant = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return (
    row && {
      passwordId: row.password_id,
      device: { browser: row.browser, system: row.system },
      madeAt: instant(row.made_at),
      usedAt: row.used_at === null ? undefined : instant(row.used_at),
      codesLeft: Number(row.codes),
    }
  );
}

export async function endPassword(
  db: Transaction<Tables>,
  {
    account,
    passwordId,
    at,
  }: { readonly account: string; readonly passwordId: string; readonly at: Instant },
): Promise<boolean> {
  const ended = await db
    .updateTable('organisations.password')
    .set({ ended_at: at.toString() })
    .where('account', '=', account)
    .where('password_id', '=', passwordId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
