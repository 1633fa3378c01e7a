import { createHash } from 'node:crypto';
import { type Frame, readFrames } from './frames.ts';
import { type Head, type Note, readNote } from './manifest.ts';
import { altered } from './problem.ts';
import { digesting, digestRows } from './rows-digest.ts';

type Rows = AsyncIterable<Buffer>;

/** What becomes of each part of a backup, in its order. Each must take all that it is given. */
export interface Visitor {
  begin?(head: Head): Promise<void>;
  table(table: Head['tables'][number], rows: Rows): Promise<void>;
  /** What the table's rows come to, told after them. */
  tableEnd?(table: Head['tables'][number], digest: string): Promise<void>;
  /** All tables are told. */
  tablesEnd?(head: Head): Promise<void>;
  file(place: string, content: Rows): Promise<void>;
}

export interface Walked {
  readonly head: Head;
  /** Contents whose file is in the backup. */
  readonly files: number;
  /** Contents that were erased while the backup was taken. */
  readonly erased: number;
  /** Contents that the database knew and the store had not. */
  readonly lost: readonly string[];
}

/**
 * Goes through a backup from beginning to end and holds it against what it says of itself: order, counts, digests.
 * @throws BackupProblem
 */
export async function walk(source: AsyncIterable<Buffer>, visitor: Visitor): Promise<Walked> {
  const frames = readFrames(source);
  const head = await nextNote(frames, 'begin');
  await visitor.begin?.(head);
  for (const table of head.tables) {
    const { name } = await nextNote(frames, 'table');
    if (name !== table.name) throw altered();
    const digest = digestRows();
    const data = dataOf(frames);
    await visitor.table(table, digesting(data.pieces, digest));
    const end = data.end('table-end');
    const { rows, digest: found } = digest.result();
    if (rows !== table.rows || rows !== end.rows || found !== end.digest) throw altered();
    await visitor.tableEnd?.(table, found);
  }
  await visitor.tablesEnd?.(head);
  const told = await walkFiles(frames, head.files, visitor);
  await nextNote(frames, 'end');
  if (!(await frames.next()).done) throw altered();
  return { head, ...told };
}

async function walkFiles(frames: AsyncGenerator<Frame, void>, count: number, visitor: Visitor) {
  let [files, erased] = [0, 0];
  const lost: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const note = await nextNote(frames, 'file', 'file-gone');
    if (note.is === 'file-gone') {
      if (note.isLost) lost.push(note.place);
      else erased += 1;
      continue;
    }
    const hash = createHash('sha256');
    let bytes = 0;
    const data = dataOf(frames);
    const content = async function* () {
      for await (const piece of data.pieces) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    };
    await visitor.file(note.place, content());
    const end = data.end('file-end');
    if (end.bytes !== bytes || end.sha256 !== hash.digest('hex')) throw altered();
    files += 1;
  }
  return { files, erased, lost };
}

type NoteOf<Is extends Note['is']> = Extract<Note, { readonly is: Is }>;

function expectNote<Is extends Note['is']>(frame: Frame | undefined, ...wanted: Is[]): NoteOf<Is> {
  if (frame?.kind !== 'note') throw altered();
  const note = readNote(frame.note);
  const isWanted = (each: Note): each is NoteOf<Is> => (wanted as string[]).includes(each.is);
  if (!isWanted(note)) throw altered();
  return note;
}

async function nextNote<Is extends Note['is']>(
  frames: AsyncGenerator<Frame, void>,
  ...wanted: Is[]
): Promise<NoteOf<Is>> {
  return expectNote(await nextFrame(frames), ...wanted);
}

async function nextFrame(frames: AsyncGenerator<Frame, void>): Promise<Frame | undefined> {
  const next = await frames.next();
  return next.done ? undefined : next.value;
}

/** The data up to the next note, and that note once the data was taken. */
function dataOf(frames: AsyncGenerator<Frame, void>) {
  let after: Frame | undefined;
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (;;) {
      const frame = await nextFrame(frames);
      if (frame?.kind === 'data') {
        yield frame.data;
        continue;
      }
      if (!frame) throw altered();
      after = frame;
      return;
    }
  };
  return {
    pieces: pieces(),
    end: <Is extends Note['is']>(wanted: Is) => expectNote(after, wanted),
  };
}
