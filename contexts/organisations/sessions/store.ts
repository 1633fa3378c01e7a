import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';

/** Ends one of the viewer's own sessions; without a name all but this one. Answers how many: the next request of none is let in. */
export async function endOwnSessions(work: Pick<Work, 'db'>, which?: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT http.end_own(${which ?? null}::uuid) AS n`.execute(
    work.db,
  );
  return rows[0]?.n ?? 0;
}
