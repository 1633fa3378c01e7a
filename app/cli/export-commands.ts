import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { exportReferrals, type ImportFormat, importFormats } from '../../contexts/referrals/public.ts';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import { actFor, addAs, type As } from './acting.ts';
import { command, configOrExit } from './command.ts';
import { type Progress, showProgress } from './progress.ts';

export function addExport(program: Command): void {
  const exports = program
    .command('export')
    .description('What one may see, into a file (docs/guides/import.md)');
  const referrals = command(
    exports,
    'referrals',
    'referral:export',
    'Write the referrals that somebody may see, with what their grants show of each',
  )
    .argument('<file>', 'where to; it must not be there yet')
    .addOption(
      new Option('--format <format>', 'csv or ndjson, where the name of the file does not say').choices([
        ...importFormats,
      ]),
    );
  addAs(referrals).action(run);
}

async function run(file: string, options: As & { readonly format?: ImportFormat }): Promise<void> {
  if (existsSync(file) || existsSync(`${file}.part`))
    throw new ServerProblem(
      'That file, or one of its name with .part, is there already. Choose another name.',
    );
  const acting = await actFor(configOrExit(), options);
  const { composed } = acting;
  let bar: Progress | undefined;
  try {
    const count = await exportReferrals({
      file,
      format: options.format ?? (/\.(ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'csv'),
      pack: composed.pack,
      policy: composed.policy,
      words: composed.words.en,
      acting: act => acting.transact('referral:export', act),
      onProgress: (done, of) => (bar ??= showProgress('Exporting', of)).advance(done),
    });
    bar?.end();
    const what = count === 1 ? '1 referral is' : `${count} referrals are`;
    console.log(
      `${what} in ${file}, which only you can read. It holds what people told: keep it as you keep that, and delete it when it is done with.`,
    );
  } finally {
    await acting.end();
  }
}
