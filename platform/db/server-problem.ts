import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A problem of the machine that an operator can mend; the message is one line that says what to do. */
export class ServerProblem extends Error {}

const noSpace = /ENOSPC|53100|No space left/i;

/** Whether something failed since the disk is full: by its own words, or by those of the database that gave up over it. */
export function problemOfDisk(error: unknown, folder: string): ServerProblem | undefined {
  if (error instanceof ServerProblem || !(error instanceof Error)) return undefined;
  const { code, message } = error as NodeJS.ErrnoException;
  const lastWords = endOf(join(folder, 'postgres.log'));
  return noSpace.test(`${code ?? ''} ${message}`) || (isCutOff(error) && noSpace.test(lastWords))
    ? diskIsFull(folder)
    : undefined;
}

/** The database ended under its clients. */
const isCutOff = (error: Error): boolean =>
  /terminated|ECONNRESET|ECONNREFUSED|ENOENT|EPIPE|57P0\d/i.test(
    `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`,
  );

const endOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8').slice(-4_000) : '');

const diskIsFull = (folder: string): ServerProblem =>
  new ServerProblem(`The disk is full: free some space for ${folder} and start again.`);

/** Turns what the operating system said into a line that says what to do. */
export function problemFor(error: unknown, folder: string): ServerProblem {
  const text =
    error instanceof Error
      ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`
      : String(error);
  if (noSpace.test(text)) return diskIsFull(folder);
  // ENOENT: the folder above takes no new ones, as those that the system itself keeps.
  if (/EACCES|EPERM|EROFS|Permission denied|ENOENT.*mkdir/i.test(text))
    return new ServerProblem(
      `The data folder ${folder} cannot be written. Set NRM_DATA_DIR to a folder that you may write.`,
    );
  if (/ENOTDIR|EEXIST/.test(text))
    return new ServerProblem(`${folder} is not a folder. Set NRM_DATA_DIR to a folder.`);
  return new ServerProblem(`The database did not start; see postgres.log in ${folder}.`);
}
