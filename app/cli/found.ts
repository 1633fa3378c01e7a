import type { Command } from 'commander';
import {
  found,
  type NotNow,
  readFounding,
  sendLinksAgain,
  somebodyCounts,
} from '../../contexts/organisations/public.ts';
import { connect } from '../../platform/db/connect.ts';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import { asService } from '../../platform/db/transaction.ts';
import { jobsIn } from '../../platform/jobs/enqueue.ts';
import { loadPack } from '../../platform/pack/load.ts';
import { clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { attachDatabase, parseUrl } from '../database.ts';
import { command, configOrExit } from './command.ts';

/** How the first people come into a deployment: nobody is here who could let them in (docs/guides/found.md). */
export function addFound(program: Command): void {
  command(program, 'found', 'service:operate', 'Let the first people in, who confirm each other by mail')
    .argument('[file]', 'the organisations and whoever is to look after their accounts (YAML)')
    .option('--again', 'send everybody a new link: those sent before work no longer')
    .action(async (file: string | undefined, { again = false }: { again?: boolean }) => {
      if ((file === undefined) !== again) throw new ServerProblem('Name a file, or say --again; not both.');
      const config = configOrExit();
      const pack = await loadPack(config.packFolder);
      const read = file === undefined ? undefined : await readFounding(file, pack);
      if (read && !read.ok) {
        for (const { file: name, line, path, message } of read.error)
          console.error(`${name}${line ? `:${line}` : ''}: ${path} ${message}`);
        process.exitCode = 1;
        return;
      }
      const role = pack.roles.find(({ purpose }) => purpose === 'administration')?.code;
      if (role === undefined)
        throw new ServerProblem(
          'The pack has no role of the purpose "administration": nobody can be let in.',
        );
      const done = await operate(config, operating =>
        read ? found(operating, read.value, role) : sendLinksAgain(operating),
      );
      if (!done.ok) throw new ServerProblem(reasons[done.error.why]);
      console.log(
        `${done.value} people are sent a link. Each confirms the others; docs/guides/found.md says how.`,
      );
    });
}

const reasons: Readonly<Record<NotNow['why'], string>> = {
  'somebody-is-here': 'Somebody can sign in here already: they let others in.',
  none: 'No founding was begun here: name a file.',
  open: 'A founding is open already. To send its links anew: opennrm found --again',
  lapsed: 'A founding was begun and its time is over. To begin it anew: opennrm found --again',
  over: 'A founding was completed here, and there is no second one.',
};

async function operate<T>(
  config: Config,
  act: (operating: Parameters<typeof sendLinksAgain>[0]) => Promise<T>,
): Promise<T> {
  const attached =
    config.setting === 'production' && config.database
      ? { app: parseUrl(config.database.url), close: async () => undefined }
      : await attachDatabase(config);
  const connection = connect({ ...attached.app, max: 2 });
  try {
    const isSomebodyHere = await asService(connection.db, 'directory', somebodyCounts);
    return await asService(connection.db, 'founding', db =>
      act({ db, jobs: jobsIn(db), now: clock.now(), newId: clock.newId, isSomebodyHere }),
    );
  } finally {
    await connection.close();
    await attached.close();
  }
}
