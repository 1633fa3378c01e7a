import { Temporal } from '../../platform/pure/time.ts';
import { type Actor, findActors, freshSession } from './actors.ts';
import { attempt, type Failure, shrink } from './attempt.ts';
import { chanceOf } from './chance.ts';
import { isAccepted } from './judge.ts';
import { isPermitted, type Operation } from './operations.ts';
import { nameOf, type Pair, plan, type Planned } from './plan.ts';
import { providerRequests } from './provider-requests.ts';
import type { Request } from './request.ts';
import { makePools, type Scene } from './scene.ts';
import { openTheatre, type Theatre } from './theatre.ts';
import { look } from './world.ts';

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
}

export interface FuzzResult {
  readonly requests: number;
  readonly accepted: number;
  readonly operations: number;
  readonly pairs: number;
  /** `POST /signs/check as responder`: permitted by policy, and never done. */
  readonly neverAccepted: readonly string[];
  readonly failures: readonly Failure[];
  readonly statuses: ReadonlyMap<number, number>;
}

/** Fewer accepted would try little but the refusals. */
export const leastAccepted = 0.3;
/** One fault fails many requests. */
const mostFailures = 8;
const together = 24;
const atOnce = 4;

interface Fuzzing {
  readonly theatre: Theatre;
  readonly operations: readonly Operation[];
  readonly pairs: readonly Pair[];
  readonly open: Map<string, Pair>;
  readonly failures: Failure[];
  readonly statuses: Map<number, number>;
  actors: readonly Actor[];
  earlier: readonly Request[];
  sent: number;
  accepted: number;
}

/** Sends requests of every kind to every operation as everybody, and judges every answer. */
export async function fuzz({ requests, seed, onProgress }: FuzzOptions): Promise<FuzzResult> {
  const theatre = await openTheatre(seed);
  try {
    const state = begin(theatre);
    const { composed } = theatre.stage;
    const pools = makePools(
      composed,
      { pack: composed.pack, today: Temporal.Now.plainDateISO(composed.pack.timeZone) },
      seed,
    );
    await askProvider(state);
    for (let done = 0; done < requests && state.failures.length < mostFailures; done += together) {
      if (done % (together * 50) === 0) state.actors = await findActors(theatre.stage);
      const world = await look(theatre.stage.database.superuser);
      const planned: Planned[] = [];
      for (let place = done; place < Math.min(done + together, requests); place++) {
        const chance = chanceOf(seed, place);
        const sceneOf = (actor: Actor): Scene => ({
          chance,
          actor,
          actors: state.actors,
          world,
          composed,
          pools,
        });
        planned.push(await plan(place, { ...state, chance, sceneOf, sessionFor: sessionIn(theatre) }));
      }
      await sendAll(state, planned);
      onProgress?.(Math.min(done + together, requests));
    }
    return resultOf(state);
  } finally {
    await theatre.close();
  }
}

function begin(theatre: Theatre): Fuzzing {
  const { actors, operations, stage } = theatre;
  const byRole = new Map(actors.map(actor => [actor.role, actor]));
  const pairs = operations.flatMap(operation =>
    [...byRole]
      .filter(([, { viewer }]) => isPermitted(stage.composed.policy, viewer, operation))
      .map(([role]) => ({ operation, role })),
  );
  return {
    theatre,
    operations,
    pairs,
    open: new Map(pairs.map(pair => [nameOf(pair), pair])),
    failures: [],
    statuses: new Map(),
    actors,
    earlier: [],
    sent: 0,
    accepted: 0,
  };
}

/** Signing in and out ends a session: such a request gets one of its own. */
const sessionIn =
  ({ stage }: Theatre) =>
  async ({ path }: Operation, actor: Actor) =>
    path.startsWith('/sign-') ? freshSession(stage, actor) : actor.session;

/** Once for each role: what only a provider can make valid. */
async function askProvider(state: Fuzzing): Promise<void> {
  const { theatre, operations } = state;
  for (const actor of new Map(state.actors.map(each => [each.role, each])).values()) {
    const own = { ...actor, session: await freshSession(theatre.stage, actor) };
    for (const [name, base] of await providerRequests(theatre, own)) {
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
  const attempted = await attempt(port, planned.request);
  const { answer, faults } = attempted;
  state.sent += 1;
  state.statuses.set(answer?.status ?? 0, (state.statuses.get(answer?.status ?? 0) ?? 0) + 1);
  if (answer && isAccepted(answer)) {
    state.accepted += 1;
    if (planned.twists.length === 0)
      state.open.delete(nameOf({ operation: planned.operation, role: planned.actor.role }));
  }
  if (faults.length > 0 && state.failures.length < mostFailures)
    state.failures.push(await shrink(port, planned, attempted, log.slice(heard)));
}

const resultOf = ({ sent, accepted, operations, pairs, open, failures, statuses }: Fuzzing): FuzzResult => ({
  requests: sent,
  accepted,
  operations: operations.length,
  pairs: pairs.length,
  neverAccepted: [...open.keys()],
  failures,
  statuses,
});
