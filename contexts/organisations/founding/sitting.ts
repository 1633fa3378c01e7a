import type { Transaction } from 'kysely';
import { z } from 'zod';
import { actAs } from '../../../platform/db/transaction.ts';
import type { Tables } from '../../../platform/db/tables.ts';
import type { Visitation } from '../../../platform/http/public.ts';
import { deriveKey, openSeal, seal } from '../../../platform/http/seal.ts';
import { workOf } from '../../../platform/http/work.ts';
import type { Work } from '../../../platform/work.ts';
import type { Founder } from './model.ts';
import { sittingMinutes } from './rules.ts';

/** Whoever opened their link goes on in this browser for a while: kept by it, sealed, and of that link alone. */
export const sittingCookie = 'opened';
export type SittingFor = 'founding' | 'registration';
const schema = z.strictObject({ personId: z.uuid(), digest: z.string(), until: z.number() });

export interface Sitting {
  readonly personId: string;
  readonly digest: Buffer;
}

export function sealSitting(
  { web }: Pick<Visitation, 'web'>,
  { personId, digest }: Sitting,
  about: SittingFor,
): string {
  const until = web.now().add({ minutes: sittingMinutes }).epochMilliseconds;
  const kept = JSON.stringify({ personId, digest: digest.toString('hex'), until });
  return seal(deriveKey(web.settings.secret, about), kept, about).toString('base64url');
}

/** Undefined where there is none, it is over, or it is for something else. */
export function openSitting(
  { web, cookie }: Pick<Visitation, 'web' | 'cookie'>,
  about: SittingFor,
): Sitting | undefined {
  const bytes = Buffer.from(cookie(sittingCookie) ?? '', 'base64url');
  const opened = openSeal(deriveKey(web.settings.secret, about), bytes, about);
  if (opened === undefined) return undefined;
  const { personId, digest, until } = schema.parse(JSON.parse(opened));
  return until > web.now().epochMilliseconds ? { personId, digest: Buffer.from(digest, 'hex') } : undefined;
}

/** What a founder does here is theirs in the ledger: they have no session, and no position that counts, yet. */
export function workOfFounder({ web, visit }: Visitation, db: Transaction<Tables>, founder: Founder): Work {
  const { personId, name, role, organisation, team } = founder;
  return workOf(web, visit, db, { personId, name, role, organisation, team, purpose: 'administration' });
}

export const actAsFounder = (work: Work): Promise<void> => actAs(work.db, work.viewer);
