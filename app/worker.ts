import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { DatabaseAddress } from '../platform/db/connect.ts';
import type { Tables } from '../platform/db/tables.ts';
import type { Files } from '../platform/files/files.ts';
import type { Metrics } from '../platform/http/metrics.ts';
import { housekeeping } from '../platform/jobs/housekeeping.ts';
import type { JobWorld } from '../platform/jobs/world.ts';
import { type Attempted, type JobRunner, startRunner } from '../platform/jobs/runner.ts';
import { ServerProblem } from '../platform/db/server-problem.ts';
import { countUnsequenced } from '../platform/ledger/backlog.ts';
import { findUnknownSigner, unknownKey } from '../platform/ledger/signers.ts';
import type { LogEvent } from '../platform/log/events.ts';
import type { Log } from '../platform/log/log.ts';
import type { Mailer, Sender } from '../platform/mail/mailer.ts';
import { outboxMailer } from '../platform/mail/outbox.ts';
import { smtpMailer } from '../platform/mail/smtp.ts';
import { clock } from './clock.ts';
import { allActions, type Composed } from './compose.ts';
import type { Config } from './config.ts';
import { keepLedger } from './keep-ledger.ts';

export interface WorkerParts {
  readonly composed: Pick<Composed, 'pack' | 'jobs' | 'words'>;
  readonly config: Pick<
    Config,
    'baseUrl' | 'dataDir' | 'ledgerSigner' | 'mailFrom' | 'signInWays' | 'smtpUrl'
  > &
    Partial<Pick<Config, 'ledgerOlderKeys' | 'secret' | 'setting'>>;
  /** As nrm_app: jobs have connections of their own. */
  readonly connection: DatabaseAddress;
  readonly database: Kysely<Tables>;
  readonly files: Files;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface Worker {
  stop(): Promise<void>;
}

/**
 * Runs jobs and keeps the ledger's tree. Any number of workers may do so side by side.
 * @throws ServerProblem where the last checkpoint was signed by a key that is not known here
 */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { composed, connection, database, files, log, metrics } = parts;
  const { ledgerSigner: signer, ledgerOlderKeys: older = [] } = parts.config;
  const unknown = await findUnknownSigner(database, signer, older);
  if (unknown) throw new ServerProblem(unknownKey(unknown));
  const jobs = [...composed.jobs, housekeeping];
  log.allow([...jobs.map(job => job.name), 'unknown']);
  const runner: JobRunner = await startRunner({
    connection,
    jobs,
    actions: allActions,
    world: {
      database,
      files,
      mailer: mailerOf(parts),
      pack: composed.pack,
      signInWays: parts.config.signInWays,
      webhooks: webhooksOf(parts),
      ...clock,
    },
    onAttempt: attempted => {
      metrics.observeJob(attempted);
      tell(log, attempted);
    },
    onProblem: error => log.error({ event: 'jobs-failed', error }),
  });
  metrics.watchJobs(() => runner.count());
  metrics.watchLedger(() => countUnsequenced(database));
  const keeper = keepLedger({ database, signer, older, log });
  return {
    async stop() {
      // In this order: what the last jobs did is signed too.
      await runner.stop();
      await keeper.stop();
    },
  };
}

const eventOf = { done: 'job-done', failed: 'job-failed', dead: 'job-dead' } as const satisfies Record<
  string,
  LogEvent
>;

function tell(log: Log, { job, id, attempt, outcome, seconds, error }: Attempted): void {
  const line = {
    event: eventOf[outcome],
    queue: job,
    job: id,
    attempt,
    milliseconds: Math.round(seconds * 1000),
    error,
  };
  if (outcome === 'done') log.info(line);
  else log.error(line);
}

function webhooksOf({ config: { secret, baseUrl, setting } }: WorkerParts): JobWorld['webhooks'] {
  return secret === undefined ? undefined : { secret, baseUrl, mayReachLoopback: setting === 'evaluation' };
}

function mailerOf({ composed, config }: WorkerParts): Mailer {
  const { words } = composed;
  const sender: Sender = { from: config.mailFrom, baseUrl: config.baseUrl, serviceName: 'OpenNRM', words };
  return config.smtpUrl
    ? smtpMailer(config.smtpUrl, sender)
    : outboxMailer(join(config.dataDir, 'outbox'), sender);
}
