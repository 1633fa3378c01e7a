import type { Result } from '../pure/result.ts';
import { refuse } from '../pure/result.ts';
import type { Work } from '../work.ts';
import { type KeptWrite, type Outcome, readEarlier, rememberOutcome } from './keys.ts';
import { transact, type Visit } from './visit.ts';
import type { Web } from './web.ts';

export interface Write {
  readonly kind: 'browser' | 'token';
  readonly key: string;
  readonly digest: Buffer;
}

/**
 * Runs a write once: a repeat with the same key gets the first one's outcome, also when both arrive at once.
 * The outcome is remembered in the write's own transaction.
 */
export async function writeOnce(
  web: Web,
  visit: Visit,
  write: Write,
  act: (work: Work) => Promise<Result<Outcome>>,
): Promise<Result<Outcome>> {
  const { kind, key, digest } = write;
  const once = async (work: Work, kept: KeptWrite | undefined): Promise<Result<Outcome>> => {
    const earlier = readEarlier(kept, digest);
    if (earlier) return earlier.same ? { ok: true, value: earlier.outcome } : refuse('key-reused');
    const done = await act(work);
    if (done.ok) await rememberOutcome(work, key, digest, done.value);
    return done;
  };
  const attempt = () => transact(web, visit, kind, once, key);
  try {
    const done = await attempt();
    // A twin may have won while this one worked, and changed what this one met: then the twin's outcome is the answer.
    return done.ok || done.error.code === 'invalid' ? done : await answerOfTwin(web, visit, write, done);
  } catch (error) {
    if (isKeyClash(error)) return attempt();
    throw error;
  }
}

async function answerOfTwin(
  web: Web,
  visit: Visit,
  { kind, key, digest }: Write,
  refused: Result<Outcome>,
): Promise<Result<Outcome>> {
  const answer = async (_work: Work, kept: KeptWrite | undefined) => {
    const earlier = readEarlier(kept, digest);
    return earlier?.same ? { ok: true as const, value: earlier.outcome } : refused;
  };
  return transact(web, visit, kind, answer, key);
}

export const isKeyClash = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'table' in error &&
  error.table === 'write_key';
