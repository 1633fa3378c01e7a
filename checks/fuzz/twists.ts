import type { Actor } from './actors.ts';
import type { Chance } from './chance.ts';
import * as hostile from './hostile.ts';
import { bytesOf, encodeFields, type Field, type Request } from './request.ts';

/** Spoils a request in one way, or leaves it where it has nothing to spoil. Draws only from `chance`. */
export interface Twist {
  readonly name: string;
  readonly apply: (request: Request, with_: Materials) => Request;
}
export interface Materials {
  readonly chance: Chance;
  readonly actors: readonly Actor[];
  /** Requests that were sent before, to be sent again. */
  readonly earlier: readonly Request[];
}

const twist = (name: string, apply: Twist['apply']): Twist => ({ name, apply });

const withFields = (request: Request, change: (fields: readonly Field[]) => readonly Field[]): Request =>
  request.body?.kind === 'form'
    ? { ...request, body: { kind: 'form', fields: change(request.body.fields) } }
    : request;
const withBytes = (request: Request, bytes: Buffer | string, type?: string): Request => ({
  ...request,
  headers: type === undefined ? request.headers : withHeader(request.headers, 'content-type', type),
  body: { kind: 'bytes', bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes },
});
const withHeader = (headers: readonly Field[], name: string, value: string): readonly Field[] => [
  ...headers.filter(([known]) => known !== name),
  [name, value],
];
const typeOf = ({ body }: Request): string =>
  body?.kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
const hasBody = ({ body }: Request): boolean => body !== undefined;
/** Tokens and keys stay, so that what is spoiled is reached. */
const isOwn = ([name]: Field): boolean => name !== '_csrf' && name !== '_key';

export const twists: readonly Twist[] = [
  twist('a field with another value', (request, { chance }) =>
    withFields(request, fields => {
      const own = fields.filter(isOwn);
      if (own.length === 0) return [...fields, [chance.one(hostile.names), chance.one(hostile.texts)]];
      const chosen = chance.one(own);
      return fields.map(field => (field === chosen ? [field[0], chance.one(hostile.texts)] : field));
    }),
  ),
  twist('a field left out', (request, { chance }) =>
    withFields(request, fields => {
      const gone = chance.whole(fields.length);
      return fields.filter((_, place) => place !== gone);
    }),
  ),
  twist('a field twice', (request, { chance }) =>
    withFields(request, fields =>
      fields.length > 0 ? [...fields, [chance.one(fields)[0], chance.one(hostile.texts)]] : fields,
    ),
  ),
  twist('fields that nobody asked for', (request, { chance }) =>
    withFields(request, fields => [
      ...fields,
      ...chance.some(hostile.names, 4).map((name): Field => [name, chance.one(hostile.texts)]),
    ]),
  ),
  twist('ten thousand fields', request =>
    withFields(request, fields => [
      ...fields,
      ...Array.from({ length: 10_000 }, (_, at): Field => [`f${at}`, 'x']),
    ]),
  ),
  twist('a form that is not encoded well', (request, { chance }) =>
    request.body?.kind === 'form'
      ? withBytes(
          request,
          `${encodeFields(request.body.fields)}&${chance.one(['%', '%zz=%', '=&=&&', 'a=%ff%fe', 'a=%00', 'reasons=%ed%a0%80', '\u00ff=\u00ff', 'a'.repeat(50_000), 'q=%E0%A4%A'])}`,
          typeOf(request),
        )
      : request,
  ),
  twist('JSON in place of a form', (request, { chance }) => {
    if (request.body?.kind !== 'form') return request;
    const value = {
      ...Object.fromEntries(request.body.fields),
      [chance.one(hostile.names)]: chance.one(hostile.values),
    };
    const own = request.body.fields.filter(isOwn);
    const spoiled = own.length > 0 ? { ...value, [chance.one(own)[0]]: chance.one(hostile.values) } : value;
    return { ...request, body: { kind: 'json', value: spoiled } };
  }),
  twist('another value somewhere in the JSON', (request, { chance }) =>
    request.body?.kind === 'json'
      ? { ...request, body: { kind: 'json', value: replaceWithin(request.body.value, chance) } }
      : request,
  ),
  twist('a key left out of the JSON', (request, { chance }) =>
    request.body?.kind === 'json'
      ? { ...request, body: { kind: 'json', value: dropWithin(request.body.value, chance) } }
      : request,
  ),
  twist('a body that is no JSON, or hardly', (request, { chance }) =>
    hasBody(request) ? withBytes(request, chance.one(hostile.jsonTexts), 'application/json') : request,
  ),
  twist('bytes that are no text', (request, { chance }) => {
    if (!request.body) return request;
    const bytes = Buffer.from(bytesOf(request.body));
    for (let n = 0; n < 8 && bytes.length > 0; n++)
      bytes[chance.whole(bytes.length)] = chance.one([0, 0x80, 0xc0, 0xff, 0xed, 0x22, 0x7d]);
    return withBytes(request, bytes, typeOf(request));
  }),
  twist('a body cut short', (request, { chance }) => {
    if (!request.body) return request;
    const bytes = bytesOf(request.body);
    return withBytes(request, bytes.subarray(0, chance.whole(bytes.length + 1)), typeOf(request));
  }),
  twist('no body', request => ({ ...request, body: undefined })),
  twist('a body that is too large', (request, { chance }) =>
    hasBody(request)
      ? withBytes(request, 'x'.repeat(chance.one([1_048_576, 1_048_577, 2_000_000])), typeOf(request))
      : request,
  ),
  twist('a body where none belongs', (request, { chance }) =>
    withBytes(request, chance.one(hostile.jsonTexts).slice(0, 5_000), chance.one(hostile.contentTypes)),
  ),
  twist('another content type', (request, { chance }) => ({
    ...request,
    headers: withHeader(request.headers, 'content-type', chance.one(hostile.contentTypes)),
  })),
  twist('an odd header', (request, { chance }) => ({
    ...request,
    headers: [...request.headers, chance.one(hostile.headerFields)],
  })),
  twist('an odd header in place of ours', (request, { chance }) => {
    const [name, value] = chance.one(hostile.headerFields);
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
            ...hostile.names,
          ],
          4,
        )
        .map((name): Field => [name, chance.one(hostile.texts).slice(0, 3_000)]),
    ],
  })),
  twist('a query that is not encoded well', (request, { chance }) => ({
    ...request,
    path: `${request.path}?${chance.one(['%', 'lang=%zz', 'lang=en&lang=cy', 'view[]=x', 'a=%ff', 'on=%00', 'before=%ed%a0%80', '&&&===', `${'a&'.repeat(5_000)}`, 'after=0000-01-01_00000000-0000-7000-8000-000000000000'])}`,
    query: [],
  })),
  twist('an odd part of the path', (request, { chance }) => {
    const parts = request.path.split('/');
    const place = 1 + chance.whole(Math.max(1, parts.length - 1));
    return {
      ...request,
      path: parts.map((part, at) => (at === place ? chance.one(hostile.segments) : part)).join('/'),
    };
  }),
  twist('an odd path', (request, { chance }) => ({
    ...request,
    path: chance.happens(0.5)
      ? chance.one(hostile.wholePaths)
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
  twist('another method', (request, { chance }) => ({ ...request, method: chance.one(hostile.methods) })),
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
          name === '_csrf'
            ? [name, chance.one([value.slice(1), `${value}x`, ...hostile.texts])]
            : [name, value],
      ),
    ),
  ),
  twist('an odd key', (request, { chance }) =>
    withFields(request, fields =>
      fields.map(
        ([name, value]): Field => (name === '_key' ? [name, chance.one(hostile.texts)] : [name, value]),
      ),
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

/** Kinder ones: what a person or a program gets wrong by accident. */
const slips = new Set([
  'a field with another value',
  'a field left out',
  'a field twice',
  'another value somewhere in the JSON',
  'a key left out of the JSON',
  'an odd query',
  'the same once more',
  'a key that was used for something else',
]);
export const mildTwists: readonly Twist[] = twists.filter(({ name }) => slips.has(name));

function keyOf({ body, headers }: Request): string | undefined {
  if (body?.kind === 'form') return body.fields.find(([name]) => name === '_key')?.[1];
  return headers.find(([name]) => name === 'idempotency-key')?.[1];
}

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function replaceWithin(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && chance.happens(0.7)) {
    const chosen = chance.whole(value.length);
    return value.map((member: unknown, place) => (place === chosen ? replaceWithin(member, chance) : member));
  }
  if (!isPlain(value) || Object.keys(value).length === 0 || chance.happens(0.1))
    return chance.one(hostile.values);
  const key = chance.one(Object.keys(value));
  if (chance.happens(0.15)) return { ...value, [chance.one(hostile.names)]: chance.one(hostile.values) };
  return { ...value, [key]: replaceWithin(value[key], chance) };
}

function dropWithin(value: unknown, chance: Chance): unknown {
  if (!isPlain(value) || Object.keys(value).length === 0) return value;
  const key = chance.one(Object.keys(value));
  if (isPlain(value[key]) && chance.happens(0.7)) return { ...value, [key]: dropWithin(value[key], chance) };
  const { [key]: _gone, ...rest } = value;
  return rest;
}
