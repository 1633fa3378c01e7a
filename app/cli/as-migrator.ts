import { ServerProblem } from '../../platform/db/server-problem.ts';
import type { Config } from '../config.ts';
import { attachDatabase, parseUrl } from '../database.ts';

/** The database as nrm_migrator, which sees the rows of every record and acts for nobody. */
export async function attachAsMigrator(config: Config) {
  if (config.setting === 'evaluation') return attachDatabase(config);
  if (!config.database?.migrationUrl)
    throw new ServerProblem(
      'NRM_MIGRATION_URL is missing: the address of the database as the role nrm_migrator.',
    );
  return {
    migrator: parseUrl(config.database.migrationUrl),
    folder: config.dataDir,
    close: async () => undefined,
  };
}
