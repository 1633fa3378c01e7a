import type { Command } from 'commander';
import { findPositionByEmail } from '../../contexts/organisations/public.ts';
import { connect } from '../../platform/db/connect.ts';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import { asService } from '../../platform/db/transaction.ts';
import { startSession } from '../../platform/http/session.ts';
import { attachDatabase } from '../database.ts';
import { command, configOrExit } from './command.ts';

export function addToken(program: Command): void {
  command(program, 'token', 'service:operate', 'Print a bearer token for the API (evaluation setting only)')
    .requiredOption('--as <email>', 'the person whose token it is')
    .action(async ({ as }: { as: string }) => {
      const config = configOrExit();
      if (config.setting === 'production')
        throw new ServerProblem('Tokens are printed in the evaluation setting only.');
      const attached = await attachDatabase(config);
      const connection = connect({ ...attached.app, max: 2 });
      try {
        const position = await asService(connection.db, 'sign-in', db => findPositionByEmail(db, as));
        if (!position)
          throw new ServerProblem('Nobody here has that address. The sign-ins are printed by npm start.');
        const { personId, name, role, organisation, team, purpose } = position;
        const viewer = { personId, name, role, organisation, team, purpose };
        console.log((await startSession(connection.db, { viewer, kind: 'token', lifetimeMinutes: 720 })).id);
      } finally {
        await connection.close();
        await attached.close();
      }
    });
}
