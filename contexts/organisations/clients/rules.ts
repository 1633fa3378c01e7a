/** Other systems that act for a team: what is asked of whoever lets one in, and for how long anything of it holds. */
import { textSchema } from '../../../platform/forms/fields/words.ts';
import type { SystemPurpose } from '../../../platform/pack/pack.ts';
import type { Purpose } from '../../../platform/pure/classes.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';

/** Two administrators, the one who asks among them: held by the database too (migrations/2026-11-27-40-clients.ts). */
export const approvalsNeeded = 2;
/** An access token is opaque and short-lived: who finds one has it for minutes (RFC 6749, section 10.3). */
export const tokenMinutes = 10;
/** For how many days a system may be let in, and how long a secret of it holds at most. */
export const days = [90, 180, 365] as const;
export const secretDays = 365;
/** One in use and one that takes its place. */
export const secretsAtOnce = 2;

/** A system that is to be let in. */
export interface NewClient {
  readonly name: string;
  readonly team: string;
  readonly purpose: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly days: number;
}

interface Given {
  readonly teams: readonly { readonly id: string; readonly purpose: Purpose }[];
  readonly roles: readonly { readonly code: string; readonly purpose: Purpose }[];
  readonly systems: readonly SystemPurpose[];
  readonly today: PlainDate;
}

/** What the pack lets systems in for on a day. */
export const systemsOn = (systems: readonly SystemPurpose[], today: PlainDate): readonly SystemPurpose[] =>
  systems.filter(
    // As precise as the pack gives them: the same first letters of the day, at the first and the last of it.
    ({ from = '', until = '9999' }) =>
      from.slice(0, 10) <= today.toString() && today.toString().slice(0, until.length) <= until,
  );

const nameSchema = textSchema({ max: 200, oneLine: true });

/** A purpose gives the role and the most that may be asked for; its role and the team act for the same. */
export function readClient(typed: Readonly<Record<string, unknown>>, given: Given): Result<NewClient> {
  const text = (field: string) => (typeof typed[field] === 'string' ? typed[field].trim() : '');
  const name = nameSchema.safeParse(text('name'));
  const team = given.teams.find(({ id }) => id === text('team'));
  const system = systemsOn(given.systems, given.today).find(({ code }) => code === text('purpose'));
  const role = given.roles.find(({ code }) => code === system?.role);
  const asked = [typed['scopes'] ?? []].flat().filter(scope => typeof scope === 'string');
  const scopes = (system?.scopes ?? []).filter(scope => asked.includes(scope));
  const lasts = days.find(each => String(each) === text('days'));
  const faults: FieldError[] = [
    ...(name.success ? [] : [{ field: 'name', message: 'clients.error.name' }]),
    ...(team ? [] : [{ field: 'team', message: 'clients.error.team' }]),
    ...(system ? [] : [{ field: 'purpose', message: 'clients.error.purpose' }]),
    ...(team && role && team.purpose !== role.purpose
      ? [{ field: 'team', message: 'clients.error.team-of-purpose' }]
      : []),
    ...(asked.length === 0 ? [{ field: 'scopes', message: 'clients.error.scopes' }] : []),
    ...(system && asked.length > scopes.length
      ? [{ field: 'scopes', message: 'clients.error.scopes-of-purpose' }]
      : []),
    ...(lasts ? [] : [{ field: 'days', message: 'clients.error.days' }]),
  ];
  if (!name.success || !team || !system || !role || !lasts || faults.length > 0)
    return refuse('invalid', faults);
  return ok({
    name: name.data,
    team: team.id,
    purpose: system.code,
    role: role.code,
    scopes,
    days: lasts,
  });
}
