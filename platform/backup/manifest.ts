import { z } from 'zod';
import { altered } from './problem.ts';

const count = z.int().nonnegative();

/** What comes first in a backup: all that a restore must know before it touches anything. */
const headSchema = z.object({
  is: z.literal('begin'),
  madeAt: z.string(),
  /** That were applied, in order: the version of the tables. */
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: count })),
  sequences: z.array(z.object({ name: z.string(), last: z.int(), isCalled: z.boolean() })),
  ledger: z.object({
    /** Of the tree, and its root in hexadecimal. */
    size: count,
    root: z.string(),
    epoch: count,
    /** In the tree or not. */
    entries: count,
    isSound: z.boolean(),
    /** Public keys that may have signed checkpoints. */
    verifiers: z.array(z.string()),
  }),
  /** The keys without which what is sealed cannot be opened; the keys themselves are in no backup. */
  keyIds: z.array(z.string()),
  files: count,
});
export type Head = z.output<typeof headSchema>;

const notes = z.discriminatedUnion('is', [
  headSchema,
  z.object({ is: z.literal('table'), name: z.string() }),
  z.object({ is: z.literal('table-end'), rows: count, digest: z.string() }),
  z.object({ is: z.literal('file'), place: z.string() }),
  z.object({ is: z.literal('file-end'), bytes: count, sha256: z.string() }),
  /** Its content was not there. Erased meanwhile, or lost? */
  z.object({ is: z.literal('file-gone'), place: z.string(), isLost: z.boolean() }),
  z.object({ is: z.literal('end') }),
]);
export type Note = z.output<typeof notes>;

/** @throws BackupProblem */
export function readNote(value: unknown): Note {
  const read = notes.safeParse(value);
  if (!read.success) throw altered();
  return read.data;
}
