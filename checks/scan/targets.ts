import { type Actor, findActors } from '../fuzz/actors.ts';
import { attempt } from '../fuzz/attempt.ts';
import { chanceOf } from '../fuzz/chance.ts';
import { beginFuzzing, type Fuzzing, scenesOf, sessionIn } from '../fuzz/fuzzing.ts';
import { makeAny } from '../fuzz/make.ts';
import { planPair, type Planned } from '../fuzz/plan.ts';
import { makeReady } from '../fuzz/ready.ts';
import type { Request } from '../fuzz/request.ts';
import type { Theatre } from '../fuzz/theatre.ts';
import { look } from '../fuzz/world.ts';

/** One route, asked as it ought to be by somebody who may, or else as nobody in particular asks. */
export interface Target {
  /** `POST /cases/:reference/take` */
  readonly name: string;
  readonly actor: Actor;
  readonly request: Request;
}

/** What would end the scan, or is asked by a provider or a device alone. */
const leftOut = /^(?:POST \/sign-out|GET \/assets|HEAD |OPTIONS )/;

/** Every route of the server, once; cases are made by a fuzzing of `warm` requests before. */
export async function findTargets(theatre: Theatre, seed: number): Promise<readonly Target[]> {
  const state = beginFuzzing(theatre, seed);
  try {
    state.actors = await findActors(theatre.stage);
    const targets: Target[] = [];
    for (const operation of state.operations) {
      if (leftOut.test(operation.name)) continue;
      await makeReady(operation, state, planned => send(theatre, planned));
      targets.push((await ask(state, operation.name)) ?? (await askAsAnybody(state, operation.name)));
    }
    return targets;
  } finally {
    await state.watchdog.end();
  }
}

async function send({ port }: Theatre, { request }: Planned): Promise<void> {
  await attempt(port, request);
}

async function ask(state: Fuzzing, name: string): Promise<Target | undefined> {
  for (const [place, pair] of state.pairs.filter(({ operation }) => operation.name === name).entries()) {
    const chance = chanceOf(state.seed, place);
    const sceneOf = scenesOf(state, await look(state.theatre.stage.database.superuser), chance);
    const asked = { ...state, chance, sceneOf, sessionFor: sessionIn(state.theatre), flawed: [] };
    const base = await planPair(pair, asked);
    if (base) return { name, actor: base.actor, request: base.base };
  }
  return undefined;
}

async function askAsAnybody(state: Fuzzing, name: string): Promise<Target> {
  const operation = state.operations.find(each => each.name === name);
  const [, actor = state.actors[0]] = state.actors;
  if (!operation || !actor) throw new Error(`The server has no ${name}`);
  const scene = scenesOf(state, await look(state.theatre.stage.database.superuser), chanceOf(state.seed, 0));
  return { name, actor, request: makeAny(operation, scene(actor), actor.session) };
}
