import type { Attempt, Job, JobKind } from './job.ts';
import type { JobWorld } from './world.ts';

/** An attempt ends itself at its time-out; the queue takes the job back a little later, from a worker that was killed. */
export const expirySeconds = ({ timeoutSeconds }: Pick<JobKind, 'timeoutSeconds'>): number =>
  timeoutSeconds + 5;

class OutOfTime extends Error {}

/**
 * Runs a job once, for as long as it may take.
 * @throws OutOfTime, or whatever the job throws
 */
export async function attemptJob(
  job: Job,
  world: JobWorld,
  data: Parameters<Job['run']>[1],
  attempt: Attempt,
): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const clock = new AbortController();
  const timer = setTimeout(() => {
    reject(new OutOfTime());
    clock.abort();
  }, job.timeoutSeconds * 1000);
  try {
    const signal = AbortSignal.any([attempt.signal, clock.signal]);
    await Promise.race([job.run(world, data, { ...attempt, signal }), late]);
  } finally {
    clearTimeout(timer);
  }
}
