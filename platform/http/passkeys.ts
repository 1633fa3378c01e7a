/** Passkeys (Web Authentication, level 3): what a browser is asked for, and whether its answer holds. */
import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import { deriveKey, openSeal, seal } from './seal.ts';
import type { Web } from './web.ts';

type Here = Pick<Web, 'now'> & { readonly settings: Pick<Web['settings'], 'secret' | 'baseUrl'> };

/** Long enough to find a phone; an answer to an older challenge counts for nothing. */
const challengeMinutes = 5;
const about = 'passkey';
/** EdDSA, ES256, RS256 (RFC 9053, RFC 8812): what every authenticator has one of. */
const algorithms = [-8, -7, -257] as const;
const challengeSchema = z.strictObject({ challenge: z.string(), at: z.number(), of: z.string() });

/** A challenge: what the form carries, sealed, until its answer comes, and what the browser is asked. */
export interface Asked {
  readonly sealed: string;
  /** JSON of the options of `navigator.credentials`, its bytes as base64url. */
  readonly options: string;
}

const rpOf = ({ settings }: Here) => ({
  id: new URL(settings.baseUrl).hostname,
  origin: new URL(settings.baseUrl).origin,
});

/** `of` says what it was asked for: an answer to another question is none. */
function challengeOf({ now, settings }: Here, of: string) {
  const challenge = randomBytes(32).toString('base64url');
  const kept = JSON.stringify({ challenge, at: now().epochMilliseconds, of });
  return { challenge, sealed: seal(deriveKey(settings.secret, about), kept, about).toString('base64url') };
}

function openChallenge({ now, settings }: Here, sealed: unknown, of: string) {
  const bytes = Buffer.from(typeof sealed === 'string' ? sealed : '', 'base64url');
  const opened = openSeal(deriveKey(settings.secret, about), bytes, about);
  const kept = opened === undefined ? undefined : challengeSchema.parse(JSON.parse(opened));
  const isLive = kept && kept.at > now().subtract({ minutes: challengeMinutes }).epochMilliseconds;
  return kept && isLive && kept.of === of ? kept : undefined;
}

/** Asks for any passkey that the browser holds for this service: whoever asks names no account, so none is told of. */
export function askForPasskey(here: Here): Asked {
  const { challenge, sealed } = challengeOf(here, 'sign-in');
  const options = {
    challenge,
    rpId: rpOf(here).id,
    userVerification: 'required',
    timeout: challengeMinutes * 60_000,
  };
  return { sealed, options: JSON.stringify(options) };
}

/** Asks for a new passkey, for whoever set it up. `known` are those that the account has. */
export function askForNewPasskey(
  here: Here,
  {
    account,
    serviceName,
    known,
  }: { readonly account: string; readonly serviceName: string; readonly known: readonly Buffer[] },
): Asked {
  const { challenge, sealed } = challengeOf(here, `new ${account}`);
  const { id } = rpOf(here);
  const options = {
    challenge,
    rp: { id, name: serviceName },
    // The same for each passkey of the account, so that an authenticator keeps one; and says nothing to who reads it there.
    user: {
      id: createHmac('sha256', here.settings.secret).update(`passkey:${account}`).digest('base64url'),
      name: account,
      displayName: account,
    },
    pubKeyCredParams: algorithms.map(alg => ({ alg, type: 'public-key' })),
    excludeCredentials: known.map(each => ({ id: each.toString('base64url'), type: 'public-key' })),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    // Which make of device somebody has is not for us to know.
    attestation: 'none',
    timeout: challengeMinutes * 60_000,
  };
  return { sealed, options: JSON.stringify(options) };
}

const base64url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(8_000);
const common = { id: base64url, rawId: base64url, type: z.literal('public-key') };
const madeSchema = z.object({
  ...common,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
});
const answeredSchema = z.object({
  ...common,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});

export interface NewPasskey {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly challengeAt: Date;
}

type Typed = Readonly<Record<string, unknown>>;
const parse = <T>(schema: z.ZodType<T>, text: unknown): T | undefined => {
  try {
    return schema.safeParse(JSON.parse(typeof text === 'string' ? text : '')).data;
  } catch {
    return undefined;
  }
};

/** The passkey that was made, or undefined where the answer does not hold. */
export async function readNewPasskey(
  here: Here,
  typed: Typed,
  account: string,
): Promise<NewPasskey | undefined> {
  const kept = openChallenge(here, typed['challenge'], `new ${account}`);
  const made = parse(madeSchema, typed['answer']);
  if (!kept || !made) return undefined;
  const { id, origin } = rpOf(here);
  const verified = await verifyRegistrationResponse({
    response: { ...made, clientExtensionResults: {} },
    expectedChallenge: kept.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...algorithms],
  }).catch(() => undefined);
  if (!verified?.verified) return undefined;
  const { credential } = verified.registrationInfo;
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    challengeAt: new Date(kept.at),
  };
}

export interface KnownPasskey {
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** Which passkey an answer says that it is of: before anything about it is believed. */
export const passkeyNamed = (typed: Typed): Buffer =>
  Buffer.from(parse(answeredSchema, typed['answer'])?.id ?? '', 'base64url');

/** What a passkey that nobody knows is compared with: the same work as for one that somebody does. */
const decoy: KnownPasskey = { publicKey: decoyKey(), counter: 0 };

/** What is new about a passkey whose answer holds; undefined where it does not, or nobody knows the passkey. */
export async function readAnswer(
  here: Here,
  typed: Typed,
  known: KnownPasskey | undefined,
): Promise<{ readonly counter: number; readonly challengeAt: Date } | undefined> {
  const kept = openChallenge(here, typed['challenge'], 'sign-in');
  const answered = parse(answeredSchema, typed['answer']);
  const { id, origin } = rpOf(here);
  const { publicKey, counter } = known ?? decoy;
  if (!kept || !answered) return undefined;
  const verified = await verifyAuthenticationResponse({
    response: { ...answered, clientExtensionResults: {} },
    expectedChallenge: kept.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    credential: { id: answered.id, publicKey: new Uint8Array(publicKey), counter },
    requireUserVerification: true,
  }).catch(() => undefined);
  if (!known || !verified?.verified) return undefined;
  return { counter: verified.authenticationInfo.newCounter, challengeAt: new Date(kept.at) };
}

/** A public key of which nobody holds the other half, as COSE writes it. */
function decoyKey(): Buffer {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  });
  const point = (text: string) => Buffer.from(text, 'base64url');
  // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
  const [before, between] = [Buffer.from('a5010203262001215820', 'hex'), Buffer.from('225820', 'hex')];
  return Buffer.concat([before, point(x), between, point(y)]);
}
