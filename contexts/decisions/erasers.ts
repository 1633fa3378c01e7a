import type { Eraser, KeptRow } from '../../platform/erasure/eraser.ts';
import { instantOf } from '../../platform/erasure/erase.ts';
import { listPayloads } from '../../platform/erasure/store.ts';
import type { KeptMoment } from '../../platform/pack/schema-retention.ts';
import { draftErasers, eraseEvidenceRows, eraseReferralRows } from '../referrals/public.ts';
import { type ClosedCase, eraseDecisionDrafts, listClosed } from './erasing-store.ts';

const keptAs = (of: 'case' | 'evidence', closed: ClosedCase): KeptRow => {
  const moment = momentOf(closed);
  return { id: closed.id, of, last: moment && { moment, at: instantOf(closed.at) } };
};

/** Where it cannot be told how it ended, it is open: nothing of it goes. */
function momentOf({ type, outcome }: ClosedCase): KeptMoment | undefined {
  if (type === 'referral-withdrawn') return 'withdrawn';
  return outcome === 'positive' || outcome === 'negative' ? `decided-${outcome}` : undefined;
}

const caseEraser: Eraser = {
  of: 'case',
  list: async (db, _asking, which) => (await listClosed(db, which)).map(each => keptAs('case', each)),
  entries: (db, id, classes) => listPayloads(db, id, classes),
  rows: async (db, id, classes) => {
    await eraseReferralRows(db, id, classes);
    await eraseDecisionDrafts(db, id);
  },
};

const evidenceEraser: Eraser = {
  of: 'evidence',
  list: async (db, _asking, which) => (await listClosed(db, which)).map(each => keptAs('evidence', each)),
  entries: (db, id) => listPayloads(db, id, undefined, ['evidence-added', 'evidence-withdrawn']),
  rows: (db, id) => eraseEvidenceRows(db, id),
};

/** Of everything that a case is, from its first draft on; files first, which the rest of a case takes with it. */
export const caseErasers: readonly Eraser[] = [evidenceEraser, caseEraser, ...draftErasers];
