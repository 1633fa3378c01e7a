import { sql } from 'kysely';
import { csrfToken } from '../../platform/http/csrf.ts';
import type { Person, Stage } from '../support/stage.ts';

/** Somebody who sends requests; without a viewer nobody in particular. */
export interface Actor {
  readonly role: string;
  readonly viewer: Person | undefined;
  readonly session: BrowserSession;
  readonly token: string | undefined;
  /** Of the token, by which its holder would end it: in the fuzzing it stays (theatre.ts). */
  readonly sessionId: string;
}
export interface BrowserSession {
  readonly cookie: string | undefined;
  readonly csrf: string;
}

const noSession = ({ settings }: Stage): BrowserSession => ({
  cookie: undefined,
  csrf: csrfToken(settings.secret, ''),
});

/** Everybody of the demonstration, signed in, and somebody who is not. */
export async function findActors(stage: Stage): Promise<readonly Actor[]> {
  const actors: Actor[] = [
    { role: 'nobody', viewer: undefined, session: noSession(stage), token: undefined, sessionId: '' },
  ];
  for (const viewer of stage.people)
    actors.push({
      role: viewer.role,
      viewer,
      session: await stage.signIn(viewer),
      token: await stage.token(viewer),
      sessionId: await newestToken(stage, viewer),
    });
  return actors;
}

async function newestToken({ database }: Stage, { personId }: Person): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT session_id AS id FROM http.session
    WHERE person_id = ${personId} AND kind = 'token' ORDER BY started_at DESC LIMIT 1`.execute(
    database.superuser,
  );
  return rows[0]?.id ?? '';
}

/** A session of its own for a request that may end it. */
export const freshSession = (stage: Stage, { viewer }: Actor): Promise<BrowserSession> =>
  viewer ? stage.signIn(viewer) : Promise.resolve(noSession(stage));
