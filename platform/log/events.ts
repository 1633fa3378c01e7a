/** Everything that the software says of itself. A line is one of these with ids, names and numbers; there is no free text. */
export const logEvents = [
  'starting',
  'ready',
  'stopping',
  'stopped',
  'stop-forced',
  'database-started',
  'database-stopped',
  'database-lost',
  'migrated',
  'pack-loaded',
  'demonstration-made',
  'request',
  'request-failed',
  'request-refused',
  'signed-in',
  'signed-out',
  'sign-in-failed',
  'token-given',
  'token-refused',
  'way-in-made',
  'way-in-ended',
  'break-glass',
  'seal-failed',
  'job-done',
  'job-failed',
  'job-dead',
  'jobs-failed',
  'mail-sent',
  'mail-failed',
  'checkpoint-signed',
  'sequencer-failed',
  'ledger-verified',
  'ledger-broken',
  'message-missing',
  'unexpected',
] as const;
export type LogEvent = (typeof logEvents)[number];

/** The whole vocabulary of a line. What is not here, or does not have its shape, is not written (platform/log/shape.ts). */
export interface LogLine {
  readonly event: LogEvent;
  // Ids: UUIDs only. Who it was is for the ledger to say, to those who may ask it.
  readonly request?: string | undefined;
  readonly record?: string | undefined;
  readonly entry?: string | undefined;
  readonly job?: string | undefined;
  // Names that the source code gives, told to the log beforehand with `allow`. Never a URL: `route` is its pattern.
  readonly route?: string | undefined;
  readonly queue?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
  readonly refusal?: string | undefined;
  readonly part?: string | undefined;
  readonly pack?: string | undefined;
  readonly method?: string | undefined;
  readonly signal?: string | undefined;
  // Numbers.
  readonly status?: number | undefined;
  readonly milliseconds?: number | undefined;
  readonly seconds?: number | undefined;
  readonly count?: number | undefined;
  readonly bytes?: number | undefined;
  readonly attempt?: number | undefined;
  readonly port?: number | undefined;
  /** Anything that was thrown; written as its class, its code and where it came from, without its message. */
  readonly error?: unknown;
}
