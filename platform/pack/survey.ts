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
  /** Of each language that a page is read in beside another: how many words of how many of the forms it has. */
  readonly interpreted: readonly { readonly language: string; readonly has: number; readonly of: number }[];
}

export function surveyPack(pack: Pack): Survey {
  const { rules, retention } = pack;
  const ids = (which: (rule: DatedRule) => boolean) => rules.filter(which).map(({ id }) => id);
  return {
    imprecise: [...rules, ...retention].flatMap(rule =>
      (['from', 'until'] as const)
        .filter(end => !isPrecise(rule[end]) && !('edges' in rule && rule.edges?.[end]))
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
    unverified: [...rules, ...retention].filter(({ certainty }) => certainty === 'C').map(({ id }) => id),
    unsourced: ids(({ source }) => source.length === 0),
    interpreted: interpretedIn(pack),
    untranslated: pack.languages.flatMap(language =>
      Object.keys(pack.messages.en)
        .filter(id => !Object.hasOwn(pack.messages[language] ?? {}, id))
        .map(id => ({ language, id })),
    ),
  };
}

/** What a page says of somebody: refusals are no part of it, they are in the languages of the pack alone. */
function interpretedIn({ forms, messages, information }: Pack): Survey['interpreted'] {
  const ids = Object.keys(messages.en).filter(
    id => Object.keys(forms).some(form => id.startsWith(`form.${form}.`)) && !id.endsWith('.missing'),
  );
  return Object.entries(information?.formWords ?? {}).map(([language, { words }]) => ({
    language,
    has: ids.filter(id => Object.hasOwn(words, id)).length,
    of: ids.length,
  }));
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
