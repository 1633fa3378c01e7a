import { appendFileSync } from 'node:fs';
import { z } from 'zod';
import { platformActions } from '../access/actions.ts';
import { defineJob } from '../jobs/job.ts';
import { startRunner } from '../jobs/runner.ts';
import type { JobWorld } from '../jobs/world.ts';

/** A worker in a process of its own that begins jobs and never ends them, so that a test can kill it in the middle of one. */
export const heldJob = defineJob({
  name: 'test.hold',
  access: 'service:operate',
  data: { recordId: 'id' },
  timeoutSeconds: 1,
  retries: 3,
  run: async () => new Promise(() => undefined),
});

if (import.meta.main) {
  const given = z.object({ connection: z.record(z.string(), z.unknown()), file: z.string() });
  const { connection, file } = given.parse(JSON.parse(process.argv[2] ?? '{}'));
  const held: typeof heldJob = {
    ...heldJob,
    timeoutSeconds: 600,
    async run(_world, _data, attempt) {
      appendFileSync(file, `${JSON.stringify({ token: attempt.token, attempt: attempt.attempt })}\n`);
      await new Promise(() => undefined);
    },
  };
  await startRunner({
    connection,
    jobs: [held],
    actions: platformActions,
    world: { pack: { timeZone: 'UTC' } } as unknown as JobWorld,
    onAttempt: () => undefined,
    onProblem: () => undefined,
  });
}
