import type { Work } from '../work.ts';
import type { Content } from './receive.ts';
import type { CopyState, Scanned } from './store.ts';

/** What is known of a file of a record, beside what people said of it. */
export interface FileFacts {
  readonly fileId: string;
  readonly dataClass: string;
  readonly kind: string;
  readonly size: number;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly scan: Scanned;
  readonly copy: CopyState;
}

interface Held extends Content {
  readonly kind: string;
  readonly size: number;
}

/** A file with what opens it. */
export interface FoundFile extends FileFacts {
  /** Absent while a scanner is being asked, and where it found something: then nothing of the file is given out. */
  readonly original: Held | undefined;
  readonly shown: Held | undefined;
}

const facts = ['file_id', 'data_class', 'kind', 'size', 'sha256', 'scan', 'copy'] as const;

/** The record's files whose data class the viewer holds. */
export async function listFiles(work: Work, recordId: string): Promise<readonly FileFacts[]> {
  const rows = await work.db
    .selectFrom('files.file')
    .select(facts)
    .where('record_id', '=', recordId)
    .orderBy('file_id')
    .execute();
  return rows.map(factsOf);
}

/** A file of this record that the viewer may see. */
export async function findFile(work: Work, recordId: string, fileId: string): Promise<FoundFile | undefined> {
  const row = await work.db
    .selectFrom('files.file')
    .select([...facts, 'place', 'key_id', 'wrapped'])
    .select(['copy_kind', 'copy_size', 'copy_place', 'copy_key_id', 'copy_wrapped'])
    .where('record_id', '=', recordId)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  if (!row) return undefined;
  const isFree = row.scan === 'clean' || row.scan === 'not-scanned';
  const {
    copy_kind: kind,
    copy_size: size,
    copy_place: place,
    copy_key_id: keyId,
    copy_wrapped: bytes,
  } = row;
  return {
    ...factsOf(row),
    original: isFree
      ? {
          place: row.place,
          wrapped: { keyId: row.key_id, bytes: row.wrapped },
          kind: row.kind,
          size: row.size,
        }
      : undefined,
    shown:
      isFree && kind && size !== null && place && keyId && bytes
        ? { place, wrapped: { keyId, bytes }, kind, size }
        : undefined,
  };
}

interface Row {
  readonly file_id: string;
  readonly data_class: string;
  readonly kind: string;
  readonly size: number;
  readonly sha256: Buffer;
  readonly scan: string;
  readonly copy: string;
}

const factsOf = (row: Row): FileFacts => ({
  fileId: row.file_id,
  dataClass: row.data_class,
  kind: row.kind,
  size: row.size,
  sha256: row.sha256.toString('hex'),
  scan: row.scan as Scanned,
  copy: row.copy as CopyState,
});
