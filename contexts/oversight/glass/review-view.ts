import { sentFrom } from '../../../platform/forms/inputs.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { formatList, formatMoment } from '../../../platform/text/format.ts';
import type { Words } from '../../../platform/views/page.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { Work } from '../../../platform/work.ts';
import type { OpeningsView } from './pages/openings.page.ts';
import type { OpeningView } from './pages/opening.page.ts';
import type { Alert, Named, Opened } from './queries.ts';
import { standingOf, termsOn } from './rules.ts';
import { errorsIn, faultIn } from './view.ts';

type Showing = Pick<Work, 'language' | 'now' | 'today'> & {
  readonly pack: Pick<Pack, 'timeZone' | 'glass' | 'roles'>;
  readonly viewer: Pick<Work['viewer'], 'personId'>;
};
interface Again {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

const moment = ({ pack, language }: Showing, at: Opened['at']) => formatMoment(at, pack.timeZone, language);

const isOverdue = ({ review, reviewDue }: Opened, { now }: Showing): boolean =>
  review === undefined && reviewDue.epochMilliseconds < now.epochMilliseconds;

/** A role that the pack no longer has is shown as it was written. */
const whoIs = ({ name, role, organisation, team }: Named, { pack }: Showing, words: Words): string =>
  `${name}, ${words('trail.position', {
    role: pack.roles.some(({ code }) => code === role) ? words(`role.${role}`) : role,
    organisation,
    team,
  })}`;

function reviewInWords(opening: Opened, showing: Showing, words: Words): string {
  const { review, reviewDue } = opening;
  if (review)
    return words('openings.reviewed', {
      outcome: outcomeIn(review.outcome, showing, words),
      at: moment(showing, review.at),
    });
  return words(isOverdue(opening, showing) ? 'openings.overdue' : 'openings.due', {
    due: moment(showing, reviewDue),
  });
}

const outcomeIn = (code: string, { pack }: Showing, words: Words): string =>
  pack.glass.outcomes.some(each => each.code === code) ? words(`glass-outcome.${code}`) : code;
const reasonIn = (code: string, { pack }: Showing, words: Words): string =>
  pack.glass.reasons.includes(code) ? words(`consent-ground.${code}`) : code;

export function openingsView(
  showing: Showing,
  words: Words,
  openings: readonly Opened[],
  alerts: readonly Alert[] = [],
): OpeningsView {
  const overdue = openings.filter(each => isOverdue(each, showing)).length;
  return {
    title: words('openings.title'),
    intro: words('openings.intro'),
    overdue:
      overdue === 0
        ? undefined
        : {
            text: words('openings.overdue.count', { count: overdue }),
            iconFallbackText: words('chrome.alarm'),
          },
    table:
      openings.length === 0
        ? undefined
        : {
            caption: words('openings.title'),
            captionClasses: 'govuk-visually-hidden',
            head: ['reference', 'who', 'when', 'reason', 'review'].map(name => ({
              text: words(`openings.${name}`),
            })),
            rows: openings.map(each => [
              {
                html: html`<a class="govuk-link nrm-code" href="/openings/${each.reference}/${each.id}">${each.reference}</a>`,
              },
              { text: whoIs(each.by, showing, words) },
              { text: moment(showing, each.at) },
              { text: reasonIn(each.reason, showing, words) },
              { text: reviewInWords(each, showing, words) },
            ]),
          },
    ifNone: words('openings.none'),
    alerts:
      alerts.length === 0
        ? undefined
        : {
            heading: words('openings.alerts'),
            list: alerts.map(({ of, at }) =>
              words('openings.alert', { who: whoIs(of, showing, words), at: moment(showing, at) }),
            ),
          },
  };
}

interface Shown {
  readonly opening: Opened;
  readonly said: { readonly opened: string | undefined; readonly reviewed: string | undefined };
}

export function openingView(
  showing: Showing,
  { words, tokens, may }: Pick<Asked<string>, 'words' | 'tokens' | 'may'>,
  { opening, said }: Shown,
  again?: Again,
): OpeningView {
  const { classes, review, by, reference, id } = opening;
  const own = (text: string | undefined) => ({
    html: html`<span class="nrm-own-words">${text ?? words('trail.erased')}</span>`,
  });
  const standing = standingOf(opening, showing.now);
  const ended = opening.endedAt ?? opening.lastsUntil;
  const rows = [
    [words('openings.who'), { text: whoIs(by, showing, words) }],
    [words('openings.when'), { text: moment(showing, opening.at) }],
    [words('openings.until'), { text: words(`openings.${standing}`, { at: moment(showing, ended) }) }],
    [words('openings.reason'), { text: reasonIn(opening.reason, showing, words) }],
    [words('openings.words'), own(said.opened)],
    [
      words('openings.shown'),
      {
        text: formatList(
          classes.map(name => words(`trail.class.${name}`)),
          showing.language,
        ),
      },
    ],
    [words('openings.review'), { text: reviewInWords(opening, showing, words) }],
    ...(review
      ? [
          [words('openings.reviewer'), { text: whoIs(review.by, showing, words) }] as const,
          [words('openings.review.words'), own(said.reviewed)] as const,
        ]
      : []),
  ] as const;
  return {
    title: words('openings.show'),
    heading: words('openings.show.heading', { reference }),
    back: { href: '/openings', text: words('openings.back') },
    errors: errorsIn(words, again),
    facts: { rows: rows.map(([text, value]) => ({ key: { text }, value })) },
    trail: may('trail:view') ? { href: `/trail/${reference}`, text: words('openings.trail') } : undefined,
    form:
      review || opening.personId === showing.viewer.personId
        ? undefined
        : formOf(showing, words, tokens, `/openings/${reference}/${id}`, again),
  };
}

function formOf(
  { pack, today }: Showing,
  words: Words,
  tokens: Asked<string>['tokens'],
  action: string,
  again?: Again,
): OpeningView['form'] {
  const sent = sentFrom(again?.typed ?? {});
  return {
    heading: words('openings.form'),
    action,
    tokens,
    outcome: {
      idPrefix: 'outcome',
      name: 'outcome',
      fieldset: { legend: { text: words('openings.outcome'), classes: 'govuk-fieldset__legend--s' } },
      errorMessage: faultIn(words, again, 'outcome'),
      items: pack.glass.outcomes.map(({ code, ends }) => ({
        value: code,
        text: words(`glass-outcome.${code}`),
        ...(ends && { hint: { text: words('openings.ends') } }),
        checked: sent.one('outcome') === code,
      })),
    },
    words: {
      id: 'words',
      name: 'words',
      label: { text: words('openings.review.words'), classes: 'govuk-label--s' },
      hint: { text: words('glass.words.hint', { least: termsOn(pack.glass, today)?.leastReasons ?? 1 }) },
      errorMessage: faultIn(words, again, 'words'),
      value: sent.one('words'),
      rows: 4,
    },
    button: { text: words('openings.button'), preventDoubleClick: true },
  };
}
