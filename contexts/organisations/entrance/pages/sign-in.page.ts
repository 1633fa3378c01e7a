import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import type { Purpose } from '../../../../platform/pure/classes.ts';
import type { PasskeyForm } from '../../credentials/view.ts';
import { type SignInFacts, signInView } from '../../views.ts';

export interface SignInView extends PageView {
  /** Why they are asked again. */
  readonly intro: string | undefined;
  readonly provider: { readonly href: string; readonly text: string } | undefined;
  readonly passkey:
    | (PasskeyForm & { readonly csrf: string; readonly to: string; readonly again: string })
    | undefined;
  readonly password: { readonly href: string; readonly text: string } | undefined;
  /** The evaluation setting alone. */
  readonly demonstration: Demonstration | undefined;
}

interface Demonstration {
  readonly heading: string;
  readonly text: string;
  readonly to: string;
  readonly csrf: string;
  readonly organisations: readonly { readonly name: string; readonly roles: readonly Role[] }[];
}

interface Role {
  readonly role: string;
  readonly can: readonly string[];
  readonly people: readonly { readonly value: string; readonly button: string }[];
}

const person = (
  name: string,
  role: string,
  purpose: Purpose,
  organisation: string,
  ...actions: readonly string[]
) => ({
  position: {
    personId: `person-${name}`,
    name,
    email: '',
    role,
    organisation: { id: organisation, name: organisation },
    team: { id: role, name: 'Team of examples' },
    purpose,
  },
  may: (action: string) => actions.includes(action),
});
const facts: SignInFacts = {
  to: '/home',
  provider: false,
  passkey: undefined,
  password: false,
  evaluation: true,
  csrf: 'token',
  positions: [
    person(
      'Robin Example',
      'responder',
      'referral',
      'Police of Northland',
      'signs:screen',
      'referral:start',
      'referral:list',
    ),
    person('Ash Example', 'data-protection-officer', 'accountability', 'Police of Northland', 'trail:list'),
    person(
      'Kit Example',
      'caseworker',
      'identification-decision',
      'Authority of Northland',
      'queue:view',
      'case:search',
    ),
    person('Lee Example', 'border-officer', 'immigration-control', 'Harbour of Northland'),
  ],
};
const asked = { sealed: 'sealed', options: '{"challenge":"AAAA"}' };
const example = (words: Words, more: Partial<SignInFacts>): SignInView =>
  signInView(words, { ...facts, ...more });

export const page = definePage<SignInView>({
  name: 'organisations/sign-in',
  template: 'contexts/organisations/entrance/pages/sign-in.njk',
  examples: {
    demonstration: words => example(words, {}),
    both: words => example(words, { provider: true }),
    again: words => example(words, { provider: true, again: 15, positions: facts.positions.slice(0, 1) }),
    'by passkey': words => example(words, { passkey: asked, evaluation: false, positions: [] }),
    'by password alone': words => example(words, { password: true, evaluation: false, positions: [] }),
    production: words => example(words, { provider: true, evaluation: false, positions: [] }),
  },
});
