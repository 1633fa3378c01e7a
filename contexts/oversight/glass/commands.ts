import { findRecord, type Permit } from '../../../platform/access/permit.ts';
import type { RecordFacts } from '../../../platform/access/record.ts';
import { append, recordSight } from '../../../platform/ledger/append.ts';
import { readReference } from '../../../platform/pure/reference.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { Unfinished } from '../../../platform/http/route.ts';
import type { Work } from '../../../platform/work.ts';
import { findTakingPart } from '../../organisations/public.ts';
import { alertTeam } from './jobs.ts';
import { findOpening, listOwn } from './queries.ts';
import {
  type Asked,
  canBeOpened,
  isTooMany,
  opened,
  readAsked,
  readVerdict,
  shownTo,
  standingOf,
  type Terms,
  termsOn,
  type Typed,
} from './rules.ts';
import { countTries, findClosed, type Holder, keepOpening, saveAlert, saveTry, underGlass } from './store.ts';

export interface Done {
  readonly reference: string;
  readonly purpose: string;
}

/**
 * Opens one record to its asker alone, for the hours of the pack, and alerts those who hold it and those who watch over its
 * use. What there is not, and what cannot be opened in this way, is one answer; every try is counted, and kept though it is refused.
 */
export async function breakGlass(
  work: Work,
  _permit: Permit<'glass:open'>,
  typed: Typed,
): Promise<Result<Done | Unfinished>> {
  const terms = termsOn(work.pack.glass, work.today);
  if (!terms) return refuse('not-found');
  const asked = readAsked(typed, work.pack.glass, terms);
  if (!asked.ok) return asked;
  const tries = await countTries(work, terms.within);
  const { watchesReferrer: watches } = await findTakingPart(work);
  if (isTooMany(tries, terms)) {
    await saveTry(work, tries.account, 'too-many');
    // Once in the hours of the pack: who goes on trying fills no mailbox.
    if (!tries.isTold) {
      await saveAlert(work);
      await alert(work, [watches]);
    }
    return ok(refused('too-many', terms));
  }
  const reference = readReference(work.pack.referencePrefix, asked.value.typed) ?? '';
  // Whoever sees it already needs no emergency, and is led there without being counted.
  if (await findRecord(work, reference)) return ok({ reference, purpose: work.viewer.purpose });
  const done = await underGlass(work, reference, async () => {
    const found = await findClosed(work, reference);
    const classes = shownTo(work.pack.glass, work.viewer.purpose);
    if (!found || !canBeOpened(found.record, work.pack.glass) || classes.length === 0) return undefined;
    const said = opened(asked.value.reason, { id: work.newId(), now: work.now, classes, terms });
    await saveTry(work, tries.account, 'opened', said.opening);
    const { personId, purpose, name, role, organisation, team } = work.viewer;
    const by = { name, role, organisation: organisation.name, team: team.name };
    const { recordId, version } = found.record;
    await keepOpening(work.db, said, {
      recordId,
      version: version + 1,
      personId,
      purpose,
      at: work.now.toString(),
      by,
    });
    return { ...found, said };
  });
  if (!done) {
    await saveTry(work, tries.account, 'nothing');
    return ok(refused('nothing', terms));
  }
  await writeDown(work, done, asked.value, watches);
  return ok({ reference, purpose: work.viewer.purpose });
}

async function writeDown(
  work: Work,
  {
    record,
    holders,
    said,
  }: {
    readonly record: RecordFacts;
    readonly holders: readonly Holder[];
    readonly said: ReturnType<typeof opened>;
  },
  { reason, words }: Asked,
  watches: string | undefined,
): Promise<void> {
  const isWatched = holders.some(({ team }) => team === watches);
  const parties = watches !== undefined && !isWatched ? { 'data-protection': watches } : {};
  await append(work, record, [
    { type: 'opened-by-glass', payload: { process: { ...said, classes: [...said.classes], parties } } },
  ]);
  await recordSight(work, [record.recordId], 'glass-explained', said.classes, {
    opening: said.opening,
    reason,
    words,
  });
  await alert(work, [...holders.map(({ team }) => team), watches]);
}

const refused = (why: 'nothing' | 'too-many', { within }: Terms): Unfinished =>
  new Unfinished([{ field: 'reference', message: `glass.error.${why}`, values: { hours: within } }]);

async function alert(work: Work, teams: readonly (string | undefined)[]): Promise<void> {
  for (const team of new Set(teams)) if (team !== undefined) await work.jobs.add(alertTeam, { team });
}

/** Ends what the viewer has open of the record: from the next transaction on they see nothing by it. */
export async function endGlass(work: Work, { record }: Permit<'glass:end'>): Promise<Result<string>> {
  const own = (await listOwn(work)).filter(({ recordId }) => recordId === record.recordId);
  if (own.length === 0) return refuse('not-found');
  await append(
    work,
    record,
    own.map(({ id }) => ({ type: 'glass-ended', payload: { process: { opening: id } } })),
  );
  return ok(record.reference);
}

/** An officer's word on an opening, once. Where it does not stand, what is still open ends with it. */
export async function reviewOpening(
  work: Work,
  { record }: Permit<'glass:review'>,
  id: string,
  typed: Typed,
): Promise<Result<string>> {
  const found = await findOpening(work, record.recordId, id);
  if (!found) return refuse('not-found');
  if (found.review) return refuse('not-in-this-stage');
  const terms = termsOn(work.pack.glass, work.today);
  const verdict = readVerdict(typed, work.pack.glass, terms ?? { leastReasons: 1 });
  if (!verdict.ok) return verdict;
  if (found.personId === work.viewer.personId) return refuse('reader-must-be-another');
  const { outcome, words } = verdict.value;
  const ends = outcome.ends && standingOf(found, work.now) === 'open';
  await append(work, record, [
    { type: 'opening-reviewed', payload: { process: { opening: id, outcome: outcome.code, ends } } },
  ]);
  await recordSight(work, [record.recordId], 'review-explained', [], {
    opening: id,
    reason: outcome.code,
    words,
  });
  return ok(record.reference);
}
