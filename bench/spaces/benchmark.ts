/** What 20,000 spaces cost on their way through every page that takes words, against as many letters. */
import { randomUUID } from 'node:crypto';
import { startDraft } from '../../contexts/referrals/commands.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import { openStage, type Stage } from '../../checks/support/stage.ts';
import { exampleAnswers } from '../../platform/forms/example.ts';
import { itemsField } from '../../platform/forms/items.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import { releaseTestServer } from '../../platform/testing/server.ts';
import { cpuOf, interleave, median, ratioOf } from '../measure.ts';
import { report } from '../report.ts';

const repeats = 12;
const target = { atMost: 1.5 };
const words = new Set(['text', 'paragraph', 'phone', 'email']);

/** As long as may be said, and too long: one is kept and read again, the other refused and shown again. */
const lengths = [14_000, 20_000];

/** Answers how many targets were missed. */
export async function measureSpaces(): Promise<number> {
  const stage = await openStage({ closeAfterTests: false });
  try {
    const { send, pages } = await prepare(stage);
    let missed = 0;
    for (const length of lengths) {
      const parts = {
        spaces: () => cpuOf(1, () => send(`a${' '.repeat(length - 2)}b`)),
        letters: () => cpuOf(1, () => send('x'.repeat(length))),
      };
      await interleave(2, parts);
      const figures = await interleave(repeats, parts);
      const each = (taken: readonly number[]) => median(taken) / pages;
      const isMet = report({
        name: `spaces-${length}`,
        ours: {
          is: `server CPU of a page sent with ${length} spaces in each box for words (mean of ${pages})`,
          value: each(figures.spaces),
          unit: 'ms',
        },
        against: { is: 'with as many letters', value: each(figures.letters), unit: 'ms' },
        ratio: ratioOf(figures.spaces, figures.letters),
        target,
      });
      if (!isMet) missed += 1;
    }
    return missed;
  } finally {
    await stage.close();
    await releaseTestServer();
  }
}

/** Each page of the form that takes words, sent with `typed` in every box for them. */
async function prepare(stage: Stage) {
  const { pack } = stage.composed;
  const form = theForm(pack);
  const sender = stage.person('Sam Okafor');
  const browser = await stage.signIn(sender);
  const answers = exampleAnswers(form, { pack, today: stage.today() });
  const { reference } = await stage.run(sender, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, answers),
  );
  const steps = form.steps.filter(
    step => !itemsField(step) && step.fields.some(({ type }) => words.has(type)),
  );
  const send = async (typed: string) => {
    for (const step of steps) {
      const body = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID() });
      const fields = { ...inputsOf(form, step, answers) };
      for (const { id, type } of step.fields) if (words.has(type)) fields[id] = typed;
      for (const [name, value] of Object.entries(fields))
        for (const one of [value].flat()) body.append(name, one);
      const { statusCode } = await stage.app.inject({
        method: 'POST',
        url: `/referrals/${reference}/steps/${step.id}`,
        headers: { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: body.toString(),
      });
      if (![303, 404, 422].includes(statusCode)) throw new Error(`${step.id}: ${statusCode}`);
    }
  };
  return { send, pages: steps.length };
}
