import { actAs, asService } from '../../../platform/db/transaction.ts';
import { postOutward } from '../../../platform/http/outward.ts';
import { jobsIn } from '../../../platform/jobs/enqueue.ts';
import { jobsFor } from '../../../platform/jobs/job.ts';
import type { JobWorld } from '../../../platform/jobs/world.ts';
import { actions } from '../access.ts';
import { findCountingClient, viewerOfClient } from '../clients/token-store.ts';
import { neededScope, tries } from './rules.ts';
import { headersOf, keyOf } from './sign.ts';
import { type Event, findDelivery, findWebhook, listWebhooks, noteAttempt, saveDelivery } from './store.ts';
import { findEvent } from './queries.ts';

const job = jobsFor(actions);

/** Sends one delivery. What is answered says no more than whether it came. */
export const sendWebhook = job({
  name: 'organisations.send-webhook',
  access: 'clients:tell',
  data: { delivery: 'id' },
  retries: tries - 1,
  timeoutSeconds: 20,
  run: async (world, { delivery: id }, { attempt, signal }) => {
    const found = await asService(world.database, 'webhooks', async db => {
      const delivery = await findDelivery(db, id);
      const webhook = delivery && (await findWebhook(db, delivery.webhookId));
      return delivery && webhook ? { delivery, webhook } : undefined;
    });
    const { webhooks } = world;
    // Delivered or ended meanwhile; or a worker that tells nobody.
    if (!found || !webhooks) return;
    const { delivery, webhook } = found;
    const body = JSON.stringify(contentOf(webhooks.baseUrl, delivery.event));
    const timestamp = Math.floor(world.now().epochMilliseconds / 1_000);
    const keys = webhook.numbers.map(number => keyOf(webhooks.secret, webhook.webhookId, number));
    const status = await postOutward({
      url: webhook.url,
      headers: headersOf({ id: delivery.deliveryId, timestamp, body }, keys),
      body,
      mayReachLoopback: webhooks.mayReachLoopback,
      timeoutMilliseconds: 5_000,
      signal,
    }).catch(() => undefined);
    const isDone = status !== undefined && status >= 200 && status < 300;
    const outcome = isDone ? 'delivered' : attempt >= tries ? 'failed' : 'again';
    await asService(world.database, 'webhooks', db => noteAttempt(db, id, { status, outcome }));
    if (outcome === 'again') throw new NotDelivered();
  },
});

/** It is tried again. Nothing of where, or of what came back, stands in it. */
class NotDelivered extends Error {}

/** Free of content: that something of a kind happened, when, and where to ask for it with a token. */
const contentOf = (baseUrl: string, { entryId, kind, at }: Event) => ({
  type: kind,
  timestamp: at.toISOString(),
  data: { event: entryId, url: `${baseUrl}/api/v1/referrals?event=${entryId}` },
});

/** Finds which systems are told of a change: those that want to hear of its kind, and see it by their team's grants now. */
export const tellSystems = job({
  name: 'organisations.tell-systems',
  access: 'clients:tell',
  data: { entry: 'id' },
  run: async (world, { entry }) => {
    for (const webhook of await asService(world.database, 'webhooks', listWebhooks)) {
      const event = await eventFor(world, webhook.clientId, entry);
      if (!event || !webhook.kinds.includes(event.kind)) continue;
      await asService(world.database, 'webhooks', async db => {
        const deliveryId = world.newId();
        if (await saveDelivery(db, { deliveryId, webhookId: webhook.webhookId, event }))
          await jobsIn(db).add(sendWebhook, { delivery: deliveryId });
      });
    }
  },
});

/** As the system would see it; nothing of what it did itself, or of what it could not ask for. */
async function eventFor(
  world: Pick<JobWorld, 'database'>,
  clientId: string,
  entryId: string,
): Promise<Event | undefined> {
  const client = await findCountingClient(world.database, clientId);
  if (!client?.scopes.includes(neededScope)) return undefined;
  return world.database.transaction().execute(async db => {
    await actAs(db, viewerOfClient(client, client.scopes));
    return findEvent(db, entryId, clientId);
  });
}
