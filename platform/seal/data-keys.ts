import { randomBytes } from 'node:crypto';
import type { DataClass } from '../pure/classes.ts';
import type { Work } from '../work.ts';
import { keyLength } from './box.ts';
import { type About, aboutOf } from './envelope.ts';
import { KeyProblem } from './keys.ts';
import { findDataKey, type KeptDataKey } from './store.ts';

/** A fresh data key for one value or one file, and what is to be kept of it (`saveDataKeys`). @throws KeyProblem */
export async function makeDataKey(
  work: Work,
  about: About,
  dataClass: DataClass,
): Promise<{ readonly dataKey: Buffer; readonly kept: KeptDataKey }> {
  const dataKey = randomBytes(keyLength);
  const wrapped = await work.keys.wrap(dataKey, aboutOf(about));
  return { dataKey, kept: { ...about, dataClass, wrapped } };
}

/** The data key of a value. @throws KeyProblem also where it is gone, or not to be seen by the viewer: `key-missing` */
export async function openDataKey(work: Work, about: About): Promise<Buffer> {
  const wrapped = await findDataKey(work, about);
  if (!wrapped) throw new KeyProblem('key-missing');
  return work.keys.unwrap(wrapped, aboutOf(about));
}
