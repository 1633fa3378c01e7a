import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { keepLegalGrounds } from '../access/legal-grounds.ts';
import { connect, type Connection } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { prepareRoles, rolesOf } from '../db/roles.ts';
import type { Tables } from '../db/tables.ts';
import { dataClasses, purposes } from '../pure/classes.ts';
import { releaseTestServer, useTestServer } from './server.ts';

export interface TestDatabase {
  readonly name: string;
  readonly app: Kysely<Tables>;
  readonly migrator: Kysely<Tables>;
  readonly superuser: Kysely<Tables>;
  readonly config: {
    readonly app: pg.ClientConfig;
    readonly migrator: pg.ClientConfig;
    readonly superuser: pg.ClientConfig;
  };
  close(): Promise<void>;
}

/**
 * A fresh, migrated database: a copy of a template that is made once per server.
 * Inside a test file it is dropped after the file's tests; elsewhere call `close`.
 */
export async function testDatabase(options: { closeAfterTests?: boolean } = {}): Promise<TestDatabase> {
  const server = await useTestServer();
  const template = await ensureTemplate(server.superuser, server.folder);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(
    server.superuser,
    `CREATE DATABASE ${name} TEMPLATE ${template} OWNER nrm_owner STRATEGY FILE_COPY`,
  );
  await administer(server.superuser, `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await administer(server.superuser, `GRANT CONNECT ON DATABASE ${name} TO nrm_app, nrm_migrator`);
  // The roles were made with the template: test processes side by side must not alter them all at once.
  const roles = rolesOf(server.superuser, server.folder, name);
  const superuser = { ...server.superuser, database: name };
  const open: Connection[] = [];
  const opened = (config: pg.ClientConfig) => {
    const connection = connect({ ...config, max: 20 });
    open.push(connection);
    return connection.db;
  };
  const close = async () => {
    await Promise.all(open.map(connection => connection.close()));
    await administer(server.superuser, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  if (options.closeAfterTests ?? true) {
    inUse += 1;
    after(async () => {
      await close();
      inUse -= 1;
      // A file may have several: the last one ends the server.
      if (inUse === 0) await releaseTestServer();
    });
  }
  return {
    name,
    app: opened(roles.app),
    migrator: opened(roles.migrator),
    superuser: opened(superuser),
    config: { ...roles, superuser },
    close,
  };
}

let inUse = 0;

/** What tests grant without a pack; who loads one keeps the pack’s grounds instead. */
const groundsOfTests = purposes.map(purpose => ({
  basis: 'test',
  purpose,
  classes: dataClasses,
}));

/** Test processes run side by side: the first to come makes the template under an advisory lock. */
async function ensureTemplate(admin: pg.ClientConfig, folder: string): Promise<string> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(4711)');
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_database WHERE datname = 'nrm_template' AND datistemplate`,
    );
    if (rowCount) return 'nrm_template';
    await client.query('DROP DATABASE IF EXISTS nrm_template');
    const roles = await prepareRoles(admin, folder, 'nrm_template');
    const migrator = connect({ ...roles.migrator, max: 1 });
    await migrate(migrator.db);
    await keepLegalGrounds(migrator.db, { grants: groundsOfTests });
    await migrator.close();
    await client.query('ALTER DATABASE nrm_template IS_TEMPLATE true');
    return 'nrm_template';
  } finally {
    await client.end();
  }
}

async function administer(admin: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
