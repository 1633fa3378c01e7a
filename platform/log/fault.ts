import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getSystemErrorMap } from 'node:util';

/**
 * What may be written of an error. Its message and properties can hold what a person typed or what a row contains, and
 * its name can be set by anybody: so the class comes from its constructor, and the frames only from files that exist.
 */
export interface LoggedFault {
  readonly kind: string;
  readonly code?: string;
  /** The file and line of each frame, ours and packages', newest first. */
  readonly at?: readonly string[];
  /** Set only where the whole message is one of those that the source code declared. */
  readonly message?: string;
  readonly cause?: LoggedFault;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const systemCodes = new Set([...getSystemErrorMap().values()].map(([code]) => code));
/** Node's and fastify's own codes, or an SQLSTATE (five letters and digits, a digit among them). */
const codeShape = /^(ERR|UND_ERR|FST)_[A-Z0-9_]{2,60}$|^(?=[A-Z]*\d)[A-Z0-9]{5}$/;
const deepest = 3;

/** @param messages whole messages that may be written, since the source code holds them */
export function faultOf(error: unknown, messages: ReadonlySet<string>, depth = 0): LoggedFault {
  if (!(error instanceof Error)) return { kind: error === null ? 'null' : typeof error };
  const code = codeOf(error);
  const at = framesOf(error);
  return {
    kind: classOf(error),
    ...(code ? { code } : {}),
    ...(messages.has(error.message) ? { message: error.message } : {}),
    ...(at.length > 0 ? { at } : {}),
    ...(error.cause !== undefined && depth < deepest
      ? { cause: faultOf(error.cause, messages, depth + 1) }
      : {}),
  };
}

function classOf(error: Error): string {
  const prototype: unknown = Object.getPrototypeOf(error);
  const made: unknown = prototype instanceof Object ? prototype.constructor : undefined;
  return typeof made === 'function' && /^\w{1,60}$/.test(made.name) ? made.name : 'Error';
}

function codeOf(error: Error): string | undefined {
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code !== 'string') return undefined;
  return systemCodes.has(code) || codeShape.test(code) ? code : undefined;
}

/** A stack begins with the message, which may span lines and imitate frames: it is cut away, and files must exist. */
function framesOf(error: Error): string[] {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const start = error.message === '' ? 0 : stack.indexOf(error.message) + error.message.length;
  return stack
    .slice(Math.max(start, 0))
    .split('\n')
    .map(frame => /^ {4}at .*?\(?(?:file:\/\/)?([^\s()]+):(\d+):\d+\)?$/.exec(frame))
    .flatMap(found => (found?.[1] && found[2] ? (placeOf(found[1], found[2]) ?? []) : []));
}

function placeOf(file: string, line: string): string | undefined {
  if (/^node:[\w/]+$/.test(file)) return `${file}:${line}`;
  if (!file.startsWith(root) || !existsSync(file)) return undefined;
  return `${file.slice(root.length)}:${line}`;
}
