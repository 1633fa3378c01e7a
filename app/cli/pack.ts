import { findBrokenPermits } from '../../platform/access/permits.ts';
import type { Problem } from '../../platform/pack/files.ts';
import { type Inspected, inspectPack, PackError, sayProblem } from '../../platform/pack/load.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { runScenarios, type ScenarioOutcome } from '../../platform/pack/scenarios.ts';
import { surveyPack, type Survey } from '../../platform/pack/survey.ts';
import { findUnfit } from '../../platform/pack/unfit.ts';
import { readCoreCatalogues } from '../../platform/text/catalogues.ts';
import { findUnfilledWords } from '../../platform/text/pack-words.ts';
import { allActions, compose } from '../compose.ts';
import { findStepsOfNobody } from './main-steps.ts';

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
  let inspected: Inspected;
  try {
    inspected = await inspectPack(dir);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return { problems: error.problems.map(sayProblem), summary: undefined };
  }
  const { pack, placed } = inspected;
  const said = [...inspected.problems, ...(pack ? await findUnfitting(pack, inspected) : []).map(placed)];
  if (said.length === 0) said.push(...(await findUnstartable(dir)));
  // A story is judged by the rules: where something else is broken, it would be told a second time.
  const stories = pack && said.length === 0 ? runScenarios(pack) : [];
  for (const [at, { name, problems }] of stories.entries())
    for (const problem of problems) {
      const place = inspected.places.scenarios[at] ?? { file: 'scenarios', path: '' };
      said.push(placed({ ...place, message: `"${name}": ${problem}` }));
    }
  const isUntold = pack !== undefined && pack.scenarios.length === 0;
  if (isUntold) said.push({ file: 'scenarios', path: '', message: 'the pack tells no story about itself' });
  const summary = pack && inspected.problems.length === 0 ? summaryOf(pack, stories) : undefined;
  return { problems: said.map(sayProblem), summary };
}

/** What does not fit the core: told with its place, before the core itself refuses it, or where it would not. */
async function findUnfitting(pack: Pack, { problems, places }: Inspected): Promise<readonly Problem[]> {
  const core = await readCoreCatalogues();
  const ids = new Set(core.flatMap(({ words }) => Object.keys(words)));
  return [
    ...findBrokenPermits(pack.cedar, { ...pack, actions: allActions }),
    ...findUnfilledWords(core, pack.messages),
    // What a broken file defines is not there to be found: missing it would only be noise.
    ...(problems.length > 0 ? [] : findUnfit(pack, places, ids)),
  ];
}

/** Puts the pack together as a start does; then asks what would start and leave a step of the journey to nobody. */
async function findUnstartable(dir: string): Promise<readonly Problem[]> {
  try {
    const { pack, policy } = await compose(dir);
    return findStepsOfNobody(pack, policy);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'nobody knows why';
    return [{ file: dir, path: '', message: `the site would not start with it: ${why}` }];
  }
}

function summaryOf(pack: Pack, stories: readonly ScenarioOutcome[]): PackSummary {
  const lists = Object.values(pack.lists);
  return {
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
      'Words of forms for an interpreter',
      summary.interpreted.map(
        ({ language, has, of }) => `${language} ${has} of ${of} (${Math.floor((100 * has) / of)} %)`,
      ),
    ),
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
