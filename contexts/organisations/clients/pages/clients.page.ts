import type { Components } from '../../../../platform/views/components.generated.ts';
import { Temporal } from '../../../../platform/pure/time.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { exampleShowing } from '../../trail/pages/trail-example.ts';
import type { Client } from '../queries.ts';
import { clientsView } from '../view.ts';
import { exampleWords } from './example.ts';

interface Act {
  readonly action: string;
  readonly text: string;
  /** Which of them it is about, for who hears the page. */
  readonly of: string;
}
export interface ClientView {
  readonly name: string;
  readonly state: string;
  readonly facts: Components['govukSummaryList'];
  /** Why the reader cannot say yes. */
  readonly waits: string | undefined;
  readonly secrets: readonly {
    readonly text: string;
    readonly used: string;
    readonly end: Act | undefined;
  }[];
  readonly forms: readonly (Act & { readonly classes: string })[];
}

/** Other systems that act for an organisation, and those that wait to. */
export interface ClientsView extends PageView {
  readonly organisation: string;
  readonly intro: string;
  readonly add: { readonly href: string; readonly text: string } | undefined;
  readonly clients: readonly ClientView[];
  readonly ifNone: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
}

const at = Temporal.Instant.from('2026-03-02T09:30:00Z');
const ends = Temporal.Instant.from('2027-03-02T09:30:00Z');
const secret = (slot: number, usedAt?: Temporal.Instant) => ({
  secretId: `00000000-0000-7000-8000-00000000000${slot}`,
  slot,
  madeAt: at,
  endsAt: ends,
  usedAt,
});
const client = (more: Partial<Client>): Client => ({
  clientId: '00000000-0000-7000-8000-000000000001',
  name: 'Casebook of Northland',
  purpose: 'own-records',
  scopes: ['referral:start', 'referral:view'],
  team: 'Front desk',
  teamId: 't',
  role: 'responder',
  askedAt: at,
  endsAt: ends,
  isApproved: true,
  hasEnded: false,
  approvers: [
    { personId: 'q', name: 'Ash Example' },
    { personId: 'r', name: 'Robin Example' },
  ],
  secrets: [],
  ...more,
});
const asked = { isApproved: false, approvers: [{ personId: 'q', name: 'Ash Example' }] };

const example = (words: Words, viewer: string, clients: readonly Client[], may = true): ClientsView =>
  clientsView(
    {
      ...exampleShowing(words),
      viewer: { personId: viewer, organisation: { name: 'Organisation of Northland' } },
    },
    {
      words: exampleWords(words),
      may: () => may,
      tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
    },
    clients,
  );

export const page = definePage<ClientsView>({
  name: 'organisations/clients',
  template: 'contexts/organisations/clients/pages/clients.njk',
  said: ['clients.said.asked', 'clients.said.approved', 'clients.said.secret-ended', 'clients.said.ended'],
  examples: {
    'none yet': words => example(words, 'q', []),
    'one works, with two secrets': words =>
      example(words, 'q', [client({ secrets: [secret(1, at), secret(2)] })]),
    'one waits for a second yes': words => example(words, 'r', [client(asked)]),
    'who asked waits for a colleague': words => example(words, 'q', [client(asked)]),
    'one whose day is past': words => example(words, 'q', [client({ hasEnded: true })]),
    'who reads them': words => example(words, 's', [client({ secrets: [secret(1)] })], false),
  },
});
