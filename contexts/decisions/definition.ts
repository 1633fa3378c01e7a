import { type Definition, definitionOn } from '../../platform/pack/definition.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { refuse, type Result } from '../../platform/pure/result.ts';
import { parseDate, type PlainDate } from '../../platform/pure/time.ts';
import type { CaseFile } from './model.ts';

/** The definition in force on the day on which the case was received, for an adult or a child. */
export function definitionFor(pack: Pack, file: CaseFile, today: PlainDate): Result<Definition> {
  const day = (file.receivedOn && parseDate(file.receivedOn)) || today;
  const found = definitionOn(pack, day, file.treatedAs ?? 'child');
  return found.ok ? found : refuse('not-in-the-pack');
}
