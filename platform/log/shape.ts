import { constants } from 'node:os';
import { refusalCodes } from '../pure/result.ts';
import { type LogLine, logEvents } from './events.ts';
import { faultOf } from './fault.ts';

/** Names and whole messages that the source code holds, and so may be written. */
export interface Known {
  readonly names: ReadonlySet<string>;
  readonly messages: ReadonlySet<string>;
}

/** Stands where a value was not of the allowed shape, so that its absence is seen. */
export const unlisted = 'unlisted';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const events: ReadonlySet<string> = new Set(logEvents);
const refusals: ReadonlySet<string> = new Set(refusalCodes);

type Shape = (value: unknown, known: Known) => unknown;
const id: Shape = value => (typeof value === 'string' && uuid.test(value) ? value : unlisted);
const name: Shape = (value, known) =>
  typeof value === 'string' && known.names.has(value) ? value : unlisted;
const oneOf =
  (set: ReadonlySet<string>): Shape =>
  value =>
    typeof value === 'string' && set.has(value) ? value : unlisted;
const amount: Shape = value => (typeof value === 'number' && Number.isFinite(value) ? value : unlisted);

const shapes: { readonly [Field in keyof LogLine]-?: Shape } = {
  event: oneOf(events),
  request: id,
  record: id,
  entry: id,
  job: id,
  route: name,
  queue: name,
  action: name,
  outcome: name,
  refusal: oneOf(refusals),
  part: name,
  pack: name,
  method: oneOf(methods),
  signal: oneOf(new Set(Object.keys(constants.signals))),
  status: amount,
  milliseconds: amount,
  seconds: amount,
  count: amount,
  bytes: amount,
  attempt: amount,
  port: amount,
  error: (value, known) => faultOf(value, known.messages),
};

/** A line as it may be written, whatever it was called with: unknown fields are dropped, unknown values are `unlisted`. */
export function shaped(line: LogLine, known: Known): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [field, shape] of Object.entries(shapes)) {
    const value: unknown = Object.hasOwn(line, field) ? Reflect.get(line, field) : undefined;
    if (value !== undefined) written[field] = shape(value, known);
  }
  return written;
}
