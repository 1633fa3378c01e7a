import { closeBox, openBox } from './box.ts';
import { KeyProblem } from './keys.ts';

/** What a sealed value is: a value that was copied to another record or field, or under another id, does not open. */
export interface About {
  readonly recordId: string;
  /** `step.field`, or the name of a file. */
  readonly field: string;
  readonly sealId: string;
}

export const aboutOf = ({ recordId, field, sealId }: About): string =>
  JSON.stringify(['opennrm-seal-1', recordId, field, sealId]);

/** The length of an address narrows it down, so that all up to the same multiple look alike. */
const block = 256;
const head = 4;

export function sealText(dataKey: Buffer, text: string, about: About): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const padded = Buffer.alloc(Math.ceil((head + bytes.length) / block) * block);
  padded.writeUInt32BE(bytes.length);
  bytes.copy(padded, head);
  return closeBox(dataKey, padded, aboutOf(about));
}

/** @throws KeyProblem */
export function openText(dataKey: Buffer, box: Buffer, about: About): string {
  const padded = openBox(dataKey, box, aboutOf(about));
  const length = padded.length < head ? -1 : padded.readUInt32BE();
  if (length < 0 || length > padded.length - head) throw new KeyProblem('seal-altered');
  return padded.subarray(head, head + length).toString('utf8');
}
