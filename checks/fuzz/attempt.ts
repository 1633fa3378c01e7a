import { brokenOff, faultsOf } from './judge.ts';
import type { Planned } from './plan.ts';
import { type Request, tell, toBytes } from './request.ts';
import { type Answer, BadAnswer, Hang, sendBytes } from './send.ts';

export interface Attempted {
  /** Undefined where none came. */
  readonly answer: Answer | undefined;
  readonly faults: readonly string[];
}

/** Sends a request and says what is wrong with how it was answered. */
export async function attempt(port: number, request: Request): Promise<Attempted> {
  const bytes = toBytes(request);
  // A server that answers before it has read everything closes on what still comes, and TCP then drops what it had sent.
  const mayBreakOff = bytes.length > 100_000;
  try {
    const answer = await sendBytes(port, bytes);
    const faults = faultsOf(request.method, request.path, answer);
    return { answer, faults: faults.filter(fault => !(mayBreakOff && brokenOff.has(fault))) };
  } catch (error) {
    if (mayBreakOff && error instanceof BadAnswer) return { answer: undefined, faults: [] };
    if (error instanceof Hang || error instanceof BadAnswer)
      return { answer: undefined, faults: [error.message] };
    throw error;
  }
}

export interface Failure {
  readonly place: number;
  readonly operation: string;
  readonly role: string;
  readonly twists: readonly string[];
  readonly faults: readonly string[];
  /** The smallest request found that is answered as badly. */
  readonly request: string;
  readonly answer: string;
  readonly log: readonly string[];
}

/** Takes parts of a failed request away for as long as it still fails. */
export async function shrink(
  port: number,
  planned: Planned,
  first: Attempted,
  log: readonly string[],
): Promise<Failure> {
  let smallest = planned.request;
  let found = first;
  const tryOut = async (request: Request): Promise<boolean> => {
    const again = await attempt(port, request);
    if (again.faults.length === 0) return false;
    [smallest, found] = [request, again];
    return true;
  };
  const isSame = (await attempt(port, planned.request)).faults.length > 0;
  if (isSame && !(await tryOut(planned.base))) {
    await dropOneByOne(smallest.headers.length, at =>
      tryOut({ ...smallest, headers: without(smallest.headers, at) }),
    );
    await dropOneByOne(smallest.query.length, at =>
      tryOut({ ...smallest, query: without(smallest.query, at) }),
    );
    const { body } = smallest;
    if (body?.kind === 'form' && body.fields.length < 200)
      await dropOneByOne(body.fields.length, at =>
        tryOut({ ...smallest, body: { kind: 'form', fields: without(fieldsOf(smallest), at) } }),
      );
  }
  const { answer } = found;
  return {
    place: planned.place,
    operation: planned.operation.name,
    role: planned.actor.role,
    twists: planned.twists,
    faults: found.faults,
    request: tell(smallest),
    answer: answer ? `${answer.status} ${answer.body.toString('utf8').slice(0, 300)}` : 'none',
    log: log.slice(-2),
  };
}

async function dropOneByOne(count: number, drop: (at: number) => Promise<boolean>): Promise<void> {
  for (let at = count - 1; at >= 0; at--) await drop(at);
}

const without = <T>(from: readonly T[], at: number): readonly T[] => from.filter((_, place) => place !== at);
const fieldsOf = ({ body }: Request) => (body?.kind === 'form' ? body.fields : []);
