import type { Work } from '../../platform/work.ts';
import type { Noticed } from './model.ts';

export async function saveScreening(work: Work, { setting, age, signs }: Noticed): Promise<string> {
  const screeningId = work.newId();
  await work.db
    .insertInto('identification.screening')
    .values({
      screening_id: screeningId,
      team_id: work.viewer.team.id,
      person_id: work.viewer.personId,
      made_at: work.now.toString(),
      setting,
      age_group: age,
      signs: JSON.stringify(signs),
    })
    .execute();
  return screeningId;
}
