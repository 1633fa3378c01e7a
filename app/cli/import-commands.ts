import { accessSync, constants } from 'node:fs';
import { type Command, Option } from 'commander';
import {
  FileProblem,
  type ImportCounts,
  type ImportFormat,
  importFormats,
  importReferrals,
} from '../../contexts/referrals/public.ts';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { wordsIn } from '../../platform/text/messages.ts';
import type { Words } from '../../platform/views/page.ts';
import { actFor, addAs, type As } from './acting.ts';
import { command, configOrExit } from './command.ts';
import { type Progress, showProgress } from './progress.ts';

interface Options extends As {
  readonly write?: boolean;
  readonly format?: ImportFormat;
  readonly leaveOut?: readonly string[];
  readonly language?: string;
}

export function addImport(program: Command): void {
  const imports = program.command('import').description('Records out of files (docs/guides/import.md)');
  const referrals = command(
    imports,
    'referrals',
    'referral:import',
    'Refer the people of a file, row by row under the rules of the API; a trial unless --write is said',
  )
    .argument('<file>', 'a table (CSV) or lines of JSON (NDJSON)')
    .option('--write', 'send the good rows; without it nothing is written')
    .option('--leave-out <column...>', 'columns that are not taken over')
    .option('--language <code>', 'of the reasons', 'en')
    .addOption(
      new Option('--format <format>', 'csv or ndjson, where the name of the file does not say').choices([
        ...importFormats,
      ]),
    );
  addAs(referrals).action(run);
}

async function run(file: string, options: Options): Promise<void> {
  try {
    accessSync(file, constants.R_OK);
  } catch {
    throw new ServerProblem('The file is not there, or cannot be read.');
  }
  const config = configOrExit();
  const acting = await actFor(config, options);
  const { composed } = acting;
  const words = wordsIn(composed.words, options.language ?? 'en');
  const isTrial = options.write !== true;
  let bar: Progress | undefined;
  try {
    const counts = await importReferrals({
      file,
      format: options.format,
      leaveOut: options.leaveOut ?? [],
      isTrial,
      secret: config.secret,
      pack: composed.pack,
      today: () => Temporal.Now.plainDateISO(composed.pack.timeZone),
      words,
      acting: act => acting.transact('referral:import', act),
      onStart: ({ leftOut }) => {
        for (const { name, why } of leftOut) console.log(words('import.left-out', { column: name, why }));
      },
      onProgress: (bytes, ofBytes) => {
        bar ??= showProgress(words(isTrial ? 'import.trying' : 'import.importing'), 100);
        bar.advance(Math.floor((100 * bytes) / Math.max(1, ofBytes)));
      },
    });
    bar?.end();
    say(counts, isTrial, words);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    console.error(words(error.id, error.values));
    process.exitCode = 1;
  } finally {
    await acting.end();
  }
}

function say({ sent, there, bad, badRows }: ImportCounts, isTrial: boolean, words: Words): void {
  console.log(words(isTrial ? 'import.would-be-sent' : 'import.sent', { count: sent }));
  if (there > 0) console.log(words('import.there', { count: there }));
  if (bad > 0) console.log(words('import.bad', { count: bad, file: badRows ?? '' }));
  if (isTrial) console.log(words('import.was-a-trial'));
  process.exitCode = bad > 0 ? 1 : 0;
}
