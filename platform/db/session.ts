import type { Kysely } from 'kysely';
import pg from 'pg';
import { connect, type DatabaseAddress } from './connect.ts';
import type { Tables } from './tables.ts';

/** One session of the database, for queries and for COPY: both are then in the same transaction. */
export interface Session {
  readonly db: Kysely<Tables>;
  readonly client: pg.ClientBase;
}

export async function inSession<T>(
  address: DatabaseAddress,
  act: (session: Session) => Promise<T>,
): Promise<T> {
  const connection = connect({ ...address, max: 1, idleTimeoutMillis: 0 });
  let client: pg.ClientBase | undefined;
  connection.pool.on('connect', opened => {
    client = opened;
  });
  try {
    await connection.pool.query('SELECT 1');
    if (!client) throw new Error('The pool has no connection');
    return await act({ db: connection.db, client });
  } finally {
    await connection.close();
  }
}

/** `schema.table`, or one name. */
export const quote = (name: string): string => name.split('.').map(pg.escapeIdentifier).join('.');
