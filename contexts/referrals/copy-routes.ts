/** Copies of a referral to take along: as a document. */
import { z } from 'zod';
import type { AnyRoute, Asked } from '../../platform/http/route.ts';
import { routesFor } from '../../platform/http/route.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { listEntries } from '../../platform/ledger/read.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import type { DocumentParts } from '../../platform/documents/definition.ts';
import { actions } from './access.ts';
import { classesOfCopy, copyOf } from './copy.ts';
import { theForm } from './forms.ts';
import { givenIn } from './sent.ts';

const { file } = routesFor(actions);
const byReference = z.object({ reference: z.string() });

export const copyRoutes: readonly AnyRoute[] = ['/referrals', '/api/v1/referrals'].map(at =>
  file(`${at}/:reference/referral.pdf`, {
    access: 'referral:copy',
    params: byReference,
    type: 'application/pdf',
    summary: 'The referral as an accessible PDF (PDF/UA-1), with what you may see of it',
    load: (work, asked) => loadCopy(work, asked),
  }),
);

async function loadCopy(
  work: Work,
  { permit, words }: Pick<Asked<string>, 'permit' | 'words'>,
): Promise<Result<{ readonly name: string; readonly holds: DocumentParts }>> {
  const { recordId, reference } = permit.record;
  const entries = await listEntries(work, recordId);
  if (!entries.some(entry => entry.type === 'referral-submitted')) return refuse('not-found');
  await recordSight(work, [recordId], 'referral-copied', classesOfCopy(givenIn(entries)));
  const { pack, language, viewer, now } = work;
  const taker = { name: viewer.name, organisation: viewer.organisation.name };
  const of = { reference, entries, form: theForm(pack), now, taker };
  return ok({ name: `${reference}.pdf`, holds: copyOf(of, { words, pack, language }) });
}
