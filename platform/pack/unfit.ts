/** What would start, and leave somebody unasked, unheard or shut out: for `./opennrm pack check`. */
import { findAskedWrongly } from './asked-first.ts';
import type { Places, Problem } from './files.ts';
import { findBrokenGrants } from './grants-needed.ts';
import { findUndiallable } from './numbers.ts';
import type { Pack } from './pack.ts';
import { findMisnamedRules } from './rule-names.ts';
import { findUnaskedWords } from './words-unasked.ts';

export const findUnfit = (pack: Pack, places: Places, coreWords: ReadonlySet<string>): Problem[] => [
  ...findAskedWrongly(pack),
  ...findBrokenGrants(pack),
  ...findMisnamedRules(pack, places),
  ...findUndiallable(pack),
  ...findUnaskedWords(pack, coreWords),
];
