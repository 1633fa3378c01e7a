import type { FieldError } from '../../../platform/pure/result.ts';
import type { InputOptions } from '../../../platform/views/components.generated.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { CodesView } from './pages/codes.page.ts';
import type { SetUpView } from './pages/set-up.page.ts';
import type { SignInView } from './pages/sign-in.page.ts';
import { shortest } from './rules.ts';
import { grouped } from './sealed.ts';
import { appLink, toBase32 } from './totp.ts';

/** Nothing is said about what may be pasted or filled in by a password manager: everything may (ASVS 5.0 V6.2.7). */
function inputsOf(words: Words, errors: readonly FieldError[]) {
  return (
    name: string,
    { hint, ...more }: Partial<InputOptions> & { readonly hint?: { readonly text: string } },
  ): InputOptions => {
    const fault = errors.find(({ field }) => field === name);
    return {
      id: name,
      name,
      label: { text: words(`password.${name}`), classes: 'govuk-label--s' },
      ...(hint && { hint }),
      ...(fault && {
        errorMessage: {
          text: words(fault.message, fault.values),
          visuallyHiddenText: words('form.error-prefix'),
        },
      }),
      spellcheck: false,
      ...more,
    };
  };
}

const codeInput = { inputmode: 'numeric', autocomplete: 'one-time-code', classes: 'govuk-input--width-10' };

/** Wrong, or to be tried in so many minutes. */
export interface Failed {
  readonly minutes?: number;
}
const sayFailed = (words: Words, { minutes }: Failed): string =>
  minutes === undefined ? words('password.failed') : words('password.wait', { minutes });

export function signInView(
  words: Words,
  {
    to,
    again,
    email,
    csrf,
    failed,
  }: {
    readonly to: string;
    readonly again: boolean;
    readonly email: string;
    readonly csrf: string;
    readonly failed?: Failed;
  },
): SignInView {
  const input = inputsOf(words, []);
  return {
    title: words('password.sign-in'),
    back: {
      href: `/sign-in${again ? '/again' : ''}?${new URLSearchParams({ to }).toString()}`,
      text: words('password.sign-in.back'),
    },
    errors: failed === undefined ? [] : [{ text: sayFailed(words, failed), href: '#email' }],
    csrf,
    to,
    again: again ? 'yes' : '',
    email: input('email', { type: 'email', autocomplete: 'username', value: email }),
    password: input('password', { type: 'password', autocomplete: 'current-password' }),
    code: input('code', { ...codeInput, inputmode: 'text', hint: { text: words('password.code.hint') } }),
    button: { text: words('password.sign-in.button'), preventDoubleClick: true },
    lost: { heading: words('password.lost'), text: words('password.lost.text') },
  };
}

export interface SetUpFacts {
  readonly account: string;
  readonly secret: Buffer;
  readonly kept: string;
  /** Whether the account has a password, which is asked for before it is replaced. */
  readonly asksCurrent: boolean;
  readonly csrf: string;
  readonly errors: readonly FieldError[];
}

export function setUpView(
  words: Words,
  { account, secret, kept, asksCurrent, csrf, errors }: SetUpFacts,
): SetUpView {
  const input = inputsOf(words, errors);
  return {
    title: words('password.set-up'),
    back: { href: '/set-up', text: words('password.set-up.back') },
    errors: errors.map(({ field, message, values }) => ({ text: words(message, values), href: `#${field}` })),
    intro: words('set-up.intro', { account }),
    csrf,
    kept,
    account,
    current: asksCurrent
      ? input('current', { type: 'password', autocomplete: 'current-password' })
      : undefined,
    password: {
      ...input('password', { type: 'password', autocomplete: 'new-password' }),
      label: { text: words('password.new'), classes: 'govuk-label--s' },
      hint: { text: words('password.new.hint', { shortest }) },
    },
    again: input('again', { type: 'password', autocomplete: 'new-password' }),
    app: {
      heading: words('password.app'),
      text: words('password.app.text'),
      link: {
        href: appLink(secret, { account, service: words('service.name') }),
        text: words('password.app.link'),
      },
      secretLabel: words('password.app.secret'),
      secret: grouped(toBase32(secret)),
    },
    code: input('code', { ...codeInput, hint: { text: words('password.app.code') } }),
    button: { text: words('password.set-up.button'), preventDoubleClick: true },
  };
}

export const codesView = (words: Words, codes: readonly string[]): CodesView => ({
  title: words('password.codes'),
  paragraphs: [words('password.codes.text'), words('password.codes.once')],
  codes,
  after: words('set-up.done.text'),
  next: { href: '/sign-in', text: words('password.codes.next') },
});
