import type { Permit } from '../../../platform/access/permit.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { examineFile } from '../../../platform/files/jobs.ts';
import { keepFile } from '../../../platform/files/store.ts';
import { mostFiles } from '../../../platform/http/multipart.ts';
import { type SentFile, type SentFiles, Unfinished } from '../../../platform/http/route.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import type { FieldError, Result } from '../../../platform/pure/result.ts';
import { err, ok, refuse } from '../../../platform/pure/result.ts';
import type { Words } from '../../../platform/views/page.ts';
import { roleOf, type Work } from '../../../platform/work.ts';
import { refuseClosed } from '../draft/consent-first.ts';
import { findHandOverOf } from '../handing-over/store.ts';
import { standingIn } from '../notice/removal.ts';
import { findDraftAnswers, holdDraft } from '../store.ts';
import { drop } from './drop.ts';
import type { Described } from './forms.ts';
import { listEvidence, maySeeFiles, ofFiles } from './queries.ts';
import { type AddedFile, evidenceAdded, evidenceWithdrawn } from './rules.ts';
import { deleteDraftFiles, saveDraftFile } from './store.ts';

export interface Kept {
  readonly fileIds: readonly string[];
  /** Why others, each by its number, that came with them were not kept. */
  readonly faults: readonly FieldError[];
}

/** Keeps the files that are sound, in the draft or as late evidence of what was sent. */
export async function addEvidence(
  work: Work,
  { record }: Permit<'evidence:add'>,
  { fields, files, faults }: SentFiles<Described>,
): Promise<Result<Kept>> {
  const { recordId, stage } = record;
  if (!(await maySeeFiles(work, recordId))) return refuse('not-permitted');
  if (files.length === 0 && faults.length === 0)
    return refuse('invalid', [{ field: 'files', message: 'evidence.error.missing' }]);
  if (stage === 'draft') {
    if (!(await holdDraft(work, recordId))) return refuse('not-a-draft');
    const open = refuseFilesOfDraft(work, await findDraftAnswers(work, recordId));
    if (!open.ok) return open;
    // Files are not handed over: whoever took the draft over would end it with them.
    if ((await findHandOverOf(work, recordId))?.state === 'asked')
      return refuse('invalid', [{ field: 'files', message: 'evidence.error.asked' }]);
  }
  const room = Math.max(0, mostFiles - (await listEvidence(work, record)).length);
  const kept: AddedFile[] = [];
  for (const file of files.slice(0, room)) kept.push(await keep(work, recordId, fields, file));
  const tooMany = files.slice(room).map(
    ({ number }): FieldError => ({
      field: `files.${number}`,
      message: 'evidence.error.too-many',
      values: { most: mostFiles, number },
    }),
  );
  if (stage !== 'draft') await append(work, record, kept.map(evidenceAdded));
  else for (const file of kept) await saveDraftFile(work, recordId, file);
  for (const { fileId } of kept) await work.jobs.add(examineFile, { file: fileId });
  return ok({ fileIds: kept.map(({ fileId }) => fileId), faults: [...faults, ...tooMany].toSorted(inOrder) });
}

/** Where somebody does not agree to be referred, nothing comes in that could show who they are: a notice takes no files. */
export const refuseFilesOfDraft = (work: Work, answers: Answers): Result<true> =>
  standingIn(work, answers).is === 'going-on'
    ? refuseClosed(work, answers)
    : err({ code: 'not-in-this-stage', at: '/without-consent' });

const numberOf = ({ values }: FieldError): number => Number(values?.['number'] ?? 0);
const inOrder = (one: FieldError, other: FieldError): number => numberOf(one) - numberOf(other);

/** Of what is kept in spite of faults, who sent it is told file by file, on the page as by the API. */
export const unlessFaulty = (done: Result<Kept>): Result<Kept | Unfinished> =>
  done.ok && done.value.faults.length > 0 ? ok(new Unfinished(done.value.faults)) : done;

/** What a program is told of files that it sent together; where none is kept, it is refused with the reasons. */
export function toldOf(done: Result<Kept>, words: Words): Result<Told | Unfinished> {
  if (!done.ok) return done;
  const { fileIds, faults } = done.value;
  if (fileIds.length === 0) return refuse('invalid', faults);
  const notAdded = faults.map(fault => ({
    number: numberOf(fault),
    reason: fault.message.replace(/^.*\./, ''),
    message: words(fault.message, fault.values),
  }));
  const told = { files: [...fileIds], notAdded };
  return ok(faults.length > 0 ? new Unfinished(faults, told) : told);
}
interface Told {
  readonly files: string[];
  readonly notAdded: { readonly number: number; readonly reason: string; readonly message: string }[];
}

async function keep(work: Work, recordId: string, said: Described, file: SentFile): Promise<AddedFile> {
  const { viewer, now } = work;
  const by = {
    name: viewer.name,
    role: roleOf(viewer),
    organisation: viewer.organisation.name,
    team: viewer.team.name,
  };
  return {
    fileId: await keepFile(work, recordId, ofFiles, file),
    dataClass: ofFiles,
    about: { ...said, name: file.name },
    added: { personId: viewer.personId, at: now.toString(), by },
    kind: file.kind,
    size: file.size,
    sha256: file.sha256.toString('hex'),
  };
}

/** Of a draft, a file goes for good. What was sent stays, and is shown no more. */
export async function withdrawEvidence(
  work: Work,
  { record }: Permit<'evidence:withdraw'>,
  fileId: string,
): Promise<Result<true>> {
  const { recordId, stage } = record;
  if (stage === 'draft' && !(await holdDraft(work, recordId))) return refuse('not-a-draft');
  const found = (await listEvidence(work, record)).find(each => each.fileId === fileId);
  if (!found) return refuse('not-found');
  if (stage === 'draft') await drop(work, recordId, [found]);
  else await append(work, record, [evidenceWithdrawn(fileId)]);
  return ok(true);
}

/** A draft is sent: its files become the referral's. */
export async function sendDraftFiles(work: Work, recordId: string): Promise<readonly Entry[]> {
  const listed = await listEvidence(work, { recordId, stage: 'draft' });
  await deleteDraftFiles(work, recordId);
  return listed.map(({ file, ...said }) =>
    evidenceAdded({ ...said, kind: file.kind, size: file.size, sha256: file.sha256 }),
  );
}
