import type { StoredEntry } from '../../../../platform/ledger/entry.ts';
import type { DataClass } from '../../../../platform/pure/classes.ts';
import { Temporal } from '../../../../platform/pure/time.ts';
import type { Words } from '../../../../platform/views/page.ts';

export const exampleShowing = (words: Words) => ({
  pack: { timeZone: 'UTC', referencePrefix: 'EX', roles: [] },
  language: words('form.language') === 'cy' ? ('cy' as const) : ('en' as const),
});

const entry = (minute: number, type: string, more: Partial<StoredEntry>): StoredEntry => ({
  entryId: `entry-${minute}`,
  recordId: 'record',
  version: minute,
  kind: 'change',
  type,
  at: Temporal.Instant.from(`2026-03-02T09:${minute}:00Z`),
  actorId: 'person',
  organisationId: 'organisation',
  teamId: 'team',
  purpose: 'referral',
  payload: {},
  ...more,
});
const responder = {
  name: 'Robin Example',
  role: 'Responder',
  organisation: 'Police of Northland',
  team: 'Front desk',
};
const officer = {
  name: 'Ash Example',
  role: 'Data protection officer',
  organisation: 'Police of Northland',
  team: 'Information rights',
};
const sight = (
  minute: number,
  type: string,
  by: typeof responder,
  classes: readonly DataClass[],
  purpose: string,
) =>
  entry(minute, type, {
    version: null,
    kind: 'sight',
    purpose,
    payload: { process: { classes: [...classes], by } },
  });

/** Newest first; the oldest entry's payload was erased. */
export const exampleEntries: readonly StoredEntry[] = [
  sight(50, 'trail-seen', officer, ['trail'], 'accountability'),
  sight(45, 'referral-read-by-api', responder, ['identity', 'process'], 'referral'),
  sight(40, 'draft-seen', responder, ['identity', 'account', 'contact'], 'referral'),
  entry(30, 'referral-submitted', { payload: { process: { by: responder } } }),
  entry(20, 'draft-opened', {}),
  entry(10, 'something-of-a-later-version', { payload: { process: { by: responder } } }),
];
