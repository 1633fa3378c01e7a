import type { Command } from 'commander';
import { command } from './command.ts';
import { checkPack, sayReport } from './pack.ts';

export function addPack(program: Command): void {
  const pack = program.command('pack').description('Work with jurisdictions as data');
  command(pack, 'check', 'service:operate', 'Check a pack: its files, its words, its stories')
    .argument('<dir>', 'the folder of the pack, for example packs/uk')
    .action(async (dir: string) => {
      const report = await checkPack(dir);
      for (const line of sayReport(report)) console.log(line);
      process.exitCode = report.problems.length > 0 ? 1 : 0;
    });
}
