import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { goodOnce } from '../../app/backup.ts';
import { restoreBackup } from '../../platform/backup/restore.ts';
import { takeBackup } from '../../platform/backup/take.ts';
import { connect } from '../../platform/db/connect.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { createFiles } from '../../platform/files/files.ts';
import type { FilePlace } from '../../platform/files/place.ts';
import { makeSigningKey, readSigner, type Signer } from '../../platform/ledger/note.ts';
import { type MemoryPlace, memoryPlace } from '../../platform/testing/files.ts';
import { openStage, type Stage } from '../support/stage.ts';

export const secret = 'a passphrase of the tests alone';

export interface Scene {
  readonly stage: Stage;
  readonly place: MemoryPlace;
  readonly signer: Signer;
  readonly folder: string;
  back(file: string, settings?: { place?: FilePlace; secret?: string }): ReturnType<typeof takeBackup>;
  /** Names left in the folder. */
  listed(): readonly string[];
}

/** Everything of OpenNRM on a database of its own, with a place for files and a folder for backups. */
export async function openScene(atEnd: AtEnd = after): Promise<Scene> {
  const place = memoryPlace();
  const stage = await openStage({
    closeAfterTests: atEnd === after,
    files: (database, keys) => createFiles({ place, keys, database }),
  });
  const folder = mkdtempSync(join(tmpdir(), 'opennrm-backup-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const signer = readSigner(makeSigningKey('backup.test').signer);
  return {
    stage,
    place,
    signer,
    folder,
    back: (file, settings) =>
      takeBackup(join(folder, file), {
        database: stage.database.config.migrator,
        place,
        secret,
        verifiers: [signer.verifier],
        ...settings,
      }),
    listed: () => readdirSync(folder),
  };
}

/** Takes what is done at the end: of a test file, or of a program. */
export type AtEnd = (end: () => Promise<void> | void) => void;

export interface Empty {
  readonly migrator: Kysely<Tables>;
  readonly superuser: Kysely<Tables>;
  readonly app: Kysely<Tables>;
  readonly place: MemoryPlace;
  readonly config: pg.ClientConfig;
  restore(file: string, settings?: { secret?: string }): ReturnType<typeof restoreBackup>;
}

/** A database with nothing in it, dropped after the tests, beside that of the scene. */
export async function openEmpty({ stage, folder }: Scene, atEnd: AtEnd = after): Promise<Empty> {
  const { config } = stage.database;
  const name = `test_${randomBytes(6).toString('hex')}`;
  const administer = async (...statements: string[]) => {
    const client = new pg.Client(config.superuser);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  await administer(
    `CREATE DATABASE ${name} OWNER nrm_owner`,
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${name} TO nrm_app, nrm_migrator`,
  );
  const opened = [config.migrator, config.superuser, config.app].map(each =>
    connect({ ...each, database: name, max: 4 }),
  );
  atEnd(async () => {
    for (const connection of opened) await connection.close();
    await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  const [migrator, superuser, app] = opened.map(({ db }) => db) as [
    Kysely<Tables>,
    Kysely<Tables>,
    Kysely<Tables>,
  ];
  const place = memoryPlace();
  const database = { ...config.migrator, database: name };
  return {
    migrator,
    superuser,
    app,
    place,
    config: database,
    restore: (file, settings) =>
      restoreBackup(join(folder, file), { database, place, secret, goodOnce, ...settings }),
  };
}
