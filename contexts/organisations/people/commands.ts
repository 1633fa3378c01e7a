import type { Permit } from '../../../platform/access/permit.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { sendWayIn } from '../credentials/jobs.ts';
import { findMember, findOwnTeams, type Member } from './queries.ts';
import { approvalsNeeded, readMember } from './rules.ts';
import { appendToOrganisation } from './record-store.ts';
import { endPosition, findOrSavePerson, saveApproval, savePosition } from './store.ts';

/** Asks for somebody to come in: who asks says yes to them. It takes another before they can. */
export async function askForMember(
  work: Work,
  _permit: Permit<'people:ask'>,
  typed: Readonly<Record<string, unknown>>,
): Promise<Result<string>> {
  const read = readMember(typed, { ...(await findOwnTeams(work)), roles: work.pack.roles });
  if (!read.ok) return read;
  const personId = await findOrSavePerson(work, read.value);
  if (personId === work.viewer.personId)
    return refuse('invalid', [{ field: 'email', message: 'people.error.own' }]);
  const positionId = await savePosition(work, personId, read.value);
  if (positionId === undefined) return refuse('invalid', [{ field: 'email', message: 'people.error.known' }]);
  const member = await holdMember(work, positionId);
  await saveApproval(work, member);
  await appendToOrganisation(work, [about(member, 'position-asked')]);
  return ok(positionId);
}

/** Says yes to somebody whom a colleague asked for. Nobody says yes to themselves. */
export async function approveMember(
  work: Work,
  _permit: Permit<'people:approve'>,
  positionId: string,
): Promise<Result<string>> {
  const member = await findMember(work, positionId);
  if (!member) return refuse('not-found');
  if (member.personId === work.viewer.personId || member.isApproved) return refuse('not-in-this-stage');
  if (member.approvers.some(({ personId }) => personId === work.viewer.personId))
    return refuse('not-in-this-stage');
  await saveApproval(work, member);
  if (member.approvers.length + 1 >= approvalsNeeded)
    await work.jobs.add(sendWayIn, { person: member.personId });
  await appendToOrganisation(work, [about(member, 'position-approved')]);
  return ok(positionId);
}

/** Ends a position now, or declines one that waits. Its sessions end in the same transaction. */
export async function endMember(
  work: Work,
  _permit: Permit<'people:end'>,
  positionId: string,
): Promise<Result<string>> {
  const member = await findMember(work, positionId);
  if (!member || !(await endPosition(work, positionId))) return refuse('not-found');
  await appendToOrganisation(work, [about(member, 'position-ended')]);
  return ok(positionId);
}

async function holdMember(work: Work, positionId: string): Promise<Member> {
  const member = await findMember(work, positionId);
  if (!member) throw new Error('a position that was just saved is not there');
  return member;
}

const about = ({ positionId, role, teamId, name, email }: Member, type: string): Entry => ({
  type,
  payload: { process: { position: positionId, role, team: teamId }, identity: { name, email } },
});
