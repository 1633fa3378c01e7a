import type { Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Pack } from '../pack/pack.ts';
import type { StoredEntry } from './entry.ts';

/** Writes what one entry means into the tables that queries read. It may use nothing but the entry and the pack. */
export type Projection = (db: Transaction<Tables>, entry: StoredEntry, pack: Pack) => Promise<void>;

/** By entry type; several contexts may project one type. */
export type Projections = ReadonlyMap<string, readonly Projection[]>;
