import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { testDatabase } from './database.ts';
import { releaseTestServer } from './server.ts';

const root = join(import.meta.dirname, '..', '..');
export const tablesFile = join(root, 'platform', 'db', 'tables.generated.ts');

/** platform/db/connect.ts reads int8 as a number, which kysely-codegen has no option for. */
const int8AsNumber = [
  /^export type Int8 = ColumnType<string,/m,
  'export type Int8 = ColumnType<number,',
] as const;

/** The Kysely types of the migrated database, as text. */
export async function generateTables(): Promise<string> {
  const database = await testDatabase({ closeAfterTests: false });
  const { host, port, user, password } = database.config.superuser;
  const url = `postgresql://${user}:${String(password)}@localhost:${port}/${database.name}?host=${encodeURIComponent(host ?? '')}`;
  const out = join(root, 'node_modules', '.cache', `tables-${process.pid}.ts`);
  mkdirSync(dirname(out), { recursive: true });
  try {
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js'),
        '--dialect',
        'postgres',
        '--url',
        url,
        '--out-file',
        out,
        '--exclude-pattern',
        '{migration,pgboss}.*',
        '--date-parser',
        'string',
        '--numeric-parser',
        'number',
        '--overrides',
        '{"columns":{"*.*_at":"ColumnType<Date, Date | string, Date | string>"}}',
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    return readFileSync(out, 'utf8').replace(...int8AsNumber);
  } finally {
    rmSync(out, { force: true });
    await database.close();
    await releaseTestServer();
  }
}

if (import.meta.main) writeFileSync(tablesFile, await generateTables());
