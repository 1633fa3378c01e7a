import { randomBytes } from 'node:crypto';
import type { Permit } from '../../../platform/access/permit.ts';
import { digestOf } from '../../../platform/http/session.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import { findOwnTeams } from '../people/queries.ts';
import { appendToOrganisation } from '../people/record-store.ts';
import { type Client, findClient } from './queries.ts';
import { readClient, secretDays, secretsAtOnce } from './rules.ts';
import { endClient, endSecret, saveClient, saveSecret, saveYes } from './store.ts';

/** Asks for another system to be let in: who asks says yes to it. It takes a second person before it can do anything. */
export async function askForClient(
  work: Work,
  _permit: Permit<'clients:ask'>,
  typed: Readonly<Record<string, unknown>>,
): Promise<Result<string>> {
  const { pack, today } = work;
  const { teams } = await findOwnTeams(work);
  const read = readClient(typed, { teams, roles: pack.roles, systems: pack.systems ?? [], today });
  if (!read.ok) return read;
  const clientId = await saveClient(work, read.value);
  await saveYes(work, clientId);
  const { purpose, role, team, scopes, days, name } = read.value;
  await appendToOrganisation(work, [
    {
      type: 'client-asked',
      payload: { process: { client: clientId, name, purpose, role, team, scopes: [...scopes], days } },
    },
  ]);
  return ok(clientId);
}

/** Says yes to a system that a colleague asked for. Whoever asked said yes by it. */
export async function approveClient(
  work: Work,
  _permit: Permit<'clients:approve'>,
  clientId: string,
): Promise<Result<string>> {
  const client = await findClient(work, clientId);
  if (!client) return refuse('not-found');
  const saidYes = client.approvers.some(({ personId }) => personId === work.viewer.personId);
  if (client.isApproved || client.hasEnded || saidYes) return refuse('not-in-this-stage');
  await saveYes(work, clientId);
  await appendToOrganisation(work, [about(client, 'client-approved')]);
  return ok(clientId);
}

/** A secret that is shown this once. We keep its digest: 256 random bits need no slow one, since nobody guesses them. */
export async function makeSecret(
  work: Work,
  _permit: Permit<'clients:renew'>,
  clientId: string,
): Promise<Result<{ readonly client: Client; readonly secret: string }>> {
  const client = await findClient(work, clientId);
  if (!client) return refuse('not-found');
  if (!client.isApproved || client.hasEnded || client.secrets.length >= secretsAtOnce)
    return refuse('not-in-this-stage');
  const slot = client.secrets.some(each => each.slot === 1) ? 2 : 1;
  // The prefix lets scanners recognise a secret that was published by mistake.
  const secret = `nrms_${randomBytes(32).toString('base64url')}`;
  const last = work.now.add({ hours: 24 * secretDays });
  const endsAt = Temporal.Instant.compare(last, client.endsAt) < 0 ? last : client.endsAt;
  const secretId = await saveSecret(work, {
    clientId,
    slot,
    digest: digestOf(secret),
    endsAt: endsAt.toString(),
  });
  await appendToOrganisation(work, [about(client, 'client-secret-made', { secret: secretId })]);
  return ok({ client, secret });
}

export async function dropSecret(
  work: Work,
  _permit: Permit<'clients:renew'>,
  { clientId, secretId }: { readonly clientId: string; readonly secretId: string },
): Promise<Result<string>> {
  const client = await findClient(work, clientId);
  if (!client || !(await endSecret(work, { clientId, secretId }))) return refuse('not-found');
  await appendToOrganisation(work, [about(client, 'client-secret-ended', { secret: secretId })]);
  return ok(clientId);
}

/** Ends a system now, or declines one that waits. */
export async function dropClient(
  work: Work,
  _permit: Permit<'clients:end'>,
  clientId: string,
): Promise<Result<string>> {
  const client = await findClient(work, clientId);
  if (!client || !(await endClient(work, clientId))) return refuse('not-found');
  await appendToOrganisation(work, [about(client, 'client-ended')]);
  return ok(clientId);
}

const about = (
  { clientId, name, purpose, role, teamId }: Client,
  type: string,
  more: Readonly<Record<string, string>> = {},
): Entry => ({
  type,
  payload: { process: { client: clientId, name, purpose, role, team: teamId, ...more } },
});
