import { byClass, type Facts } from '../../../platform/forms/concepts.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import type { Duty } from '../../../platform/pack/duty.ts';
import type { Routed } from '../../../platform/pack/routing.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import { type Finding, type Found } from './identifying.ts';
import type { Parties } from '../model.ts';

/** Data classes that tell who or where somebody is: none of them stands in a notice without consent to be identified. */
const identifying = ['identity', 'contact', 'location'] as const;

/** A notice that a potential victim was met who does not agree to be referred. It is no referral, and opens no case. */
export function notify(
  answers: Answers,
  facts: Facts,
  given: {
    readonly duty: Duty;
    readonly nation: string;
    readonly today: PlainDate;
    readonly routed: Routed;
    readonly parties: Parties;
    /** How many places of the texts the responder looked at and left. */
    readonly confirmed: number;
  },
): Result<Entry> {
  const { duty, nation, today, routed, parties, confirmed } = given;
  if (facts.identification === undefined) return refuse('consent-missing');
  const identified = facts.identification === 'given';
  const { process = {}, ...classes } = byClass(duty.form, answers);
  if (!identified && identifying.some(name => classes[name] !== undefined)) return refuse('consent-missing');
  const payload = Object.fromEntries(
    Object.entries(classes).map(([name, held]) => [name, { answers: held }]),
  );
  return ok({
    type: 'duty-to-notify-sent',
    payload: {
      ...payload,
      process: {
        answers: process,
        form: duty.form.id,
        nation,
        identified,
        urgency: [...facts.urgency],
        notifiedOn: today.toString(),
        duty: { rule: duty.rule.id, from: duty.rule.from },
        authority: routed.authority.code,
        routedBy: routed.rule.id,
        confirmed,
        parties: { ...parties },
      },
    },
  });
}

/** No referral comes from a draft. Why is all that stays of it: `notified`, that nothing had to be sent, or that another team took it over. */
export const endDraft = (because: 'notified' | 'nothing-sent' | 'handed-over' | 'not-kept'): Entry => ({
  type: 'draft-ended',
  payload: { process: { because } },
});

/** How a place is named in a form: nothing of what stands there. */
export const idOf = ({ step, field, start, length }: Finding): string =>
  `${step}.${field}.${start}.${length}`;

/** Places that were found before a text was changed, where their words stand now. */
export function foundAgain(before: string, found: readonly Found[], after: string): readonly Found[] {
  const plain = after.toLowerCase();
  const again = found.flatMap(({ start, length, kind }) => {
    // A text that was not compared stays so, whatever is changed in it.
    if (kind === 'not-compared') return after === '' ? [] : [{ start: 0, length: after.length, kind }];
    const wanted = before.slice(start, start + length).toLowerCase();
    const places: Found[] = [];
    if (wanted === '') return places;
    for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + length))
      places.push({ start: at, length, kind });
    return places;
  });
  return [...new Map(again.map(each => [`${each.start} ${each.kind}`, each])).values()];
}

/** Places that nobody says they looked at. */
export const unreadAmong = (findings: readonly Finding[], confirmed: readonly string[]): readonly Finding[] =>
  findings.filter(finding => !confirmed.includes(idOf(finding)));

/** The responder decides on each place: changed, or looked at and left. Nothing is changed for them. */
export const refuseUnread = (findings: readonly Finding[], confirmed: readonly string[]): Result<true> =>
  unreadAmong(findings, confirmed).length === 0
    ? ok(true)
    : refuse('invalid', [{ field: 'confirmed', message: 'notices.error.confirm' }]);
