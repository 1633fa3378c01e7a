/** Where other systems are told that something happened: by whoever holds the machine (docs/guides/api.md). */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { webhooks } from '../../contexts/organisations/public.ts';
import { connect } from '../../platform/db/connect.ts';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import type { Config } from '../config.ts';
import { attachDatabase, parseUrl } from '../database.ts';
import { command, configOrExit } from './command.ts';

type Database = ReturnType<typeof connect>['db'];

export function addWebhooks(program: Command): void {
  const group = program
    .command('webhook')
    .description('Where other systems are told that something happened');
  command(group, 'add', 'service:operate', 'Tell a system of events at an address; prints its secret, once')
    .requiredOption('--client <id>', 'the client ID of the system')
    .requiredOption('--url <address>', 'an https address of the system')
    .requiredOption('--kinds <kinds>', `separated by commas, of: ${webhooks.kinds.join(', ')}`)
    .action(async ({ client, url, kinds }: { client: string; url: string; kinds: string }) => {
      await run(async (db, config) => {
        const address = webhooks.readAddress(url, config.setting === 'evaluation');
        const wanted = webhooks.readKinds(kinds);
        if (address === undefined) throw new ServerProblem('The address must be an https address.');
        if (wanted === undefined) throw new ServerProblem(`The kinds are: ${webhooks.kinds.join(', ')}.`);
        const id = await webhooks.add(db, {
          webhookId: randomUUID(),
          clientId: client,
          url: address,
          kinds: wanted,
        });
        if (id === undefined)
          throw new ServerProblem('No system that is let in has that ID and may list referrals.');
        say(config, id, 1);
      });
    });
  command(group, 'renew', 'service:operate', 'Make a new secret; the one before it signs too, until the next')
    .argument('<webhook>', 'its ID')
    .action(async (id: string) => {
      await run(async (db, config) => {
        const number = await webhooks.renew(db, id);
        if (number === undefined) throw nothingThere();
        say(config, id, number);
      });
    });
  command(group, 'end', 'service:operate', 'Tell nobody there any more')
    .argument('<webhook>', 'its ID')
    .action(async (id: string) => {
      await run(async db => {
        if (!(await webhooks.end(db, id))) throw nothingThere();
        console.log('Ended.');
      });
    });
  command(
    group,
    'list',
    'service:operate',
    'Say where systems are told, and what could not be delivered',
  ).action(() =>
    run(async db => {
      for (const { webhookId, clientId, url, kinds, failed } of await webhooks.list(db))
        console.log(`${webhookId} ${clientId} ${url} ${kinds.join(',')} not delivered: ${failed}`);
    }),
  );
}

const nothingThere = () => new ServerProblem('There is no webhook with that ID.');

function say({ secret }: Config, id: string, number: number): void {
  console.log(`Webhook: ${id}`);
  console.log(`Secret:  ${webhooks.shownKey(webhooks.keyOf(secret, id, number))}`);
}

async function run(act: (db: Database, config: Config) => Promise<void>): Promise<void> {
  const config = configOrExit();
  const attached =
    config.setting === 'production' && config.database
      ? { app: parseUrl(config.database.url), close: async () => undefined }
      : await attachDatabase(config);
  const connection = connect({ ...attached.app, max: 2 });
  try {
    await act(connection.db, config);
  } finally {
    await connection.close();
    await attached.close();
  }
}
