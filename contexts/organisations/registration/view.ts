import { sentFrom } from '../../../platform/forms/inputs.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { type PlainDate, Temporal } from '../../../platform/pure/time.ts';
import { formatDate, formatList } from '../../../platform/text/format.ts';
import type { Words } from '../../../platform/views/page.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { Work } from '../../../platform/work.ts';
import type { Registration } from './model.ts';
import type { AskView } from './pages/ask.page.ts';
import type { SatView } from './pages/sat.page.ts';
import type { RegistrationsView } from './pages/registrations.page.ts';
import type { RegistrationView } from './pages/registration.page.ts';
import { ofNoKind, standingOf, type Typed } from './rules.ts';
import type { Sat } from './store.ts';

type Tokens = { readonly csrf: string; readonly key: string };
interface Again {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}
type Showing = Pick<Work, 'language' | 'now'> & {
  readonly pack: Pick<Pack, 'timeZone'>;
  readonly viewer: { readonly personId: string };
};

const errorsOf = (words: Words, again: Again | undefined) =>
  (again?.errors ?? []).map(({ field, message, values }) => ({
    text: words(message, values),
    href: `#${field}`,
  }));

function faultsOf(words: Words, again: Again | undefined) {
  return (name: string) => {
    const fault = again?.errors.find(({ field }) => field === name);
    return (
      fault && { text: words(fault.message, fault.values), visuallyHiddenText: words('form.error-prefix') }
    );
  };
}

/** `kinds` are the codes of the first responders of today. */
export function askView(words: Words, kinds: readonly string[], tokens: Tokens, again?: Again): AskView {
  const sent = sentFrom(again?.typed ?? {});
  const faultOf = faultsOf(words, again);
  const input = (name: string, label: string, more: object = {}) => ({
    id: name,
    name,
    label: { text: words(label), classes: 'govuk-label--s' },
    errorMessage: faultOf(name),
    value: sent.one(name),
    spellcheck: false,
    ...more,
  });
  return {
    title: words('registration.title'),
    back: { href: '/', text: words('registration.back') },
    errors: errorsOf(words, again),
    intro: [words('registration.intro'), words('registration.intro.next')],
    tokens,
    name: input('name', 'registration.name', { autocomplete: 'organization' }),
    kind: {
      idPrefix: 'kind',
      name: 'kind',
      fieldset: { legend: { text: words('registration.kind'), classes: 'govuk-fieldset__legend--s' } },
      hint: { text: words('registration.kind.hint') },
      errorMessage: faultOf('kind'),
      items: [
        ...kinds.map(code => ({
          value: code,
          text: words(`first-responder.${code}`),
          checked: sent.one('kind') === code,
        })),
        { divider: words('registration.or') },
        { value: ofNoKind, text: words('registration.kind.none'), checked: sent.one('kind') === ofNoKind },
      ],
    },
    domain: input('domain', 'registration.domain', { hint: { text: words('registration.domain.hint') } }),
    about: {
      id: 'about',
      name: 'about',
      label: { text: words('registration.about'), classes: 'govuk-label--s' },
      hint: { text: words('registration.about.hint') },
      errorMessage: faultOf('about'),
      value: sent.one('about'),
      rows: 4,
    },
    people: [1, 2].map(nth => ({
      heading: words('registration.person', { nth }),
      hint: nth === 1 ? words('registration.person.hint') : undefined,
      name: input(`name${nth}`, 'registration.person.name', { autocomplete: nth === 1 ? 'name' : 'off' }),
      email: input(`email${nth}`, 'registration.person.email', {
        type: 'email',
        autocomplete: nth === 1 ? 'email' : 'off',
      }),
    })),
    button: { text: words('registration.ask'), preventDoubleClick: true },
  };
}

type Said = Pick<Registration, 'name' | 'firstResponder' | 'domain' | 'about' | 'people'>;

const factsOf = (words: Words, of: Said) =>
  [
    [words('registration.name'), of.name],
    [words('registration.kind'), words(kindOf(of))],
    [words('registration.domain'), of.domain],
    [words('registration.about'), of.about],
    [words('registration.people'), of.people.map(({ name, email }) => `${name}, ${email}`).join('\n')],
  ].map(([key = '', value = '']) => ({
    key: { text: key },
    value: { html: html`<span class="nrm-own-words">${value}</span>` },
  }));

const kindOf = ({ firstResponder }: Said): string =>
  firstResponder === undefined ? 'registration.kind.none' : `first-responder.${firstResponder}`;

/** As one of its two people sees it. */
export const satView = (words: Words, sat: Sat, csrf: string): SatView => ({
  title: words('registration.sat.title'),
  intro: words('registration.sat.intro', { name: sat.own.name }),
  facts: { rows: factsOf(words, sat) },
  csrf,
  stand: { text: words('registration.stand'), name: 'answer', value: 'yes', preventDoubleClick: true },
  disown: {
    text: words('registration.disown'),
    name: 'answer',
    value: 'no',
    classes: 'govuk-button--secondary',
    preventDoubleClick: true,
  },
});

const dayOf = ({ pack, language }: Showing, at: Date): string => formatDate(plain(pack, at), language);
const plain = ({ timeZone }: Pick<Pack, 'timeZone'>, at: Date): PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

const standingIn = (showing: Showing, words: Words, registration: Registration): string =>
  words(`registration.standing.${standingOf(registration, new Date(showing.now.epochMilliseconds))}`, {
    day: dayOf(showing, registration.untilAt),
    votes: registration.votes.length,
  });

export const registrationsView = (
  showing: Showing,
  { words }: Pick<Asked<string>, 'words'>,
  registrations: readonly Registration[],
): RegistrationsView => ({
  title: words('registrations.title'),
  back: { href: '/people', text: words('people.back') },
  intro: words('registrations.intro'),
  ifNone: words('registrations.none'),
  registrations: registrations.map(each => ({
    name: each.name,
    domain: each.domain,
    standing: standingIn(showing, words, each),
    link: {
      href: `/registrations/${each.registrationId}`,
      text: words(
        standingOf(each, new Date(showing.now.epochMilliseconds)) === 'waits'
          ? 'registrations.read'
          : 'registrations.read-ended',
      ),
    },
  })),
});

/** `ownAddress` is the viewer's: nobody says yes to themselves. */
export function registrationView(
  showing: Showing,
  { words, tokens, may }: Pick<Asked<string>, 'words' | 'tokens' | 'may'>,
  registration: Registration,
  ownAddress: string,
  again?: Again,
): RegistrationView {
  const { viewer, language } = showing;
  const sent = sentFrom(again?.typed ?? {});
  const faultOf = faultsOf(words, again);
  const hasVoted = registration.votes.some(({ voterId }) => voterId === viewer.personId);
  const isOwn = registration.people.some(({ email }) => email === ownAddress);
  const waits = standingOf(registration, new Date(showing.now.epochMilliseconds)) === 'waits';
  return {
    title: registration.name,
    back: { href: '/registrations', text: words('registrations.title') },
    errors: errorsOf(words, again),
    standing: standingIn(showing, words, registration),
    known:
      registration.knownAs.length > 0
        ? {
            text: words('registration.known', { names: formatList(registration.knownAs, language) }),
            iconFallbackText: words('start.warning'),
          }
        : undefined,
    facts: {
      rows: [
        ...factsOf(words, registration),
        { key: { text: words('registration.asked') }, value: { text: dayOf(showing, registration.askedAt) } },
      ],
    },
    votesHeading: words('registration.votes'),
    ifNone: words('registration.votes.none'),
    votes: registration.votes.map(vote => ({
      who: words(vote.isYes ? 'registration.said-yes' : 'registration.said-no', {
        organisation: vote.organisation.name,
        day: dayOf(showing, vote.at),
      }),
      reasons: vote.reasons,
    })),
    why: waits && (isOwn || hasVoted) ? words(isOwn ? 'registration.own' : 'registration.voted') : undefined,
    form:
      waits && !isOwn && !hasVoted && may('registrations:vote')
        ? {
            action: `/registrations/${registration.registrationId}`,
            tokens,
            heading: words('registration.check'),
            checks: ['phone', 'listed', 'people'].map(check => words(`registration.check.${check}`)),
            vote: {
              idPrefix: 'vote',
              name: 'vote',
              fieldset: {
                legend: { text: words('registration.vote'), classes: 'govuk-fieldset__legend--s' },
              },
              errorMessage: faultOf('vote'),
              items: ['yes', 'no'].map(value => ({
                value,
                text: words(`registration.vote.${value}`),
                checked: sent.one('vote') === value,
              })),
            },
            reasons: {
              id: 'reasons',
              name: 'reasons',
              label: { text: words('registration.reasons'), classes: 'govuk-label--s' },
              hint: { text: words('registration.reasons.hint') },
              errorMessage: faultOf('reasons'),
              value: sent.one('reasons'),
              rows: 4,
            },
            button: { text: words('registration.vote.button'), preventDoubleClick: true },
          }
        : undefined,
  };
}
