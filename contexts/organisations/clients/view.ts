import { sentFrom } from '../../../platform/forms/inputs.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { Instant, PlainDate } from '../../../platform/pure/time.ts';
import { formatDate, formatList } from '../../../platform/text/format.ts';
import type { Work } from '../../../platform/work.ts';
import type { ClientFormView } from './pages/client-form.page.ts';
import type { ClientsView, ClientView } from './pages/clients.page.ts';
import type { SecretView } from './pages/secret.page.ts';
import type { Client, Secret } from './queries.ts';
import { approvalsNeeded, days, secretsAtOnce, systemsOn } from './rules.ts';

type Showing = Pick<Work, 'language'> & {
  readonly pack: Pick<Pack, 'timeZone'>;
  readonly viewer: { readonly personId: string; readonly organisation: { readonly name: string } };
};
type Here = Pick<Asked<string>, 'words' | 'tokens' | 'may'>;

export const clientsView = (showing: Showing, here: Here, clients: readonly Client[]): ClientsView => ({
  title: here.words('clients.title'),
  organisation: showing.viewer.organisation.name,
  back: { href: '/people', text: here.words('people.back') },
  intro: here.words('clients.intro', { needed: approvalsNeeded }),
  add: here.may('clients:ask') ? { href: '/clients/add', text: here.words('clients.add') } : undefined,
  clients: clients.map(each => clientView(showing, here, each)),
  ifNone: here.words('clients.none'),
  tokens: here.tokens,
});

function clientView(showing: Showing, here: Here, client: Client): ClientView {
  const { viewer, language } = showing;
  const { words, may } = here;
  const saidYes = client.approvers.some(({ personId }) => personId === viewer.personId);
  const names = client.approvers.map(({ name }) => name).filter(name => name !== '');
  const form = (path: string, text: string, classes = 'govuk-button--secondary') => ({
    action: `/clients/${client.clientId}/${path}`,
    text: words(text),
    of: client.name,
    classes,
  });
  const row = (key: string, value: string) => ({ key: { text: words(key) }, value: { text: value } });
  const works = client.isApproved && !client.hasEnded;
  return {
    name: client.name,
    state: words(`clients.state.${client.hasEnded ? 'over' : works ? 'works' : 'waits'}`),
    facts: {
      rows: [
        row('clients.id', client.clientId),
        row('clients.team', client.team),
        row('clients.purpose', words(`system.${client.purpose}`)),
        row(
          'clients.scopes',
          formatList(
            client.scopes.map(scope => scopeWord(words, scope)),
            language,
          ),
        ),
        row('clients.ends', dayOf(showing, client.endsAt)),
        ...(names.length > 0 ? [row('clients.yes', formatList(names, language))] : []),
      ],
    },
    waits: !works && !client.hasEnded && saidYes ? words('people.waits.another') : undefined,
    secrets: client.secrets.map((secret, n) => secretFacts(showing, here, { client, secret, number: n + 1 })),
    forms: [
      ...(!client.isApproved && !client.hasEnded && !saidYes && may('clients:approve')
        ? [form('approve', 'people.approve', '')]
        : []),
      ...(works && client.secrets.length < secretsAtOnce && may('clients:renew')
        ? [form('secret', 'clients.secret.new')]
        : []),
      ...(may('clients:end')
        ? [form('end', client.isApproved ? 'clients.end' : 'people.decline', 'govuk-button--warning')]
        : []),
    ],
  };
}

function secretFacts(
  showing: Showing,
  { words, may }: Here,
  of: { readonly client: Client; readonly secret: Secret; readonly number: number },
): ClientView['secrets'][number] {
  const { client, secret, number } = of;
  return {
    text: words('clients.secret.since', {
      made: dayOf(showing, secret.madeAt),
      ends: dayOf(showing, secret.endsAt),
    }),
    used: secret.usedAt
      ? words('clients.secret.used', { day: dayOf(showing, secret.usedAt) })
      : words('clients.secret.unused'),
    end: may('clients:renew')
      ? {
          action: `/clients/${client.clientId}/secrets/${secret.secretId}/end`,
          text: words('clients.secret.end'),
          of: `${client.name} ${number}`,
        }
      : undefined,
  };
}

const scopeWord = (words: Here['words'], scope: string): string =>
  words(`clients.scope.${scope.replace(':', '-')}`);

const dayOf = ({ pack, language }: Pick<Showing, 'pack' | 'language'>, at: Instant): string =>
  formatDate(at.toZonedDateTimeISO(pack.timeZone).toPlainDate(), language);

/** What a system is told of itself: its secret this once. */
export const secretView = (
  { words }: Pick<Here, 'words'>,
  { client, secret }: { readonly client: Pick<Client, 'clientId' | 'name'>; readonly secret: string },
): SecretView => ({
  title: words('clients.secret.title'),
  name: client.name,
  warning: { text: words('clients.secret.once'), iconFallbackText: words('clients.secret.warning') },
  facts: {
    rows: [
      { key: { text: words('clients.id') }, value: { text: client.clientId, classes: 'nrm-code' } },
      { key: { text: words('clients.secret') }, value: { text: secret, classes: 'nrm-code' } },
    ],
  },
  next: words('clients.secret.next'),
  back: { href: '/clients', text: words('clients.back') },
});

/** What the form offers, from the pack: purposes of the day, and all that any of them may ask for. */
export function clientFormView(
  { pack, today }: { readonly pack: Pick<Pack, 'systems'>; readonly today: PlainDate },
  { words, tokens }: Pick<Here, 'words' | 'tokens'>,
  teams: readonly { readonly id: string; readonly name: string }[],
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): ClientFormView {
  const sent = sentFrom(again?.typed ?? {});
  const ticked = new Set([again?.typed['scopes'] ?? []].flat());
  const systems = systemsOn(pack.systems ?? [], today);
  const faultOf = (name: string) => {
    const fault = again?.errors.find(({ field }) => field === name);
    return (
      fault && { text: words(fault.message, fault.values), visuallyHiddenText: words('form.error-prefix') }
    );
  };
  const legend = (name: string) => ({
    legend: { text: words(`clients.${name}`), classes: 'govuk-fieldset__legend--s' },
  });
  const anchor: Readonly<Record<string, string>> = { purpose: 'purpose', scopes: 'scopes', days: 'days' };
  return {
    title: words('clients.add'),
    back: { href: '/clients', text: words('clients.back') },
    errors: (again?.errors ?? []).map(({ field, message, values }) => ({
      text: words(message, values),
      href: `#${anchor[field] ?? field}`,
    })),
    intro: words('clients.add.intro', { needed: approvalsNeeded }),
    tokens,
    form: {
      name: {
        id: 'name',
        name: 'name',
        label: { text: words('clients.name'), classes: 'govuk-label--s' },
        hint: { text: words('clients.name.hint') },
        errorMessage: faultOf('name'),
        value: sent.one('name'),
        autocomplete: 'off',
        spellcheck: false,
      },
      team: {
        id: 'team',
        name: 'team',
        label: { text: words('clients.team'), classes: 'govuk-label--s' },
        errorMessage: faultOf('team'),
        items: [
          { value: '', text: words('form.choose-from-list') },
          ...teams.map(({ id, name }) => ({ value: id, text: name, selected: id === sent.one('team') })),
        ],
      },
      purpose: {
        idPrefix: 'purpose',
        name: 'purpose',
        fieldset: legend('purpose'),
        errorMessage: faultOf('purpose'),
        items: systems.map(({ code }) => ({
          value: code,
          text: words(`system.${code}`),
          checked: sent.one('purpose') === code,
        })),
      },
      scopes: {
        idPrefix: 'scopes',
        name: 'scopes',
        fieldset: legend('scopes'),
        hint: { text: words('clients.scopes.hint') },
        errorMessage: faultOf('scopes'),
        items: [...new Set(systems.flatMap(({ scopes }) => scopes))].map(scope => ({
          value: scope,
          text: scopeWord(words, scope),
          checked: ticked.has(scope),
        })),
      },
      days: {
        idPrefix: 'days',
        name: 'days',
        fieldset: legend('days'),
        errorMessage: faultOf('days'),
        items: days.map(each => ({
          value: String(each),
          text: words('clients.days.each', { days: each }),
          checked: sent.one('days') === String(each),
        })),
      },
      button: { text: words('people.add.button'), preventDoubleClick: true },
    },
  };
}
