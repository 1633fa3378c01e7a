import type { Permit } from '../../platform/access/permit.ts';
import type { RecordFacts } from '../../platform/access/record.ts';
import type { Inputs } from '../../platform/forms/inputs.ts';
import { append } from '../../platform/ledger/append.ts';
import type { Entry } from '../../platform/ledger/entry.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import { listColleagues } from '../organisations/public.ts';
import { notifyTeam } from '../referrals/public.ts';
import { definitionFor } from './definition.ts';
import type { CaseFile, Working } from './model.ts';
import { findCase } from './queries.ts';
import { allocate, decide, type Given, mayMove, secondRead, take } from './rules.ts';
import { deleteDraft, saveDraft } from './store.ts';

export interface Done {
  readonly reference: string;
  /** The entry that was made; absent where a draft was saved. */
  readonly entry?: string;
}

/** Puts a case that nobody has on the viewer's own desk. */
export const takeCase = (work: Work, { record }: Permit<'case:take'>): Promise<Result<Done>> =>
  change(work, record, async file => take(file, work.viewer));

/** Puts a case on a colleague's desk. */
export const allocateCase = (
  work: Work,
  { record }: Permit<'case:allocate'>,
  to: string,
): Promise<Result<Done>> =>
  change(work, record, async file => {
    const colleague = (await listColleagues(work)).find(each => each.personId === to);
    if (!colleague) return refuse('invalid', [{ field: 'to', message: 'decisions.error.colleague' }]);
    return allocate(file, colleague);
  });

/** Records the decision of the person on whose desk the case is; a negative goes to a second reader first. */
export async function recordDecision(
  work: Work,
  { record }: Permit<'decision:record'>,
  working: Working,
): Promise<Result<Done>> {
  const done = await change(work, record, async file => {
    const given = givenFor(work, file);
    return given.ok ? decide(file, working, given.value) : given;
  });
  if (done.ok) await deleteDraft(work, record.recordId);
  return done;
}

/** Keeps what was typed so far, for its author alone, whole or not. */
export async function saveDecisionDraft(
  work: Work,
  { record }: Permit<'decision:record'>,
  inputs: Inputs,
): Promise<Result<Done>> {
  if (!mayMove(await findCase(work, record.recordId), 'decide')) return refuse('not-in-this-stage');
  await saveDraft(work, record.recordId, inputs);
  return ok({ reference: record.reference });
}

/** What the second reader of a proposed decision concludes. */
export const readSecond = (
  work: Work,
  { record }: Permit<'decision:second-read'>,
  reading: { readonly agrees: boolean; readonly reasons: string },
): Promise<Result<Done>> =>
  change(work, record, async file => {
    const given = givenFor(work, file);
    return given.ok ? secondRead(file, reading, given.value) : given;
  });

function givenFor(work: Work, file: CaseFile): Result<Given> {
  const definition = definitionFor(work.pack, file, work.today);
  if (!definition.ok) return definition;
  return ok({ pack: work.pack, today: work.today, definition: definition.value, by: work.viewer.personId });
}

async function change(
  work: Work,
  record: RecordFacts,
  decideOn: (file: CaseFile) => Promise<Result<Entry>>,
): Promise<Result<Done>> {
  const file = await findCase(work, record.recordId);
  const entry = await decideOn(file);
  if (!entry.ok) return entry;
  await append(work, record, [entry.value]);
  await tell(work, file, entry.value);
  return ok({ reference: record.reference, entry: entry.value.type });
}

/** Says by mail that there is something to read, and never what. */
async function tell(work: Work, file: CaseFile, { type }: Entry): Promise<void> {
  const team = referringTeam(file);
  if (type === 'decision-proposed')
    await work.jobs.add(notifyTeam, { team: work.viewer.team.id, about: 'work-waiting' });
  if (type === 'decision-recorded' && team) await work.jobs.add(notifyTeam, { team, about: 'something-new' });
}

const referringTeam = (file: CaseFile): string | undefined =>
  file.entries.find(entry => entry.type === 'referral-submitted')?.teamId;
