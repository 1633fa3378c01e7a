import type { Asked as PasskeyAsked } from '../../platform/http/passkeys.ts';
import type { Asked } from '../../platform/http/route.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import type { Words } from '../../platform/views/page.ts';
import { html } from '../../platform/views/safe-html.ts';
import type { Work } from '../../platform/work.ts';
import { passkeyForm } from './credentials/view.ts';
import type { Position } from './model.ts';
import type { HomeView, WaitingLink } from './pages/home.page.ts';
import type { NotSignedInView } from './entrance/pages/not-signed-in.page.ts';
import type { SignedOutView } from './entrance/pages/signed-out.page.ts';
import type { SignInView } from './entrance/pages/sign-in.page.ts';
import type { StartView } from './entrance/pages/start.page.ts';
import { permitted, rank, whyNothing } from './rules.ts';

/** The sentence that comes before everything else. */
const warning = (words: Words, { nations }: Pick<Pack, 'nations'>) => ({
  text: words('advice.danger', {
    number: [...new Set(nations.map(({ emergency }) => emergency))].join(' / '),
  }),
  iconFallbackText: words('start.warning'),
});

export const startView = (words: Words, pack: Pick<Pack, 'nations'>): StartView => ({
  title: words('start.title'),
  quickExit: true,
  intro: words('start.intro'),
  danger: warning(words, pack),
  signIn: { text: words('start.sign-in'), href: '/home' },
  register: { text: words('start.register'), href: '/register' },
  notResponder: {
    heading: words('start.not-responder'),
    paragraphs: [words('start.not-responder.text')],
    more: { href: '/concerned', text: words('start.not-responder.link') },
  },
  help: {
    heading: words('advice.help'),
    text: words('start.help.text'),
    lines: { rows: helplines(words, pack) },
  },
});

/** Numbers that are for everybody; one that several nations share is given once. */
function helplines(words: Words, { nations }: Pick<Pack, 'nations'>) {
  const lines = nations.flatMap(({ code, contacts }) =>
    contacts
      .filter(contact => contact.for === undefined)
      .map(
        ({ id, phone }) =>
          [
            `${words(`nation.${code}.contact.${id}`)} ${phone}`,
            { label: words(`nation.${code}.contact.${id}`), phone },
          ] as const,
      ),
  );
  return [...new Map(lines).values()].map(({ label, phone }) => ({
    key: { text: label },
    value: {
      html: html`<a class="govuk-link govuk-link--no-visited-state" href="tel:${phone.replaceAll(/\s/g, '')}">${phone}</a>`,
    },
  }));
}

export interface SignInFacts {
  readonly to: string;
  /** Whether an OpenID Connect provider is configured. */
  readonly provider: boolean;
  /** Where passkeys are offered. */
  readonly passkey: PasskeyAsked | undefined;
  /** Whether passwords are. */
  readonly password: boolean;
  readonly evaluation: boolean;
  /** For whoever is signed in, and proved who they are longer ago than this many minutes. */
  readonly again?: number;
  readonly positions: readonly { readonly position: Position; readonly may: (action: string) => boolean }[];
  readonly csrf: string;
}

export function signInView(
  words: Words,
  { to, provider, passkey, password, evaluation, again, positions, csrf }: SignInFacts,
): SignInView {
  const inOrder = positions.toSorted((one, other) => rank(one.may) - rank(other.may));
  const names = [...new Set(inOrder.map(({ position }) => position.organisation.name))];
  return {
    title: words(again === undefined ? 'sign-in.title' : 'sign-in.again'),
    intro: again === undefined ? undefined : words('sign-in.again.text', { minutes: again }),
    provider: provider
      ? {
          href: `/sign-in/oidc?${new URLSearchParams({ to, ...(again !== undefined && { again: 'yes' }) }).toString()}`,
          text: words('sign-in.provider'),
        }
      : undefined,
    passkey: passkey && {
      ...passkeyForm(words, passkey, 'get'),
      csrf,
      to,
      again: again === undefined ? '' : 'yes',
    },
    password: password
      ? {
          href: `/sign-in/password?${new URLSearchParams({ to, ...(again !== undefined && { again: 'yes' }) }).toString()}`,
          text: words('sign-in.password'),
        }
      : undefined,
    demonstration: evaluation
      ? {
          heading: words('sign-in.demonstration'),
          text: words('sign-in.demonstration.text'),
          to,
          csrf,
          organisations: names.map(name => ({
            name,
            roles: rolesOf(
              words,
              inOrder.filter(({ position }) => position.organisation.name === name),
            ),
          })),
        }
      : undefined,
  };
}

/** What a role may do is said once, above everybody who has it in a team. */
const rolesOf = (words: Words, positions: SignInFacts['positions']) =>
  [...Map.groupBy(positions, ({ position }) => `${position.role} ${position.team.id}`).values()].flatMap(
    ([first, ...others]) => (first ? [roleOf(words, first, [first, ...others])] : []),
  );

function roleOf(
  words: Words,
  { position, may }: SignInFacts['positions'][number],
  people: SignInFacts['positions'],
) {
  const can = permitted(may).map(({ name }) => words(`sign-in.can.${name}`));
  return {
    role: words('sign-in.role', { role: words(`role.${position.role}`), team: position.team.name }),
    can: can.length > 0 ? can : [words(`sign-in.can.${whyNothing(position.purpose)}`)],
    people: people.map(each => ({
      value: `${each.position.personId} ${each.position.team.id} ${each.position.role}`,
      button: words('sign-in.as', { name: each.position.name }),
    })),
  };
}

export const notSignedInView = (words: Words, why: 'unknown' | 'failed'): NotSignedInView => ({
  title: words(`not-signed-in.${why}`),
  paragraphs: [words(`not-signed-in.${why}.text`), words('not-signed-in.urgent')],
  again: { href: '/sign-in', text: words('not-signed-in.again') },
});

export const signedOutView = (words: Words): SignedOutView => ({
  title: words('signed-out.title'),
  text: words('signed-out.text'),
  again: { href: '/sign-in', text: words('signed-out.again') },
});

export function homeView(
  { viewer }: Pick<Work, 'viewer'>,
  { words, tokens, may }: Pick<Asked<string>, 'words' | 'tokens' | 'may'>,
  waiting: readonly WaitingLink[],
): HomeView {
  const doings = permitted(may);
  const reason = whyNothing(viewer.purpose);
  return {
    title: words('home.title'),
    position: words('home.position', {
      role: words(`role.${viewer.role}`),
      team: viewer.team.name,
      organisation: viewer.organisation.name,
    }),
    waiting: waiting.length > 0 ? { heading: words('home.waiting'), links: waiting } : undefined,
    refer: doings.some(({ name }) => name === 'refer')
      ? {
          heading: words('home.refer.heading'),
          text: words('home.refer'),
          hint: words('home.refer.text'),
          tokens,
        }
      : undefined,
    links: doings
      .filter(({ name }) => name !== 'refer')
      .map(({ name, href }) => ({ href, text: words(`home.${name}`), hint: words(`home.${name}.text`) })),
    nothing:
      doings.length === 0
        ? {
            heading: words(`home.nothing.${reason}`),
            paragraphs: [words(`home.nothing.${reason}.text`), words('home.nothing.instead')],
          }
        : undefined,
  };
}
