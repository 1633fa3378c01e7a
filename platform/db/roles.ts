import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { keepText } from './kept-file.ts';

export interface RoleUrls {
  readonly app: pg.ClientConfig;
  readonly migrator: pg.ClientConfig;
}

/**
 * Makes the three roles and the database, as an administrator. nrm_owner owns every object and cannot sign in;
 * nrm_migrator may act as it; nrm_app sees only what row-level security shows.
 * Passwords are made once and kept in `folder`.
 */
export async function prepareRoles(
  admin: pg.ClientConfig,
  folder: string,
  database = 'opennrm',
): Promise<RoleUrls> {
  const secrets = ensureSecrets(folder);
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await ensureRole(client, 'nrm_owner', 'NOLOGIN');
    await ensureRole(
      client,
      'nrm_migrator',
      `LOGIN NOBYPASSRLS PASSWORD ${client.escapeLiteral(secrets.migrator)}`,
    );
    await ensureRole(client, 'nrm_app', `LOGIN NOBYPASSRLS PASSWORD ${client.escapeLiteral(secrets.app)}`);
    await client.query('GRANT nrm_owner TO nrm_migrator');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER nrm_owner`);
    await client.query(`REVOKE ALL ON DATABASE ${client.escapeIdentifier(database)} FROM PUBLIC`);
    await client.query(
      `GRANT CONNECT ON DATABASE ${client.escapeIdentifier(database)} TO nrm_app, nrm_migrator`,
    );
  } finally {
    await client.end();
  }
  return rolesOf(admin, folder, database);
}

/** How the roles that were made connect. */
export function rolesOf(admin: pg.ClientConfig, folder: string, database = 'opennrm'): RoleUrls {
  const secrets = ensureSecrets(folder);
  const as = (user: string, password: string): pg.ClientConfig => ({ ...admin, database, user, password });
  return { app: as('nrm_app', secrets.app), migrator: as('nrm_migrator', secrets.migrator) };
}

async function ensureRole(client: pg.Client, name: string, options: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${name} ${options}`);
}

function ensureSecrets(folder: string): { app: string; migrator: string } {
  const make = () => randomBytes(24).toString('base64url');
  const kept = keepText(join(folder, 'roles.secret'), () =>
    JSON.stringify({ app: make(), migrator: make() }),
  );
  return JSON.parse(kept) as { app: string; migrator: string };
}
