import type { Command } from 'commander';
import { compose } from '../compose.ts';
import { draftDpia } from '../records/dpia.ts';
import { recordOfProcessing } from '../records/processing.ts';
import type { Described } from '../records/tables.ts';
import { command, configOrExit } from './command.ts';

/** What an organisation must be able to show of its processing, as far as its pack tells it: Markdown, in English. */
export function addRecords(program: Command): void {
  const records = program
    .command('records')
    .description('Write what must be on paper about the processing, out of the pack and its grants');
  const write = (name: string, description: string, make: (of: Described) => string) =>
    command(records, name, 'service:operate', description).action(async () => {
      const { pack, words } = await compose(configOrExit().packFolder);
      process.stdout.write(make({ pack, words: words.en }));
    });
  write('processing', 'Print a record of processing (Markdown)', recordOfProcessing);
  write('dpia', 'Print a draft data protection impact assessment (Markdown)', draftDpia);
}
