/**
 * Who tries where: OWASP's device cookies (Slow Down Online Guessing Attacks with Device Cookies). A browser in which an
 * account was signed in to before has an allowance of its own for it; all other browsers share one for the account, and one
 * for their network. So nobody who guesses keeps the owner out of their own device.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { asService } from '../../../platform/db/transaction.ts';
import type { CookieChange, Visitation } from '../../../platform/http/public.ts';
import { deriveKey, openSeal, seal } from '../../../platform/http/seal.ts';
import { freeTries, freeTriesOfNetwork } from './try-rules.ts';
import { type Bucket, countTry, forgetTry } from './try-store.ts';

const deviceCookie = 'device';
const [deviceDays, mostAccounts] = [180, 5];
const about = 'device';
/** Which accounts were signed in to in this browser: digests, the newest first. */
const knownSchema = z.array(z.strictObject({ account: z.string(), device: z.string() }));
type Known = z.infer<typeof knownSchema>;
type Here = Pick<Visitation, 'web' | 'cookie' | 'network' | 'database'>;

const digest = ({ web }: Pick<Here, 'web'>, ...of: readonly string[]): Buffer =>
  createHmac('sha256', deriveKey(web.settings.secret, 'sign-in-try')).update(JSON.stringify(of)).digest();

function knownIn({ web, cookie }: Here): Known {
  const bytes = Buffer.from(cookie(deviceCookie) ?? '', 'base64url');
  const opened = openSeal(deriveKey(web.settings.secret, about), bytes, about);
  return opened === undefined ? [] : knownSchema.parse(JSON.parse(opened));
}
const hexOf = (here: Here, account: string): string => digest(here, 'known', account).toString('hex');

function bucketsOf(here: Here, account: string): { own: Buffer | undefined; all: readonly Bucket[] } {
  const device = knownIn(here).find(each => each.account === hexOf(here, account))?.device;
  const own = device === undefined ? undefined : digest(here, 'device', account, device);
  if (own) return { own, all: [{ key: own, free: freeTries }] };
  return {
    own,
    all: [
      { key: digest(here, 'account', account), free: freeTries },
      { key: digest(here, 'network', here.network), free: freeTriesOfNetwork },
    ],
  };
}

export interface Try {
  /** Until one may try: what was typed is not looked at before. */
  readonly minutesToWait: number;
  /** It was them. */
  forget(): Promise<void>;
}

/** `account` as it was typed: whether anybody has it is not asked. */
export async function beginTry(here: Here, account: string): Promise<Try> {
  const { own, all } = bucketsOf(here, account);
  return count(here, all, own);
}

/** Of whoever is in already and says what their password is up to now. */
export const beginChange = (here: Here, account: string): Promise<Try> =>
  count(here, [{ key: digest(here, 'change', account), free: freeTries }], undefined);

async function count(
  { web, database }: Here,
  buckets: readonly Bucket[],
  own: Buffer | undefined,
): Promise<Try> {
  const tryId = web.newId();
  const minutesToWait = await asService(database, 'credentials', db =>
    countTry(db, { tryId, buckets, at: web.now() }),
  );
  return {
    minutesToWait,
    forget: () => asService(database, 'credentials', db => forgetTry(db, { tryId, own })),
  };
}

/** From now on this browser is one of the account's. */
export function rememberDevice(here: Here, account: string): CookieChange {
  const known = knownIn(here);
  const hex = hexOf(here, account);
  const device = known.find(each => each.account === hex)?.device ?? randomUUID();
  const kept = [{ account: hex, device }, ...known.filter(each => each.account !== hex)].slice(
    0,
    mostAccounts,
  );
  const value = seal(deriveKey(here.web.settings.secret, about), JSON.stringify(kept), about).toString(
    'base64url',
  );
  return { name: deviceCookie, value, maxAgeSeconds: deviceDays * 86_400 };
}
