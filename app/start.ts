import { join } from 'node:path';
import { connect } from '../platform/db/connect.ts';
import { problemOfDisk } from '../platform/db/server-problem.ts';
import { createMetrics } from '../platform/http/metrics.ts';
import { createOidc, type Oidc } from '../platform/http/oidc.ts';
import { idleMinutes } from '../platform/http/session.ts';
import type { WebSettings } from '../platform/http/web.ts';
import { fileDestination } from '../platform/log/destination.ts';
import { createLog } from '../platform/log/log.ts';
import type { Config } from './config.ts';
import { compose } from './compose.ts';
import { keepGroundsAs, openDatabase } from './database.ts';
import { openKeys } from './keys.ts';
import { filesFor } from './files.ts';
import { showProgress } from './cli/progress.ts';
import { readDemonstration } from './demonstration/definition.ts';
import { signInLines } from './demonstration/organisations.ts';
import { ensureDemonstration } from './demonstration/ensure.ts';
import { createWeb, listen, tryPort } from './web.ts';
import { startWorker } from './worker.ts';

export interface Running {
  readonly url: string;
  readonly notice: string | undefined;
  readonly signIns: readonly string[];
  stop(): Promise<void>;
}

/**
 * The evaluation setting: database, demonstration, web and worker in one process. Parts that were started are ended again
 * in the other order, also when a later one fails.
 * @throws ServerProblem
 */
export async function startEvaluation(config: Config): Promise<Running> {
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  };
  let folder = config.dataDir;
  try {
    const [composed, opened] = await Promise.all([compose(config.packFolder), openDatabase(config)]);
    ends.push(() => opened.close());
    ({ folder } = opened);
    await keepGroundsAs(opened.migrator, composed.pack);
    const log = createLog({ destination: fileDestination(join(opened.folder, 'opennrm.log')) });
    const connection = connect({ ...opened.app, max: 24 }, () => log.error({ event: 'database-lost' }));
    ends.push(() => connection.close());
    await tryPort(config.port, 'localhost');
    const demonstration = await readDemonstration(config.packFolder, config.demonstrationCases);
    const keys = await openKeys(config);
    if (demonstration)
      await ensureDemonstration(connection.db, { ...composed, keys }, demonstration, showProgress);
    const metrics = createMetrics();
    metrics.watchPool(connection.pool);
    const settings = webSettings(config);
    const files = filesFor(config, opened.folder, { database: connection.db, keys });
    const app = await createWeb({
      composed,
      database: connection.db,
      files,
      settings,
      log,
      keys,
      metrics,
      oidc: oidcFor(config),
    });
    await listen(app, config.port, 'localhost');
    ends.push(() => app.close());
    const worker = await startWorker({
      composed,
      config,
      connection: opened.app,
      database: connection.db,
      files,
      log,
      metrics,
    });
    ends.push(() => worker.stop());
    return {
      url: config.baseUrl,
      notice: opened.notice,
      signIns: demonstration ? signInLines(demonstration) : [],
      stop,
    };
  } catch (error) {
    const problem = problemOfDisk(error, folder);
    await stop();
    throw problem ?? error;
  }
}

/** The provider of people's accounts, where one is configured. It is looked up when somebody signs in. */
export const oidcFor = (config: Config): Oidc | undefined =>
  config.oidc &&
  createOidc({
    ...config.oidc,
    redirectUrl: `${config.baseUrl}/sign-in/callback`,
    signedOutUrl: `${config.baseUrl}/signed-out`,
    secret: config.secret,
  });

export const webSettings = (config: Config): WebSettings => ({
  evaluation: config.setting === 'evaluation',
  baseUrl: config.baseUrl,
  secret: config.secret,
  secureCookies: config.baseUrl.startsWith('https:'),
  trustProxy: config.trustProxy,
  idleMinutes,
  signInWays: config.signInWays,
  metricsToken: config.metricsToken,
  apiLimit: config.apiLimit,
});
