import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { loadPack, PackError, sayProblem } from '../../platform/pack/load.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { runScenarios } from '../../platform/pack/scenarios.ts';
import { surveyPack, type Survey } from '../../platform/pack/survey.ts';

export interface PackReport {
  /** One line each, with file and path; empty for a pack that can be used. */
  readonly problems: string[];
  /** Absent where the pack could not be read. */
  readonly summary: PackSummary | undefined;
}

export interface PackSummary extends Survey {
  readonly code: string;
  readonly version: string;
  readonly counts: Readonly<
    Record<
      'rules' | 'lists' | 'codes' | 'signs' | 'questions' | 'messages' | 'scenarios' | 'assertions',
      number
    >
  >;
}

/** What `./opennrm pack check DIR` says: everything that is wrong with a pack, and what its author should know of it. */
export async function checkPack(dir: string): Promise<PackReport> {
  let pack: Pack;
  try {
    pack = await loadPack(dir);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return { problems: error.problems.map(sayProblem), summary: undefined };
  }
  const stories = runScenarios(pack);
  const permits = cedar.checkParsePolicySet({ staticPolicies: pack.cedar });
  const problems = [
    ...(permits.type === 'failure' ? permits.errors.map(({ message }) => `permits.cedar: ${message}`) : []),
    ...stories.flatMap(({ name, problems }) => problems.map(problem => `scenario "${name}": ${problem}`)),
    ...(stories.length === 0 ? ['scenarios: the pack tells no story about itself'] : []),
  ];
  const lists = Object.values(pack.lists);
  return {
    problems,
    summary: {
      code: pack.code,
      version: pack.version,
      counts: {
        rules: pack.rules.length,
        lists: lists.length,
        codes: sum(lists.map(({ codes }) => codes.length)),
        signs: sum(pack.signs.groups.map(({ signs }) => signs.length)),
        questions: sum(
          Object.values(pack.forms).flatMap(({ steps }) => steps.map(({ fields }) => fields.length)),
        ),
        messages: Object.keys(pack.messages.en).length,
        scenarios: stories.length,
        assertions: sum(stories.map(({ asserted }) => asserted)),
      },
      ...surveyPack(pack),
    },
  };
}

/** The report as lines for a terminal. */
export function sayReport({ problems, summary }: PackReport): string[] {
  const list = (what: string, items: readonly string[]) =>
    items.length > 0 ? [`${what}: ${items.join(', ')}`] : [];
  const told = summary && [
    `${summary.code} ${summary.version}: ${Object.entries(summary.counts)
      .map(([what, n]) => `${n} ${what}`)
      .join(', ')}`,
    ...list('Imprecise dates, so without an answer inside them', summary.imprecise),
    ...list('Contradictory, so without an answer where both are in force', summary.contradictory),
    ...list('Enacted and not commenced, so never in force', summary.notCommenced),
    ...list('Unverified (certainty C)', summary.unverified),
    ...list('Without a source', summary.unsourced),
    ...list(
      'Not translated',
      summary.untranslated.map(({ language, id }) => `${language} ${id}`),
    ),
  ];
  const end =
    problems.length === 0 ? 'No problems.' : `${problems.length} problem${problems.length === 1 ? '' : 's'}.`;
  return [...problems, ...(told ?? []), end];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
