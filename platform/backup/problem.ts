/** What is wrong with a backup, its key, or where it should go; the message is one line that says what to do. */
export class BackupProblem extends Error {}

export const altered = (): BackupProblem =>
  new BackupProblem('The backup was altered, is damaged or was cut short. Use another one.');
