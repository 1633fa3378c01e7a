import { headerFields, methods, segments, wholePaths } from './hostile-http.ts';
import { names, texts } from './hostile-text.ts';
import type { Field, Request } from './request.ts';
import { twist, type Twist, withFields, withHeader } from './twist.ts';

export const twistsOfRequests: readonly Twist[] = [
  twist('an odd header', (request, { chance }) => ({
    ...request,
    headers: [...request.headers, chance.one(headerFields)],
  })),
  twist('an odd header in place of ours', (request, { chance }) => {
    const [name, value] = chance.one(headerFields);
    return { ...request, headers: withHeader(request.headers, name, value) };
  }),
  twist('a hundred odd headers', request => ({
    ...request,
    headers: [...request.headers, ...Array.from({ length: 100 }, (_, at): Field => [`x-odd-${at}`, `${at}`])],
  })),
  twist('an odd query', (request, { chance }) => ({
    ...request,
    query: [
      ...request.query,
      ...chance
        .some(
          [
            'lang',
            'view',
            'after',
            'before',
            'on',
            'on.day',
            'on.month',
            'on.year',
            'kind',
            'q',
            'to',
            'sent',
            'kept',
            'reference',
            ...names,
          ],
          4,
        )
        .map((name): Field => [name, chance.one(texts).slice(0, 3_000)]),
    ],
  })),
  twist('a query that is not encoded well', (request, { chance }) => ({
    ...request,
    path: `${request.path}?${chance.one(['%', 'lang=%zz', 'lang=en&lang=cy', 'view[]=x', 'a=%ff', 'on=%00', 'before=%ed%a0%80', '&&&===', 'a&'.repeat(5_000), 'after=0000-01-01_00000000-0000-7000-8000-000000000000'])}`,
    query: [],
  })),
  twist('an odd part of the path', (request, { chance }) => {
    const parts = request.path.split('/');
    const place = 1 + chance.whole(Math.max(1, parts.length - 1));
    return {
      ...request,
      path: parts.map((part, at) => (at === place ? chance.one(segments) : part)).join('/'),
    };
  }),
  twist('an odd path', (request, { chance }) => ({
    ...request,
    path: chance.happens(0.5)
      ? chance.one(wholePaths)
      : chance.one([
          `${request.path}/`,
          `/${request.path}`,
          `${request.path}//`,
          request.path.toUpperCase(),
          `${request.path}/x`,
          `${request.path}%20`,
          request.path.toLowerCase(),
        ]),
  })),
  twist('another method', (request, { chance }) => ({ ...request, method: chance.one(methods) })),
  twist('somebody else’s session', (request, { chance, actors }) => {
    const other = chance.one(actors);
    const cookie = other.session.cookie ?? '';
    return {
      ...request,
      headers: withHeader(
        withHeader(request.headers, 'cookie', cookie),
        'authorization',
        `Bearer ${other.token ?? ''}`,
      ),
    };
  }),
  twist('a cookie as a token, a token as a cookie', (request, { chance, actors }) => {
    const other = chance.one(actors);
    const id = other.session.cookie?.split('=')[1] ?? '';
    return {
      ...request,
      headers: [
        ['cookie', `session=${other.token ?? ''}`],
        ['authorization', `Bearer ${id}`],
      ],
    };
  }),
  twist('a token of another form', (request, { chance }) =>
    withFields(request, fields =>
      fields.map(
        ([name, value]): Field =>
          name === '_csrf' ? [name, chance.one([value.slice(1), `${value}x`, ...texts])] : [name, value],
      ),
    ),
  ),
  twist('an odd key', (request, { chance }) =>
    withFields(request, fields =>
      fields.map(([name, value]): Field => (name === '_key' ? [name, chance.one(texts)] : [name, value])),
    ),
  ),
  twist('a key that was used for something else', (request, { chance, earlier }) => {
    const key = chance.one(
      earlier
        .map(keyOf)
        .filter(known => known !== undefined)
        .concat('used-for-something-else'),
    );
    const changed = withFields(request, fields =>
      fields.map(([name, value]): Field => (name === '_key' ? [name, key] : [name, value])),
    );
    const hasHeader = request.headers.some(([name]) => name === 'idempotency-key');
    return hasHeader ? { ...changed, headers: withHeader(changed.headers, 'idempotency-key', key) } : changed;
  }),
  twist('the same once more', (request, { chance, earlier }) =>
    earlier.length > 0 ? chance.one(earlier) : request,
  ),
];

function keyOf({ body, headers }: Request): string | undefined {
  if (body?.kind === 'form') return body.fields.find(([name]) => name === '_key')?.[1];
  return headers.find(([name]) => name === 'idempotency-key')?.[1];
}
