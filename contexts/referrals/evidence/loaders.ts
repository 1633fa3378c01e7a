import type { RecordFacts } from '../../../platform/access/record.ts';
import { findFile, type FoundFile } from '../../../platform/files/queries.ts';
import type { Asked, Download, Typed } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { findDraftAnswers } from '../store.ts';
import type { FileView } from './pages/file.page.ts';
import type { ListView } from './pages/list.page.ts';
import { fileView, type Here, listView } from './pages/views.ts';
import { refuseFilesOfDraft } from './commands.ts';
import { listEvidence, type Listed, maySeeFiles } from './queries.ts';

type OnRecord = Pick<Asked<string>, 'permit' | 'words' | 'tokens' | 'may'>;

const here = ({ language, pack }: Work, { words, tokens }: OnRecord): Here => ({
  words,
  tokens,
  language,
  timeZone: pack.timeZone,
});

/**
 * The list: who holds nothing of the class of files is told neither that there are some nor that there are none. A file
 * that they name is to them as one that there is not.
 */
export async function refuseList(work: Work, record: RecordFacts): Promise<Result<true>> {
  return (await maySeeFiles(work, record.recordId)) ? refuseFiles(work, record) : refuse('not-permitted');
}

/**
 * Of a draft, files stand behind the question about consent, as all that tells what happened does; where the person
 * refused, advice stands in their place.
 */
async function refuseFiles(work: Work, { recordId, stage }: RecordFacts): Promise<Result<true>> {
  return stage === 'draft' ? refuseFilesOfDraft(work, await findDraftAnswers(work, recordId)) : ok(true);
}

/** What is said of files is of their class, as they are themselves. */
export async function loadList(
  work: Work,
  asked: OnRecord,
  again?: {
    readonly typed: Typed;
    readonly errors: readonly FieldError[];
    readonly added: readonly string[];
  },
): Promise<Result<ListView>> {
  const { record } = asked.permit;
  const open = await refuseList(work, record);
  if (!open.ok) return open;
  const listed = await listEvidence(work, record);
  await seeEvidence(work, record, 'evidence-listed', listed);
  const whole = asked.may('case:view') ? `/cases/${record.reference}` : `/referrals/${record.reference}`;
  const back = record.stage === 'draft' ? `${whole}/check` : whole;
  const mayAdd = asked.may('evidence:add');
  return ok(listView({ reference: record.reference, listed, mayAdd, back, ...again }, here(work, asked)));
}

export async function loadFile(work: Work, asked: OnRecord, fileId: string): Promise<Result<FileView>> {
  const { record } = asked.permit;
  const open = await refuseFiles(work, record);
  if (!open.ok) return open;
  const evidence = (await listEvidence(work, record)).find(each => each.fileId === fileId);
  if (!evidence) return refuse('not-found');
  await seeEvidence(work, record, 'evidence-seen', [evidence]);
  const isDraft = record.stage === 'draft';
  const [mayOpen, mayWithdraw] = [asked.may('evidence:open-original'), asked.may('evidence:withdraw')];
  return ok(
    fileView({ reference: record.reference, evidence, isDraft, mayOpen, mayWithdraw }, here(work, asked)),
  );
}

/** The copy without what stands beside its pixels, or the file as it came. That it was given out is kept. */
export async function openEvidence(
  work: Work,
  record: RecordFacts,
  fileId: string,
  which: 'copy' | 'original',
): Promise<Result<Download>> {
  const open = await refuseFiles(work, record);
  if (!open.ok) return open;
  // What was withdrawn is not listed, and not given out.
  const listed = (await listEvidence(work, record)).find(each => each.fileId === fileId);
  const found: FoundFile | undefined = listed && (await findFile(work, record.recordId, fileId));
  const content = which === 'copy' ? found?.shown : found?.original;
  if (!listed || !content) return refuse('not-found');
  await seeEvidence(work, record, which === 'copy' ? 'evidence-opened' : 'evidence-original-opened', [
    listed,
  ]);
  return ok({
    content,
    size: content.size,
    kind: content.kind,
    isCopy: which === 'copy',
    // Whoever looks over a shoulder at a folder of downloads reads neither who nor what.
    name: `file-${fileId.slice(-6)}`,
  });
}

export async function seeEvidence(
  work: Work,
  { recordId }: RecordFacts,
  type: string,
  seen: readonly Listed[],
): Promise<void> {
  const classes = new Set<DataClass>(['process', ...seen.map(({ dataClass }) => dataClass)]);
  await recordSight(work, [recordId], type, [...classes]);
}
