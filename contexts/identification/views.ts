import { sentFrom } from '../../platform/forms/inputs.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { nested } from '../../platform/forms/components.ts';
import { stepPage, type StepView } from '../../platform/forms/step-page.ts';
import type { Asked } from '../../platform/http/route.ts';
import type { FieldError } from '../../platform/pure/result.ts';
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

export function whereView(showing: Showing, here: Here): WhereView {
  const asked = askWhere(showing, here, { typed: {}, errors: [] });
  return { title: here.words('signs.title'), where: whereOf(showing, here, asked, {}) };
}

/** Where, or how old, was not said or is to be said otherwise; what was ticked comes along. */
export function askAgainView(showing: Showing, here: Here, sent: Sent): CheckView {
  const asked = askWhere(showing, here, sent);
  return {
    title: here.words('signs.title'),
    errors: asked.errors,
    where: whereOf(showing, here, asked, sent.typed),
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

function whereOf({ pack }: Showing, { words, tokens }: Here, asked: StepView, typed: unknown): Where {
  return {
    heading: words('signs.title'),
    intro: words('signs.intro'),
    points: ['no-name', 'no-score', 'any-worry'].map(point => words(`signs.point.${point}`)),
    danger: warning(words, emergencyNumbers(pack.nations)),
    questions: asked.parts.map(nested),
    action: '/signs/check',
    tokens,
    carried: [...ticksOf(pack, typed), ...knownOf(pack, typed)],
    button: { text: asked.continueText, name: askedName, value: 'where', preventDoubleClick: true },
  };
}

/** The sentence that comes before everything else. */
export const warning = (words: Here['words'], numbers: readonly string[]) => ({
  text: words('advice.danger', { number: numbers.join(' / ') }),
  iconFallbackText: words('signs.warning'),
});

/** What to look for there, in somebody of that age; then, of what was ticked, how each is known. */
export function checkView(
  showing: Showing,
  here: Here,
  encounter: Encounter,
  sent: Sent = { typed: {}, errors: [] },
): CheckView {
  const { words } = here;
  const { first, others, circumstances } = arrangeGroups(showing.pack.signs, encounter);
  const asks = askedAfter(sent);
  // Each group opens by itself, so that what is likeliest there stands at the top and nothing is out of reach.
  const asked = askGroups(showing, here, { asks, groups: [...first, ...others, ...circumstances] }, sent);
  const isSecond = asks === 'how-known';
  const title = isSecond ? words('signs.known.title') : asked.title;
  return {
    title,
    back: { href: '/signs', text: words('form.back') },
    errors: asked.errors,
    where: undefined,
    check: {
      heading: title,
      met: metAt(showing, here, encounter),
      guidance: isSecond ? [] : asked.guidance,
      signs: {
        ...asked.fieldset,
        legend: { text: words('signs.check.signs'), classes: 'govuk-fieldset__legend--m' },
      },
      action: '/signs/check',
      tokens: here.tokens,
      // On the second page what is known of each sign is asked, so only there it is no hidden one.
      carried: [...whereSaid(showing, encounter), ...(isSecond ? [] : knownOf(showing.pack, sent.typed))],
      ifNone: isSecond ? undefined : words('signs.check.none'),
      buttons: [
        ...(isSecond
          ? [
              { text: asked.continueText, name: askedName, value: 'how-known', preventDoubleClick: true },
              {
                text: words('signs.known.more'),
                name: askedName,
                value: 'more',
                classes: 'govuk-button--secondary',
              },
            ]
          : [{ text: asked.continueText, preventDoubleClick: true }]),
        {
          text: words('signs.check.change'),
          name: askedName,
          value: 'change',
          classes: 'govuk-button--secondary',
        },
      ],
    },
  };
}

/** Says which page was sent, or that more is to be ticked, or where and how old to be said otherwise. */
const askedName = '_asked';

/**
 * Which page follows what was sent: a hundred signs with a question each would be too long for a slow line and, without
 * scripts, for anybody. So how each is known is asked on a second page, of what was ticked, and the first time without a
 * word of error.
 */
function askedAfter({ typed, errors }: Sent): 'noticed' | 'how-known' {
  return !wantsMore(typed) && errors.some(({ message }) => message === 'error.how-known')
    ? 'how-known'
    : 'noticed';
}
export const wantsMore = (typed: unknown): boolean => ['more', 'where'].includes(String(askedOf(typed)));
export const wantsChange = (typed: unknown): boolean => askedOf(typed) === 'change';
const askedOf = (typed: unknown): unknown =>
  typeof typed === 'object' && typed !== null && askedName in typed ? typed[askedName] : undefined;

interface AskedGroups extends Pick<StepView, 'title' | 'guidance' | 'errors' | 'continueText'> {
  readonly fieldset: Check['signs'];
}

/** Groups of the sign library in our order, as the pack's form asks for signs. */
function askGroups(
  { pack, today, language }: Showing,
  { words, tokens }: Here,
  { asks, groups }: { readonly asks: 'noticed' | 'how-known'; readonly groups: readonly SignGroup[] },
  { typed, errors: found }: Sent,
): AskedGroups {
  const { form, noticing, signs } = signsForm(pack);
  const { title, guidance, errors, continueText, parts } = stepPage({
    form,
    step: { ...noticing, fields: [{ ...signs, asks, options: groups.map(({ code }) => code) }] },
    answers: {},
    today,
    typed,
    errors:
      askedOf(typed) === 'how-known' ? found : found.filter(({ message }) => message !== 'error.how-known'),
    words,
    pack,
    language,
    tokens,
    action: '',
  });
  const [asked] = parts.flatMap(part => (part.kind === 'fieldset' ? [part.options] : []));
  return {
    title,
    guidance,
    errors,
    continueText,
    fieldset: { describedBy: asked?.describedBy, html: asked?.html },
  };
}

function metAt({ pack, language }: Showing, { words }: Here, { setting, age }: Encounter): string {
  const label = pack.lists['sign-settings']?.byCode.get(setting)?.label[language] ?? setting;
  return words('signs.check.met', { setting: label, age: words(`signs.age.${age}`) });
}

interface Hidden {
  readonly name: string;
  readonly value: string;
}

/** What was said on an earlier page goes with the next one as it is sent: in no address, and nowhere here. */
function whereSaid({ pack }: Showing, { setting, age }: Encounter): readonly Hidden[] {
  const form = signsForm(pack);
  return [
    { name: form.setting.id, value: setting },
    ...(form.age ? [{ name: form.age.id, value: age }] : []),
  ];
}

function ticksOf(pack: Pack, typed: unknown): readonly Hidden[] {
  const { id } = signsForm(pack).signs;
  return ticked(pack, typed).map(value => ({ name: id, value }));
}

function knownOf(pack: Pack, typed: unknown): readonly Hidden[] {
  const { id } = signsForm(pack).signs;
  const sent = sentFrom(typed);
  return ticked(pack, typed)
    .map(sign => ({ name: `${id}.${sign}`, value: sent.one(`${id}.${sign}`) }))
    .filter(({ value }) => pack.signs.howKnown.includes(value));
}

function ticked(pack: Pack, typed: unknown): readonly string[] {
  const sent = new Set(sentFrom(typed).many(signsForm(pack).signs.id));
  return pack.signs.groups
    .flatMap(({ signs }) => signs.map(({ code }) => code))
    .filter(code => sent.has(code));
}
