import { type NoteKey, openNote, type Signer, signNote } from './note.ts';

/** The head of the tree, signed: C2SP tlog-checkpoint (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  /** Names the ledger: equals the name of the key that signs. */
  readonly origin: string;
  /** Entries in the tree. */
  readonly size: number;
  readonly root: Buffer;
  /** SHA-256 of the locator that travels with it in a file. */
  readonly locator?: Buffer;
}

// C2SP leaves the extension lines to us; other readers skip them.
const locatorLine = /^opennrm-locator ([A-Za-z0-9+/]{43}=)$/;

export function writeCheckpointNote(head: Omit<Checkpoint, 'origin'>, signer: Signer): string {
  const lines = [signer.name, String(head.size), head.root.toString('base64')];
  if (head.locator) lines.push(`opennrm-locator ${head.locator.toString('base64')}`);
  return signNote(lines.map(line => `${line}\n`).join(''), signer);
}

/** Undefined where the note is no checkpoint, or none of the known keys signed it. */
export function readCheckpointNote(note: string, known: readonly NoteKey[]): Checkpoint | undefined {
  const text = openNote(note, known);
  if (text === undefined) return undefined;
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  const rootBytes = Buffer.from(root, 'base64');
  const isExact = rootBytes.length === 32 && rootBytes.toString('base64') === root;
  const isSize = /^(0|[1-9]\d*)$/.test(size) && Number.isSafeInteger(Number(size));
  if (!known.some(key => key.name === origin) || !isExact || !isSize) return undefined;
  const found = extensions.map(line => locatorLine.exec(line)?.[1]).find(line => line !== undefined);
  return {
    origin,
    size: Number(size),
    root: rootBytes,
    ...(found === undefined ? {} : { locator: Buffer.from(found, 'base64') }),
  };
}
