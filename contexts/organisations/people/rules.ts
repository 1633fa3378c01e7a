/** Letting people in and seeing them out: what is asked of a form, and whose mail counts as the organisation's. */
import { textSchema } from '../../../platform/forms/fields/words.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Purpose } from '../../../platform/pure/classes.ts';

/** Two people besides whoever comes in: held by the database too (migrations/2026-11-24-10-approval.ts). */
export const approvalsNeeded = 2;

/** Somebody who is to come in, or an own colleague who is to act in another team or role. */
export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly team: string;
  readonly role: string;
}

interface Given {
  readonly teams: readonly { readonly id: string; readonly purpose: Purpose }[];
  readonly roles: readonly { readonly code: string; readonly purpose: Purpose }[];
  /** Of the organisation, as they were verified. */
  readonly domains: readonly string[];
}

/**
 * Whether an address is one of a domain, label by label from the right: `kim@fakepolice.example` is none of
 * `police.example`, and `kim@mail.police.example` is one.
 */
export function isOfDomain(email: string, domain: string): boolean {
  const [name, host, ...more] = email.toLowerCase().split('@');
  if (!name || !host || more.length > 0) return false;
  const [labels, wanted] = [host.split('.'), domain.toLowerCase().split('.')];
  return labels.length >= wanted.length && labels.slice(-wanted.length).join('.') === wanted.join('.');
}

const nameSchema = textSchema({ max: 200, oneLine: true });

/** A role belongs to a purpose, and a team acts for one: the two must be the same. */
export function readMember(typed: Readonly<Record<string, unknown>>, given: Given): Result<NewMember> {
  const text = (name: string) => (typeof typed[name] === 'string' ? typed[name].trim() : '');
  const [name, email] = [nameSchema.safeParse(text('name')), text('email').toLowerCase()];
  const team = given.teams.find(({ id }) => id === text('team'));
  const role = given.roles.find(({ code }) => code === text('role'));
  const faults: FieldError[] = [
    ...(name.success ? [] : [{ field: 'name', message: 'people.error.name' }]),
    ...emailFaults(email, given.domains),
    ...(team ? [] : [{ field: 'team', message: 'people.error.team' }]),
    ...(role ? [] : [{ field: 'role', message: 'people.error.role' }]),
    ...(team && role && team.purpose !== role.purpose
      ? [{ field: 'role', message: 'people.error.role-of-team' }]
      : []),
  ];
  if (!team || !role || !name.success || faults.length > 0) return refuse('invalid', faults);
  return ok({ name: name.data, email, team: team.id, role: role.code });
}

function emailFaults(email: string, domains: readonly string[]): readonly FieldError[] {
  // What cannot be typed is no part of a name that mail goes to: nothing that is drawn as nothing, and no NUL.
  if (!/^(?=[!-~]+$)[^@<>"]+@[a-z0-9.-]+$/.test(email) || email.length > 254)
    return [{ field: 'email', message: 'people.error.email' }];
  return domains.some(domain => isOfDomain(email, domain))
    ? []
    : [{ field: 'email', message: 'people.error.domain', values: { domains: domains.join(', ') } }];
}
