import type { Command } from 'commander';
import { connect } from '../../platform/db/connect.ts';
import { attachAsMigrator } from './as-migrator.ts';
import { command, configOrExit } from './command.ts';
import { type LedgerOptions, type Outcome, verifyLedger, writeCheckpoint } from './ledger.ts';
import { writeKey } from './ledger-key.ts';
import { type Progress, showProgress } from './progress.ts';

export function addLedger(program: Command): void {
  const ledger = program
    .command('ledger')
    .description('Check that nothing on record was altered, and prove it to others');
  command(
    ledger,
    'verify',
    'service:operate',
    'Check the whole ledger; exit status 0 where it is sound, 1 where it is not',
  )
    .option('--checkpoint <file>', 'a checkpoint that somebody else has kept')
    .action(async ({ checkpoint }: { checkpoint?: string }) => {
      let bar: Progress | undefined;
      const onProgress = (done: number, total: number) =>
        (bar ??= showProgress('Verifying', total)).advance(done);
      await run(
        options => verifyLedger({ ...options, onProgress, ...(checkpoint && { checkpoint }) }),
        () => bar?.end(),
      );
    });
  command(
    ledger,
    'checkpoint',
    'service:operate',
    'Sign everything that is committed, for somebody else to keep',
  )
    .argument('<file>', 'where to write it')
    .action((file: string) => run(options => writeCheckpoint({ ...options, file })));
  command(
    ledger,
    'key',
    'service:operate',
    'Make a new key for signing checkpoints, and print its public key',
  )
    .argument('<name>', 'of the ledger, without spaces: the host of NRM_BASE_URL will do')
    .argument('<file>', 'where to write it, for NRM_LEDGER_KEY_FILE')
    .action((name: string, file: string) => tell(writeKey(name, file)));
}

function tell({ status, lines }: Outcome): void {
  for (const line of lines) console.log(line);
  process.exitCode = status;
}

async function run(
  act: (options: LedgerOptions) => Promise<Outcome>,
  end: () => void = () => undefined,
): Promise<void> {
  const config = configOrExit();
  const attached = await attachAsMigrator(config);
  const connection = connect({ ...attached.migrator, max: 4 });
  try {
    const outcome = await act({
      db: connection.db,
      signer: config.ledgerSigner,
      older: config.ledgerOlderKeys,
    });
    end();
    tell(outcome);
  } finally {
    await connection.close();
    await attached.close();
  }
}
