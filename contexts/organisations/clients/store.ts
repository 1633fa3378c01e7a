import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { NewClient } from './rules.ts';

/** Row-level security takes none for a team of another organisation. */
export async function saveClient(work: Work, client: NewClient): Promise<string> {
  const clientId = work.newId();
  await work.db
    .insertInto('organisations.client')
    .values({
      client_id: clientId,
      team_id: client.team,
      name: client.name,
      purpose: client.purpose,
      role: client.role,
      scopes: [...client.scopes],
      asked_by: work.viewer.personId,
      asked_at: work.now.toString(),
      ends_at: work.now.add({ hours: 24 * client.days }).toString(),
      ended_at: null,
    })
    .execute();
  return clientId;
}

/** The viewer's own yes. Once said it stands; said twice it counts once. */
export async function saveYes(work: Work, clientId: string): Promise<void> {
  await sql`
    INSERT INTO organisations.client_approval (client_id, approver_id, approver_account, at)
    SELECT ${clientId}, person_id, lower(email), ${work.now.toString()}::timestamptz
    FROM organisations.person WHERE person_id = ${work.viewer.personId}
    ON CONFLICT DO NOTHING`.execute(work.db);
}

/** From now on, with every token of it, in every process (trigger `end_sessions`). */
export async function endClient(work: Work, clientId: string): Promise<boolean> {
  const ended = await work.db
    .updateTable('organisations.client')
    .set({ ended_at: work.now.toString() })
    .where('client_id', '=', clientId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

export interface NewSecret {
  readonly clientId: string;
  readonly slot: number;
  readonly digest: Buffer;
  readonly endsAt: string;
}

/** What held the place before, and no longer works, is put away first. */
export async function saveSecret(work: Work, { clientId, slot, digest, endsAt }: NewSecret): Promise<string> {
  await work.db
    .updateTable('organisations.client_secret')
    .set({ ended_at: work.now.toString() })
    .where('client_id', '=', clientId)
    .where('slot', '=', slot)
    .where('ended_at', 'is', null)
    .execute();
  const secretId = work.newId();
  await work.db
    .insertInto('organisations.client_secret')
    .values({
      secret_id: secretId,
      client_id: clientId,
      slot,
      digest,
      made_by: work.viewer.personId,
      made_at: work.now.toString(),
      ends_at: endsAt,
      used_at: null,
      ended_at: null,
    })
    .execute();
  return secretId;
}

/** From now on, with every token of its system: it gets others by its other secret. */
export async function endSecret(
  work: Work,
  { clientId, secretId }: { readonly clientId: string; readonly secretId: string },
): Promise<boolean> {
  const ended = await work.db
    .updateTable('organisations.client_secret')
    .set({ ended_at: work.now.toString() })
    .where('client_id', '=', clientId)
    .where('secret_id', '=', secretId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
