import { type DestinationStream, pino } from 'pino';

/** A file that only its owner may read, written without waiting. */
export const fileDestination = (file: string): DestinationStream =>
  pino.destination({ dest: file, mode: 0o600, sync: false });
