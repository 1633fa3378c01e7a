import type { Command } from 'commander';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import { loadPack } from '../../platform/pack/load.ts';
import { keepGroundsAs, migrateAs, openDatabase, parseUrl } from '../database.ts';
import { command, configOrExit } from './command.ts';

export function addMigrate(program: Command): void {
  command(program, 'migrate', 'service:operate', 'Bring the database to this version').action(async () => {
    const config = configOrExit();
    if (config.setting === 'evaluation' && !config.database) {
      const opened = await openDatabase(config);
      await opened.close();
      console.log('The database is up to date.');
      return;
    }
    if (!config.database?.migrationUrl)
      throw new ServerProblem(
        'NRM_MIGRATION_URL is missing: the address of the database as the role nrm_migrator.',
      );
    const migrator = parseUrl(config.database.migrationUrl);
    const done = await migrateAs(migrator);
    await keepGroundsAs(migrator, await loadPack(config.packFolder));
    console.log(done.length === 0 ? 'The database is up to date.' : `Done: ${done.join(', ')}`);
  });
}
