import type { Command } from 'commander';
import { connect } from '../../platform/db/connect.ts';
import { keyFile, makeKeyFile } from '../../platform/seal/key-file.ts';
import { serveKeys } from '../../platform/seal/key-process.ts';
import { keyFileOf, openKeys } from '../keys.ts';
import { attachAsMigrator } from './as-migrator.ts';
import { command, configOrExit } from './command.ts';
import { checkAllKeys, exportKeys, type KeyOptions, type Outcome, recoverKeys, rotateKeys } from './keys.ts';
import { type Progress, showProgress } from './progress.ts';

export function addKeys(program: Command): void {
  const keys = program.command('key').description('Keys of sealed data (docs/guides/keys.md)');
  command(keys, 'rotate', 'service:operate', 'Make a new key, and wrap with it what older ones wrapped')
    .option('--resume', 'make no new key: go on where a rotation was interrupted')
    .action(async ({ resume = false }: { resume?: boolean }) => {
      let bar: Progress | undefined;
      const onProgress = (done: number, total: number) =>
        (bar ??= showProgress('Wrapping anew', total)).advance(done);
      await run(
        options => rotateKeys(options, { resume, onProgress }),
        () => bar?.end(),
      );
    });
  command(keys, 'check', 'service:operate', 'Say which keys are needed, and whether they are there').action(
    () => run(checkAllKeys),
  );
  command(keys, 'export', 'service:operate', 'Write a copy of the keys for a safe place')
    .argument('<file>', 'where to write it')
    .requiredOption('--passphrase-file <file>', 'a file with the passphrase that seals it')
    .action((file: string, { passphraseFile }: { passphraseFile: string }) =>
      say(exportKeys(keyFileOf(configOrExit()), file, passphraseFile)),
    );
  command(keys, 'recover', 'service:operate', 'Put the keys of a copy back beside those that are there')
    .argument('<file>', 'the copy')
    .requiredOption('--passphrase-file <file>', 'a file with the passphrase that sealed it')
    .action((file: string, { passphraseFile }: { passphraseFile: string }) =>
      say(recoverKeys(keyFileOf(configOrExit()), file, passphraseFile)),
    );
  // Settings are not read: this process holds nothing but the keys, and is meant to run as another user.
  command(
    keys,
    'serve',
    'service:operate',
    'Keep keys in a file and answer for them on standard input and output',
  )
    .argument('<file>', 'where the keys are kept')
    .action(async (file: string) => {
      makeKeyFile(file);
      await serveKeys(keyFile(file), { input: process.stdin, output: process.stdout });
    });
}

async function run(
  act: (options: KeyOptions) => Promise<Outcome>,
  end: () => void = () => undefined,
): Promise<void> {
  const config = configOrExit();
  const keys = await openKeys(config);
  const attached = await attachAsMigrator(config);
  const connection = connect({ ...attached.migrator, max: 2 });
  try {
    const outcome = await act({ db: connection.db, keys });
    end();
    say(outcome);
  } finally {
    await connection.close();
    await attached.close();
  }
}

function say({ status, lines }: Outcome): void {
  for (const line of lines) console.log(line);
  process.exitCode = status;
}
