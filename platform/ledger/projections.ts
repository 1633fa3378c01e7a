import type { Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Pack } from '../pack/pack.ts';
import type { StoredEntry } from './entry.ts';

/** Writes what one entry means into the tables that queries read. It may use nothing but the entry and the pack. */
export interface Projection {
  (db: Transaction<Tables>, entry: StoredEntry, pack: Pack): Promise<void>;
  /** The same for entries of one type, each of another record. */
  readonly many?: ProjectionOfMany;
}
type ProjectionOfMany = (
  db: Transaction<Tables>,
  entries: readonly StoredEntry[],
  pack: Pack,
) => Promise<void>;

/** A projection that takes no more statements for many entries than for one: a single entry is many of which there is one. */
export const inMany = (many: ProjectionOfMany): Projection =>
  Object.assign((db: Transaction<Tables>, entry: StoredEntry, pack: Pack) => many(db, [entry], pack), {
    many,
  });

/** One statement each where a projection knows no better. */
export async function projectMany(
  project: Projection,
  db: Transaction<Tables>,
  entries: readonly StoredEntry[],
  pack: Pack,
): Promise<void> {
  if (project.many) return project.many(db, entries, pack);
  for (const entry of entries) await project(db, entry, pack);
}

/** By entry type; several contexts may project one type. */
export type Projections = ReadonlyMap<string, readonly Projection[]>;
