import { z } from 'zod';
import { type ActionTable, platformActions } from '../access/actions.ts';
import type { JobWorld } from './world.ts';

/**
 * What a job's data may hold: the id of something, a number, or one of a closed list of codes. There is no kind for
 * text, so nothing that anybody typed can enter a queue.
 */
export type JobField = 'id' | 'count' | readonly [string, ...string[]];
export type JobFields = Readonly<Record<string, JobField>>;
export type JobData<F extends JobFields> = {
  readonly [K in keyof F]: F[K] extends 'id'
    ? string
    : F[K] extends 'count'
      ? number
      : F[K] extends readonly (infer Code)[]
        ? Code
        : never;
};

/** A lane has workers of its own, so that a long task never keeps a message waiting. */
export const lanes = ['prompt', 'long'] as const;
export type Lane = (typeof lanes)[number];

/** What a command needs to know to add a job. */
export interface JobKind<F extends JobFields = JobFields> {
  /** `<context>.<what-it-does>` */
  readonly name: string;
  readonly lane: Lane;
  readonly data: z.ZodType<JobData<F>>;
  /** Retries before the job is laid aside as dead, with a growing pause of 5 seconds to an hour between them. */
  readonly retries: number;
  /** After so long the attempt counts as failed, also when its process was killed. */
  readonly timeoutSeconds: number;
}

export interface Attempt {
  /** The same at every attempt of one job: what a handler does outside the database carries it, so that a repeat is known as one. */
  readonly token: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborted when the attempt ran out of time or the process is stopping. */
  readonly signal: AbortSignal;
}

export interface Job<F extends JobFields = JobFields> extends JobKind<F> {
  readonly access: string;
  /** When it runs by itself, as a cron expression in the pack's time zone. */
  readonly schedule: string | undefined;
  /** A method, so that jobs of any data make one list; the runner gives each what its own schema read. */
  run(world: JobWorld, data: JobData<F>, attempt: Attempt): Promise<void>;
}

interface Definition<A extends string, F extends JobFields> {
  readonly name: string;
  /** The one action that this job is; a job without one does not compile. */
  readonly access: A;
  readonly data: F;
  readonly lane?: Lane;
  readonly retries?: number;
  readonly timeoutSeconds?: number;
  /** Only for a job without data. */
  readonly schedule?: keyof F extends never ? string : never;
  /** Runs at least once, sometimes more: doing it again must do no harm. */
  readonly run: Job<F>['run'];
}

/** Job builders that know a context's actions. */
export function jobsFor<T extends ActionTable>(_actions: T) {
  return <A extends Extract<keyof T, string>, const F extends JobFields>(
    definition: Definition<A, F>,
  ): Job<F> => {
    if (!/^[a-z-]{1,30}\.[a-z-]{1,60}$/.test(definition.name))
      throw new Error(`A job is named context.what-it-does: ${definition.name}`);
    const defaults = { lane: 'prompt', retries: 20, timeoutSeconds: 60, schedule: undefined } as const;
    return { ...defaults, ...definition, data: schemaOf(definition.data) };
  };
}

/** For jobs of the platform itself. */
export const defineJob = jobsFor(platformActions);

const fieldSchemas = { id: z.uuid(), count: z.int() } as const;

function schemaOf<F extends JobFields>(fields: F): z.ZodType<JobData<F>> {
  const shape = Object.entries(fields).map(([name, field]) => [
    name,
    typeof field === 'string' ? fieldSchemas[field] : z.enum([...field]),
  ]);
  // The mapped type says of each field what its schema checks; the compiler cannot follow that through Object.entries.
  return z.strictObject(Object.fromEntries(shape)) as unknown as z.ZodType<JobData<F>>;
}
