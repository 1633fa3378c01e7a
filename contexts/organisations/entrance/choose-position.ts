import { randomUUID } from 'node:crypto';
import { asService } from '../../../platform/db/transaction.ts';
import { csrfToken, isOurs } from '../../../platform/http/csrf.ts';
import { type PublicAnswer, showing, type Visitation } from '../../../platform/http/public.ts';
import { changeSession } from '../../../platform/http/session.ts';
import { sessionCookie } from '../../../platform/http/visit.ts';
import type { Viewer } from '../../../platform/work.ts';
import { type Choice, choicePath, openChoice } from './choice.ts';
import type { Position } from '../model.ts';
import { page as positionPage } from './pages/position.page.ts';
import { type PositionFacts, positionView } from './position-view.ts';
import { listPositionsByEmail, listPositionsOfSession } from '../queries.ts';
import { home, inRoles } from '../rules.ts';
import { findViewer } from './signed-in.ts';
import { attemptCookie, enter, provedBy, keyOf, viewerOf } from './sign-in.ts';

const again = { redirect: `/sign-in?${new URLSearchParams({ to: home }).toString()}` };

const findPositions = async (
  { database }: Visitation,
  { account, providerRoles }: Choice,
): Promise<readonly Position[]> =>
  inRoles(await asService(database, 'sign-in', db => listPositionsByEmail(db, account)), providerRoles);

const toView = (
  { web, words }: Visitation,
  positions: readonly Position[],
  facts: Omit<PositionFacts, 'positions'>,
) =>
  positionView(words, {
    ...facts,
    positions: positions.map(position => ({
      position,
      key: keyOf(position),
      may: action => web.policy.may(viewerOf(position), action, undefined),
    })),
  });

/** Somebody came back from the provider, and holds several positions: which of them, before a session is opened? */
export async function askForPosition(visitation: Visitation, isMissing = false): Promise<PublicAnswer> {
  const { web, cookie } = visitation;
  const sealed = cookie(attemptCookie);
  const choice = openChoice(web, sealed);
  if (!choice) return again;
  const facts = {
    action: choicePath,
    csrf: csrfToken(web.settings.secret, sealed ?? ''),
    current: undefined,
    isMissing,
  };
  const view = toView(visitation, await findPositions(visitation, choice), facts);
  return showing(positionPage, view, isMissing ? 422 : 200);
}

/** The session opens in the chosen position, where it is still held. */
export async function signInToPosition(visitation: Visitation): Promise<PublicAnswer> {
  const { web, cookie, typed } = visitation;
  const sealed = cookie(attemptCookie);
  const choice = openChoice(web, sealed);
  if (!choice) return again;
  if (!isOurs(web.settings.secret, sealed ?? '', typed['_csrf'])) return { refused: 'form-expired' };
  const positions = await findPositions(visitation, choice);
  const chosen = positions.find(position => keyOf(position) === typed['position']);
  if (!chosen) return askForPosition(visitation, true);
  return enter(visitation, viewerOf(chosen, positions), provedBy(choice));
}

/** Whoever is signed in and holds other positions may change to one without signing in again. */
export async function showPositions(visitation: Visitation, isMissing = false): Promise<PublicAnswer> {
  const { web, visit } = visitation;
  const viewer = await findViewer(visitation);
  if (!viewer || !visit.digest) return { refused: 'sign-in-needed' };
  const positions = await findOwn(visitation, visit.digest);
  if (positions.length < 2) return { redirect: home };
  const csrf = csrfToken(web.settings.secret, visit.secretId ?? '');
  const current = positions.map(keyOf).find(key => key === currentKey(viewer)) ?? '';
  const view = toView(visitation, positions, { action: '/session/position', csrf, current, isMissing });
  const status = isMissing ? 422 : 200;
  return { ...showing(positionPage, view, status), as: { viewer, tokens: { csrf, key: randomUUID() } } };
}

export async function changePosition(visitation: Visitation): Promise<PublicAnswer> {
  const { web, visit, typed, database } = visitation;
  const { digest, secretId } = visit;
  if (!digest || !secretId) return { refused: 'sign-in-needed' };
  if (!isOurs(web.settings.secret, secretId, typed['_csrf'])) return { refused: 'form-expired' };
  const viewer = await findViewer(visitation);
  if (!viewer) return { refused: 'sign-in-needed' };
  if (typed['position'] === currentKey(viewer)) return { redirect: home };
  const positions = await findOwn(visitation, digest);
  const chosen = positions.find(position => keyOf(position) === typed['position']);
  if (!chosen) return showPositions(visitation, true);
  const changed = await changeSession(database, digest, {
    viewer: viewerOf(chosen, positions),
    idle: web.settings.idleMinutes,
  });
  if (!changed) return { refused: 'sign-in-needed' };
  web.log.info({ event: 'signed-in' });
  return {
    redirect: home,
    cookies: [{ name: sessionCookie, value: changed.id }],
  };
}

const currentKey = ({ personId, team, role }: Viewer): string => keyOf({ personId, team, role });

const findOwn = ({ database }: Visitation, digest: Buffer): Promise<readonly Position[]> =>
  asService(database, 'sign-in', db => listPositionsOfSession(db, digest));
