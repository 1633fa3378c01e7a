import type { Work } from '../../../platform/work.ts';
import type { Standing } from './rules.ts';

/** What the viewer's organisation was registered as. */
export async function findStanding({ db, viewer }: Pick<Work, 'db' | 'viewer'>): Promise<Standing> {
  const row = await db
    .selectFrom('organisations.organisation')
    .select(['authority', 'first_responder'])
    .where('organisation_id', '=', viewer.organisation.id)
    .executeTakeFirstOrThrow();
  return { authority: row.authority ?? undefined, firstResponder: row.first_responder ?? undefined };
}
