import type { Command } from 'commander';
import type { Action } from '../actions.ts';
import { readConfig, type Config } from '../config.ts';

/** A command of the command line names its action, as every route does; whoever holds the machine may run it. */
export function command(program: Command, name: string, access: Action, description: string): Command {
  void access;
  return program.command(name).description(description);
}

/** The configuration, or one line for each thing that is wrong with it and exit status 2. */
export function configOrExit(): Config {
  const config = readConfig();
  if (config.ok) return config.value;
  for (const line of config.error) console.error(line);
  process.exit(2);
}

/** Resolves at the first SIGTERM, SIGINT or SIGHUP; later ones change nothing. */
export const untilStopped = (): Promise<void> =>
  new Promise(done => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => done());
  });
