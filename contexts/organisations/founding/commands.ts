import type { Transaction } from 'kysely';
import type { Tables } from '../../../platform/db/tables.ts';
import type { JobQueue } from '../../../platform/jobs/queue.ts';
import type { Entry } from '../../../platform/ledger/entry.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import type { NewOrganisation } from '../model.ts';
import { appendToOrganisation } from '../people/record-store.ts';
import { saveOrganisation } from '../store.ts';
import { sendLink } from './jobs.ts';
import type { FoundedOrganisation, Founder } from './model.ts';
import {
  findFounding,
  listInvited,
  prolongFounding,
  saveConfirmation,
  saveFounder,
  saveFounding,
  type Standing,
} from './store.ts';

/** In a transaction as the service `founding`, which acts for nobody. */
interface Operating {
  readonly db: Transaction<Tables>;
  readonly jobs: JobQueue;
  readonly now: Instant;
  readonly newId: () => string;
  /** Whether somebody's position counts: asked as the service `directory`, and held by the database as well. */
  readonly isSomebodyHere: boolean;
}

export type NotNow = { readonly why: 'somebody-is-here' | Standing };
type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: NotNow };
const not = (why: NotNow['why']): Outcome<never> => ({ ok: false, error: { why } });

/** Makes the organisations and whoever is to look after their accounts, and sends each a link. None of them counts yet. */
export async function found(
  operating: Operating,
  organisations: readonly FoundedOrganisation[],
  role: string,
): Promise<Outcome<number>> {
  const { db, jobs, now, newId, isSomebodyHere } = operating;
  const { standing } = await findFounding(db);
  if (standing !== 'none') return not(standing);
  if (isSomebodyHere) return not('somebody-is-here');
  await saveFounding(db, now);
  const opened = organisations.map(each => toOpen(each, role, newId));
  for (const organisation of opened) await saveOrganisation(db, organisation, now);
  const founders = opened.flatMap(({ teams }) => teams.flatMap(({ people }) => people));
  for (const { personId } of founders) {
    await saveFounder(db, personId);
    await jobs.add(sendLink, { founder: personId });
  }
  return ok(founders.length);
}

/** Sends everybody a new link; what they were sent before works no longer. Past its time only where nobody counts yet. */
export async function sendLinksAgain(operating: Operating): Promise<Outcome<number>> {
  const { db, jobs, now, isSomebodyHere } = operating;
  const { standing } = await findFounding(db);
  if (standing === 'none' || standing === 'over') return not(standing);
  if (standing === 'lapsed' && isSomebodyHere) return not('over');
  await prolongFounding(db, now);
  const founders = await listInvited(db);
  for (const founder of founders) await jobs.add(sendLink, { founder });
  return ok(founders.length);
}

function toOpen(of: FoundedOrganisation, role: string, newId: () => string): NewOrganisation {
  const first = of.teams.find(({ purpose }) => purpose === 'administration')?.name;
  return {
    organisationId: newId(),
    name: of.name,
    authority: of.authority ?? null,
    firstResponder: of.firstResponder,
    recipients: of.recipients,
    domains: of.domains,
    demonstration: false,
    letInBy: 'founding',
    teams: of.teams.map(({ name, purpose }) => ({
      teamId: newId(),
      name,
      purpose,
      people: of.administrators
        .filter(({ team }) => purpose === 'administration' && name === (team ?? first))
        .map(person => ({ personId: newId(), name: person.name, email: person.email.toLowerCase(), role })),
    })),
  };
}

/** One founder says yes to another. Nobody says yes to themselves; said twice it counts once. */
export async function confirmFounder(
  work: Work,
  founders: readonly Founder[],
  positionId: string,
  actAsViewer: () => Promise<void>,
): Promise<Result<boolean>> {
  const by = founders.find(({ personId }) => personId === work.viewer.personId);
  const to = founders.find(each => each.positionId === positionId);
  if (!by || !to || to.personId === by.personId) return refuse('not-found');
  const isNew = await saveConfirmation(work.db, by, to, work.now);
  if (!isNew) return ok(false);
  await actAsViewer();
  await appendToOrganisation(work, [
    {
      type: 'founder-confirmed',
      payload: {
        process: {
          position: to.positionId,
          role: to.role,
          team: to.team.id,
          organisation: to.organisation.id,
        },
        identity: { name: to.name, email: to.email },
      },
    },
  ]);
  return ok(true);
}

/** That a founder came, in the record of their organisation; with the first of them, that it was founded and who with it. */
export async function recordOpening(
  work: Work,
  founders: readonly Founder[],
  isFirst: boolean,
): Promise<void> {
  const own = founders.filter(({ organisation }) => organisation.id === work.viewer.organisation.id);
  const founded: readonly Entry[] = own.map(({ positionId, role, team, name, email }) => ({
    type: 'position-founded',
    payload: { process: { position: positionId, role, team: team.id }, identity: { name, email } },
  }));
  await appendToOrganisation(work, [
    ...(isFirst ? founded : []),
    { type: 'founding-link-opened', payload: { process: {} } },
  ]);
}
