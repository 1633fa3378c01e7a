/**
 * What was just done, said once at the top of the page that comes next. The session holds the id of a message, written in
 * the transaction that did it and taken out by the first page that shows it: nothing of it stands in an address or a
 * cookie. A request of the same session that is under way goes before: then nothing is said rather than waited for.
 */
import { sql } from 'kysely';
import type { Work } from '../work.ts';
import type { AnyRoute } from './route.ts';

export async function say(work: Work, session: Buffer, message: string): Promise<void> {
  await sql`SELECT http.say(${session}, ${message})`.execute(work.db);
}

/** Takes out what is to be said. Of two pages at once, one gets it; a page that is refused leaves it. */
export async function takeSaid(work: Work, session: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ said: string | null }>`SELECT http.say(${session}, NULL) AS said`.execute(
    work.db,
  );
  return rows[0]?.said ?? undefined;
}

/** What another version left to be said, and no route says now, is not said. */
export const isSaid = (routes: readonly AnyRoute[], message: string): boolean =>
  routes.some(route => route.kind === 'form' && route.says?.messages.includes(message));
