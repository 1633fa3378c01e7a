import { nested } from '../../platform/forms/components.ts';
import { stepPage, type StepView } from '../../platform/forms/step-page.ts';
import type { Asked } from '../../platform/http/route.ts';
import type { FieldError } from '../../platform/pure/result.ts';
import { html } from '../../platform/views/safe-html.ts';
import type { Work } from '../../platform/work.ts';
import { signsForm } from './forms.ts';
import type { Encounter } from './model.ts';
import type { Check, CheckView } from './pages/check.page.ts';
import type { Where, WhereView } from './pages/where.page.ts';
import { arrangeGroups, emergencyNumbers, type SignGroup } from './rules.ts';

export type Showing = Pick<Work, 'pack' | 'today' | 'language'>;
export type Here = Pick<Asked<string>, 'words' | 'tokens'>;

/** What was sent and could not be taken as it is. */
export interface Sent {
  readonly typed: unknown;
  readonly errors: readonly FieldError[];
}

/** `typed` is what the address says already, for somebody who comes back to change it. */
export function whereView(showing: Showing, here: Here, typed: unknown): WhereView {
  const asked = askWhere(showing, here, { typed, errors: [] });
  return { title: here.words('signs.title'), where: whereOf(showing, here, asked) };
}

/** The address lacks where, or how old: it is asked again. */
export function askAgainView(showing: Showing, here: Here, sent: Sent): CheckView {
  const asked = askWhere(showing, here, sent);
  return {
    title: here.words('signs.title'),
    errors: asked.errors,
    where: whereOf(showing, here, asked),
    check: undefined,
  };
}

function askWhere({ pack, today, language }: Showing, { words, tokens }: Here, sent: Sent): StepView {
  const { form, where } = signsForm(pack);
  return stepPage({
    form,
    step: where,
    answers: {},
    today,
    ...sent,
    words,
    pack,
    language,
    tokens,
    action: '/signs/check',
  });
}

function whereOf({ pack }: Showing, { words }: Here, asked: StepView): Where {
  return {
    heading: words('signs.title'),
    intro: words('signs.intro'),
    points: ['no-name', 'no-score', 'any-worry'].map(point => words(`signs.point.${point}`)),
    danger: warning(words, emergencyNumbers(pack.nations)),
    questions: asked.parts.map(nested),
    continueText: asked.continueText,
  };
}

/** The sentence that comes before everything else. */
export const warning = (words: Here['words'], numbers: readonly string[]) => ({
  text: words('advice.danger', { number: numbers.join(' / ') }),
  iconFallbackText: words('signs.warning'),
});

/** What to look for there, in somebody of that age; or once more, with what was ticked and what to put right. */
export function checkView(
  showing: Showing,
  here: Here,
  encounter: Encounter,
  sent: Sent = { typed: {}, errors: [] },
): CheckView {
  const { words } = here;
  const asked = askGroups(showing, here, arrangeGroups(showing.pack.signs, encounter).first, sent);
  const change = `/signs?${addressOf(showing, encounter)}`;
  return {
    title: asked.title,
    back: { href: change, text: words('form.back') },
    errors: asked.errors,
    where: undefined,
    check: {
      heading: asked.title,
      met: metAt(showing, here, encounter),
      change: { href: change, text: words('signs.check.change') },
      guidance: asked.guidance,
      ...groupsToTick(showing, here, encounter, sent, asked),
      action: `/signs/check?${addressOf(showing, encounter)}`,
      tokens: here.tokens,
      ifNone: words('signs.check.none'),
      continueText: asked.continueText,
    },
  };
}

type Groups = Pick<Check, 'contents' | 'first' | 'others' | 'circumstances'>;

function groupsToTick(
  showing: Showing,
  here: Here,
  encounter: Encounter,
  sent: Sent,
  asked: AskedGroups,
): Groups {
  const { words } = here;
  const { signs } = signsForm(showing.pack);
  const { first, others, circumstances } = arrangeGroups(showing.pack.signs, encounter);
  // What is wrong is said once, above the first group; the summary at the head leads to each place.
  const quiet = { typed: sent.typed, errors: [] };
  const boxes = (groups: readonly SignGroup[]) => askGroups(showing, here, groups, quiet).fieldset;
  const context = boxes(circumstances);
  const more = boxes(others).html;
  return {
    contents: {
      label: words('signs.check.contents'),
      links: [...first, ...circumstances].map(group => ({
        href: `#${signs.id}-${group.signs[0]?.code ?? ''}`,
        text: words(`sign-group.${group.code}`),
      })),
    },
    first: {
      ...asked.fieldset,
      legend: { text: words('signs.check.signs'), classes: 'govuk-fieldset__legend--m' },
    },
    others:
      others.length > 0 && more
        ? { summaryText: words('signs.check.others'), html: more, open: sent.errors.length > 0 }
        : undefined,
    circumstances:
      circumstances.length > 0
        ? { ...context, legend: { text: words('signs.circumstances'), classes: 'govuk-fieldset__legend--m' } }
        : undefined,
  };
}

interface AskedGroups extends Pick<StepView, 'title' | 'guidance' | 'errors' | 'continueText'> {
  readonly fieldset: Check['first'];
}

/** Groups of the sign library in our order, as the pack's form asks for signs; the form engine knows only the library's order. */
function askGroups(
  { pack, today, language }: Showing,
  { words, tokens }: Here,
  groups: readonly SignGroup[],
  sent: Sent,
): AskedGroups {
  const { form, noticing, signs } = signsForm(pack);
  const ask = (options: readonly string[], errors: readonly FieldError[]): StepView => {
    const step = { ...noticing, fields: [{ ...signs, options }] };
    return stepPage({
      form,
      step,
      answers: {},
      today,
      typed: sent.typed,
      errors,
      words,
      pack,
      language,
      tokens,
      action: '',
    });
  };
  const pages = groups.map((group, place) => ask([group.code], place === 0 ? sent.errors : []));
  const fieldsets = pages.flatMap(({ parts }) =>
    parts.flatMap(part => (part.kind === 'fieldset' ? [part.options] : [])),
  );
  const { title, guidance, errors, continueText } = pages[0] ?? ask([], sent.errors);
  const joined = html`${fieldsets.flatMap(({ html: inner }) => (inner ? [inner] : []))}`;
  return {
    title,
    guidance,
    errors,
    continueText,
    fieldset: { describedBy: fieldsets[0]?.describedBy, html: joined },
  };
}

function metAt({ pack, language }: Showing, { words }: Here, { setting, age }: Encounter): string {
  const label = pack.lists['sign-settings']?.byCode.get(setting)?.label[language] ?? setting;
  return words('signs.check.met', { setting: label, age: words(`signs.age.${age}`) });
}

function addressOf({ pack }: Showing, { setting, age }: Encounter): string {
  const form = signsForm(pack);
  return new URLSearchParams({
    [form.setting.id]: setting,
    ...(form.age && { [form.age.id]: age }),
  }).toString();
}
