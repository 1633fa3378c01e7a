/** All of this runs as the service `credentials`. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Device } from '../../../platform/http/device.ts';
import type { KnownPasskey, NewPasskey } from '../../../platform/http/passkeys.ts';
import { type Instant, Temporal } from '../../../platform/pure/time.ts';
import { setUpMinutes } from './rules.ts';

/** Lets one browser make the account a way of signing in: it keeps what `digest` is the digest of. */
export async function saveSetUp(
  db: Transaction<Tables>,
  {
    setUpId,
    account,
    digest,
    at,
  }: { readonly setUpId: string; readonly account: string; readonly digest: Buffer; readonly at: Instant },
  minutes = setUpMinutes,
): Promise<void> {
  await db
    .insertInto('organisations.set_up')
    .values({
      set_up_id: setUpId,
      account,
      link_digest: digest,
      link_ends_at: at.add({ minutes }).toString(),
      used_at: null,
    })
    .execute();
}

/** Whose it is. Unknown, used up and too old are one answer, by one statement. */
export async function findSetUp(
  db: Transaction<Tables>,
  digest: Buffer,
  at: Instant,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('organisations.set_up')
    .select('account')
    .where('link_digest', '=', digest)
    .where('used_at', 'is', null)
    .where('link_ends_at', '>', sql<Date>`${at.toString()}::timestamptz`)
    .executeTakeFirst();
  return row?.account;
}

/** Whether the account has a way of signing in already. */
export async function hasWay(db: Transaction<Tables>, account: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM organisations.passkey WHERE account = ${account} AND ended_at IS NULL
    UNION ALL SELECT 1 FROM organisations.password WHERE account = ${account} AND ended_at IS NULL LIMIT 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** Uses it up: of two at once, one does. */
export async function useSetUp(db: Transaction<Tables>, digest: Buffer, at: Instant): Promise<boolean> {
  const used = await db
    .updateTable('organisations.set_up')
    .set({ used_at: at.toString() })
    .where('link_digest', '=', digest)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

/** Nothing where somebody has it already: whoever made it first keeps it (`findPasskey`). */
export async function savePasskey(
  db: Transaction<Tables>,
  {
    passkeyId,
    account,
    device,
    at,
    made,
  }: {
    readonly passkeyId: string;
    readonly account: string;
    readonly device: Device;
    readonly at: Instant;
    readonly made: NewPasskey;
  },
): Promise<boolean> {
  const saved = await sql`
    INSERT INTO organisations.passkey
      (passkey_id, account, credential_id, public_key, counter, browser, system, made_at, answered_at)
    SELECT ${passkeyId}, ${account}, ${made.credentialId}, ${made.publicKey}, ${made.counter}, ${device.browser},
      ${device.system}, ${at.toString()}::timestamptz, ${made.challengeAt}
    WHERE NOT EXISTS (SELECT 1 FROM organisations.passkey WHERE credential_id = ${made.credentialId})`.execute(
    db,
  );
  return (saved.numAffectedRows ?? 0n) > 0n;
}

export interface FoundPasskey extends KnownPasskey {
  readonly account: string;
}

export async function findPasskey(
  db: Transaction<Tables>,
  credentialId: Buffer,
): Promise<FoundPasskey | undefined> {
  const row = await db
    .selectFrom('organisations.passkey')
    .select(['account', 'public_key', 'counter'])
    .where('credential_id', '=', credentialId)
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .limit(1)
    .executeTakeFirst();
  return row && { account: row.account, publicKey: row.public_key, counter: row.counter };
}

/** Notes that it was used. Not where a newer challenge was answered since, or this one: an answer opens the door once. */
export async function usePasskey(
  db: Transaction<Tables>,
  credentialId: Buffer,
  used: {
    readonly account: string;
    readonly counter: number;
    readonly challengeAt: Date;
    readonly at: Instant;
  },
): Promise<boolean> {
  const { account, counter, challengeAt, at } = used;
  const done = await db
    .updateTable('organisations.passkey')
    .set({ counter, answered_at: challengeAt, used_at: at.toString() })
    .where('credential_id', '=', credentialId)
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .where('answered_at', '<', challengeAt)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export interface OwnPasskey {
  readonly passkeyId: string;
  readonly credentialId: Buffer;
  readonly device: Device;
  readonly madeAt: Instant;
  readonly usedAt: Instant | undefined;
}

/** Of one account, the newest first. */
export async function listPasskeys(db: Transaction<Tables>, account: string): Promise<readonly OwnPasskey[]> {
  const rows = await db
    .selectFrom('organisations.passkey')
    .select(['passkey_id', 'credential_id', 'browser', 'system', 'made_at', 'used_at'])
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .orderBy('made_at', 'desc')
    .limit(50)
    .execute();
  const instant = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return rows.map(row => ({
    passkeyId: row.passkey_id,
    credentialId: row.credential_id,
    device: { browser: row.browser, system: row.system },
    madeAt: instant(row.made_at),
    usedAt: row.used_at === null ? undefined : instant(row.used_at),
  }));
}

export async function endPasskey(
  db: Transaction<Tables>,
  { account, passkeyId, at }: { readonly account: string; readonly passkeyId: string; readonly at: Instant },
): Promise<boolean> {
  const ended = await db
    .updateTable('organisations.passkey')
    .set({ ended_at: at.toString() })
    .where('account', '=', account)
    .where('passkey_id', '=', passkeyId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
