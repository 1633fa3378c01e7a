import { sentFrom } from '../../../platform/forms/inputs.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { formatList, formatMoment } from '../../../platform/text/format.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import type { Done } from './commands.ts';
import type { OpenView } from './pages/open.page.ts';
import type { Opened } from './queries.ts';
import { shownTo, type Terms } from './rules.ts';

type Showing = Pick<Work, 'language'> & {
  readonly pack: Pick<Pack, 'timeZone' | 'referencePrefix' | 'glass'>;
  readonly viewer: Pick<Work['viewer'], 'purpose'>;
};
interface Again {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

/** Where a record is looked at, by whoever acts for what. */
export const placeOf = ({ reference, purpose }: Pick<Done, 'reference' | 'purpose'>): string =>
  `/${purpose === 'identification-decision' ? 'cases' : 'referrals'}/${reference}`;

export const errorsIn = (words: Words, again: Again | undefined) =>
  (again?.errors ?? []).map(({ field, message, values }) => ({
    text: words(message, values),
    href: `#${field}`,
  }));

export function faultIn(words: Words, again: Again | undefined, name: string) {
  const fault = again?.errors.find(({ field }) => field === name);
  return (
    fault && { text: words(fault.message, fault.values), visuallyHiddenText: words('form.error-prefix') }
  );
}

export function openView(
  showing: Showing,
  { words, tokens }: Pick<Asked<string>, 'words' | 'tokens'>,
  { hours, most, within, leastReasons }: Terms,
  own: readonly Opened[],
  again?: Again,
): OpenView {
  const { pack, language, viewer } = showing;
  const sent = sentFrom(again?.typed ?? {});
  const classes = shownTo(pack.glass, viewer.purpose).map(name => words(`trail.class.${name}`));
  return {
    title: words('glass.title'),
    errors: errorsIn(words, again),
    intro: [
      words('glass.intro'),
      words('glass.intro.shows', { classes: formatList(classes, language), hours }),
    ],
    warning: { text: words('glass.warning', { most, within }), iconFallbackText: words('chrome.alarm') },
    tokens,
    reference: {
      id: 'reference',
      name: 'reference',
      label: { text: words('glass.reference'), classes: 'govuk-label--s' },
      hint: { text: words('trail.search.hint', { prefix: pack.referencePrefix }) },
      errorMessage: faultIn(words, again, 'reference'),
      classes: 'govuk-input--width-20',
      value: sent.one('reference'),
      autocomplete: 'off',
      spellcheck: false,
    },
    reason: {
      idPrefix: 'reason',
      name: 'reason',
      fieldset: { legend: { text: words('glass.reason'), classes: 'govuk-fieldset__legend--s' } },
      errorMessage: faultIn(words, again, 'reason'),
      items: pack.glass.reasons.map(code => ({
        value: code,
        text: words(`consent-ground.${code}`),
        checked: sent.one('reason') === code,
      })),
    },
    words: {
      id: 'words',
      name: 'words',
      label: { text: words('glass.words'), classes: 'govuk-label--s' },
      hint: { text: words('glass.words.hint', { least: leastReasons }) },
      errorMessage: faultIn(words, again, 'words'),
      value: sent.one('words'),
      rows: 4,
    },
    button: { text: words('glass.button'), classes: 'govuk-button--warning', preventDoubleClick: true },
    own:
      own.length === 0
        ? undefined
        : {
            heading: words('glass.own'),
            list: own.map(({ reference, lastsUntil }) => ({
              reference,
              href: placeOf({ reference, purpose: viewer.purpose }),
              until: words('glass.own.until', { until: formatMoment(lastsUntil, pack.timeZone, language) }),
              action: `/glass/${reference}/end`,
              end: words('glass.end'),
            })),
          },
  };
}
