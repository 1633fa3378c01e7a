import type { Actor, BrowserSession } from './actors.ts';
import type { Chance } from './chance.ts';
import { makeAny, makeValid } from './make.ts';
import type { Operation } from './operations.ts';
import type { Request } from './request.ts';
import type { Scene } from './scene.ts';
import type { Sweep } from './sweep.ts';
import type { Twist } from './twist.ts';
import { mildTwists, twists } from './twists.ts';

/** One request to send: what it is meant to be, and how it was spoiled. */
export interface Planned {
  readonly place: number;
  readonly operation: Operation;
  readonly actor: Actor;
  /** Before it was spoiled. */
  readonly base: Request;
  readonly twists: readonly string[];
  readonly request: Request;
}

/** An operation and a role that policy permits it. */
export interface Pair {
  readonly operation: Operation;
  readonly role: string;
}
export const nameOf = ({ operation, role }: Pair): string => `${operation.name} as ${role}`;

/** What requests are planned from. */
export interface Plans {
  readonly chance: Chance;
  readonly actors: readonly Actor[];
  readonly pairs: readonly Pair[];
  /** Not accepted so far. */
  readonly open: ReadonlyMap<string, Pair>;
  readonly operations: readonly Operation[];
  readonly sweeps: readonly Sweep[];
  readonly swept: { count: number };
  readonly earlier: readonly Request[];
  readonly flawed: readonly unknown[];
  readonly sceneOf: (actor: Actor) => Scene;
  readonly sessionFor: (operation: Operation, actor: Actor) => Promise<BrowserSession>;
}

/** A quarter of the requests ought to be done, some have a slip, a quarter sweeps, the rest is hostile in any way. */
export async function plan(place: number, plans: Plans): Promise<Planned> {
  const { chance } = plans;
  const lot = chance.random();
  if (lot < 0.25) return spoil(place, await planValid(plans), [], plans);
  if (lot < 0.4) return spoil(place, await planValid(plans), [mildTwists], plans);
  if (lot < 0.65) return planSweep(place, plans);
  const base = chance.happens(0.7) ? await planValid(plans) : await planAny(plans);
  const times = chance.one([1, 1, 1, 2, 3]);
  return spoil(
    place,
    base,
    Array.from({ length: times }, () => twists),
    plans,
  );
}

type Base = Pick<Planned, 'operation' | 'actor' | 'base'>;

/** Each time one way of spoiling is drawn that finds something to spoil. */
function spoil(place: number, base: Base, ways: readonly (readonly Twist[])[], plans: Plans): Planned {
  const { chance } = plans;
  let request = base.base;
  const named: string[] = [];
  for (const kinds of ways)
    for (let attempt = 0; attempt < 8; attempt++) {
      const twist = chance.one(kinds);
      const spoiled = twist.apply(request, plans);
      if (spoiled === request) continue;
      request = spoiled;
      named.push(twist.name);
      break;
    }
  return { place, ...base, twists: named, request };
}

/** What was never accepted comes first, as soon as there is something that it can be about. */
async function planValid(plans: Plans): Promise<Base> {
  const { chance, open, pairs } = plans;
  for (let attempt = 0; attempt < 30; attempt++) {
    const isFirst = attempt < 10 && open.size > 0 && chance.happens(0.3);
    const base = await planPair(isFirst ? chance.one([...open.values()]) : drawPair(pairs, chance), plans);
    if (base) return base;
  }
  return planAny(plans);
}

/** As somebody of the role would ask it; undefined where there is nothing yet that it could be about. */
export async function planPair({ operation, role }: Pair, plans: Plans): Promise<Base | undefined> {
  const { chance, actors, sceneOf, sessionFor } = plans;
  const actor = chance.one(actors.filter(each => each.role === role));
  const base = makeValid(operation, sceneOf(actor), await sessionFor(operation, actor));
  return base && { operation, actor, base };
}

/** The next of the sweeps, on a request that would be accepted without it wherever there can be one. */
async function planSweep(place: number, plans: Plans): Promise<Planned> {
  const { sweeps, pairs, chance, actors, sceneOf, sessionFor } = plans;
  const sweep = sweeps[plans.swept.count++ % sweeps.length];
  if (!sweep) return spoil(place, await planAny(plans), [twists], plans);
  const { operation } = sweep;
  const role = chance.one(pairs.filter(pair => pair.operation === operation)).role;
  const actor = chance.one(actors.filter(each => each.role === role));
  const session = await sessionFor(operation, actor);
  const base = makeValid(operation, sceneOf(actor), session) ?? makeAny(operation, sceneOf(actor), session);
  return { place, operation, actor, base, twists: [sweep.name], request: sweep.apply(base) };
}

async function planAny({ chance, actors, operations, sceneOf, sessionFor }: Plans): Promise<Base> {
  const operation = chance.one(operations);
  const actor = chance.one(actors);
  return { operation, actor, base: makeAny(operation, sceneOf(actor), await sessionFor(operation, actor)) };
}

/** What changes something is asked most often, what shows nothing of anybody least. */
const weightOf = ({ method, kind }: Operation): number => {
  if (kind === 'public' || kind === 'other') return method === 'GET' ? 0.3 : 1;
  if (method === 'GET') return 1;
  return kind === 'api' ? heaviest : 3;
};
const heaviest = 9;

function drawPair(pairs: readonly Pair[], chance: Chance): Pair {
  for (;;) {
    const pair = chance.one(pairs);
    // Many roles share an operation: it must not come more often for that.
    const sharers = pairs.filter(({ operation }) => operation === pair.operation).length;
    if (chance.random() < weightOf(pair.operation) / heaviest / sharers) return pair;
  }
}
