import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { PreparingClient } from './prepare.ts';
import type { Tables } from './tables.ts';

// bigint columns hold counts and positions far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Dates stay text: a date without a time must never become an instant in somebody's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text);

export interface Connection {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** A pool of at most `max` connections. Errors on idle connections are passed to `onIdleError`, never thrown. */
export function connect(
  config: pg.PoolConfig,
  onIdleError: (error: Error) => void = () => undefined,
): Connection {
  const pool = new pg.Pool({ max: 20, Client: PreparingClient, ...config });
  let isClosing = false;
  // Sockets of a pool that is being closed may still report the server's end.
  const tell = (error: Error) => isClosing || onIdleError(error);
  pool.on('error', tell);
  // A connection that breaks while it is in use fails its query; unheard, its error would end the process.
  pool.on('connect', client => client.on('error', tell));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = () => {
    isClosing = true;
    return db.destroy();
  };
  return { db, pool, close };
}

/** Whether the database answers at all. */
export async function answers(db: Kysely<Tables>): Promise<boolean> {
  return sql`SELECT 1`.execute(db).then(
    () => true,
    () => false,
  );
}

/** How a database is reached. */
export type DatabaseAddress = pg.ClientConfig;
