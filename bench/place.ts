import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateAs } from '../app/database.ts';
import { prepareRoles, type RoleUrls } from '../platform/db/roles.ts';
import { startServer } from '../platform/db/server.ts';

/** A PostgreSQL of the benchmarks' own, as durable as anybody's, in a folder that is removed at the end. */
export interface Place {
  readonly folder: string;
  readonly pid: number;
  /** A migrated database, or a copy of one to which nobody is connected. */
  open(name: string, copyOf?: string): Promise<Opened>;
  end(): Promise<void>;
}
export interface Opened extends RoleUrls {
  readonly name: string;
  readonly superuser: pg.ClientConfig;
}

export async function makePlace(settings: Readonly<Record<string, string>> = {}): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-bench-'));
  // The database's user must get in.
  chmodSync(folder, 0o711);
  const server = await startServer(folder, settings);
  const killed = () => {
    try {
      process.kill(server.pid, 'SIGQUIT');
    } catch {
      // It has ended.
    }
  };
  process.on('exit', killed);
  return {
    folder,
    pid: server.pid,
    async open(name, copyOf) {
      if (copyOf)
        await asSuperuser(server.superuser, client =>
          client.query(`CREATE DATABASE ${name} TEMPLATE ${copyOf}`),
        );
      const roles = await prepareRoles(server.superuser, server.folder, name);
      if (!copyOf) await migrateAs(roles.migrator);
      return { name, ...roles, superuser: { ...server.superuser, database: name } };
    },
    async end() {
      await server.stop();
      process.off('exit', killed);
      rmSync(folder, { recursive: true, force: true });
      if (typeof server.superuser.host === 'string')
        rmSync(server.superuser.host, { recursive: true, force: true });
    },
  };
}

export async function asSuperuser<T>(
  config: pg.ClientConfig,
  act: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
