/** What verification can find. Words for each stand in app/cli/ledger.ts. */
export const whatIsWrong = [
  'entry-altered', // the entry and its leaf do not fit
  'entry-gone', // a leaf without its entry
  'entry-behind', // committed before the tree's end, yet not in the tree
  'leaf-gone', // a place in the tree without a leaf
  'tree-altered', // stored nodes do not follow from the leaves
  'payload-altered', // it does not fit the digest in its entry
  'payload-gone', // and no erasure in the ledger names it
  'payload-stray', // without an entry that has its digest, or under another record
  'versions-broken', // a record's changes are not 1, 2, … up to the record's version
  'differs-from-checkpoint', // an entry is not the one that a checkpoint covers
  'cut', // a checkpoint covers more entries than there are
  'root-differs', // the tree is not the one that a checkpoint signed
  'checkpoint-unreadable', // signed by none of the known keys
] as const;
export type WhatIsWrong = (typeof whatIsWrong)[number];

/** Ids and codes only: what an entry says never leaves the database through verification. */
export interface Finding {
  readonly what: WhatIsWrong;
  /** Where in the tree; undefined where the finding is about no one leaf. */
  readonly leafIndex?: number | undefined;
  readonly entryId?: string | undefined;
  readonly type?: string | undefined;
  readonly recordId?: string | undefined;
  readonly checkpointSize?: number | undefined;
}

/** Keeps counts and the first finding, so that memory does not grow with the damage. */
export class Findings {
  readonly counts = new Map<WhatIsWrong, number>();
  first: Finding | undefined;

  add(finding: Finding, count = 1): void {
    this.counts.set(finding.what, (this.counts.get(finding.what) ?? 0) + count);
    if (!this.first || place(finding) < place(this.first)) this.first = finding;
  }
}

/** In order of the tree; what names no leaf comes last. */
const place = ({ leafIndex }: Finding): number => leafIndex ?? Number.POSITIVE_INFINITY;
