/** What a GOV.UK form page costs, built and rendered, against a bare template that calls the same macros. */
import { compose } from '../../app/compose.ts';
import { readDemonstration } from '../../app/demonstration/definition.ts';
import { drawAnswers, randomFrom } from '../../app/demonstration/draw.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import { page } from '../../platform/forms/step.page.ts';
import { stepPage } from '../../platform/forms/step-page.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { createChrome, type Visitor } from '../../platform/views/chrome.ts';
import { renderPage } from '../../platform/views/render.ts';
import { interleave, median, millisecondsOf, ratioOf } from '../measure.ts';
import { packFolder } from '../people.ts';
import { report } from '../report.ts';
import { bareTemplate } from './bare.ts';
import { recordCalls } from './recorded.ts';

const repeats = 30;
const warmUp = 5;
/** So often every page of the form is rendered in one repeat. */
const rounds = 10;
const target = { atMost: 2 };

/** Prints the comparison; answers how many targets were missed. */
export async function measureRender(): Promise<number> {
  const pages = await pagesOfForm();
  const bare = pages.map(render => bareTemplate(recordCalls(render)));
  for (const [place, render] of pages.entries()) expectSameComponents(render(), bare[place]?.() ?? '');
  const each = {
    ours: () => millisecondsOf(() => renderAll(pages)),
    bare: () => millisecondsOf(() => renderAll(bare)),
  };
  await interleave(warmUp, each);
  const figures = await interleave(repeats, each);
  const perPage = (taken: readonly number[]) => median(taken) / rounds / pages.length;
  const isMet = report({
    name: 'render',
    ours: {
      is: `a form page (mean of ${pages.length}), built and rendered`,
      value: perPage(figures.ours),
      unit: 'ms',
    },
    against: { is: 'its macros alone, with constant options', value: perPage(figures.bare), unit: 'ms' },
    ratio: ratioOf(figures.ours, figures.bare),
    target,
  });
  return isMet ? 0 : 1;
}

function renderAll(pages: readonly (() => string)[]): void {
  for (let round = 0; round < rounds; round++) for (const render of pages) render();
}

/** Every step of the pack's referral, filled in, for somebody who is signed in. */
async function pagesOfForm(): Promise<readonly (() => string)[]> {
  const { pack, words } = await compose(packFolder);
  const demonstration = await readDemonstration(packFolder);
  if (!demonstration) throw new Error('The pack has no demonstration');
  const form = theForm(pack);
  const answers = drawAnswers(pack, form, demonstration.cases.answers, randomFrom(1));
  const today = Temporal.Now.plainDateISO(pack.timeZone);
  const speaking = { words: words.en, pack, language: 'en' } as const;
  return form.steps
    .filter(step => step.fields.length > 0)
    .map(step => () => {
      const tokens = { csrf: 'bench', key: '00000000-0000-4000-8000-000000000000' };
      const back = { href: '/referrals', text: words.en('referrals.back') };
      const view = stepPage({ ...speaking, form, step, answers, today, action: '/referrals', tokens, back });
      return renderPage(page, view, createChrome({ ...around, visitor: { ...visitor, tokens } }, words.en));
    });
}

const around = {
  language: 'en',
  inLanguage: { en: '/referrals?lang=en', cy: '/referrals?lang=cy' },
  evaluation: true,
  exitHref: 'https://example.org',
} as const;
const visitor: Omit<Visitor, 'tokens'> = {
  name: 'Robin Example',
  organisation: 'Example Borough Council',
  homeHref: '/home',
  sessionsHref: '/sessions',
  navigation: [
    { text: 'Signs', href: '/signs', current: false },
    { text: 'Referrals', href: '/referrals', current: true },
  ],
  idleSeconds: 900,
};

/** A bare page that left something out would be no limit. What is sent unseen our templates write themselves. */
function expectSameComponents(ours: string, bare: string): void {
  const seen = /<(input(?! type="hidden")|select|textarea|option|label|legend)\b/g;
  const [wanted = 0, found = 0] = [ours, bare].map(html => html.match(seen)?.length ?? 0);
  if (found < wanted) throw new Error(`The bare page has ${found} inputs and labels of ${wanted}`);
}
