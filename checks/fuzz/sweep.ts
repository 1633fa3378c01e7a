import type { Chance } from './chance.ts';
import { segments } from './hostile-http.ts';
import { texts } from './hostile-text.ts';
import type { Operation } from './operations.ts';
import type { Field, Request } from './request.ts';

/** One hostile value in one named place: what drawing by lot would come to once in a million requests. */
export interface Sweep {
  readonly operation: Operation;
  readonly name: string;
  readonly apply: (request: Request) => Request;
}

/**
 * Every parameter of every query with every text, every parameter of every path with every part, every field of a body
 * with what is easily forgotten, in an order drawn by lot.
 */
export function sweepsOf(operations: readonly Operation[], chance: Chance): readonly Sweep[] {
  const all = operations.flatMap(operation => [
    ...operation.asks.flatMap(name => texts.map(text => inQuery(operation, name, text.slice(0, 3_000)))),
    ...(operation.method === 'POST' ? inBodies(operation) : []),
    ...[...operation.path.matchAll(/:\w+/g)].flatMap(([name]) =>
      segments.map(part => inPath(operation, name, part)),
    ),
  ]);
  return all
    .map(sweep => ({ sweep, place: chance.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ sweep }) => sweep);
}

const inQuery = (operation: Operation, name: string, text: string): Sweep => ({
  operation,
  name: `${name}=${text.slice(0, 40)} in the query`,
  apply: request => ({
    ...request,
    query: [...request.query.filter(([known]) => known !== name), [name, text]],
  }),
});

const inPath = (operation: Operation, name: string, part: string): Sweep => ({
  operation,
  name: `${part.slice(0, 40)} for ${name}`,
  apply: request => {
    const place = operation.path.split('/').indexOf(name);
    return {
      ...request,
      path: request.path
        .split('/')
        .map((own, at) => (at === place ? part : own))
        .join('/'),
    };
  },
});

/** What a program sends that takes a value for granted. */
const forgotten: readonly unknown[] = [null, '', [], {}, [null], [[]], [''], 0, true, 'x'.repeat(20_001)];
const fieldsOfForms = 10;
const fieldsOfJson = 40;

function inBodies(operation: Operation): readonly Sweep[] {
  const isJson = operation.kind === 'api';
  const values = isJson ? forgotten : forgotten.filter(value => typeof value === 'string');
  return Array.from({ length: isJson ? fieldsOfJson : fieldsOfForms }, (_, place) =>
    values.map(value => inBody(operation, place, value)),
  ).flat();
}

/** The fields of a body are known when there is one: its first, its second, and so on, and round again. */
const inBody = (operation: Operation, place: number, value: unknown): Sweep => ({
  operation,
  name: `${JSON.stringify(value).slice(0, 40)} for field ${place + 1} of the body`,
  apply: request => {
    const { body } = request;
    if (body?.kind === 'form' || body?.kind === 'files') {
      const own = body.fields.filter(([name]) => !name.startsWith('_'));
      const chosen = own[place % own.length];
      const fields = body.fields.map(
        (field): Field => (field === chosen ? [field[0], String(value)] : field),
      );
      return { ...request, body: { ...body, fields } };
    }
    if (body?.kind !== 'json') return request;
    const groups = Object.entries(body.value as Record<string, Record<string, unknown>>);
    const leaves = groups.flatMap(([group, fields]) =>
      Object.keys(fields).map(field => [group, field] as const),
    );
    const [group, field] = leaves[place % leaves.length] ?? ['', ''];
    const spoiled = groups.map(([name, fields]) => [
      name,
      name === group ? { ...fields, [field]: value } : fields,
    ]);
    return { ...request, body: { kind: 'json', value: Object.fromEntries(spoiled) } };
  },
});
