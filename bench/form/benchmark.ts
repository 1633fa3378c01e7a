/** What the server computes for each page of a question, and for a whole referral, against its templates alone. */
import { randomUUID } from 'node:crypto';
import { startDraft } from '../../contexts/referrals/commands.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import { stepView } from '../../contexts/referrals/views.ts';
import { openStage, type Stage } from '../../checks/support/stage.ts';
import { exampleAnswers } from '../../platform/forms/example.ts';
import { aboutItem, itemsField } from '../../platform/forms/items.ts';
import { applicable } from '../../platform/forms/journey.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import { page as template } from '../../platform/forms/step.page.ts';
import { ok } from '../../platform/pure/result.ts';
import { releaseTestServer } from '../../platform/testing/server.ts';
import { exampleChrome } from '../../platform/testing/page-examples.ts';
import { renderPage } from '../../platform/views/render.ts';
import { interleave, median, ratioOf } from '../measure.ts';
import { bareTemplate } from '../render/bare.ts';
import { recordCalls } from '../render/recorded.ts';
import { report } from '../report.ts';

const repeats = 12;
const warmUp = 4;
const target = { atMost: 1.6 };

/** Prints both comparisons; answers how many targets were missed. */
export async function measureForm(): Promise<number> {
  const stage = await openStage({ closeAfterTests: false });
  try {
    const { pages, bare, refer } = await prepare(stage);
    const figures = await run({
      ours: () => cpuOf(() => inTurn(pages)),
      bare: () => cpuOf(async () => renderAll(bare)),
    });
    const whole = await run({
      ours: () => cpuOf(refer),
      bare: () => cpuOf(async () => renderAll(bare)),
    });
    const each = (taken: readonly number[]) => median(taken) / pages.length;
    const isMet = [
      report({
        name: 'form-page',
        ours: {
          is: `server CPU of a question page (mean of ${pages.length})`,
          value: each(figures.ours),
          unit: 'ms',
        },
        against: { is: 'its templates alone, with constant options', value: each(figures.bare), unit: 'ms' },
        ratio: ratioOf(figures.ours, figures.bare),
        target,
      }),
      report({
        name: 'form-referral',
        ours: {
          is: `server CPU of a whole referral, ${pages.length} pages shown and sent`,
          value: median(whole.ours),
          unit: 'ms',
        },
        against: { is: 'the templates of its pages alone', value: median(whole.bare), unit: 'ms' },
        ratio: ratioOf(whole.ours, whole.bare),
        target,
      }),
    ];
    return isMet.filter(met => !met).length;
  } finally {
    await stage.close();
    await releaseTestServer();
  }
}

async function run<Name extends string>(parts: Readonly<Record<Name, () => Promise<number>>>) {
  await interleave(warmUp, parts);
  return interleave(repeats, parts);
}

/** Processor time of this process, in which the server runs; PostgreSQL has its own. */
async function cpuOf(act: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function renderAll(renders: readonly (() => string)[]): void {
  for (const render of renders) render();
}

async function inTurn(acts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const act of acts) await act();
}

/** Every page that has to be answered, through the whole of the server; and the same components called by a bare template. */
async function prepare(stage: Stage) {
  const { pack, words } = stage.composed;
  const form = theForm(pack);
  const sender = stage.person('Sam Okafor');
  const browser = await stage.signIn(sender);
  const answers = exampleAnswers(form, { pack, today: stage.today() });
  const steps = applicable(form, answers)
    .map(({ step }) => step)
    .filter(({ more }) => !more);
  const open = async () =>
    (
      await stage.run(sender, 'referral:start', undefined, (work, permit) =>
        startDraft(work, permit, answers),
      )
    ).reference;
  const get = async (url: string) => {
    const { statusCode } = await stage.app.inject({ url, headers: { cookie: browser.cookie } });
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
  };
  const send = async (url: string, fields: Readonly<Record<string, unknown>>) => {
    const body = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID() });
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, String(one));
    const headers = { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const sent = await stage.app.inject({ method: 'POST', url, headers, payload: body.toString() });
    if (sent.statusCode !== 303) throw new Error(`${url}: ${sent.statusCode}`);
  };
  const reference = await open();
  const at = (draft: string, step: string) => `/referrals/${draft}/steps/${step}`;
  const tokens = { csrf: 'bench', key: '00000000-0000-4000-8000-000000000000' };
  const bare = await stage.run(sender, 'referral:draft', reference, async work =>
    ok(
      steps.map(step => {
        const here = { words: words.en, tokens };
        const render = () =>
          renderPage(
            template,
            stepView(work, here, reference, step, answers, { shown: {}, clash: undefined }),
            exampleChrome(words.en, 'en', at(reference, step.id), {}),
          );
        return bareTemplate(recordCalls(render));
      }),
    ),
  );
  return {
    pages: steps.map(step => () => get(at(reference, step.id))),
    bare,
    refer: async () => {
      const draft = await open();
      for (const step of steps) {
        await get(at(draft, step.id));
        const isItem = itemsField(step) !== undefined;
        const asked = isItem ? aboutItem(form, answers, step, 'one') : { form, step, answers };
        await send(at(draft, step.id), isItem ? {} : inputsOf(asked.form, asked.step, answers));
      }
      await get(`/referrals/${draft}/check`);
      await send(`/referrals/${draft}/submit`, {});
    },
  };
}
