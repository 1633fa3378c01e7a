import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import {
  type HeldCheckpoint,
  openCheckpointFile,
  readNamedSigner,
  writeCheckpointFile,
} from '../../platform/ledger/checkpoint-file.ts';
import type { Finding, WhatIsWrong } from '../../platform/ledger/findings.ts';
import { type NoteKey, readVerifier, type Signer } from '../../platform/ledger/note.ts';
import { findStoredStranger, findUnknownSigner, unknownKey } from '../../platform/ledger/signers.ts';
import { sequenceAll, signCheckpoint } from '../../platform/ledger/sequencer.ts';
import { LedgerDamaged } from '../../platform/ledger/stored-tree.ts';
import { type Verification, verify } from '../../platform/ledger/verify.ts';

export interface Outcome {
  readonly status: 0 | 1;
  readonly lines: readonly string[];
}

export interface LedgerOptions {
  /** The migrator's. */
  readonly db: Kysely<Tables>;
  readonly signer: Signer;
  /** Keys that signed before this one. */
  readonly older?: readonly NoteKey[];
}

const words: Readonly<Record<WhatIsWrong, string>> = {
  'entry-altered': 'the entry and its leaf do not fit: one of them was altered',
  'entry-gone': 'the entry is gone',
  'entry-behind':
    'the entry lies before the end of the tree and is not in it: it was put in later, or its leaf was removed',
  'leaf-gone': 'a place in the tree has no leaf',
  'tree-altered': 'the stored tree does not follow from its leaves: they were moved or altered',
  'payload-altered': 'a payload does not fit its digest',
  'payload-gone': 'a payload is gone, and no erasure in the ledger names it',
  'payload-stray': 'a payload has no entry that vouches for it, or stands under another record',
  'versions-broken': 'the changes of a record are not numbered 1, 2, 3 … up to its version',
  'differs-from-checkpoint': 'the entry here is not the one that the checkpoint covers',
  cut: 'the ledger ends before the checkpoint does: entries were cut off',
  'root-differs': 'the tree is not the one that the checkpoint signed',
  'checkpoint-unreadable': 'a checkpoint is damaged, or was signed by none of the known keys',
};

/** `./opennrm ledger verify [--checkpoint FILE]`: 0 where all is as it was, 1 where anything is not. */
export async function verifyLedger(
  options: LedgerOptions & {
    readonly checkpoint?: string;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<Outcome> {
  const known = [readVerifier(options.signer.verifier), ...(options.older ?? [])];
  const stranger = await findStoredStranger(options.db, known);
  if (stranger !== undefined) return { status: 1, lines: [unknownKey(stranger)] };
  const held: HeldCheckpoint[] = [];
  if (options.checkpoint !== undefined) {
    const opened = await openCheckpointFile(options.checkpoint, known).catch(() => undefined);
    if (!opened) return { status: 1, lines: [await whyNotOpened(options.checkpoint, known)] };
    held.push(opened);
  }
  const progress = options.onProgress ? { onProgress: options.onProgress } : {};
  const result = await verify(options.db, { known, held, ...progress });
  return result.isSound
    ? { status: 0, lines: ['The ledger is sound.', ...summary(result, options.checkpoint)] }
    : { status: 1, lines: [...damage(result), ...summary(result, options.checkpoint)] };
}

async function whyNotOpened(file: string, known: readonly NoteKey[]): Promise<string> {
  const signer = await readNamedSigner(file, known).catch(() => undefined);
  return signer === undefined
    ? `${file} cannot be read, or holds no checkpoint.`
    : `${file} is refused. ${unknownKey(signer)}`;
}

/** `./opennrm ledger checkpoint FILE`: everything that is committed, signed, in a file for somebody else to keep. */
export async function writeCheckpoint(options: LedgerOptions & { readonly file: string }): Promise<Outcome> {
  const stranger = await findUnknownSigner(options.db, options.signer, options.older ?? []);
  if (stranger !== undefined) return { status: 1, lines: [unknownKey(stranger)] };
  try {
    await sequenceAll(options.db);
    await signCheckpoint(options.db, options.signer, options.older);
    const { size, root } = await writeCheckpointFile(options.db, options.signer, options.file);
    return {
      status: 0,
      lines: [
        `${options.file} covers ${count(size, 'entry', 'entries')}; root ${root.toString('hex')}.`,
        'Give it to somebody outside this organisation: the ledger can be checked against it at any time.',
        `It is signed by ${options.signer.verifier}`,
      ],
    };
  } catch (error) {
    if (error instanceof LedgerDamaged)
      return { status: 1, lines: [`Not signed: ${error.message}. Run ./opennrm ledger verify.`] };
    if (error instanceof TypeError || (error instanceof Error && 'syscall' in error))
      return { status: 1, lines: [`${options.file} cannot be written: ${error.message}.`] };
    throw error;
  }
}

function damage({ first, counts }: Verification): string[] {
  const all = [...counts].map(([what, times]) => `  ${times} × ${words[what]}`);
  return [
    'The ledger is NOT as it was.',
    ...(first ? [`First: ${describe(first)}.`] : []),
    'In all:',
    ...all,
  ];
}

function describe({ what, leafIndex, entryId, type, recordId, checkpointSize }: Finding): string {
  const where = [
    leafIndex === undefined ? undefined : `place ${leafIndex}`,
    entryId && `entry ${entryId}`,
    type && `(${type})`,
    !entryId && recordId ? `record ${recordId}` : undefined,
    checkpointSize === undefined ? undefined : `checkpoint of ${count(checkpointSize, 'entry', 'entries')}`,
  ];
  return `${where.filter(each => each !== undefined).join(' ')}: ${words[what]}`;
}

function summary(result: Verification, checkpoint: string | undefined): string[] {
  return [
    `${count(result.entries, 'entry', 'entries')} in the tree, ${result.notInTree} not in it yet; ${count(result.erased, 'payload', 'payloads')} lawfully erased.`,
    checkpoint === undefined
      ? 'No checkpoint held elsewhere was given (--checkpoint FILE): a rewrite of everything would not be seen.'
      : `Not yet anchored in ${checkpoint}: ${count(result.notAnchored, 'entry', 'entries')}.`,
    `${count(result.checkpoints.stored, 'stored checkpoint', 'stored checkpoints')} met.`,
  ];
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
