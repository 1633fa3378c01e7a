import { err, ok, type Result } from '../pure/result.ts';
import type { PlainDate } from '../pure/time.ts';
import type { TreatedAs } from './consent.ts';
import { standing } from './imprecise.ts';
import type { LegalDefinition, Pack } from './pack.ts';

export interface Head {
  readonly code: string;
  readonly elements: readonly string[];
}
export type DefinitionVersion = LegalDefinition['versions'][number];
export interface Definition {
  readonly heads: readonly Head[];
  readonly version: DefinitionVersion;
}

/** The pack names no single definition for the day: none, several, or dates too imprecise to say. */
export interface NoDefinition {
  readonly code: 'definition-none' | 'definition-ambiguous' | 'definition-imprecise';
}

/** The heads that a decision works through, each with the elements that the law asks of an adult or of a child. */
export function definitionOn(
  pack: Pick<Pack, 'definition'>,
  day: PlainDate,
  as: TreatedAs,
): Result<Definition, NoDefinition> {
  const alive = pack.definition.versions
    .map(version => ({ version, stands: standing(version, day) }))
    .filter(({ stands }) => stands !== 'out');
  if (alive.some(({ stands }) => stands === 'edge')) return err({ code: 'definition-imprecise' });
  const [found, another] = alive;
  if (another) return err({ code: 'definition-ambiguous' });
  if (!found) return err({ code: 'definition-none' });
  const heads = found.version.heads.map(({ code, elements }) => ({
    code,
    elements: elements.filter(each => as === 'adult' || !each.adultsOnly).map(each => each.code),
  }));
  return ok({ heads, version: found.version });
}
