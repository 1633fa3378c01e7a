import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { seesAll } from '../access/permit.ts';
import { SightRefused, VersionConflict } from '../ledger/append.ts';
import { refuse, type Refusal, type Result } from '../pure/result.ts';
import { KeyProblem } from '../seal/keys.ts';
import type { Pack } from '../pack/pack.ts';
import type { Language } from '../text/language.ts';
import type { Viewer, Work } from '../work.ts';
import type { KeptWrite } from './keys.ts';
import { enter } from './session.ts';
import type { Web } from './web.ts';
import { workOf } from './work.ts';

/** Who and what a request brings, before anything is looked up. */
export interface Visit {
  /** The opaque session id or bearer token, or undefined. */
  readonly secretId: string | undefined;
  readonly digest: Buffer | undefined;
  readonly language: Language;
  /** Once a transaction has found the session: whose it is. What is refused then still says who is signed in. */
  viewer?: Viewer;
  /** Seconds since they last proved who they are. */
  provedAgo?: number;
}

export const sessionCookie = 'session';

/** Over TLS a browser keeps it to this host, whatever another host below the same domain sets (ASVS 3.3.1, 3.3.3). */
export const cookieName = (secure: boolean, name = sessionCookie): string =>
  secure ? `__Host-${name}` : name;

export function readVisit(web: Web, request: FastifyRequest, via: 'cookie' | 'bearer'): Visit {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
  const secretId = via === 'bearer' ? bearer : request.cookies[cookieName(web.settings.secureCookies)];
  const digest = secretId === undefined ? undefined : createHash('sha256').update(secretId).digest();
  return { secretId, digest, language: readLanguage(web, request) };
}

export const languageCookie = 'language';

/** One that the country speaks. */
export const languageIn = (pack: Pick<Pack, 'languages'>, value: unknown): Language | undefined =>
  pack.languages.find(language => language === value);

export function readLanguage(
  { pack, settings }: Pick<Web, 'pack' | 'settings'>,
  request: FastifyRequest,
): Language {
  const asked = (request.query as Record<string, unknown> | undefined)?.['lang'];
  const kept = request.cookies[cookieName(settings.secureCookies, languageCookie)];
  return languageIn(pack, asked) ?? languageIn(pack, kept) ?? pack.languages[0] ?? 'en';
}

/** A refusal ends the transaction: nothing of a refused request stays, not even what was written before it was refused. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * Runs `act` in one transaction that sees what the visitor's grants show. Commits if and only if it succeeds.
 * `act` learns what waits to be said once (`say` in session.ts) and, with `key`, of the visitor's earlier write with that key.
 */
export async function transact<T>(
  web: Web,
  visit: Visit,
  kind: 'browser' | 'token',
  act: (work: Work, earlier: KeptWrite | undefined, said: string | undefined) => Promise<Result<T>>,
  key?: string,
): Promise<Result<T>> {
  const { digest } = visit;
  if (!digest) return refuse('sign-in-needed');
  try {
    return await web.database.transaction().execute(async db => {
      const session = await enter(db, digest, { idle: web.settings.idleMinutes, key });
      if (!session || session.kind !== kind) throw new Refused({ code: 'sign-in-needed' });
      visit.viewer = session.viewer;
      visit.provedAgo = session.provedAgo;
      const work = workOf(web, visit, db, session.viewer);
      const result = await act(work, session.earlier, session.said);
      if (!result.ok) throw new Refused(result.error);
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.refusal };
    if (error instanceof VersionConflict) return refuse('changed-since');
    if (error instanceof KeyProblem) return refuseSealed(web, error);
    if (error instanceof SightRefused && !(await areSeen(web, digest, error.recordIds)))
      return refuse('not-found');
    throw error;
  }
}

/** Whether the session's viewer sees all of these records now; where they do, what the database refused is a fault of ours. */
const areSeen = (web: Web, digest: Buffer, recordIds: readonly string[]): Promise<boolean> =>
  web.database.transaction().execute(async db => {
    const session = await enter(db, digest, { idle: web.settings.idleMinutes });
    return session !== undefined && (await seesAll(db, recordIds));
  });

/** What could not be sealed or opened, told by its kind alone. */
export function refuseSealed({ log }: Pick<Web, 'log'>, { kind }: KeyProblem) {
  log.error({ event: 'seal-failed', outcome: kind });
  return refuse(kind === 'keys-unreachable' ? 'keys-unreachable' : 'cannot-be-opened');
}
