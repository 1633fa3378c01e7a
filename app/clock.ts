import { randomBytes } from 'node:crypto';
import { Temporal } from '../platform/pure/time.ts';

/** Where time and ids come from. Rules take both as arguments. */
export const clock = { now: () => Temporal.Now.instant(), newId: () => makeId() };

/** RFC 9562 version 7: ids in order of time, so that lists and indexes stay in order of making. */
export function makeId(milliseconds = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
