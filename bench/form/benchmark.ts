/** What the server computes for each page of a question, and for a whole referral, against its templates alone. */
import { openStage, type Stage } from '../../checks/support/stage.ts';
import { startDraft } from '../../contexts/referrals/commands.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import { exampleAnswers } from '../../platform/forms/example.ts';
import { applicable } from '../../platform/forms/journey.ts';
import { releaseTestServer } from '../../platform/testing/server.ts';
import { cpuOf, interleave, median, ratioOf } from '../measure.ts';
import { report } from '../report.ts';
import { openBrowser, referBy } from './browser.ts';
import { recordRendered } from './rendered.ts';

const repeats = 12;
const target = { atMost: 1.6 };
const sender = 'Sam Okafor';

/** What is measured, so often in one repeat that a tick of the clock is nothing, and before that until the code is warm. */
interface Measured {
  readonly name: string;
  readonly is: string;
  readonly act: () => Promise<unknown>;
  /** In how many parts the figures are told. */
  readonly parts: number;
  readonly rounds: number;
  readonly warmUp: number;
}

/** Prints both comparisons; answers how many targets were missed. */
export async function measureForm(): Promise<number> {
  const stage = await openStage({ closeAfterTests: false });
  try {
    const measured = [await questionPages(stage), await wholeReferral(stage)];
    let missed = 0;
    for (const each of measured) missed += (await compare(each)) ? 0 : 1;
    return missed;
  } finally {
    await stage.close();
    await releaseTestServer();
  }
}

async function compare({ name, is, act, parts, rounds, warmUp }: Measured): Promise<boolean> {
  const rendered = await recordRendered(act);
  const bare = async () => {
    for (const render of rendered) render();
  };
  await interleave(warmUp, { ours: () => cpuOf(rounds, act), bare: () => cpuOf(rounds, bare) });
  const figures = await interleave(repeats, {
    ours: () => cpuOf(rounds, act),
    bare: () => cpuOf(rounds, bare),
  });
  const each = (taken: readonly number[]) => median(taken) / parts;
  return report({
    name,
    ours: { is: `server CPU of ${is}`, value: each(figures.ours), unit: 'ms' },
    against: { is: 'its templates alone, with the same data', value: each(figures.bare), unit: 'ms' },
    ratio: ratioOf(figures.ours, figures.bare),
    target,
  });
}

/** Each page that has to be answered, of a draft in which every question is. */
async function questionPages(stage: Stage): Promise<Measured> {
  const browser = await openBrowser(stage, sender);
  const answers = answersOf(stage);
  const { reference } = await stage.run(stage.person(sender), 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, answers),
  );
  const steps = applicable(theForm(stage.composed.pack), answers).filter(({ step }) => !step.more);
  const urls = steps.map(({ step }) => `/referrals/${reference}/steps/${step.id}`);
  return {
    name: 'form-page',
    is: `a question page (mean of ${urls.length})`,
    act: async () => {
      for (const url of urls) await browser.show(url);
    },
    parts: urls.length,
    rounds: 10,
    warmUp: 25,
  };
}

async function wholeReferral(stage: Stage): Promise<Measured> {
  const browser = await openBrowser(stage, sender);
  const answers = answersOf(stage);
  const shown = await referBy(browser, stage, answers);
  return {
    name: 'form-referral',
    is: `a whole referral, ${shown} pages shown and what was answered on each sent`,
    act: () => referBy(browser, stage, answers),
    parts: 1,
    rounds: 2,
    warmUp: 15,
  };
}

const answersOf = (stage: Stage) =>
  exampleAnswers(theForm(stage.composed.pack), { pack: stage.composed.pack, today: stage.today() });
