import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from '../platform/db/tables.ts';
import type { NoteKey, Signer } from '../platform/ledger/note.ts';
import { sequenceAll, signCheckpoint } from '../platform/ledger/sequencer.ts';
import { LedgerDamaged } from '../platform/ledger/stored-tree.ts';
import type { Log } from '../platform/log/log.ts';

export interface Keeper {
  /** Adds and signs once more what is committed, and ends. */
  stop(): Promise<void>;
}

export interface KeeperParts {
  readonly database: Kysely<Tables>;
  readonly signer: Signer;
  /** Keys that signed before this one. */
  readonly older?: readonly NoteKey[];
  readonly log: Log;
  readonly signEveryMilliseconds?: number;
}

const tickMilliseconds = 500;
const restMilliseconds = 10_000;
const tenMinutes = 600_000;

/**
 * Adds committed entries to the tree soon after they were made, and signs the tree every ten minutes and at the end. After
 * a failure it rests, so that the log stays readable. Any number may do so side by side.
 */
export function keepLedger({
  database,
  signer,
  older = [],
  log,
  signEveryMilliseconds = tenMinutes,
}: KeeperParts): Keeper {
  const stopping = new AbortController();
  const sequence = async (): Promise<boolean> => {
    try {
      await sequenceAll(database);
      return true;
    } catch (error) {
      log.error({ event: 'sequencer-failed', error });
      return false;
    }
  };
  let signed: string | undefined;
  const sign = async (): Promise<void> => {
    try {
      const note = await signCheckpoint(database, signer, older);
      if (note !== signed) log.info({ event: 'checkpoint-signed' });
      signed = note;
    } catch (error) {
      log.error({ event: error instanceof LedgerDamaged ? 'ledger-broken' : 'sequencer-failed', error });
    }
  };
  const run = async () => {
    let signAt = performance.now() + signEveryMilliseconds;
    while (!stopping.signal.aborted) {
      const rest = (await sequence()) ? tickMilliseconds : restMilliseconds;
      if (performance.now() >= signAt) {
        await sign();
        signAt = performance.now() + signEveryMilliseconds;
      }
      await pause(rest, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    if (await sequence()) await sign();
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
