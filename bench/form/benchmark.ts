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
import { openFloor, type Requests } from './floor.ts';
import { recordRendered } from './rendered.ts';

const repeats = 12;
const target = { atMost: 1.6 };
const sender = 'Sam Okafor';

/** What is measured, so often in one repeat that a tick of the clock is nothing, and before that until the code is warm. */
interface Measured {
  readonly name: string;
  readonly is: string;
  readonly act: () => Promise<unknown>;
  readonly requests: Requests;
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
    const floor = await openFloor(stage, sender);
    for (const each of measured) missed += (await compare(each, floor)) ? 0 : 1;
    return missed;
  } finally {
    await stage.close();
    await releaseTestServer();
  }
}

async function compare(
  { name, is, act, requests, parts, rounds, warmUp }: Measured,
  ask: (requests: Requests) => Promise<void>,
): Promise<boolean> {
  const rendered = await recordRendered(act);
  const bare = async () => {
    for (const render of rendered) render();
  };
  const all = {
    ours: () => cpuOf(rounds, act),
    bare: () => cpuOf(rounds, bare),
    floor: () => cpuOf(rounds, () => ask(requests)),
  };
  await interleave(warmUp, all);
  const figures = await interleave(repeats, all);
  const each = (taken: readonly number[]) => median(taken) / parts;
  const against = {
    is: 'its templates alone, with the same data',
    value: each(figures.bare),
    unit: 'ms',
  } as const;
  const isMet = report({
    name,
    ours: { is: `server CPU of ${is}`, value: each(figures.ours), unit: 'ms' },
    against,
    ratio: ratioOf(figures.ours, figures.bare),
    target,
  });
  const least = figures.floor.map((floor, place) => floor + (figures.bare[place] ?? Number.NaN));
  report({
    name: `${name}-floor`,
    ours: {
      is: 'bare requests that only find the session, and the templates',
      value: each(least),
      unit: 'ms',
    },
    against,
    ratio: ratioOf(least, figures.bare),
  });
  return isMet;
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
    requests: { shown: urls.length, sent: 0 },
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
    // Of the pages, "tonight" is a link, and the last one sends nothing; the button that starts it all stands on another.
    requests: { shown, sent: shown - 1 },
    parts: 1,
    rounds: 2,
    warmUp: 15,
  };
}

const answersOf = (stage: Stage) =>
  exampleAnswers(theForm(stage.composed.pack), { pack: stage.composed.pack, today: stage.today() });
