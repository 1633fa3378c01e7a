import type { Chance } from './chance.ts';
import { contentTypes } from './hostile-http.ts';
import { jsonTexts, names, texts, values } from './hostile-text.ts';
import { bytesOf, encodeFields, type Field, type Request, types } from './request.ts';
import { twist, type Twist, withBytes, withFields, withHeader } from './twist.ts';

const typeOf = ({ body }: Request): string => (body ? (types[body.kind] ?? types.form) : types.form);
const isReferral = ({ method, path }: Request): boolean => method === 'POST' && path === '/api/v1/referrals';
const hasBody = ({ body }: Request): boolean => body !== undefined;
/** Tokens and keys stay, so that what is spoiled is reached. */
const isOwn = ([name]: Field): boolean => name !== '_csrf' && name !== '_key';

export const twistsOfBodies: readonly Twist[] = [
  twist('a field with another value', (request, { chance }) =>
    withFields(request, fields => {
      const own = fields.filter(isOwn);
      if (own.length === 0) return [...fields, [chance.one(names), chance.one(texts)]];
      const chosen = chance.one(own);
      return fields.map(field => (field === chosen ? [field[0], chance.one(texts)] : field));
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
      fields.length > 0 ? [...fields, [chance.one(fields)[0], chance.one(texts)]] : fields,
    ),
  ),
  twist('fields that nobody asked for', (request, { chance }) =>
    withFields(request, fields => [
      ...fields,
      ...chance.some(names, 4).map((name): Field => [name, chance.one(texts)]),
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
      [chance.one(names)]: chance.one(values),
    };
    const own = request.body.fields.filter(isOwn);
    const spoiled = own.length > 0 ? { ...value, [chance.one(own)[0]]: chance.one(values) } : value;
    return { ...request, body: { kind: 'json', value: spoiled } };
  }),
  twist('answers with a single flaw', (request, { chance, flawed }) =>
    isReferral(request) ? { ...request, body: { kind: 'json', value: chance.one(flawed) } } : request,
  ),
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
    hasBody(request) ? withBytes(request, chance.one(jsonTexts), 'application/json') : request,
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
    withBytes(request, chance.one(jsonTexts).slice(0, 5_000), chance.one(contentTypes)),
  ),
  twist('another content type', (request, { chance }) => ({
    ...request,
    headers: withHeader(request.headers, 'content-type', chance.one(contentTypes)),
  })),
];

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function replaceWithin(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && chance.happens(0.7)) {
    const chosen = chance.whole(value.length);
    return value.map((member: unknown, place) => (place === chosen ? replaceWithin(member, chance) : member));
  }
  if (!isPlain(value) || Object.keys(value).length === 0 || chance.happens(0.1)) return chance.one(values);
  const key = chance.one(Object.keys(value));
  if (chance.happens(0.15)) return { ...value, [chance.one(names)]: chance.one(values) };
  return { ...value, [key]: replaceWithin(value[key], chance) };
}

function dropWithin(value: unknown, chance: Chance): unknown {
  if (!isPlain(value) || Object.keys(value).length === 0) return value;
  const key = chance.one(Object.keys(value));
  if (isPlain(value[key]) && chance.happens(0.7)) return { ...value, [key]: dropWithin(value[key], chance) };
  const { [key]: _gone, ...rest } = value;
  return rest;
}
