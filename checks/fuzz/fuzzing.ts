import { Temporal } from '../../platform/pure/time.ts';
import { type Actor, freshSession } from './actors.ts';
import type { Failure } from './attempt.ts';
import { type Chance, chanceOf } from './chance.ts';
import { isPermitted, type Operation } from './operations.ts';
import { nameOf, type Pair } from './plan.ts';
import type { Request } from './request.ts';
import { makePools, type Pools, type Scene } from './scene.ts';
import { type Sweep, sweepsOf } from './sweep.ts';
import type { Theatre } from './theatre.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';
import type { World } from './world.ts';

/** A run so far. */
export interface Fuzzing {
  readonly seed: number;
  readonly theatre: Theatre;
  readonly pools: Pools;
  readonly operations: readonly Operation[];
  readonly pairs: readonly Pair[];
  /** Permitted by policy, and not done so far. */
  readonly open: Map<string, Pair>;
  readonly sweeps: readonly Sweep[];
  readonly swept: { count: number };
  readonly failures: Failure[];
  /** Found by what is more than a request. */
  readonly problems: string[];
  readonly statuses: Map<number, number>;
  readonly watchdog: Watchdog;
  actors: readonly Actor[];
  earlier: readonly Request[];
  sent: number;
  accepted: number;
}

/** One fault fails many requests: a few tell it. */
export const mostFailures = 8;

export function beginFuzzing(theatre: Theatre, seed: number): Fuzzing {
  const { actors, operations, stage } = theatre;
  const { composed } = stage;
  const { pack, policy } = composed;
  const someone = [...new Map(actors.map(actor => [actor.role, actor])).values()];
  const pairs = operations.flatMap(operation =>
    someone
      .filter(({ viewer }) => isPermitted(policy, viewer, operation))
      .map(({ role }) => ({ operation, role })),
  );
  return {
    seed,
    theatre,
    pools: makePools(composed, { pack, today: Temporal.Now.plainDateISO(pack.timeZone) }, seed),
    operations,
    pairs,
    open: new Map(pairs.map(pair => [nameOf(pair), pair])),
    sweeps: sweepsOf(operations, chanceOf(seed, -1)),
    swept: { count: 0 },
    failures: [],
    problems: [],
    statuses: new Map(),
    watchdog: startWatchdog(),
    actors,
    earlier: [],
    sent: 0,
    accepted: 0,
  };
}

/** What requests are made from, for whoever sends them. */
export const scenesOf =
  ({ theatre, actors, pools }: Fuzzing, world: World, chance: Chance) =>
  (actor: Actor): Scene => ({ chance, actor, actors, world, composed: theatre.stage.composed, pools });

/** Signing in and out ends a session: such a request gets one of its own. */
export const sessionIn =
  ({ stage }: Theatre) =>
  async ({ path }: Operation, actor: Actor) =>
    path.startsWith('/sign-') ? freshSession(stage, actor) : actor.session;
