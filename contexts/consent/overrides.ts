import type { Entry } from '../../platform/ledger/entry.ts';
import { groundFor } from '../../platform/pack/consent-terms.ts';
import { type FieldError, ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Instant } from '../../platform/pure/time.ts';
import { type ConsentFile, type Permission, type Sharing, standingOf } from './model.ts';
import { ending, endOf, fault, faultsOfSharing, type Given, sharing } from './rules.ts';

/** What somebody asks to share without consent, on which legal ground, and why. */
export interface OverrideAsked extends Sharing {
  readonly ground: string;
  readonly reasons: string;
  /** The reasons are a code of the pack's, and as short as that. */
  readonly isCoded?: boolean;
  /** To be decided by whoever asks, now; on urgent grounds alone. */
  readonly atOnce: boolean;
}

export interface Verdict {
  readonly agrees: boolean;
  readonly reasons: string;
}

/** Asks for an override. On an urgent ground one person may decide at once, and another reviews it the next day. */
export function askOverride(asked: OverrideAsked, given: Given): Result<readonly Entry[]> {
  const ground = groundFor(given.pack.consent, asked.ground, 'share');
  const faults = [
    ...faultsOfSharing(asked, given),
    ...(asked.party ? [] : [fault('party', 'consent.error.override-without-team')]),
    ...(ground ? [] : [fault('ground', 'error.not-an-option')]),
    ...(ground && asked.atOnce && !ground.urgent ? [fault('atOnce', 'consent.error.not-urgent')] : []),
    ...(asked.isCoded ? [] : faultsOfReasons(asked.reasons, given, 'consent')),
  ].map(each => ({ ...each, field: each.field.replace(/^consent\./, 'override.') }));
  if (faults.length > 0 || !ground) return refuse('invalid', faults);
  const shared = sharing(asked, given);
  const entry: Entry = {
    type: 'override-asked',
    payload: {
      process: { ...shared, ground: ground.code, atOnce: asked.atOnce },
      account: { reasons: asked.reasons },
    },
  };
  return ok(
    asked.atOnce
      ? [entry, decided(String(shared['permission']), { agrees: true, reasons: asked.reasons }, true, given)]
      : [entry],
  );
}

/** Another person than who asked decides. */
export function decideOverride(file: ConsentFile, id: string, verdict: Verdict, given: Given): Result<Entry> {
  const found = overrideIn(file, id);
  if (!found) return refuse('not-found');
  if (!isOpenTo('verdict', found, given.now)) return refuse('not-in-this-stage');
  const faults = [
    ...faultsOfVerdict(verdict, [found.entry.actorId], given),
    ...(verdict.agrees ? faultsOfGiving(found, given) : []),
  ];
  return faults.length > 0 ? refuse('invalid', faults) : ok(decided(id, verdict, false, given));
}

function decided(id: string, { agrees, reasons }: Verdict, atOnce: boolean, given: Given): Entry {
  const until = endOf(given.today.add({ days: given.pack.consent.lasts.override }), given);
  const reviewDue = atOnce ? given.today.add({ days: 1 }).toString() : null;
  return {
    type: 'override-decided',
    payload: {
      process: { permission: id, agrees, ...(agrees && { until }), reviewDue },
      account: { reasons },
    },
  };
}

/** Somebody who neither asked nor decided looks again. What they do not uphold ends at once. */
export function reviewOverride(file: ConsentFile, id: string, verdict: Verdict, given: Given): Result<Entry> {
  const found = overrideIn(file, id);
  if (!found) return refuse('not-found');
  if (!isOpenTo('review', found, given.now)) return refuse('not-in-this-stage');
  const faults = faultsOfVerdict(
    verdict,
    [found.entry.actorId, found.decided?.entry.actorId],
    given,
    'review',
  );
  if (faults.length > 0) return refuse('invalid', faults);
  const { agrees, reasons } = verdict;
  return ok({
    type: 'override-reviewed',
    payload: {
      process: agrees ? { permission: id, agrees } : { ...ending(file, found, given), agrees },
      account: { reasons },
    },
  });
}

/** Whether it can still be decided, or looked at again: what is live at any time, what is over if nobody did. */
export const isOpenTo = (step: 'verdict' | 'review', found: Permission, now: Instant): boolean =>
  step === 'verdict'
    ? found.state === 'waiting'
    : found.state === 'given' && (found.reviewed === undefined || standingOf(found, now) === 'live');

/** Nobody decides that their own team is shown something, nor passes on what they do not hold. */
const faultsOfGiving = ({ party, classes }: Permission, { team, held }: Given) => [
  ...(party?.id === team ? [fault('agrees', 'consent.error.own-team-decides', 'verdict')] : []),
  ...(classes.some(each => !held.includes(each))
    ? [fault('agrees', 'consent.error.classes-not-held', 'verdict')]
    : []),
];

const overrideIn = ({ permissions }: ConsentFile, id: string): Permission | undefined =>
  permissions.find(each => each.id === id && each.kind === 'override');

const faultsOfVerdict = (
  { reasons }: Verdict,
  parted: readonly (string | undefined)[],
  given: Given,
  step = 'verdict',
) => [
  ...(parted.includes(given.by) ? [fault('agrees', 'consent.error.second-person', step)] : []),
  ...faultsOfReasons(reasons, given, step),
];

/** Reasons that say nothing help nobody who has to decide, review or answer for it later. */
function faultsOfReasons(reasons: string, { pack }: Given, step: string): readonly FieldError[] {
  const length = [...reasons.trim()].length;
  if (length === 0) return [fault('reasons', 'consent.error.reasons', step)];
  const least = pack.consent.leastReasons ?? 1;
  return length < least
    ? [{ ...fault('reasons', 'consent.error.reasons-short', step), values: { least } }]
    : [];
}
