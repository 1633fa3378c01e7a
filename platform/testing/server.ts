import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { startServer } from '../db/server.ts';

export interface TestServer {
  /** What NRM_TEST_SERVER carries to the test processes. */
  readonly env: string;
  readonly superuser: pg.ClientConfig;
  readonly folder: string;
  stop(): Promise<void>;
}

/** A real PostgreSQL for tests, in a folder of its own that is removed at the end. Not durable: tests of crashes start their own. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-test-'));
  chmodSync(folder, 0o711); // as root the database runs as another user, who must be able to enter
  const server = await startServer(folder, { fsync: 'off', full_page_writes: 'off', max_connections: '200' });
  const stop = async () => {
    await server.stop();
    for (const place of new Set([folder, server.folder])) rmSync(place, { recursive: true, force: true });
  };
  return {
    env: JSON.stringify({ superuser: server.superuser, folder: server.folder }),
    superuser: server.superuser,
    folder: server.folder,
    stop,
  };
}

let own: Promise<TestServer> | undefined;

/** The server that the test command started, or one for this process alone, ended with it. */
export async function useTestServer(): Promise<{ superuser: pg.ClientConfig; folder: string }> {
  const given = process.env['NRM_TEST_SERVER'];
  if (given) return JSON.parse(given) as { superuser: pg.ClientConfig; folder: string };
  own ??= startTestServer();
  return own;
}

/** Ends the server of this process, if it has one. */
export async function releaseTestServer(): Promise<void> {
  const running = await own;
  own = undefined;
  await running?.stop();
}
