import type { Answers, StepDefinition } from '../forms/definition.ts';
import { sampleForm as form, sampleSpeaking } from '../forms/sample.ts';
import { stepPage, type StepView } from '../forms/step-page.ts';
import type { PlainDate } from '../pure/time.ts';
import { environments } from '../views/render.ts';
import { formWords } from './form-words.ts';

/** The form of a step as its page prints it, without the layout around it. It is sent to `/`. */
export function sampleFormHtml(
  step: StepDefinition,
  answers: Answers,
  { today, typed }: { today: PlainDate; typed?: unknown },
): string {
  const tokens = { csrf: 'c', key: 'k' };
  const view = stepPage({
    ...sampleSpeaking(formWords('en')),
    form,
    step,
    answers,
    today,
    typed,
    action: '/',
    tokens,
  });
  const page = pageHtml(view);
  return page.slice(
    page.indexOf('<form method="post" action="/"'),
    page.lastIndexOf('</form>') + '</form>'.length,
  );
}

/** The page of a step, in a layout that says nothing. */
export const pageHtml = (view: StepView): string =>
  environments.pages.render('platform/forms/step.njk', { view, chrome });

/** The layout prints what a page's surroundings are; of no concern here. */
const something = new Proxy({}, { get: () => 'x' });
const chrome = {
  language: 'en',
  text: something,
  assets: something,
  languages: { ariaLabel: 'x', items: [] },
  homeHref: '/',
  scriptWords: '{}',
  warnSeconds: 1,
};
