/** Whether four times as much takes more than its share of time: processor time of this thread, so that a busy machine is no fault. */
import type { Actor } from './actors.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Fuzzing, mostFailures, scenesOf, sessionIn } from './fuzzing.ts';
import { makeValid } from './make.ts';
import { type Field, type Request, toBytes } from './request.ts';
import type { Scene } from './scene.ts';
import { sendBytes } from './send.ts';
import { look } from './world.ts';

const patterns = [
  ' ',
  '\r\n',
  '\t',
  'a@',
  '(',
  '+4420',
  '0',
  '-',
  '<',
  '&',
  '{{',
  'é',
  'e\u0301',
  '👩‍👧',
  'A1 ',
  '.',
  '/',
  '"',
  "'",
  '\\',
  '%',
  '\u200b',
];
const small = 30_000;
const large = 4 * small;

/** Tries so many places, drawn by lot. Answers how many comparisons there were. */
export async function tryCosts(state: Fuzzing, count: number): Promise<number> {
  const { theatre, problems, watchdog, seed } = state;
  let compared = 0;
  for (let place = 0; place < count && problems.length < mostFailures; place++) {
    const chance = chanceOf(seed ^ 2, place);
    const world = await look(theatre.stage.database.superuser);
    const steep = await isSteep(state, chance, scenesOf(state, world, chance), text => watchdog.note(text));
    if (steep !== undefined) compared += 1;
    if (steep) problems.push(steep);
  }
  return compared;
}

/** What is wrong, in a line; empty where cost grows with size; undefined where there was nothing to enlarge. */
async function isSteep(
  { theatre, pairs, actors }: Fuzzing,
  chance: Chance,
  sceneOf: (actor: Actor) => Scene,
  note: (text: string) => void,
): Promise<string | undefined> {
  const writes = pairs.filter(({ operation: { method, kind } }) => method === 'POST' && kind !== 'public');
  const { operation, role } = chance.one(writes);
  const actor = chance.one(actors.filter(each => each.role === role));
  const make = async () => makeValid(operation, sceneOf(actor), await sessionIn(theatre)(operation, actor));
  const first = await make();
  if (!first) return undefined;
  const enlarge = wayFor(first, chance);
  const cost = async (size: number): Promise<number> => {
    note(`${operation.name} with ${enlarge.name}, ${size}`);
    const request = await make();
    return request ? measure(theatre.port, enlarge.apply(request, size)) : 0;
  };
  // Each twice, since memory is tidied up now and then; the lesser counts.
  const lesser = async (size: number) => Math.min(await cost(size), await cost(size));
  await cost(small);
  const [one, four] = [await lesser(small), await lesser(large)];
  if (four < 150 || four < 9 * one) return '';
  return `${operation.name} as ${role}: ${enlarge.name} takes ${one} ms of the processor at ${small} and ${four} ms at ${large}`;
}

interface Enlarge {
  readonly name: string;
  readonly apply: (request: Request, size: number) => Request;
}

function wayFor({ body }: Request, chance: Chance): Enlarge {
  const pattern = chance.one(patterns);
  const text = (size: number) => pattern.repeat(Math.ceil(size / pattern.length)).slice(0, size);
  const shown = JSON.stringify(pattern);
  if (body?.kind === 'json') {
    const steps = Object.entries(body.value as Record<string, object>);
    const [step, fields] = chance.one(steps);
    const field = chance.one(Object.keys(fields));
    const put = (value: unknown) => ({
      kind: 'json' as const,
      value: { ...(body.value as object), [step]: { ...fields, [field]: value } },
    });
    return chance.happens(0.7)
      ? {
          name: `${shown} in ${step}.${field}`,
          apply: (request, size) => ({ ...request, body: put(text(size)) }),
        }
      : {
          name: `a list in ${step}.${field}`,
          apply: (request, size) => ({ ...request, body: put(Array.from({ length: size / 10 }, () => 'x')) }),
        };
  }
  const fields = (body?.kind === 'form' ? body.fields : [])
    .map(([name]) => name)
    .filter(name => !name.startsWith('_'));
  if (fields.length === 0 || chance.happens(0.2))
    return {
      name: 'fields that nobody asked for',
      apply: (request, size) =>
        withFields(request, own => [
          ...own,
          ...Array.from({ length: size / 10 }, (_, at): Field => [`f${at}`, 'x']),
        ]),
    };
  const name = chance.one(fields);
  return {
    name: `${shown} in ${name}`,
    apply: (request, size) =>
      withFields(request, own => [...own.filter(([known]) => known !== name), [name, text(size)]]),
  };
}

const withFields = (request: Request, change: (own: readonly Field[]) => readonly Field[]): Request =>
  request.body?.kind === 'form'
    ? { ...request, body: { kind: 'form', fields: change(request.body.fields) } }
    : request;

/** Milliseconds of the processor; a little of it is for sending. */
async function measure(port: number, request: Request): Promise<number> {
  const bytes = toBytes(request);
  const before = process.threadCpuUsage();
  await sendBytes(port, bytes);
  const { user, system } = process.threadCpuUsage(before);
  return Math.round((user + system) / 1_000);
}
