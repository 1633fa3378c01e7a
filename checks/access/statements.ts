/** What a web asks its database, in order: the texts alone, without values. */
import { connect } from '../../platform/db/connect.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { TestDatabase } from '../../platform/testing/database.ts';

export interface Overheard {
  readonly db: Kysely<Tables>;
  /** Runs `act` and answers the statements that were sent meanwhile, over all connections. */
  during<T>(act: () => Promise<T>): Promise<readonly [T, readonly string[]]>;
  close(): Promise<void>;
}

interface Asking {
  query(...asked: unknown[]): unknown;
}

export function overhear(database: TestDatabase): Overheard {
  const connection = connect({ ...database.config.app, max: 4 });
  let heard: string[] = [];
  connection.pool.on('connect', (client: Asking) => {
    const query = client.query.bind(client);
    client.query = (...asked) => {
      heard.push(textOf(asked[0]));
      return query(...asked);
    };
  });
  return {
    db: connection.db,
    close: () => connection.close(),
    during: async act => {
      heard = [];
      const done = await act();
      return [done, heard];
    },
  };
}

const textOf = (asked: unknown): string =>
  typeof asked === 'string'
    ? asked
    : typeof asked === 'object' && asked !== null && 'text' in asked
      ? String(asked.text)
      : 'unknown';
