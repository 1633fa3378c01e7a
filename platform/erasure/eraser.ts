import type { Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Erasure } from '../ledger/erase.ts';
import type { Pack } from '../pack/pack.ts';
import type { Kept } from '../pack/retention.ts';
import type { DataClass } from '../pure/classes.ts';
import type { Instant } from '../pure/time.ts';
import type { Entry } from '../ledger/entry.ts';

/** Something that is kept, by its id: of a record of the ledger, or of something that has none. */
export type KeptRow = Kept & { readonly id: string };

export interface Asking {
  readonly pack: Pick<Pack, 'retention' | 'rules' | 'timeZone'>;
  readonly now: Instant;
}

/** Which of them are asked for: the next ones after an id, or one. */
export type Which = { readonly after: string; readonly most: number } | { readonly id: string };

/** How one kind of thing that is kept is found, and how it goes. `db` is always the migrator's. */
export interface Eraser {
  readonly of: Kept['of'];
  /** In the order of their ids. */
  list(db: Transaction<Tables>, asking: Asking, which: Which): Promise<readonly KeptRow[]>;
  /** Which payloads of the ledger go: of these classes, or of all; `isDue` is asked of what counts by itself, each sight. */
  entries?(
    db: Transaction<Tables>,
    id: string,
    classes: readonly DataClass[] | undefined,
    isDue: (at: Instant) => boolean,
  ): Promise<readonly Erasure[]>;
  /**
   * Everything else that holds it: rows that people work on, keys, what queries read. Also what it was before, for an older
   * backup knows it as that. Doing it again changes nothing.
   */
  rows(db: Transaction<Tables>, id: string, classes: readonly DataClass[] | undefined): Promise<void>;
  /** Whatever is listed has something to go, also where the ledger holds nothing of it. */
  readonly goesWhole?: true;
  /** What became true of the record by it, beside that it was erased. */
  readonly says?: readonly Entry[];
}
