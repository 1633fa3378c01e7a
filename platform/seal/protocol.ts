/**
 * How a key service in another process or elsewhere is spoken to: one JSON object asks, one answers; bytes are base64. It is
 * all that a service of one's own (an HSM, a cloud's key management) must speak. docs/guides/keys.md has it in words.
 */
import { z } from 'zod';
import { keyLength } from './box.ts';
import { KeyProblem, keyProblems, type KeyService, type Wrapped } from './keys.ts';

const bytes = z.base64().transform(text => Buffer.from(text, 'base64'));
const about = z.string().max(1_000);

const question = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('newest') }),
  z.strictObject({ op: z.literal('rotate') }),
  z.strictObject({ op: z.literal('wrap'), key: bytes, about }),
  z.strictObject({ op: z.literal('unwrap'), keyId: z.string(), wrapped: bytes, about }),
  z.strictObject({ op: z.literal('rewrap'), keyId: z.string(), wrapped: bytes, about }),
]);
export type Question = z.input<typeof question>;

const problem = z.object({ problem: z.enum(keyProblems) });
const named = z.object({ keyId: z.string().min(1).max(200) });
const wrapped = z.object({ keyId: z.string().min(1).max(200), wrapped: bytes });
const unwrapped = z.object({ key: bytes.refine(key => key.length === keyLength) });

/** The service, through whatever carries questions and answers. `ask` throws where there is no answer. */
export function remoteKeys(ask: (question: Question) => Promise<unknown>): KeyService {
  const answerOf = async <T>(asked: Question, schema: z.ZodType<T>): Promise<T> => {
    const answer = await ask(asked).catch(() => undefined);
    const failed = problem.safeParse(answer);
    if (failed.success) throw new KeyProblem(failed.data.problem);
    const read = schema.safeParse(answer);
    // An answer that cannot be understood is none: nothing is sealed with what a broken service says.
    if (!read.success) throw new KeyProblem('keys-unreachable');
    return read.data;
  };
  const toWrapped = async (asked: Question): Promise<Wrapped> => {
    const { keyId, wrapped: sealed } = await answerOf(asked, wrapped);
    return { keyId, bytes: sealed };
  };
  const sent = (sealed: Wrapped, of: string) => ({
    keyId: sealed.keyId,
    wrapped: sealed.bytes.toString('base64'),
    about: of,
  });
  return {
    newest: async () => (await answerOf({ op: 'newest' }, named)).keyId,
    rotate: async () => (await answerOf({ op: 'rotate' }, named)).keyId,
    wrap: (dataKey, of) => toWrapped({ op: 'wrap', key: dataKey.toString('base64'), about: of }),
    rewrap: (sealed, of) => toWrapped({ op: 'rewrap', ...sent(sealed, of) }),
    unwrap: async (sealed, of) => (await answerOf({ op: 'unwrap', ...sent(sealed, of) }, unwrapped)).key,
  };
}

/** The other end: what a service answers. It tells a problem by its kind alone. */
export async function answerQuestion(
  keys: KeyService,
  asked: unknown,
): Promise<Readonly<Record<string, string>>> {
  const read = question.safeParse(asked);
  if (!read.success) return { problem: 'keys-unreachable' };
  try {
    return await answerTo(keys, read.data);
  } catch (error) {
    return { problem: error instanceof KeyProblem ? error.kind : 'keys-unreachable' };
  }
}

async function answerTo(
  keys: KeyService,
  asked: z.output<typeof question>,
): Promise<Readonly<Record<string, string>>> {
  const said = ({ keyId, bytes: sealed }: Wrapped) => ({ keyId, wrapped: sealed.toString('base64') });
  switch (asked.op) {
    case 'newest':
      return { keyId: await keys.newest() };
    case 'rotate':
      return { keyId: await keys.rotate() };
    case 'wrap':
      return said(await keys.wrap(asked.key, asked.about));
    case 'rewrap':
      return said(await keys.rewrap({ keyId: asked.keyId, bytes: asked.wrapped }, asked.about));
    case 'unwrap': {
      const key = await keys.unwrap({ keyId: asked.keyId, bytes: asked.wrapped }, asked.about);
      return { key: key.toString('base64') };
    }
  }
}
