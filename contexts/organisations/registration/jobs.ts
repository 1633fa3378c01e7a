import { randomBytes } from 'node:crypto';
import { asService } from '../../../platform/db/transaction.ts';
import { digestOf } from '../../../platform/http/session.ts';
import { jobsFor } from '../../../platform/jobs/job.ts';
import type { JobWorld } from '../../../platform/jobs/world.ts';
import type { StaffAddress } from '../../../platform/mail/staff-address.ts';
import { actions } from '../access.ts';
import { mailWayIn } from '../credentials/jobs.ts';
import { findRegistrantAddress, findWorkAddress } from '../address-queries.ts';
import { type Held, holdRegistration, listRegistered, saveRegistered } from './opening-store.ts';
import { settledBy } from './rules.ts';
import { removeUnverified, replaceLink, saveOutcome } from './store.ts';

const job = jobsFor(actions);

/** Sends one of its people the link by which they show that the address is theirs. Only its digest is kept. */
export const sendRegistrantLink = job({
  name: 'organisations.send-registration-link',
  access: 'people:invite',
  data: { registrant: 'id' },
  run: async (world, { registrant }, attempt) => {
    const secret = randomBytes(32).toString('base64url');
    const to = await asService(world.database, 'registration', async db =>
      (await replaceLink(db, registrant, { digest: digestOf(secret), at: world.now() }))
        ? findRegistrantAddress(db, registrant)
        : undefined,
    );
    if (to === undefined) return; // over meanwhile, or enough for today
    await world.mailer.send({
      to,
      template: 'one-time-link',
      secret,
      language: world.pack.languages[0] ?? 'en',
      token: `${attempt.token}-${attempt.attempt}`,
    });
  },
});

/** Does what two organisations agreed on. Tried again it makes nothing twice, and sends what may not have been sent. */
export const settleRegistration = job({
  name: 'organisations.settle-registration',
  access: 'people:invite',
  data: { registration: 'id' },
  run: async (world, { registration }, attempt) => {
    const told = await asService(world.database, 'registration', async db => {
      const held = await holdRegistration(db, registration);
      return held ? settle(world, db, held) : [];
    });
    const language = world.pack.languages[0] ?? 'en';
    for (const [place, to] of told.entries()) {
      const token = `${attempt.token}-${place}`;
      const isSent = await mailWayIn(world, to, { ...attempt, token });
      if (!isSent) await world.mailer.send({ to, template: 'something-new', language, token });
    }
  },
});

/** Answers who is told. */
async function settle(
  world: JobWorld,
  db: Parameters<typeof holdRegistration>[0],
  held: Held,
): Promise<readonly StaffAddress[]> {
  const outcome = held.outcome ?? settledBy(held.votes);
  if (outcome === undefined) return [];
  const organisationId = held.organisationId ?? world.newId();
  if (!held.outcome && outcome === 'opened')
    await saveRegistered(db, held.registrationId, toOpen(world, held, organisationId), world.now());
  if (!held.outcome) await saveOutcome(db, held.registrationId, outcome, world.now());
  if (outcome !== 'opened') return [];
  const people = await listRegistered(db, organisationId);
  const addresses = await Promise.all(people.map(id => findWorkAddress(db, id)));
  return addresses.filter(each => each !== undefined);
}

function toOpen({ pack, newId }: JobWorld, held: Held, organisationId: string) {
  const role = pack.roles.find(({ purpose }) => purpose === 'administration')?.code;
  if (role === undefined) throw new Error('the pack has no role that looks after accounts');
  const people = held.people.map(person => ({ personId: newId(), ...person, role }));
  return {
    organisationId,
    name: held.name,
    authority: null,
    firstResponder: held.firstResponder,
    domains: [held.domain],
    demonstration: false,
    letInBy: 'registration' as const,
    teams: [{ teamId: newId(), name: held.teamName, purpose: 'administration' as const, people }],
  };
}

/** What nobody stood for in time is not kept. */
export const forgetUnverified = job({
  name: 'organisations.forget-unverified-registrations',
  access: 'people:invite',
  data: {},
  lane: 'long',
  schedule: '41 * * * *',
  run: world => asService(world.database, 'registration', db => removeUnverified(db, world.now())),
});

export const registrationJobs = [sendRegistrantLink, settleRegistration, forgetUnverified];
