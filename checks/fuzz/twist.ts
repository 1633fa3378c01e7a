import type { Actor } from './actors.ts';
import type { Chance } from './chance.ts';
import type { Field, Request } from './request.ts';

/** Spoils a request in one way, or leaves it where it has nothing to spoil. Draws only from `chance`. */
export interface Twist {
  readonly name: string;
  readonly apply: (request: Request, with_: Materials) => Request;
}
export interface Materials {
  readonly chance: Chance;
  readonly actors: readonly Actor[];
  /** Whole referrals with a single known flaw. */
  readonly flawed: readonly unknown[];
  /** Requests that were sent before, to be sent again. */
  readonly earlier: readonly Request[];
}

export const twist = (name: string, apply: Twist['apply']): Twist => ({ name, apply });

export const withFields = (
  request: Request,
  change: (fields: readonly Field[]) => readonly Field[],
): Request =>
  request.body?.kind === 'form' || request.body?.kind === 'files'
    ? { ...request, body: { ...request.body, fields: change(request.body.fields) } }
    : request;
export const withBytes = (request: Request, bytes: Buffer | string, type?: string): Request => ({
  ...request,
  headers: type === undefined ? request.headers : withHeader(request.headers, 'content-type', type),
  body: { kind: 'bytes', bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes },
});
export const withHeader = (headers: readonly Field[], name: string, value: string): readonly Field[] => [
  ...headers.filter(([known]) => known !== name),
  [name, value],
];
