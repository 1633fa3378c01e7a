import type { Entry, StoredEntry } from '../../../platform/ledger/entry.ts';
import { dataClasses } from '../../../platform/pure/classes.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import type { About, Added, Evidence } from './model.ts';

/** What a file is, as the entry says for good: its hash holds the content to what was added. */
export interface AddedFile extends Evidence {
  readonly kind: string;
  readonly size: number;
  readonly sha256: string;
}

/** That there is a file is said to whoever sees where the case stands; what it is, to holders of its class. */
export function evidenceAdded({ fileId, dataClass, about, added, kind, size, sha256 }: AddedFile): Entry {
  const said: JsonObject = { file: fileId, about: { ...about }, kind, size, sha256 };
  const process: JsonObject = { file: fileId, dataClass, added: { ...added } };
  const ofClass = dataClass === 'process' ? {} : { [dataClass]: said };
  return { type: 'evidence-added', payload: { ...ofClass, process } };
}

/** It stays in the ledger and in the store, and is shown no more. */
export const evidenceWithdrawn = (fileId: string): Entry => ({
  type: 'evidence-withdrawn',
  payload: { process: { file: fileId } },
});

/** The files that stand, in the order in which they were added, with what the viewer's grants show of them. */
export function foldEvidence(entries: readonly StoredEntry[]): readonly Evidence[] {
  const withdrawn = new Set(
    entries
      .filter(({ type }) => type === 'evidence-withdrawn')
      .map(({ payload }) => payload.process?.['file']),
  );
  return entries
    .filter(({ type, payload }) => type === 'evidence-added' && !withdrawn.has(payload.process?.['file']))
    .flatMap(({ payload }) => {
      const process = payload.process ?? {};
      const dataClass = dataClasses.find(name => name === process['dataClass']);
      const said = dataClass && dataClass !== 'trail' ? payload[dataClass] : undefined;
      if (!dataClass || !said) return [];
      // Written by `evidenceAdded` alone.
      const about = said['about'] as unknown as About;
      const added = process['added'] as unknown as Added;
      return [{ fileId: String(process['file']), dataClass, about, added }];
    });
}
