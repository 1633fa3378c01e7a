import { type DestinationStream, pino } from 'pino';
import type { LogLine } from './events.ts';
import { shaped } from './shape.ts';

/** Lines of JSON about the software, never about people. Redacting by field name is not relied on: shapes are allowed. */
export interface Log {
  info(line: LogLine): void;
  warn(line: LogLine): void;
  error(line: LogLine): void;
  /** Names that the source code gives (routes' patterns, jobs, actions, parts); others are written as `unlisted`. */
  allow(names: Iterable<string>): void;
}

export interface LogSettings {
  readonly level?: 'info' | 'warn' | 'error' | 'silent';
  readonly names?: Iterable<string>;
  /** Whole error messages that may be written. Never one with something filled in. */
  readonly messages?: Iterable<string>;
  readonly destination?: DestinationStream;
}

export function createLog(settings: LogSettings = {}): Log {
  const names = new Set(settings.names);
  const known = { names, messages: new Set(settings.messages) };
  const out = pino(
    {
      level: settings.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      // pino would otherwise treat `error`-like values by itself.
      serializers: {},
    },
    settings.destination ?? pino.destination({ fd: 1, sync: true }),
  );
  return {
    info: line => out.info(shaped(line, known)),
    warn: line => out.warn(shaped(line, known)),
    error: line => out.error(shaped(line, known)),
    allow: added => {
      for (const name of added) names.add(name);
    },
  };
}
