import { sql } from 'kysely';
import { askToTakeOver, startDraft } from '../../contexts/referrals/public.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import type { Stage } from '../support/stage.ts';
import type { Marked } from './marks.ts';
import { lend, recordIdOf } from './planting.ts';
import type { StageOfRecord, Told } from './telling.ts';
import { noFile } from './telling-notices.ts';

/** A draft, full of marks, that the recipient's team is asked to take over; the person agreed that it sees who they are. */
export async function tellHandOver(
  stage: Stage,
  of: {
    readonly number: number;
    readonly to: StageOfRecord;
    readonly marked: Marked;
    readonly moves: boolean;
  },
  answers: Answers,
): Promise<Told> {
  const sender = stage.person('Sam Okafor');
  const draft = await stage.run(sender, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, answers),
  );
  const { reference } = await stage.run(sender, 'hand-over:ask', draft.reference, (work, permit) =>
    askToTakeOver(work, permit, {
      reason: 'no-capacity',
      team: stage.person('Rue Given').team.id,
      consent: 'given',
      way: 'spoken',
      classes: ['identity'],
    }),
  );
  const recordId = await recordIdOf(stage, reference);
  await lend(stage, recordId);
  const { rows } = await sql<{ savedAt: Date }>`
    SELECT saved_at AS "savedAt" FROM referrals.draft JOIN referrals.hand_over AS handed ON handed.source_id = draft.record_id
    WHERE handed.record_id = ${recordId}`.execute(stage.database.superuser);
  return {
    number: of.number,
    stage: of.to,
    foreign: false,
    moves: of.moves,
    reference,
    recordId,
    watched: 0,
    due: undefined,
    seal: '',
    seen: rows[0]?.savedAt.toISOString() ?? '',
    fileId: noFile,
    answers,
    literals: of.marked.literals,
    consents: undefined,
  };
}
