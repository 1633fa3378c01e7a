import { findActors, freshSession } from './actors.ts';
import { attempt, type Failure, shrink } from './attempt.ts';
import { chanceOf } from './chance.ts';
import { beginFuzzing, type Fuzzing, mostFailures, scenesOf, sessionIn } from './fuzzing.ts';
import { tryCosts } from './growth.ts';
import { isAccepted } from './judge.ts';
import { nameOf, plan, planPair, type Planned } from './plan.ts';
import { clientRequests } from './client-requests.ts';
import { foundingRequests } from './founding-requests.ts';
import { passkeyRequests } from './passkey-requests.ts';
import { passwordRequests } from './password-requests.ts';
import { providerRequests } from './provider-requests.ts';
import { registrationRequests } from './registration-requests.ts';
import { tryBytes } from './raw.ts';
import { makeReady } from './ready.ts';
import { tell } from './request.ts';
import { openTheatre } from './theatre.ts';
import { look } from './world.ts';

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
  /** Ends the run, and every process of it. */
  readonly signal?: AbortSignal;
}

export interface FuzzResult {
  readonly requests: number;
  readonly accepted: number;
  readonly operations: number;
  readonly pairs: number;
  /** Sent as bytes that are hardly a request; and how often costs were compared. */
  readonly bytes: number;
  readonly costs: number;
  /** `POST /signs/check as responder`: permitted by policy, and never done. */
  readonly neverAccepted: readonly string[];
  readonly failures: readonly Failure[];
  readonly problems: readonly string[];
  readonly statuses: ReadonlyMap<number, number>;
}

/** Fewer accepted would try little but the refusals. */
export const leastAccepted = 0.3;
const together = 24;
const atOnce = 4;
/** Sessions end, by time or by what is sent. */
const sessionsLast = 1_200;

/** Sends requests of every kind to every operation as everybody, and judges every answer. */
export async function fuzz({ requests, seed, onProgress, signal }: FuzzOptions): Promise<FuzzResult> {
  const theatre = await openTheatre(seed);
  const state = beginFuzzing(theatre, seed);
  try {
    await askProvider(state);
    for (let done = 0; done < requests && state.failures.length < mostFailures; done += together) {
      signal?.throwIfAborted();
      if (done % sessionsLast === 0) state.actors = await findActors(theatre.stage);
      const until = Math.min(done + together, requests);
      await sendAll(state, await planMany(state, done, until));
      onProgress?.(until);
    }
    await tryOpen(state, requests);
    const bytes = await tryBytes(state, requests / 25);
    const costs = await tryCosts(state, requests / 300);
    const { sent, operations, pairs, open, ...counted } = state;
    const counts = { requests: sent, operations: operations.length, pairs: pairs.length, bytes, costs };
    return { ...counted, ...counts, neverAccepted: [...open.keys()] };
  } finally {
    await state.watchdog.end();
    await theatre.close();
  }
}

async function planMany(state: Fuzzing, from: number, until: number): Promise<readonly Planned[]> {
  const { theatre, seed, pools } = state;
  const world = await look(theatre.stage.database.superuser);
  const planned: Planned[] = [];
  for (let place = from; place < until; place++) {
    const chance = chanceOf(seed, place);
    const sceneOf = scenesOf(state, world, chance);
    planned.push(
      await plan(place, { ...state, chance, sceneOf, sessionFor: sessionIn(theatre), flawed: pools.nearly }),
    );
  }
  return planned;
}

/** What chance never let succeed in few requests: asked for as it ought to be, a few times each. */
async function tryOpen(state: Fuzzing, from: number): Promise<void> {
  if (state.failures.length >= mostFailures) return;
  const { theatre, seed } = state;
  for (const [number, pair] of [...state.open.values()].entries()) {
    await makeReady(pair.operation, state, planned => sendOne(state, planned));
    for (let time = 0; time < triesOfOpen && state.open.has(nameOf(pair)); time++) {
      const place = from + number * triesOfOpen + time;
      const chance = chanceOf(seed, place);
      const sceneOf = scenesOf(state, await look(theatre.stage.database.superuser), chance);
      const asked = { ...state, chance, sceneOf, sessionFor: sessionIn(theatre), flawed: [] };
      const base = await planPair(pair, asked);
      if (base) await sendOne(state, { place, ...base, twists: [], request: base.base });
    }
  }
}
const triesOfOpen = 12;

/** Once for each role: what only a provider, a mail or a device can make valid. */
async function askProvider(state: Fuzzing): Promise<void> {
  const { theatre, operations } = state;
  for (const actor of new Map(state.actors.map(each => [each.role, each])).values()) {
    const own = { ...actor, session: await freshSession(theatre.stage, actor) };
    for (const [name, base] of [
      ...(await providerRequests(theatre, own)),
      ...(await foundingRequests(theatre)),
      ...(await passkeyRequests(theatre, own)),
      ...(await passwordRequests(theatre, own)),
      ...(await registrationRequests(theatre)),
      ...(await clientRequests(theatre)),
    ]) {
      const operation = operations.find(each => each.name === name);
      if (!operation) throw new Error(`The server has no ${name}`);
      await sendOne(state, { place: -1, operation, actor: own, base, twists: [], request: base });
    }
  }
}

async function sendAll(state: Fuzzing, planned: readonly Planned[]): Promise<void> {
  const queue = [...planned];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await sendOne(state, next);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  state.earlier = planned.map(({ request }) => request).filter(({ body }) => body?.kind !== 'bytes');
}

async function sendOne(state: Fuzzing, planned: Planned): Promise<void> {
  const { port, failures: log } = state.theatre;
  const heard = log.length;
  const { operation, actor, request, twists } = planned;
  state.watchdog.note(tell(request));
  const attempted = await attempt(port, request);
  const { answer, faults } = attempted;
  const status = answer?.status ?? 0;
  state.sent += 1;
  state.statuses.set(status, (state.statuses.get(status) ?? 0) + 1);
  if (answer && isAccepted(answer)) {
    state.accepted += 1;
    if (twists.length === 0) state.open.delete(nameOf({ operation, role: actor.role }));
  }
  if (faults.length > 0 && state.failures.length < mostFailures)
    state.failures.push(await shrink(port, planned, attempted, log.slice(heard)));
}
