import { startDraft } from '../../contexts/referrals/public.ts';
import { chanceOf } from './chance.ts';
import { type Fuzzing, scenesOf } from './fuzzing.ts';
import { makeFor } from './make.ts';
import { makeGlass } from './ready-glass.ts';
import { makeCases, makeWithdrawable } from './ready-cases.ts';
import { makeClients } from './ready-clients.ts';
import { makeRegistrations } from './ready-registrations.ts';
import { makeTasks } from './ready-tasks.ts';
import { itemsField } from '../../platform/forms/items.ts';
import { makeRequests } from './ready-requests.ts';
import type { Operation } from './operations.ts';
import type { Planned } from './plan.ts';
import { missingOfNotice, neededSteps } from './valid.ts';
import { isRefuser, look } from './world.ts';

const ofRefusers = /\/(?:notice\/.*|tonight|without-consent|end)$/;
const needsWholeDraft = (path: string): boolean => ofRefusers.test(path) || path.endsWith('/submit');

/** Many requests in the right order, which chance alone seldom draws: a draft that lacks nothing but its sending. */
export async function makeReady(
  { path }: Operation,
  state: Fuzzing,
  send: (planned: Planned) => Promise<void>,
): Promise<void> {
  if (path.includes('/consents/tasks/')) return makeTasks(state);
  if (/^\/(?:glass|openings)/.test(path)) return makeGlass(state, path !== '/glass');
  if (/\/withdraw(?:al)?$/.test(path)) return makeWithdrawable(state);
  if (path.startsWith('/regist')) return makeRegistrations(state);
  if (path.startsWith('/clients/')) return makeClients(state);
  if (path.startsWith('/cases/')) return makeCases(state, path.endsWith('/second-reading'));
  // By page or by program: `/api/v1/hand-overs/:reference` too.
  if (/\/(?:requests|consents|hand-overs)\//.test(path))
    return makeRequests(state, !path.startsWith('/requests/'));
  if (!needsWholeDraft(path)) return;
  const refuses = ofRefusers.test(path);
  // One draft in three is of somebody who refuses.
  for (let time = 0; time < 30; time++) if (await fillDraft(refuses, state, send)) return;
}

async function fillDraft(
  refuses: boolean,
  state: Fuzzing,
  send: (planned: Planned) => Promise<void>,
): Promise<boolean> {
  const { theatre, pools, seed } = state;
  const actor = state.actors.find(({ role }) => role === 'responder');
  const named = (name: string) => state.operations.find(each => each.name === name);
  const ofStep = named(`POST /referrals/:reference${refuses ? '/notice' : ''}/steps/:step`);
  const ofItem = named('POST /referrals/:reference/steps/:step/items/:item');
  if (!actor?.viewer || !ofStep || !ofItem) return false;
  const { reference } = await theatre.stage.run(actor.viewer, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, refuses ? pools.refusing : {}),
  );
  for (let page = 0; page < 40; page++) {
    const world = await look(theatre.stage.database.superuser);
    const record = world.records.find(each => each.reference === reference);
    if (!record || isRefuser(record) !== refuses) return false;
    const scene = scenesOf(state, world, chanceOf(seed, -2 - page))(actor);
    const [missing] = refuses ? missingOfNotice(scene, record) : neededSteps(scene, record);
    if (!missing) return true;
    const operation = itemsField(missing) ? ofItem : ofStep;
    const base = makeFor(operation, scene, actor.session, record);
    if (!base) return false;
    await send({ place: -2 - page, operation, actor, base, twists: [], request: base });
  }
  return false;
}
