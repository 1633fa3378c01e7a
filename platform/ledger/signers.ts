import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { asService } from '../db/transaction.ts';
import { labelOf, namedSigners, type NoteKey } from './note.ts';

/** The signer that a note names where none of those that it names is known; undefined also where it names none. */
export function unknownSigner(note: string, known: readonly NoteKey[]): string | undefined {
  const labels = namedSigners(note);
  return labels.some(label => known.some(key => labelOf(key) === label)) ? undefined : labels[0];
}

/** The same of the last checkpoint that was stored: what is signed next must follow from it. */
export function findUnknownSigner(
  db: Kysely<Tables>,
  signer: NoteKey,
  older: readonly NoteKey[],
): Promise<string | undefined> {
  return asService(db, 'sequencer', async transaction => {
    const last = await sql<{ note: string }>`
      SELECT note FROM ledger.checkpoint ORDER BY size DESC LIMIT 1`.execute(transaction);
    return last.rows[0] && unknownSigner(last.rows[0].note, [signer, ...older]);
  });
}

/** The same of every stored checkpoint, oldest first. `db` is the migrator's. */
export async function findStoredStranger(
  db: Kysely<Tables>,
  known: readonly NoteKey[],
): Promise<string | undefined> {
  for (let above = -1; ; ) {
    const { rows } = await sql<{ size: number; note: string }>`
      SELECT size, note FROM ledger.checkpoint WHERE size > ${above} ORDER BY size LIMIT 1000`.execute(db);
    const stranger = rows.map(({ note }) => unknownSigner(note, known)).find(label => label !== undefined);
    if (stranger !== undefined || rows.length === 0) return stranger;
    above = rows.at(-1)?.size ?? above;
  }
}

/** One line that says what to do. */
export const unknownKey = (label: string): string =>
  `A checkpoint was signed by the key ${label}, which is not known here. If it was yours, add its public key to NRM_LEDGER_OLDER_KEYS; if not, somebody else signed it.`;
