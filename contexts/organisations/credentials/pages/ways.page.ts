import { Temporal } from '../../../../platform/pure/time.ts';
import type { ButtonOptions } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import type { OwnPasskey } from '../store.ts';
import { waysView } from '../view.ts';

export interface WaysView extends PageView {
  readonly intro: string;
  readonly csrf: string;
  readonly ifNone: string | undefined;
  readonly ways: readonly {
    readonly made: string;
    readonly used: string;
    /** Of a password: how many recovery codes. */
    readonly left?: string;
    readonly end: { readonly action: string; readonly text: string; readonly of: string };
  }[];
  readonly add: ButtonOptions | undefined;
}

const passkey = (day: string, usedAt?: string): OwnPasskey => ({
  passkeyId: '00000000-0000-4000-8000-000000000000',
  credentialId: Buffer.of(1),
  device: { browser: 'firefox', system: 'windows' },
  madeAt: Temporal.Instant.from(`${day}T09:30:00Z`),
  usedAt: usedAt === undefined ? undefined : Temporal.Instant.from(usedAt),
});
const day = (at: Temporal.Instant): string => at.toString().slice(0, 10);
const example = (words: Words, ...passkeys: readonly OwnPasskey[]): WaysView =>
  waysView(words, { isOffered: true, passkeys, password: undefined, moment: day, csrf: 'token' });

export const page = definePage<WaysView>({
  name: 'organisations/ways',
  template: 'contexts/organisations/credentials/pages/ways.njk',
  examples: {
    none: words => example(words),
    'the provider alone': words =>
      waysView(words, {
        isOffered: false,
        passkeys: [],
        password: undefined,
        moment: day,
        csrf: 'token',
      }),
    'a password too': words =>
      waysView(words, {
        isOffered: true,
        passkeys: [passkey('2026-03-02')],
        password: { ...passkey('2026-03-03', '2026-03-04T10:00:00Z'), passwordId: 'of-this', codesLeft: 7 },
        moment: day,
        csrf: 'token',
      }),
    'two, one never used': words =>
      example(words, passkey('2026-03-02', '2026-03-04T10:00:00Z'), passkey('2026-03-03')),
  },
});
