import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type pg from 'pg';
import { makeSigningKey, readSigner } from '../platform/ledger/note.ts';
import { makeKeyFile } from '../platform/seal/key-file.ts';
import { testDatabase } from '../platform/testing/database.ts';
import { findFaults } from './check.ts';
import { type Config, readConfig } from './config.ts';

const database = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'check-'));
after(() => rmSync(folder, { recursive: true }));
const keys = join(folder, 'keys');
makeKeyFile(keys);

const urlOf = ({ host, port, user, password, database: name }: pg.ClientConfig): string =>
  `postgresql://${user}:${encodeURIComponent(String(password))}@localhost:${port}/${name}?host=${encodeURIComponent(host ?? '')}`;
const { app, migrator, superuser } = database.config;

function config(change: Partial<Config> = {}): Config {
  const read = readConfig({ NRM_DATA_DIR: join(folder, 'data') });
  assert.ok(read.ok);
  return {
    ...read.value,
    setting: 'production',
    database: { url: urlOf(app), migrationUrl: urlOf(migrator) },
    keyService: `file:${keys}`,
    filesDir: join(folder, 'files'),
    ledgerSigner: readSigner(makeSigningKey('nrm.example').signer),
    ...change,
  };
}

test('nothing stands against serving where everything is there, and looking leaves nothing behind', async () => {
  assert.deepEqual(await findFaults(config()), []);
  const left = readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true });
  assert.deepEqual(
    left.filter(each => each.isFile()),
    [],
  );
});

test('everything that stands against serving is told at once, and no line holds a value', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '', { mode: 0o600 });
  const faults = await findFaults(
    config({
      database: { url: urlOf(superuser), migrationUrl: urlOf(superuser) },
      keyService: `file:${join(folder, 'MARKER')}`,
      filesDir: join(file, 'MARKER'),
      backupKeyFile: join(folder, 'MARKER'),
    }),
  );
  assert.deepEqual(
    faults.map(line => line.split(/[.(:,]/)[0]?.trim()),
    [
      'The role of DATABASE_URL stands above row-level security',
      'The role of NRM_MIGRATION_URL is a superuser or bypasses row-level security',
      'The keys of sealed data are not there',
      'The store of files',
      'NRM_BACKUP_KEY_FILE must name a file with one line of at least 20 characters',
    ],
  );
  assert.doesNotMatch(faults.join(), /MARKER|nrm_superuser/);
});

test('a database that does not answer is told in a line of ours', async () => {
  const away = { url: 'postgresql://nrm_app:MARKER@localhost:1/x', migrationUrl: undefined };
  const faults = await findFaults(config({ database: away }));
  assert.deepEqual(faults, [
    'The database of DATABASE_URL does not answer, or refuses the name or password. Start it, or correct it.',
  ]);
});
