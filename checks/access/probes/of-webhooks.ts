/** Where other systems are told of events: one service reads and writes it, whoever is signed in. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Fixture, Party } from './fixture.ts';
import { ids } from './of-clients.ts';
import type { Probe } from './probe.ts';

const hook = randomUUID();
const webhook = (id: string = hook) => sql`
  INSERT INTO organisations.webhook (webhook_id, client_id, url, kinds, secret_number, made_at)
  VALUES (${id}, ${ids.ours}, 'https://casebook.example', ARRAY['message-sent'], 1, now())`;
const delivery = () => sql`
  INSERT INTO organisations.webhook_delivery (delivery_id, webhook_id, entry_id, kind, happened_at)
  VALUES (${randomUUID()}, ${hook}, ${randomUUID()}, 'message-sent', now())`;

const ours = (f: Fixture): Party => f.service('webhooks');
const others: readonly (readonly [string, (f: Fixture) => Party])[] = [
  ['signing in does not', f => f.service('sign-in')],
  ['who looks after accounts does not', f => f.people.first],
];

function probesOf(table: string, made: () => RawBuilder<unknown>, column: string): readonly Probe[] {
  const doings = {
    select: { does: () => sql`SELECT 1 FROM ${sql.table(table)}`, refused: 'none' },
    insert: { does: made, refused: 'refused' },
    update: { does: () => sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = now()`, refused: 'none' },
  } as const;
  return Object.entries(doings).flatMap(([doing, { does, refused }]): readonly Probe[] => {
    const policy = `${table} ${doing}`;
    const steps = (as: (f: Fixture) => Party) => (f: Fixture) => [
      { as: ours(f), does: webhook() },
      { as: ours(f), does: delivery() },
      { as: as(f), does: does() },
    ];
    return [
      { policy, name: 'the service of the webhooks does', expect: 'rows', steps: steps(ours) },
      ...others.map(([name, as]) => ({ policy, name, expect: refused, steps: steps(as) })),
    ];
  });
}

export const probesOfWebhooks: readonly Probe[] = [
  ...probesOf('organisations.webhook', () => webhook(randomUUID()), 'ended_at'),
  ...probesOf('organisations.webhook_delivery', delivery, 'failed_at'),
];
