import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
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
export function connect(config: pg.PoolConfig, onIdleError: (error: Error) => void = () => undefined): Connection {
  const pool = new pg.Pool({ max: 20, ...config });
  pool.on('error', onIdleError);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}
