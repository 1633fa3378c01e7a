import type { Command } from 'commander';
import { connect } from '../../platform/db/connect.ts';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import { type Counted, eraseDue } from '../../platform/erasure/erase.ts';
import { openErasures } from '../../platform/erasure/list.ts';
import { rewriteFiles } from '../../platform/erasure/rewrite-store.ts';
import { clock } from '../clock.ts';
import { compose, erasers } from '../compose.ts';
import { attachAsMigrator } from './as-migrator.ts';
import { command, configOrExit } from './command.ts';

/** What the pack's schedules let go. Run every day by a timer: what serves pages can delete nothing. */
export function addErase(program: Command): void {
  command(
    program,
    'erase',
    'service:operate',
    'Erase what is due under the schedules of the pack, from everywhere, and from every later restore',
  )
    .option('--due', 'erase everything that is due by now and that no legal hold keeps')
    .option('--trial', 'change nothing, and say what would go')
    .option(
      '--rewrite',
      'write the files of the database anew, without what was erased: nobody can work meanwhile',
    )
    .action(async ({ due = false, trial = false, rewrite = false }: Options) => {
      if (!due && !rewrite) throw new ServerProblem('Say what to do: --due, --due --trial or --rewrite.');
      const config = configOrExit();
      if (config.erasuresFile === undefined)
        throw new ServerProblem(
          'NRM_ERASURES is missing: a file that lies in no backup, for the list of what was erased (docs/guides/retention.md).',
        );
      const attached = await attachAsMigrator(config);
      const connection = connect({ ...attached.migrator, max: 2 });
      try {
        if (due) {
          const { pack, projections } = await compose(config.packFolder);
          const parts = { pack, projections, erasers, newId: clock.newId, now: clock.now() };
          const list = openErasures(config.erasuresFile);
          const counted = await eraseDue({ ...parts, database: connection.db }, list, trial);
          for (const line of linesOf(counted, trial)) console.log(line);
        }
        if (rewrite) {
          await rewriteFiles(connection.db);
          console.log(
            'The files of the database were written anew. Its write-ahead log follows with its next checkpoints.',
          );
        }
      } finally {
        await connection.close();
        await attached.close();
      }
    });
}

interface Options {
  readonly due?: boolean;
  readonly trial?: boolean;
  readonly rewrite?: boolean;
}

const linesOf = (counted: readonly Counted[], isTrial: boolean): readonly string[] =>
  counted.length === 0
    ? ['Nothing is due.']
    : counted.map(({ of, rule, count }) => `${isTrial ? 'would erase' : 'erased'}  ${of}  ${rule}  ${count}`);
