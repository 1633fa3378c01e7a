import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import type { Work } from '../../../platform/work.ts';
import { partCells } from './aside.ts';

/**
 * Marks in a draft that another team is asked to take over what does not apply as the draft stands: the database shows that
 * to nobody who sees the draft by consent, or on a ground in its place. The names of those who wrote it stay with both parts.
 */
export async function setAside(work: Work, recordId: string, form: FormDefinition): Promise<void> {
  const rows = await work.db
    .selectFrom('referrals.draft_answer')
    .selectAll()
    .where('record_id', '=', recordId)
    .orderBy('step')
    .execute();
  const cells = Map.groupBy(
    rows.map(row => ({ ...row, answers: JSON.parse(row.answers) as Answers, isAside: row.is_aside })),
    ({ step, data_class }) => `${step} ${data_class}`,
  );
  for (const { of, applies, aside } of partCells(form, [...cells.values()])) {
    const stood = cells.get(`${of.step} ${of.data_class}`)?.some(({ isAside }) => isAside) ?? false;
    const isApart = Object.keys(aside).length > 0;
    if (!stood && !isApart) continue;
    await work.db
      .deleteFrom('referrals.draft_answer')
      .where('record_id', '=', recordId)
      .where('step', '=', of.step)
      .where('data_class', '=', of.data_class)
      .execute();
    const { isAside: _, ...row } = of;
    const written = (held: Answers[string], is_aside: boolean) => ({
      ...row,
      author: JSON.stringify(row.author),
      answers: JSON.stringify({ [of.step]: held }),
      is_aside,
    });
    const hasApplying = Object.keys(applies).length > 0 || !isApart;
    await work.db
      .insertInto('referrals.draft_answer')
      .values([...(hasApplying ? [written(applies, false)] : []), ...(isApart ? [written(aside, true)] : [])])
      .execute();
  }
}
