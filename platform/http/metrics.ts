import type pg from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Attempted, JobCounts } from '../jobs/runner.ts';
import type { KeyProblemKind } from '../seal/keys.ts';

/**
 * How it goes, in numbers, for Prometheus. Labels are names from the source code: patterns of routes, jobs, states.
 * Never an id, a reference or anything of a person.
 */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** @param route its pattern, such as `/referrals/:reference` */
  observeRequest(method: string, route: string, status: number, seconds: number): void;
  /** What became of sealing and opening, by their kind and nothing else. */
  observeSeal(did: 'sealed' | 'opened' | KeyProblemKind): void;
  observeJob(attempted: Pick<Attempted, 'job' | 'outcome' | 'seconds'>): void;
  /** What follows is counted when it is asked for. A part that cannot be asked is left out; the others are told. */
  watchPool(pool: pg.Pool): void;
  watchJobs(count: () => Promise<JobCounts>): void;
  watchLedger(countUnsequenced: () => Promise<number>): void;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'opennrm_' });
  const requests = new Histogram({
    name: 'opennrm_http_request_seconds',
    help: 'Time to answer a request, by the pattern of its path',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const jobs = new Histogram({
    name: 'opennrm_job_seconds',
    help: 'Time of one attempt at a job, by what became of it',
    labelNames: ['job', 'outcome'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers,
  });
  const seals = new Counter({
    name: 'opennrm_sealed_values_total',
    help: 'Values that were sealed or opened, or that could not be, and why',
    labelNames: ['outcome'],
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observeRequest: (given, route, status, seconds) => {
      const method = methods.has(given) ? given : 'other';
      requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds);
    },
    observeSeal: outcome => seals.inc({ outcome }),
    observeJob: ({ job, outcome, seconds }) => jobs.observe({ job, outcome }, seconds),
    watchPool: pool => {
      watch(registry, 'opennrm_database_connections', 'Connections of the pool', ['state'], async () => [
        [{ state: 'total' }, pool.totalCount],
        [{ state: 'idle' }, pool.idleCount],
        // Requests that wait for a connection: above 0 for more than a moment means that the pool is too small.
        [{ state: 'waiting' }, pool.waitingCount],
      ]);
    },
    watchJobs: count => {
      const help = 'Jobs that wait for a worker, and dead ones that wait for a person';
      watch(registry, 'opennrm_jobs', help, ['job', 'state'], async () => {
        const counted = await count();
        return (['waiting', 'dead'] as const).flatMap(state =>
          Object.entries(counted[state]).map(([job, number]) => [{ job, state }, number] as const),
        );
      });
      const age = 'Seconds that the first job in the queue waits beyond its time';
      watch(registry, 'opennrm_jobs_oldest_seconds', age, [], async () => [
        [{}, (await count()).oldestSeconds],
      ]);
    },
    watchLedger: count => {
      const help = 'Entries committed and not yet in the tree';
      watch(registry, 'opennrm_ledger_unsequenced_entries', help, [], async () => [[{}, await count()]]);
    },
  };
}

type Reading = readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];

/** A gauge that is read at each scrape. */
function watch(
  registry: Registry,
  name: string,
  help: string,
  labelNames: string[],
  read: () => Promise<Reading>,
): void {
  const gauge = new Gauge({
    name,
    help,
    labelNames,
    registers: [],
    async collect() {
      const reading = await read().catch(() => undefined);
      this.reset();
      // A gauge without labels would otherwise say 0, as if it had been counted; one with labels has nothing to remove.
      if (!reading && labelNames.length === 0) this.remove();
      for (const [labels, value] of reading ?? []) this.set(labels, value);
    },
  });
  registry.registerMetric(gauge);
}
