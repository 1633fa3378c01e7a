/** A problem of the machine that an operator can mend; the message is one line that says what to do. */
export class ServerProblem extends Error {}

/** Turns what the operating system said into a line that says what to do. */
export function problemFor(error: unknown, folder: string): ServerProblem {
  const text =
    error instanceof Error
      ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`
      : String(error);
  if (/ENOSPC|No space left/i.test(text))
    return new ServerProblem(`The disk is full: free some space for ${folder} and start again.`);
  if (/EACCES|EPERM|EROFS|Permission denied/i.test(text))
    return new ServerProblem(
      `The data folder ${folder} cannot be written. Set NRM_DATA_DIR to a folder that you may write.`,
    );
  if (/ENOTDIR|EEXIST/.test(text))
    return new ServerProblem(`${folder} is not a folder. Set NRM_DATA_DIR to a folder.`);
  return new ServerProblem(`The database did not start; see postgres.log in ${folder}.`);
}
