import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { digestOf } from '../../platform/http/session.ts';
import { letIn } from '../access/client-requests.ts';
import type { Request } from './request.ts';
import type { Theatre } from './theatre.ts';

/** The requests that only another system, which holds a secret, makes valid. */
export async function clientRequests({ stage }: Theatre): Promise<ReadonlyMap<string, Request>> {
  const responder = stage.peopleFor('referral')[0];
  if (!responder) throw new Error('the demonstration has nobody who refers');
  const by = stage.people.filter(({ email }) => email !== responder.email).slice(0, 2);
  const of = { team: responder.team.id, purpose: 'follow', role: responder.role, scope: 'referral:list' };
  const client = await letIn(stage, of, by);
  const secret = `nrms_${randomBytes(32).toString('base64url')}`;
  await sql`INSERT INTO organisations.client_secret (secret_id, client_id, slot, digest, made_by, made_at, ends_at)
    VALUES (gen_random_uuid(), ${client}, 1, ${digestOf(secret)}, ${by[0]?.personId}, now(), now() + interval '1 day')`.execute(
    stage.database.superuser,
  );
  const post = (path: string, fields: Readonly<Record<string, string>>): Request => ({
    method: 'POST',
    path,
    query: [],
    headers: [],
    body: {
      kind: 'form',
      fields: Object.entries({ client_id: client, client_secret: secret, ...fields }),
    },
  });
  return new Map([
    ['POST /oauth/token', post('/oauth/token', { grant_type: 'client_credentials' })],
    ['POST /oauth/revoke', post('/oauth/revoke', { token: 'nrm_of-nobody' })],
  ]);
}
