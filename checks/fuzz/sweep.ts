import type { Chance } from './chance.ts';
import { segments } from './hostile-http.ts';
import { texts } from './hostile-text.ts';
import type { Operation } from './operations.ts';
import type { Request } from './request.ts';

/** One hostile value in one named place: what drawing by lot would come to once in a million requests. */
export interface Sweep {
  readonly operation: Operation;
  readonly name: string;
  readonly apply: (request: Request) => Request;
}

/** Every parameter of every query with every text, every parameter of every path with every part, in an order drawn by lot. */
export function sweepsOf(operations: readonly Operation[], chance: Chance): readonly Sweep[] {
  const all = operations.flatMap(operation => [
    ...operation.asks.flatMap(name => texts.map(text => inQuery(operation, name, text.slice(0, 3_000)))),
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
