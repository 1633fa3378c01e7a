import type { Asked } from '../../../platform/http/route.ts';
import { ok, type Result } from '../../../platform/pure/result.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import type { WaitingKind } from './kinds.ts';
import type { WaitingShown } from './pages/waiting.page.ts';
import { countWaiting, listWaiting } from './queries.ts';
import { waitingLinks, waitingView } from './view.ts';

/** For every page that begins with what waits; nothing for those whom policy gives no such list. */
export const loadWaitingLinks = async (
  work: Work,
  { words, may }: { readonly words: Words; readonly may: (action: string) => boolean },
) => (may('consent:tasks') ? waitingLinks(await countWaiting(work), words) : []);

export async function loadWaiting(
  work: Work,
  {
    params,
    query,
    words,
  }: Pick<Asked<string>, 'words'> & {
    readonly params: { readonly kind: WaitingKind };
    readonly query: { readonly at?: string | undefined; readonly id?: string | undefined };
  },
): Promise<Result<WaitingShown>> {
  const { kind } = params;
  const { at, id } = query;
  const listed = await listWaiting(work, kind, at !== undefined && id !== undefined ? { at, id } : undefined);
  return ok(
    waitingView({ kind, ...listed, now: work.now }, { words, pack: work.pack, language: work.language }),
  );
}
