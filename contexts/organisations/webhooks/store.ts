/** All of this runs as the service `webhooks`. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';

export interface Webhook {
  readonly webhookId: string;
  readonly clientId: string;
  readonly url: string;
  readonly kinds: readonly string[];
  /** Of the secrets that sign, the newest first. */
  readonly numbers: readonly number[];
}

type Db = Transaction<Tables>;

const live = (db: Db) =>
  db
    .selectFrom('organisations.webhook')
    .select(['webhook_id', 'client_id', 'url', 'kinds', 'secret_number', 'older_number'])
    .where('ended_at', 'is', null);
type Row = Awaited<ReturnType<ReturnType<typeof live>['execute']>>[number];

const toWebhook = (row: Row): Webhook => ({
  webhookId: row.webhook_id,
  clientId: row.client_id,
  url: row.url,
  kinds: row.kinds,
  numbers: [row.secret_number, ...(row.older_number === null ? [] : [row.older_number])],
});

export async function listWebhooks(db: Db): Promise<readonly Webhook[]> {
  return (await live(db).orderBy('made_at').limit(1_000).execute()).map(toWebhook);
}

export async function findWebhook(db: Db, webhookId: string): Promise<Webhook | undefined> {
  const row = await live(db).where('webhook_id', '=', webhookId).executeTakeFirst();
  return row && toWebhook(row);
}

export async function saveWebhook(
  db: Db,
  { webhookId, clientId, url, kinds }: Omit<Webhook, 'numbers'>,
): Promise<void> {
  await db
    .insertInto('organisations.webhook')
    .values({
      webhook_id: webhookId,
      client_id: clientId,
      url,
      kinds: [...kinds],
      secret_number: 1,
      older_number: null,
      made_at: sql`now()`,
      ended_at: null,
    })
    .execute();
}

/** The secret before it signs on beside the new one; the one before that no longer. */
export async function renewWebhook(db: Db, webhookId: string): Promise<Webhook | undefined> {
  await sql`UPDATE organisations.webhook SET older_number = secret_number, secret_number = secret_number + 1
    WHERE webhook_id = ${webhookId} AND ended_at IS NULL`.execute(db);
  return findWebhook(db, webhookId);
}

export async function endWebhook(db: Db, webhookId: string): Promise<boolean> {
  const ended = await db
    .updateTable('organisations.webhook')
    .set({ ended_at: sql`now()` })
    .where('webhook_id', '=', webhookId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

export interface Event {
  readonly entryId: string;
  readonly kind: string;
  readonly at: Date;
}

/** Nothing where it stands there already: a job may run twice. */
export async function saveDelivery(
  db: Db,
  {
    deliveryId,
    webhookId,
    event,
  }: { readonly deliveryId: string; readonly webhookId: string; readonly event: Event },
): Promise<boolean> {
  const saved = await sql`
    INSERT INTO organisations.webhook_delivery (delivery_id, webhook_id, entry_id, kind, happened_at)
    VALUES (${deliveryId}, ${webhookId}, ${event.entryId}, ${event.kind}, ${event.at.toISOString()}::timestamptz)
    ON CONFLICT DO NOTHING`.execute(db);
  return (saved.numAffectedRows ?? 0n) > 0n;
}

export interface Delivery {
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly event: Event;
}

/** One that is neither delivered nor given up. */
export async function findDelivery(db: Db, deliveryId: string): Promise<Delivery | undefined> {
  const row = await db
    .selectFrom('organisations.webhook_delivery')
    .select(['delivery_id', 'webhook_id', 'entry_id', 'kind', 'happened_at'])
    .where('delivery_id', '=', deliveryId)
    .where('delivered_at', 'is', null)
    .where('failed_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      deliveryId: row.delivery_id,
      webhookId: row.webhook_id,
      event: { entryId: row.entry_id, kind: row.kind, at: row.happened_at },
    }
  );
}

export async function noteAttempt(
  db: Db,
  deliveryId: string,
  came: { readonly status: number | undefined; readonly outcome: 'delivered' | 'failed' | 'again' },
): Promise<void> {
  await sql`
    UPDATE organisations.webhook_delivery SET attempts = attempts + 1, status = ${came.status ?? null}::smallint,
      delivered_at = CASE WHEN ${came.outcome} = 'delivered' THEN now() END,
      failed_at = CASE WHEN ${came.outcome} = 'failed' THEN now() END
    WHERE delivery_id = ${deliveryId}`.execute(db);
}

/** How many were given up, by webhook. */
export async function countFailed(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('organisations.webhook_delivery')
    .select(['webhook_id', sql<string>`count(*)`.as('failed')])
    .where('failed_at', 'is not', null)
    .groupBy('webhook_id')
    .execute();
  return new Map(rows.map(row => [row.webhook_id, Number(row.failed)]));
}
