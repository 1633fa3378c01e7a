/** Whether four times as much takes more than its share of time: processor time of this thread, so that a busy machine is no fault. */
import { formFields } from '../../platform/testing/form-fields.ts';
import type { Actor } from './actors.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Fuzzing, mostFailures, scenesOf, sessionIn } from './fuzzing.ts';
import { makeValid } from './make.ts';
import type { Operation } from './operations.ts';
import { type Field, type Request, toBytes } from './request.ts';
import { Hang, sendBytes } from './send.ts';
import { look } from './world.ts';

/** White space first: it is what most expressions walk twice. */
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
const small = 60_000;
const large = 4 * small;

/** Something that takes text: an operation, and of the one that takes steps, each step. */
interface Target {
  readonly operation: Operation;
  readonly role: string;
  readonly step: string | undefined;
}

/** Goes round everything that takes text, so often in all. Answers how many comparisons there were. */
export async function tryCosts(state: Fuzzing, count: number): Promise<number> {
  const targets = targetsOf(state);
  let compared = 0;
  for (let place = 0; place < count && state.problems.length < mostFailures; place++) {
    const target = targets[place % targets.length];
    const round = Math.floor(place / targets.length);
    const steep =
      target && (await isSteep(state, target, chanceOf(state.seed ^ 2, place), round).catch(sayHang(target)));
    if (steep !== undefined) compared += 1;
    if (steep) state.problems.push(steep);
  }
  return compared;
}

const sayHang =
  ({ operation, step }: Target) =>
  (error: unknown): string => {
    if (error instanceof Hang)
      return `${operation.name}${step ? ` (${step})` : ''}, with much in it: ${error.message}`;
    throw error;
  };

function targetsOf({ pairs, pools }: Fuzzing): readonly Target[] {
  const writes = pairs.filter(({ operation: { method, kind } }) => method === 'POST' && kind !== 'public');
  const once = [...new Map(writes.map(pair => [pair.operation.name, pair])).values()];
  return once.flatMap(({ operation, role }) => {
    const steps = operation.path.endsWith('/steps/:step')
      ? pools.referral.steps.map(({ id }) => id)
      : [undefined];
    return steps.map(step => ({ operation, role, step }));
  });
}

/** What is wrong, in a line; empty where cost grows with size; undefined where there was nothing to enlarge. */
async function isSteep(
  state: Fuzzing,
  target: Target,
  chance: Chance,
  round: number,
): Promise<string | undefined> {
  const { theatre, actors, watchdog } = state;
  const { operation, role, step } = target;
  const world = await look(theatre.stage.database.superuser);
  const actor: Actor = chance.one(actors.filter(each => each.role === role));
  const make = async (): Promise<Request | undefined> => {
    const made = makeValid(
      operation,
      scenesOf(state, world, chance)(actor),
      await sessionIn(theatre)(operation, actor),
    );
    return made && step !== undefined ? { ...made, path: made.path.replace(/[^/]+$/, step) } : made;
  };
  const first = await make();
  if (!first) return undefined;
  const names = await fieldsOnPage(theatre.port, first);
  const isMany = round % 3 === 2;
  const used = new Map(
    [...names, ...ownFields(first), ...(first.body?.kind === 'json' ? [''] : [])].map(name => [
      name,
      round === 0 ? (patterns[0] ?? ' ') : chance.one(patterns),
    ]),
  );
  const enlarge = isMany
    ? withManyFields
    : (request: Request, size: number) => withLongTexts(request, used, size);
  const cost = async (size: number): Promise<number> => {
    const request = await make();
    watchdog.note(`${operation.name} with much in it: ${size}`);
    return request ? measure(theatre.port, enlarge(request, size)) : 0;
  };
  // Each twice, since memory is tidied up now and then; the lesser counts.
  const lesser = async (size: number) => Math.min(await cost(size), await cost(size));
  await cost(small);
  const [one, four] = [await lesser(small), await lesser(large)];
  if (four < 200 || four < 9 * one) return '';
  const what = isMany ? 'many fields' : JSON.stringify(Object.fromEntries(used));
  return `${operation.name}${step ? ` (${step})` : ''} as ${role} takes ${one} ms of the processor for ${small} bytes and ${four} ms for ${large}, with ${what}`;
}

/** Inputs that a page has and a valid answer may leave out. */
async function fieldsOnPage(port: number, { path, headers, body }: Request): Promise<readonly string[]> {
  if (body?.kind !== 'form') return [];
  const page = await sendBytes(port, toBytes({ method: 'GET', path, query: [], headers, body: undefined }));
  return page.status === 200 ? Object.keys(formFields(page.body.toString())) : [];
}

const isToken = (name: string): boolean => name.startsWith('_');
const ownFields = ({ body }: Request): readonly string[] =>
  body?.kind === 'form' ? body.fields.map(([name]) => name).filter(name => !isToken(name)) : [];

function withLongTexts(request: Request, used: ReadonlyMap<string, string>, size: number): Request {
  const { body } = request;
  // Between letters: what only looks at the ends of a text would never meet it.
  const text = (pattern: string, length: number) =>
    `x${pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length)}x`;
  if (body?.kind === 'form') {
    const tokens = body.fields.filter(([name]) => isToken(name));
    const long = [...used].map(
      ([name, pattern]): Field => [name, text(pattern, Math.floor(size / used.size))],
    );
    return { ...request, body: { kind: 'form', fields: [...tokens, ...long] } };
  }
  if (body?.kind !== 'json') return request;
  const pattern = used.get('') ?? ' ';
  const steps = Object.entries(body.value as Record<string, object>);
  const count = steps.reduce((sum, [, fields]) => sum + Object.keys(fields).length, 0);
  const long = text(pattern, Math.floor(size / Math.max(1, count)));
  const value = Object.fromEntries(
    steps.map(([step, fields]) => [
      step,
      Object.fromEntries(Object.keys(fields).map(field => [field, long])),
    ]),
  );
  return { ...request, body: { kind: 'json', value } };
}

function withManyFields(request: Request, size: number): Request {
  const { body } = request;
  const more = Array.from({ length: size / 20 }, (_, at) => [`f${at}`, 'x'] as const);
  if (body?.kind === 'form') return { ...request, body: { kind: 'form', fields: [...body.fields, ...more] } };
  if (body?.kind !== 'json') return request;
  return {
    ...request,
    body: { kind: 'json', value: { ...(body.value as object), ...Object.fromEntries(more) } },
  };
}

/** Milliseconds of the processor; a little of it is for sending. */
async function measure(port: number, request: Request): Promise<number> {
  const bytes = toBytes(request);
  const before = process.threadCpuUsage();
  await sendBytes(port, bytes);
  const { user, system } = process.threadCpuUsage(before);
  return Math.round((user + system) / 1_000);
}
