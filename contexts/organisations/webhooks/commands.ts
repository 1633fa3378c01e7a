/** Whoever holds the machine says where a system is told of events: `./opennrm webhook`. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import { asService } from '../../../platform/db/transaction.ts';
import { findCountingClient } from '../clients/token-store.ts';
import { neededScope } from './rules.ts';
import { countFailed, endWebhook, listWebhooks, renewWebhook, saveWebhook, type Webhook } from './store.ts';

type Db = Kysely<Tables>;
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Nothing where there is no such system, or it could not fetch what it is told of. */
export async function add(db: Db, webhook: Omit<Webhook, 'numbers'>): Promise<string | undefined> {
  const client = isId(webhook.clientId) ? await findCountingClient(db, webhook.clientId) : undefined;
  if (!client?.scopes.includes(neededScope)) return undefined;
  await asService(db, 'webhooks', transaction => saveWebhook(transaction, webhook));
  return webhook.webhookId;
}

/** Answers the number of the new secret. */
export async function renew(db: Db, id: string): Promise<number | undefined> {
  const renewed = isId(id)
    ? await asService(db, 'webhooks', transaction => renewWebhook(transaction, id))
    : undefined;
  return renewed?.numbers[0];
}

export const end = async (db: Db, id: string): Promise<boolean> =>
  isId(id) && (await asService(db, 'webhooks', transaction => endWebhook(transaction, id)));

export const list = (db: Db): Promise<readonly (Webhook & { readonly failed: number })[]> =>
  asService(db, 'webhooks', async transaction => {
    const failed = await countFailed(transaction);
    return (await listWebhooks(transaction)).map(each => ({
      ...each,
      failed: failed.get(each.webhookId) ?? 0,
    }));
  });
