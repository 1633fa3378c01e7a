import type { Field, Request } from './request.ts';
import { twist, type Twist } from './twist.ts';

/** Well formed, and in no calendar. */
const impossible = [
  ['2001', '02', '30'],
  ['2023', '02', '29'],
  ['1999', '04', '31'],
  ['2000', '13', '01'],
  ['2000', '00', '10'],
  ['2000', '10', '00'],
] as const;
type Day = (typeof impossible)[number];

const isWhole = /^\d{4}-\d{2}-\d{2}$/;
const partOf = (name: string): number => ['year', 'month', 'day'].indexOf(name.split('.').at(-1) ?? '');

/** Of one date only where there are several, as a slip would have it: the first. */
function inFields(fields: readonly Field[], day: Day): readonly Field[] {
  const first = fields.find(([name]) => partOf(name) >= 0)?.[0].replace(/\.\w+$/, '.');
  return fields.map(([name, value]) => {
    if (first && name.startsWith(first) && partOf(name) >= 0) return [name, day[partOf(name)] ?? value];
    return isWhole.test(value) ? [name, day.join('-')] : [name, value];
  });
}

function inJson(value: unknown, day: Day): unknown {
  if (typeof value === 'string') return isWhole.test(value) ? day.join('-') : value;
  if (Array.isArray(value)) return value.map((member: unknown) => inJson(member, day));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, inJson(held, day)]));
}

function withDay(request: Request, day: Day): Request {
  const { query, body } = request;
  const changed = { ...request, query: inFields(query, day) };
  if (body?.kind === 'form')
    return { ...changed, body: { kind: 'form', fields: inFields(body.fields, day) } };
  return body?.kind === 'json'
    ? { ...changed, body: { kind: 'json', value: inJson(body.value, day) } }
    : changed;
}

/** Leaves a request without dates as it is, so that another way of spoiling is drawn. */
export const impossibleDay: Twist = twist('a day that no calendar has', (request, { chance }) => {
  const changed = withDay(request, chance.one(impossible));
  return JSON.stringify([changed.query, changed.body]) === JSON.stringify([request.query, request.body])
    ? request
    : changed;
});
