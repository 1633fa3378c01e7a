import { isPrecise, spanOf, standing } from './imprecise.ts';
import type { DatedRule, Pack } from './pack.ts';

/** What an author should know of a sound pack: where it has no answer, and what is not yet sure. */
export interface Survey {
  /** Rules whose dates are imprecise and that do not say how to read them: `rg.test until 2023-07`. */
  readonly imprecise: readonly string[];
  /** Rules of one id that are in force at once somewhere, so that neither is chosen. */
  readonly contradictory: readonly string[];
  readonly notCommenced: readonly string[];
  readonly unverified: readonly string[]; // certainty C
  readonly unsourced: readonly string[];
  /** Messages that a language of the pack lacks, shown in English. */
  readonly untranslated: readonly { readonly language: string; readonly id: string }[];
}

export function surveyPack(pack: Pack): Survey {
  const { rules } = pack;
  const ids = (which: (rule: DatedRule) => boolean) => rules.filter(which).map(({ id }) => id);
  return {
    imprecise: rules.flatMap(rule =>
      (['from', 'until'] as const)
        .filter(end => !isPrecise(rule[end]) && !rule.edges?.[end])
        .map(end => `${rule.id} ${end} ${rule[end]}`),
    ),
    contradictory: [
      ...new Set(
        rules.flatMap((rule, at) =>
          rules
            .slice(at + 1)
            .filter(other => contradict(rule, other))
            .map(({ id }) => id),
        ),
      ),
    ],
    notCommenced: ids(({ status }) => status === 'enacted-not-commenced'),
    unverified: ids(({ certainty }) => certainty === 'C'),
    unsourced: ids(({ source }) => source.length === 0),
    untranslated: pack.languages.flatMap(language =>
      Object.keys(pack.messages.en)
        .filter(id => !Object.hasOwn(pack.messages[language] ?? {}, id))
        .map(id => ({ language, id })),
    ),
  };
}

/** Whether two rules are surely both in force on some day in some nation: the later beginning lies in both lives. */
function contradict(one: DatedRule, other: DatedRule): boolean {
  if (one.id !== other.id || one.status !== 'in-force' || other.status !== 'in-force') return false;
  if (one.nations && other.nations && !one.nations.some(code => other.nations?.includes(code))) return false;
  const begins = [one, other].flatMap(({ from }) => (from ? [spanOf(from)?.last] : []));
  const ends = [one, other].flatMap(({ until }) => (until ? [spanOf(until)?.first] : []));
  const days = [...begins, ...ends].filter(day => day !== undefined);
  if (days.length === 0) return true; // two rules without dates
  return days.some(day => standing(one, day) === 'in' && standing(other, day) === 'in');
}
