import type { Command } from 'commander';
import { connect } from '../../platform/db/connect.ts';
import { ServerProblem } from '../../platform/db/server-problem.ts';
import { createMetrics } from '../../platform/http/metrics.ts';
import { createLog } from '../../platform/log/log.ts';
import { reportOnce, throwMissing } from '../../platform/text/messages.ts';
import { findFaults } from '../check.ts';
import { compose } from '../compose.ts';
import { parseUrl } from '../database.ts';
import { openKeys } from '../keys.ts';
import { filesFor } from '../files.ts';
import { oidcFor, webSettings } from '../start.ts';
import { createWeb, listen } from '../web.ts';
import { startWorker } from '../worker.ts';
import { serveWorkerHealth } from '../worker-health.ts';
import { command, configOrExit, untilStopped } from './command.ts';

/** `./opennrm check`: whether `serve` and `worker` would start, and everything that stands against it. */
export function addCheck(program: Command): void {
  command(
    program,
    'check',
    'service:operate',
    'Say everything that stands against serving, and start nothing; exit status 0 where nothing does',
  ).action(async () => {
    const config = configOrExit();
    const faults = await findFaults(config);
    for (const line of faults) console.error(line);
    if (faults.length === 0) console.log('Nothing stands against serving.');
    process.exitCode = faults.length > 0 ? 1 : 0;
  });
}

/** Web and worker are stateless: run as many of each as there is need for, on one database. */
export function addServe(program: Command): void {
  command(program, 'serve', 'service:operate', 'Serve pages and API on PORT').action(async () => {
    const stopped = untilStopped();
    const { config, composed, connection, log, keys } = await prepare();
    const metrics = createMetrics();
    metrics.watchPool(connection.pool);
    const app = await createWeb({
      composed,
      database: connection.db,
      files: filesFor(config, config.dataDir, { database: connection.db, keys }),
      settings: webSettings(config),
      log,
      keys,
      metrics,
      oidc: oidcFor(config),
    });
    await listen(app, config.port, '0.0.0.0');
    console.log(`OpenNRM ready at ${config.baseUrl}`);
    await stopped;
    await app.close();
    await connection.close();
  });
  command(program, 'worker', 'service:operate', 'Run jobs and keep the ledger’s tree').action(async () => {
    const stopped = untilStopped();
    const { config, composed, connection, log, keys } = await prepare();
    const address = parseUrl(config.database?.url ?? '');
    const metrics = createMetrics();
    metrics.watchPool(connection.pool);
    const worker = await startWorker({
      composed,
      config,
      connection: address,
      database: connection.db,
      files: filesFor(config, config.dataDir, { database: connection.db, keys }),
      log,
      metrics,
    }).catch(async (error: unknown) => {
      await connection.close();
      throw error;
    });
    const { workerPort: port, metricsToken: token } = config;
    const health =
      port === undefined
        ? undefined
        : await serveWorkerHealth({ port, database: connection.db, metrics, token });
    console.log('OpenNRM worker ready');
    await stopped;
    await health?.stop();
    await worker.stop();
    await connection.close();
  });
}

async function prepare() {
  const config = configOrExit();
  if (!config.database)
    throw new ServerProblem(
      'DATABASE_URL is missing: serve and worker use a database that is already there. To try OpenNRM use npm start.',
    );
  const log = createLog();
  const reportMissing = reportOnce(({ id }) => {
    log.allow([id]);
    log.error({ event: 'message-missing', part: id });
  });
  const composed = await compose(
    config.packFolder,
    config.setting === 'production' ? reportMissing : throwMissing,
  );
  const faults = await findFaults(config);
  if (faults.length > 0) throw new ServerProblem(faults.join('\n'));
  const keys = await openKeys(config);
  const connection = connect({ ...parseUrl(config.database.url), max: 24 }, () =>
    log.error({ event: 'database-lost' }),
  );
  return { config, composed, connection, log, keys };
}
