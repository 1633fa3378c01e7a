import type { Asking, Eraser, KeptRow } from '../../../platform/erasure/eraser.ts';
import { listPayloads } from '../../../platform/erasure/store.ts';
import { putAwayBefore, instantOf, keepingOf } from '../draft/keeping.ts';
import { endDraft } from '../notice/rules.ts';
import { type DraftKind, eraseRows, listEnded, listNotices, listUntouched } from './store.ts';

const dayOf = ({ pack, now }: Asking) => ({
  pack,
  today: now.toZonedDateTimeISO(pack.timeZone).toPlainDate(),
});

/** Drafts of referrals and notices, and requests to refer: put away and never taken up again, or ended. */
const draftEraser = (of: DraftKind): Eraser => ({
  of,
  goesWhole: true,
  list: async (db, asking, which) => {
    const day = dayOf(asking);
    const before = putAwayBefore(day);
    const untouched = before ? await listUntouched(db, of, before, which) : [];
    const ended = await listEnded(db, of, which);
    const rows: KeptRow[] = [
      ...untouched.flatMap(({ id, at }): KeptRow[] => {
        const keeping = keepingOf(instantOf(at), day);
        if (keeping.is !== 'put-away') return [];
        const since = keeping.since.toZonedDateTime({ timeZone: asking.pack.timeZone }).toInstant();
        return [{ id, of, last: { moment: 'put-away', at: since } }];
      }),
      ...ended.map(({ id, at }): KeptRow => ({ id, of, last: { moment: 'ended', at: instantOf(at) } })),
    ];
    const sorted = rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    // Two lists of so many each: what lies behind the end of the shorter one comes with the next page.
    return 'most' in which ? sorted.slice(0, which.most) : sorted;
  },
  entries: (db, id) => listPayloads(db, id, undefined),
  rows: (db, id) => eraseRows(db, id, undefined),
  says: [endDraft('not-kept')],
});

const noticeEraser: Eraser = {
  of: 'notice',
  list: async (db, _asking, which) =>
    (await listNotices(db, which)).map(({ id, at }) => ({
      id,
      of: 'notice',
      last: { moment: 'sent', at: instantOf(at) },
    })),
  entries: (db, id, classes) => listPayloads(db, id, classes),
  rows: eraseRows,
};

export const draftErasers: readonly Eraser[] = [draftEraser('draft'), draftEraser('request'), noticeEraser];
