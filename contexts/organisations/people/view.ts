import { sentFrom } from '../../../platform/forms/inputs.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { formatDate, formatList } from '../../../platform/text/format.ts';
import type { Work } from '../../../platform/work.ts';
import type { AddView } from './pages/add.page.ts';
import type { MemberView, PeopleView } from './pages/people.page.ts';
import type { findOwnTeams, Member } from './queries.ts';
import { approvalsNeeded } from './rules.ts';

type Showing = Pick<Work, 'language'> & {
  readonly pack: Pick<Pack, 'timeZone' | 'roles'>;
  readonly viewer: { readonly personId: string; readonly organisation: { readonly name: string } };
};
type Here = Pick<Asked<string>, 'words' | 'tokens' | 'may'>;
interface People {
  readonly waiting: readonly Member[];
  readonly members: readonly Member[];
  readonly next: string | undefined;
}

export function peopleView(showing: Showing, here: Here, { waiting, members, next }: People): PeopleView {
  const { words, tokens, may } = here;
  return {
    title: words('people.title'),
    organisation: showing.viewer.organisation.name,
    intro: words('people.intro', { needed: approvalsNeeded }),
    add: may('people:ask') ? { href: '/people/add', text: words('people.add') } : undefined,
    teams: may('teams:view') ? { href: '/teams', text: words('people.teams') } : undefined,
    clients: may('clients:view') ? { href: '/clients', text: words('people.clients') } : undefined,
    sections: [
      ...(waiting.length > 0 ? [{ heading: words('people.waiting'), people: waiting }] : []),
      { heading: words('people.list'), people: members },
    ].map(({ heading, people }) => ({
      heading,
      ifNone: words('people.none'),
      people: people.map(each => memberView(showing, here, each)),
    })),
    next: next === undefined ? undefined : { href: `/people?after=${next}`, text: words('people.next') },
    tokens,
  };
}

function memberView(showing: Showing, { words, may }: Here, member: Member): MemberView {
  const { viewer, language, pack } = showing;
  const day = member.from.toZonedDateTimeISO(pack.timeZone).toPlainDate();
  const isOwn = member.personId === viewer.personId;
  const saidYes = member.approvers.some(({ personId }) => personId === viewer.personId);
  const names = member.approvers.map(({ name }) => name).filter(name => name !== '');
  const position = { name: member.name, role: words(`role.${member.role}`), team: member.team };
  const form = (path: string, text: string, classes: string) => ({
    action: `/people/${member.positionId}/${path}`,
    text: words(text),
    of: words('people.of', position),
    classes,
  });
  return {
    name: member.name,
    email: member.email,
    what: words('people.position', position),
    since: words(member.isApproved ? 'people.since' : 'people.asked', { day: formatDate(day, language) }),
    approvers:
      names.length > 0 ? words('people.approvers', { names: formatList(names, language) }) : undefined,
    waits:
      !member.isApproved && (isOwn || saidYes)
        ? words(isOwn ? 'people.waits.own' : 'people.waits.another')
        : undefined,
    forms: [
      ...(!member.isApproved && !isOwn && !saidYes && may('people:approve')
        ? [form('approve', 'people.approve', '')]
        : []),
      ...(may('people:end')
        ? [form('end', member.isApproved ? 'people.end' : 'people.decline', 'govuk-button--secondary')]
        : []),
    ],
  };
}

type Own = Awaited<ReturnType<typeof findOwnTeams>>;

/** Each role belongs to a purpose: those alone are offered that one of the teams acts for. */
export function addView(
  { pack }: Pick<Showing, 'pack'>,
  { words, tokens }: Pick<Here, 'words' | 'tokens'>,
  { teams, domains }: Own,
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): AddView {
  const sent = sentFrom(again?.typed ?? {});
  const faultOf = (name: string) => {
    const fault = again?.errors.find(({ field }) => field === name);
    return (
      fault && { text: words(fault.message, fault.values), visuallyHiddenText: words('form.error-prefix') }
    );
  };
  const input = (name: 'name' | 'email', hint: string | undefined) => ({
    id: name,
    name,
    label: { text: words(`people.${name}`), classes: 'govuk-label--s' },
    ...(hint !== undefined && { hint: { text: hint } }),
    errorMessage: faultOf(name),
    value: sent.one(name),
    autocomplete: 'off',
    spellcheck: false,
  });
  const select = (name: 'team' | 'role', items: readonly { value: string; text: string }[]) => ({
    id: name,
    name,
    label: { text: words(`people.${name}`), classes: 'govuk-label--s' },
    errorMessage: faultOf(name),
    items: [
      { value: '', text: words('form.choose-from-list') },
      ...items.map(item => ({ ...item, selected: item.value === sent.one(name) })),
    ],
  });
  const roles = pack.roles.filter(({ purpose }) => teams.some(team => team.purpose === purpose));
  return {
    title: words('people.add'),
    back: { href: '/people', text: words('people.back') },
    errors: (again?.errors ?? []).map(({ field, message, values }) => ({
      text: words(message, values),
      href: `#${field}`,
    })),
    intro: words('people.add.intro', { needed: approvalsNeeded }),
    noDomain: domains.length === 0 ? words('people.no-domain') : undefined,
    tokens,
    form: {
      name: input('name', undefined),
      email: {
        ...input(
          'email',
          domains.length > 0 ? words('people.email.hint', { domains: domains.join(', ') }) : undefined,
        ),
        type: 'email',
      },
      team: select(
        'team',
        teams.map(({ id, name }) => ({ value: id, text: name })),
      ),
      role: select(
        'role',
        roles.map(({ code }) => ({ value: code, text: words(`role.${code}`) })),
      ),
      button: { text: words('people.add.button'), preventDoubleClick: true },
    },
  };
}
