import { factsOf } from '../../../platform/forms/concepts.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import { theForm } from '../forms.ts';
import type { Parties } from '../model.ts';
import { searchKeysOf } from './keys.ts';

/** For the team that decides: nobody else searches, and nobody else's copy of a name is kept. */
export function searchRowsOf({ recordId, payload }: StoredEntry, pack: Pack) {
  const { authority } = (payload.process?.['parties'] ?? {}) as Partial<Parties>;
  if (!authority) return [];
  const held: Partial<Record<DataClass, JsonObject>> = payload;
  const form = theForm(pack);
  return (['identity', 'contact', 'immigration'] as const).flatMap(dataClass => {
    const answers = (held[dataClass]?.['answers'] ?? {}) as Answers;
    const keys = searchKeysOf(factsOf(form, answers));
    return keys.map(key => ({ team_id: authority, record_id: recordId, data_class: dataClass, ...key }));
  });
}
