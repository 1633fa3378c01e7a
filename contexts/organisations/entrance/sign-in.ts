import type { PublicAnswer, Visitation } from '../../../platform/http/public.ts';
import { asService } from '../../../platform/db/transaction.ts';
import { isOurs } from '../../../platform/http/csrf.ts';
import {
  endSession,
  endSessionsOfProvider,
  type Proof,
  startSession,
} from '../../../platform/http/session.ts';
import { showing } from '../../../platform/http/public.ts';
import { carryKeptForm } from '../../../platform/http/session-kept-form.ts';
import { sessionCookie } from '../../../platform/http/visit.ts';
import type { Viewer } from '../../../platform/work.ts';
import type { Position } from '../model.ts';
import { page as notSignedInPage } from './pages/not-signed-in.page.ts';
import { page as signedOutPage } from './pages/signed-out.page.ts';
import { type Choice, choicePath, sealChoice } from './choice.ts';
import { hasProviderSession, listDemonstrationPositions, listPositionsByEmail } from '../queries.ts';
import { inRoles, localPath } from '../rules.ts';
import { findViewer } from './signed-in.ts';
import { notSignedInView, signedOutView } from '../views.ts';

/** Keeps an attempt at the provider, sealed, until the browser comes back. */
export const attemptCookie = 'sign-in';
const attemptSeconds = 600;

const one = (typed: unknown): string | undefined => (typeof typed === 'string' ? typed : undefined);

/** Signs in as somebody fictional. In production there is no such thing: it answers as any other unknown address. */
export async function signInAsDemonstration(visitation: Visitation): Promise<PublicAnswer> {
  const { web, visit, typed, database } = visitation;
  if (!web.settings.evaluation) return { refused: 'not-found' };
  if (!isOurs(web.settings.secret, visit.secretId ?? '', typed['_csrf'])) return { refused: 'form-expired' };
  const positions = await asService(database, 'sign-in', listDemonstrationPositions);
  const position = positions.find(each => keyOf(each) === typed['position']);
  if (!position) return { refused: 'not-understood' };
  const own = positions.filter(({ personId }) => personId === position.personId);
  return enter(visitation, viewerOf(position, own), { to: one(typed['to']), provedBy: 'demonstration' });
}

/** A person may hold several positions, and signs in to one. */
export const keyOf = ({ personId, team, role }: Pick<Position, 'personId' | 'team' | 'role'>): string =>
  `${personId} ${team.id} ${role}`;

/** Sends the browser to the provider. */
export async function beginAtProvider({ web, query }: Visitation): Promise<PublicAnswer> {
  if (!web.oidc) return { refused: 'not-found' };
  const begun = await web.oidc.begin(localPath(one(query['to'])), query['again'] === 'yes');
  if (!begun.ok) return { refused: 'unavailable' };
  return {
    redirect: begun.value.url,
    cookies: [{ name: attemptCookie, value: begun.value.sealed, maxAgeSeconds: attemptSeconds }],
  };
}

/** The browser comes back. Whoever is not known here learns nothing of who is: the answer is the same for every address. */
export async function finishAtProvider(visitation: Visitation): Promise<PublicAnswer> {
  const { web, url, words } = visitation;
  if (!web.oidc) return { refused: 'not-found' };
  const finished = await web.oidc.finish(url, visitation.cookie(attemptCookie));
  if (!finished.ok) {
    web.log.warn({ event: 'sign-in-failed', outcome: finished.error.reason });
    if (finished.error.code === 'unavailable') return { refused: 'unavailable' };
    const why = finished.error.code === 'not-permitted' ? 'unknown' : 'failed';
    return showing(notSignedInPage, notSignedInView(words, why), 403);
  }
  const { email, sid, subject, returnTo, provedAt, again, roles } = finished.value;
  // Many providers name no session of theirs: an empty name still says where this one began.
  const choice = {
    account: email.toLowerCase(),
    provedBy: 'provider' as const,
    providerSession: sid ?? '',
    providerSubject: subject,
    providerRoles: roles ? [...roles] : null,
    to: localPath(returnTo),
    provedAt: provedAt?.getTime() ?? null,
  };
  return arrive(visitation, choice, again);
}

/** Whoever proved whose account it is comes in, or says first in which of its positions. */
export async function arrive(visitation: Visitation, choice: Choice, again: boolean): Promise<PublicAnswer> {
  const { web, database, words } = visitation;
  const positions = inRoles(
    await asService(database, 'sign-in', db => listPositionsByEmail(db, choice.account)),
    choice.providerRoles,
  );
  const [position, ...others] = positions;
  if (!position) {
    web.log.warn({ event: 'sign-in-failed', outcome: 'account-unknown' });
    return showing(notSignedInPage, notSignedInView(words, 'unknown'), 403);
  }
  // Who proves again who they are goes on as what they are.
  const current = again ? await findViewer(visitation) : undefined;
  const same = current && positions.find(each => keyOf(each) === keyOf(current));
  if (same ?? others.length === 0)
    return enter(visitation, viewerOf(same ?? position, positions), provedBy(choice));
  const value = sealChoice(web, choice);
  return { redirect: choicePath, cookies: [{ name: attemptCookie, value, maxAgeSeconds: attemptSeconds }] };
}

/**
 * A new session at every sign-in: an id that somebody else planted, or left behind, leads nowhere. What the same person
 * typed in this browser when their last session had ended is waiting for them: that comes before where they meant to go.
 */
export async function enter(
  visitation: Visitation,
  viewer: Viewer,
  { to, ...from }: Entered,
): Promise<PublicAnswer> {
  const { web, visit, database, device } = visitation;
  const started = await startSession(database, { viewer, kind: 'browser', device, ...from });
  const kept =
    visit.secretId &&
    (await carryKeptForm(database, visit.secretId, { sessionId: started.id, personId: viewer.personId }));
  if (visit.digest) await endSession(database, visit.digest);
  web.log.info({ event: 'signed-in' });
  return {
    redirect: localPath(kept ? `${kept}?kept=yes` : to),
    cookies: [
      { name: sessionCookie, value: started.id },
      { name: attemptCookie, value: undefined },
    ],
  };
}

/** A provider that does not say when somebody proved who they are leaves it unknown. */
export const provedBy = ({ provedAt, providerSession, providerSubject, ...choice }: Choice): Entered => ({
  ...choice,
  ...(providerSession !== undefined && { providerSession }),
  ...(providerSubject !== undefined && { providerSubject }),
  provedAt: provedAt === null ? 'unknown' : new Date(provedAt),
});

interface Entered {
  /** Where they meant to go. */
  readonly to: string | undefined;
  readonly account?: string;
  readonly providerSession?: string;
  readonly providerSubject?: string;
  readonly providerRoles?: readonly string[] | null;
  readonly provedBy: Proof;
  readonly provedAt?: Date | 'unknown';
}

/** `all` are the account's positions, this one among them. */
export const viewerOf = (
  { personId, name, role, organisation, team, purpose }: Position,
  all: readonly Position[] = [],
): Viewer => ({
  personId,
  name,
  role,
  organisation,
  team,
  purpose,
  ...(all.length > 1 && { hasOtherPositions: true }),
});

/** Ends the session here and, where it began there, at the provider too. */
export async function signOut({ web, visit, typed, database }: Visitation): Promise<PublicAnswer> {
  const cookies = [{ name: sessionCookie, value: undefined }];
  if (!visit.digest || !visit.secretId) return { redirect: '/signed-out', cookies };
  if (!isOurs(web.settings.secret, visit.secretId, typed['_csrf'])) return { refused: 'form-expired' };
  const { digest } = visit;
  const atProvider = await asService(database, 'sign-in', db => hasProviderSession(db, digest));
  await endSession(database, digest);
  web.log.info({ event: 'signed-out' });
  const elsewhere = atProvider ? await web.oidc?.signOutUrl() : undefined;
  return { redirect: elsewhere ?? '/signed-out', cookies };
}

/** The provider says that somebody signed out there (OpenID Connect Back-Channel Logout). */
export async function signOutByProvider({ web, typed, database, words }: Visitation): Promise<PublicAnswer> {
  if (!web.oidc) return { refused: 'not-found' };
  const ended = await web.oidc.endedSession(one(typed['logout_token']) ?? '');
  if (ended === undefined) return { refused: 'not-understood' };
  await endSessionsOfProvider(database, ended);
  return showing(signedOutPage, signedOutView(words));
}
