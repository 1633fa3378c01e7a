import type { Command } from 'commander';
import type { Step } from '../../platform/backup/take.ts';
import type { Walked } from '../../platform/backup/walk.ts';
import { backupTo, restoreFrom } from '../backup.ts';
import { attachAsMigrator } from './as-migrator.ts';
import { command, configOrExit } from './command.ts';
import { type Progress, showProgress } from './progress.ts';

export function addBackup(program: Command): void {
  command(
    program,
    'backup',
    'service:operate',
    'Write everything but the keys, as it is at this moment, into one sealed file, and check it',
  )
    .argument('<file>', 'where to write it; nothing is written over')
    .action(async (file: string) => {
      const config = configOrExit();
      const attached = await attachAsMigrator(config);
      const bars = progressBars();
      try {
        const at = { database: attached.migrator, folder: attached.folder };
        const taken = await backupTo(file, config, at, bars.onProgress);
        bars.end();
        say([`${file} is whole: ${summary(taken)}`, ...kept(taken)], taken);
      } finally {
        await attached.close();
      }
    });
  command(program, 'restore', 'service:operate', 'Put a backup into an empty data folder or database')
    .argument('<file>', 'the backup')
    .option('--check', 'check the whole file, and restore nothing')
    .action(async (file: string, { check = false }: { check?: boolean }) => {
      const config = configOrExit();
      const bars = progressBars();
      const restored = await restoreFrom(file, config, bars.onProgress, check);
      bars.end();
      say(
        check
          ? [`${file} is whole: ${summary(restored)}`, ...kept(restored)]
          : [`Restored from ${restored.head.madeAt}: ${summary(restored)}`, ...toBring(restored)],
        restored,
      );
    });
}

const words = {
  verifying: 'Verifying the ledger',
  copying: 'Copying',
  checking: 'Checking the file',
} as const satisfies Record<Step, string>;

/** One bar after the other. */
function progressBars() {
  let bar: Progress | undefined;
  let shown: Step | undefined;
  return {
    onProgress: (step: Step, done: number, total: number) => {
      if (step !== shown) {
        bar?.end();
        bar = showProgress(words[step], total);
        shown = step;
      }
      bar?.advance(done);
    },
    end: () => bar?.end(),
  };
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

function summary({ head, files }: Walked): string {
  const rows = head.tables.reduce((sum, table) => sum + table.rows, 0);
  return `${count(head.tables.length, 'table', 'tables')}, ${count(rows, 'row', 'rows')}, ${count(files, 'file', 'files')}; the ledger has ${count(head.ledger.entries, 'entry', 'entries')}, ${head.ledger.size} of them under root ${head.ledger.root}.`;
}

const kept = ({ head }: Walked): string[] => [
  'It holds no keys. Keep apart from it: the passphrase that seals it, the keys of sealed data (./opennrm key export), and the key that signs the ledger.',
  ...keysOf(head),
];

const toBring = ({ head }: Walked): string[] => [
  'Everybody signs in again. What the queue still had to do is done when a worker starts.',
  'The backup held no keys: put those of sealed data back (./opennrm key recover), then run ./opennrm key check.',
  ...keysOf(head),
  'Without the key that signed the ledger, name its public key in NRM_LEDGER_OLDER_KEYS:',
  ...head.ledger.verifiers.map(verifier => `  ${verifier}`),
];

const keysOf = ({ keyIds }: Walked['head']): string[] =>
  keyIds.length === 0 ? [] : [`What is sealed needs ${keyIds.join(', ')}.`];

function say(lines: readonly string[], { head, lost, erased }: Walked): void {
  const wrong = [
    ...(head.ledger.isSound ? [] : ['The ledger did NOT verify: run ./opennrm ledger verify.']),
    ...(lost.length > 0
      ? [`${count(lost.length, 'file was', 'files were')} NOT in the store and are not in the backup.`]
      : []),
  ];
  const meanwhile =
    erased > 0 ? [`${count(erased, 'file', 'files')} of it had been erased before it was copied.`] : [];
  for (const line of [...lines, ...meanwhile, ...wrong]) console.log(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
