/** A command of the command line that acts for somebody: under their grants and policy, by a token, as a program does. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { findPositionByEmail } from '../../contexts/organisations/public.ts';
import { authorise, type Permit } from '../../platform/access/permit.ts';
import { connect, type Connection } from '../../platform/db/connect.ts';
import { findUnfit } from '../../platform/db/fitness.ts';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import { asService } from '../../platform/db/transaction.ts';
import { digestOf, endSession, startSession } from '../../platform/http/session.ts';
import type { Work } from '../../platform/work.ts';
import { clock } from '../clock.ts';
import { compose, type Composed } from '../compose.ts';
import type { Config } from '../config.ts';
import { attachDatabase, parseUrl } from '../database.ts';
import { openKeys } from '../keys.ts';
import { actingByToken } from '../work.ts';

export interface As {
  /** In the evaluation setting: the address of whoever is acted for. */
  readonly as?: string;
  /** A file with a bearer token, which no list of processes shows. */
  readonly tokenFile?: string;
}

export const addAs = (command: Command): Command =>
  command
    .option('--as <email>', 'for whom it is done (evaluation setting only)')
    .option('--token-file <file>', 'a file with the token of whoever it is done for');

export interface Acting {
  readonly composed: Composed;
  /**
   * One transaction as them. The token is looked up in each: when it ends, what is under way ends with it.
   * @throws ServerProblem where it has ended, or they may not
   */
  transact<A extends string, T>(action: A, act: (work: Work, permit: Permit<A>) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/** @throws ServerProblem */
export async function actFor(config: Config, who: As): Promise<Acting> {
  const isRunning = config.setting === 'production' && config.database;
  const attached = isRunning
    ? { app: parseUrl(isRunning.url), close: async () => undefined }
    : await attachDatabase(config);
  const connection = connect({ ...attached.app, max: 4 });
  const close = async () => {
    await connection.close();
    await attached.close();
  };
  try {
    const unfit = await findUnfit(connection.db);
    if (unfit) throw new ServerProblem(unfit);
    const composed = await compose(config.packFolder);
    const keys = await openKeys(config);
    const token = await tokenFor(config, connection, who);
    return {
      composed,
      transact: (action, act) =>
        actingByToken(connection.db, { ...composed, keys }, token.digest, clock.now(), async work => {
          const permit = await authorise(work, composed.policy, action);
          if (!permit.ok) throw new ServerProblem('Whoever this is done for may not do it.');
          return act(work, permit.value);
        }),
      async end() {
        if (token.isOurs) await endSession(connection.db, token.digest);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function tokenFor(config: Config, { db }: Connection, { as, tokenFile }: As) {
  if ((as === undefined) === (tokenFile === undefined))
    throw new ServerProblem('Say for whom: either --as or --token-file.');
  if (tokenFile !== undefined) return { digest: digestOf(readToken(tokenFile)), isOurs: false };
  if (config.setting === 'production')
    throw new ServerProblem('--as is for the evaluation setting. Use --token-file.');
  const position = await asService(db, 'sign-in', found => findPositionByEmail(found, as ?? ''));
  if (!position)
    throw new ServerProblem('Nobody here has that address. The sign-ins are printed by npm start.');
  const { personId, name, role, organisation, team, purpose } = position;
  const viewer = { personId, name, role, organisation, team, purpose };
  const { digest } = await startSession(db, { viewer, kind: 'token', lifetimeMinutes: 720 });
  return { digest, isOurs: true };
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ServerProblem('The file of the token cannot be read.');
  }
}
