import { z } from 'zod';
import { ageStatuses } from '../../platform/forms/concepts.ts';
import type { Work } from '../../platform/work.ts';
import type { Screening } from './model.ts';

const noticed = z.array(z.strictObject({ sign: z.string(), known: z.string() }));

/** A screening of the viewer's own team; that of another team does not exist. */
export async function findScreening(work: Work, screeningId: string): Promise<Screening | undefined> {
  const row = await work.db
    .selectFrom('identification.screening')
    .select(['screening_id', 'setting', 'age_group', 'signs'])
    .where('screening_id', '=', screeningId)
    .executeTakeFirst();
  return (
    row && {
      screeningId: row.screening_id,
      setting: row.setting,
      age: z.enum(ageStatuses).parse(row.age_group),
      signs: noticed.parse(row.signs),
    }
  );
}
