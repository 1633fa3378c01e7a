import type { JobData, JobFields, JobKind } from './job.ts';

/** Puts a job into the change's own transaction: it exists if and only if the change does. Data: ids and codes only. */
export interface JobQueue {
  /** @throws where the data is not what the kind declares: a bug, and the change does not happen */
  add<F extends JobFields>(kind: JobKind<F>, data: JobData<F>): Promise<void>;
}
