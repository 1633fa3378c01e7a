import type { Visitation } from '../../../platform/http/public.ts';
import { enter } from '../../../platform/http/session.ts';
import type { Viewer } from '../../../platform/work.ts';

/** Who is signed in here, if anybody: being asked counts as being seen. */
export async function findViewer(
  { web, visit, database }: Visitation,
  action: 'service:change-position' | 'service:own-sessions' = 'service:change-position',
): Promise<Viewer | undefined> {
  const { digest } = visit;
  if (!digest) return undefined;
  const session = await database
    .transaction()
    .execute(db => enter(db, digest, { idle: web.settings.idleMinutes }));
  if (session) visit.provedAgo = session.provedAgo;
  const viewer = session?.kind === 'browser' ? session.viewer : undefined;
  return viewer && web.policy.may(viewer, action, undefined) ? viewer : undefined;
}
