import { Command } from 'commander';
import { BackupProblem } from '../platform/backup/problem.ts';
import { ErasuresProblem } from '../platform/erasure/list.ts';
import { ServerProblem } from '../platform/db/server-problem.ts';
import { faultOf } from '../platform/log/fault.ts';
import { addFound } from './cli/found.ts';
import { addExport } from './cli/export-commands.ts';
import { addImport } from './cli/import-commands.ts';
import { addBackup } from './cli/backup-commands.ts';
import { addErase } from './cli/erase.ts';
import { addKeys } from './cli/key-commands.ts';
import { addLedger } from './cli/ledger-commands.ts';
import { addMigrate } from './cli/migrate.ts';
import { addPack } from './cli/pack-commands.ts';
import { addRecords } from './cli/records.ts';
import { addCheck, addServe } from './cli/serve.ts';
import { addStart } from './cli/start.ts';
import { addSessions } from './cli/sessions.ts';
import { addToken } from './cli/token.ts';
import { addWebhooks } from './cli/webhooks.ts';

/** 0 done · 1 failed, or a check found something · 2 the command was not understood · 7 something needed is not there. */
const exits = { failed: 1, usage: 2, unavailable: 7 } as const;

const program = new Command('opennrm')
  .description('An open-source National Referral Mechanism')
  .showHelpAfterError('(add --help for what this command takes)')
  .exitOverride();

addStart(program);
addServe(program);
addCheck(program);
addMigrate(program);
addFound(program);
addPack(program);
addToken(program);
addSessions(program);
addLedger(program);
addKeys(program);
addImport(program);
addExport(program);
addBackup(program);
addErase(program);
addRecords(program);
addWebhooks(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

function explain(error: unknown): number {
  if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : exits.usage; // commander said it
  if (error instanceof BackupProblem || error instanceof ErasuresProblem) {
    console.error(error.message);
    return exits.failed;
  }
  if (error instanceof ServerProblem) {
    console.error(error.message);
    return exits.unavailable;
  }
  // An error's own words may hold what somebody typed: where it happened is told, and nothing of what.
  console.error('Something went wrong that should not have.', JSON.stringify(faultOf(error, new Set())));
  return exits.failed;
}
