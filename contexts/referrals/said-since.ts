/** Who said what stands, and what was added to it since: in words. */
import type { FormDefinition } from '../../platform/forms/definition.ts';
import { itemsOf } from '../../platform/forms/items.ts';
import { answersToRead, type SaidOf } from '../../platform/forms/summary.ts';
import type { Speaking } from '../../platform/forms/wording.ts';
import { sayings, type Told } from './standing.ts';

/** With who said it and when, in words, and how it is known. */
export interface ToldBy extends Told {
  readonly said: () => { readonly by: string; readonly on: string };
  readonly why: string | undefined;
}

/** Who said each answer that stands, and of what was added after sending that it was, by whom, when, and how it is known. */
export function saidIn(told: readonly ToldBy[], form: FormDefinition, speaking: Speaking): SaidOf {
  const { words } = speaking;
  const how = (why: string | undefined) => (why === undefined ? [] : [words('referrals.more.how', { why })]);
  return (step, field, item) => {
    const all = told.filter(each => each.step === step && each.field === field);
    const one =
      item === undefined ? undefined : all.find(({ value }) => itemsOf(value).some(({ id }) => id === item));
    if (one)
      return { ...one.said(), since: one.adds ? [words('referrals.more.since'), ...how(one.why)] : [] };
    const base = sayings(told, step, field).at(-1);
    const since = all
      .filter(each => each.adds && each !== base)
      .flatMap(each => [
        words('referrals.more.added', { what: linesOf(form, each, speaking).join('; '), ...each.said() }),
        ...how(each.why),
      ]);
    return (
      base && {
        ...base.said(),
        since: base.adds ? [words('referrals.more.since'), ...how(base.why), ...since] : since,
      }
    );
  };
}

/** One answer by itself, in words. */
export function linesOf(
  form: FormDefinition,
  { step, field, value }: Told,
  speaking: Speaking,
): readonly string[] {
  const [section] = answersToRead(form, { [step]: { [field]: value } }, speaking);
  return section?.rows.find(row => row.field === field)?.lines ?? [];
}
