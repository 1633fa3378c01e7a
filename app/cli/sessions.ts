import type { Command } from 'commander';
import { listPositionsByEmail } from '../../contexts/organisations/public.ts';
import { connect } from '../../platform/db/connect.ts';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import { asService } from '../../platform/db/transaction.ts';
import { endSessionsOf } from '../../platform/http/session.ts';
import { attachDatabase, parseUrl } from '../database.ts';
import { command, configOrExit } from './command.ts';

export function addSessions(program: Command): void {
  const sessions = program.command('sessions').description('Who is signed in');
  command(
    sessions,
    'end',
    'service:operate',
    'End every session and token of a person, everywhere and at once',
  )
    .requiredOption('--of <email>', 'whose sessions end')
    .action(async ({ of }: { of: string }) => {
      const config = configOrExit();
      const isRunning = config.setting === 'production' && config.database;
      const attached = isRunning
        ? { app: parseUrl(isRunning.url), close: async () => undefined }
        : await attachDatabase(config);
      const connection = connect({ ...attached.app, max: 2 });
      try {
        const positions = await asService(connection.db, 'sign-in', db => listPositionsByEmail(db, of));
        if (positions.length === 0) throw new ServerProblem('Nobody here has that address.');
        let ended = 0;
        // Several organisations may know one address, each as a person of its own.
        for (const personId of new Set(positions.map(position => position.personId)))
          ended += await endSessionsOf(connection.db, personId);
        console.log(`Ended: ${ended} ${ended === 1 ? 'session' : 'sessions'}`);
      } finally {
        await connection.close();
        await attached.close();
      }
    });
}
