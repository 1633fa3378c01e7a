/** What somebody had typed on a page that was not open any more when a colleague sent the draft: they are told, and nothing of it is kept. */
import { stepOf } from '../../../platform/forms/journey.ts';
import { stepWording } from '../../../platform/forms/wording.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Json, JsonObject } from '../../../platform/pure/json.ts';
import type { Work } from '../../../platform/work.ts';
import { theForm } from '../forms.ts';
import { momentOf, whoIs } from '../said-by.ts';
import { listUnsent } from './together-store.ts';

/** Beside the entry that is sent: whose typing on which page went with the draft, and none of what it was. */
export async function unsentOf(work: Work, recordId: string): Promise<readonly JsonObject[]> {
  return (await listUnsent(work, recordId)).map(({ step, personId }) => ({ step, personId }));
}

/** For whoever typed it, until they told something of that page since. */
export function unsentNotes(
  work: Work,
  here: Pick<Asked<string>, 'words'>,
  entries: readonly StoredEntry[],
): readonly string[] {
  const sent = entries.find(({ type }) => type === 'referral-submitted');
  const { unsent, by } = sent?.payload.process ?? {};
  if (!sent || !Array.isArray(unsent)) return [];
  const me = work.viewer.personId;
  const saying = { words: here.words, pack: work.pack, language: work.language };
  const form = theForm(work.pack);
  const told = new Set(
    entries.filter(({ actorId, kind }) => actorId === me && kind === 'change').map(stepIn),
  );
  const mine = unsent
    .map((each: Json) => each as { readonly step?: string; readonly personId?: string })
    .filter(({ personId, step }) => personId === me && step !== undefined && !told.has(step))
    .flatMap(({ step }) => stepOf(form, step ?? '') ?? []);
  return [...new Set(mine)].map(step =>
    here.words('referrals.show.unsent', {
      page: stepWording(form, step, saying).title,
      by: whoIs((by ?? {}) as JsonObject, saying),
      at: momentOf(sent.at, saying),
    }),
  );
}

const stepIn = ({ type, payload }: StoredEntry): unknown =>
  type === 'answer-corrected' || type === 'one-more-added' ? payload.process?.['step'] : undefined;
