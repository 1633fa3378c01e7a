import type { Asked } from '../../../platform/http/passkeys.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { SignedOutView } from '../entrance/pages/signed-out.page.ts';
import type { SetUpView } from './pages/set-up.page.ts';
import type { WaysView } from './pages/ways.page.ts';
import type { OwnPassword } from '../passwords/store.ts';
import type { OwnPasskey } from './store.ts';

/** A form that scripts show, and what stands in its place without them. */
export interface PasskeyForm {
  readonly sealed: string;
  readonly options: string;
  readonly text: string;
  readonly failed: string;
  readonly without: string;
}

export const passkeyForm = (words: Words, { sealed, options }: Asked, of: 'get' | 'create'): PasskeyForm => ({
  sealed,
  options,
  text: words(`passkey.${of}`),
  failed: words('passkey.failed'),
  without: words('passkey.without'),
});

export const setUpView = (
  words: Words,
  {
    account,
    csrf,
    asked,
    failed,
    password,
  }: {
    readonly account: string;
    readonly csrf: string;
    /** Where passkeys are offered. */
    readonly asked: Asked | undefined;
    readonly failed: boolean;
    /** Where passwords are. */
    readonly password: boolean;
  },
): SetUpView => ({
  title: words('set-up.title'),
  intro: words('set-up.intro', { account }),
  errors: failed ? [{ text: words('set-up.failed'), href: '#passkey' }] : [],
  csrf,
  passkey: asked && {
    ...passkeyForm(words, asked, 'create'),
    heading: words('set-up.passkey'),
    about: words('set-up.passkey.text'),
  },
  password: password
    ? {
        heading: words('set-up.password'),
        about: words('set-up.password.text'),
        link: { href: '/set-up/password', text: words('set-up.password.link') },
      }
    : undefined,
});

export const doneView = (words: Words): SignedOutView => ({
  title: words('set-up.done'),
  text: words('set-up.done.text'),
  again: { href: '/sign-in', text: words('signed-out.again') },
});

export function waysView(
  words: Words,
  {
    isOffered,
    passkeys,
    password,
    moment,
    csrf,
  }: {
    readonly isOffered: boolean;
    readonly passkeys: readonly OwnPasskey[];
    readonly password: OwnPassword | undefined;
    readonly moment: (at: Instant) => string;
    readonly csrf: string;
  },
): WaysView {
  const wayOf = (
    message: string,
    id: string,
    { device, madeAt, usedAt }: Omit<OwnPasskey, 'passkeyId' | 'credentialId'>,
  ) => {
    const made = words(message, { device: words('sessions.device', { ...device }), at: moment(madeAt) });
    return {
      made,
      used: usedAt === undefined ? words('ways.unused') : words('ways.used', { at: moment(usedAt) }),
      end: { action: `/session/ways/${id}/end`, text: words('ways.end'), of: made },
    };
  };
  return {
    title: words('ways.title'),
    back: { href: '/sessions', text: words('sessions.back') },
    intro: words(isOffered ? 'ways.intro' : 'ways.provider-alone'),
    csrf,
    ifNone: isOffered ? words('ways.none') : undefined,
    ways: [
      ...passkeys.map(each => wayOf('ways.made', each.passkeyId, each)),
      ...(password
        ? [
            {
              ...wayOf('ways.made.password', password.passwordId, password),
              left: words('ways.codes-left', { left: password.codesLeft }),
            },
          ]
        : []),
    ],
    add: isOffered ? { text: words('ways.add'), preventDoubleClick: true } : undefined,
  };
}
