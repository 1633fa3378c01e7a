/** Which teams an organisation may have, and what they may be called. */
import { textSchema } from '../../../platform/forms/fields/words.ts';
import type { Purpose } from '../../../platform/pure/classes.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';

/** What an organisation was registered as. */
export interface Standing {
  readonly authority: string | undefined;
  readonly firstResponder: string | undefined;
}

/** Held by the database too (`organisations.may_act_for`); teams of immigration control are made with their organisation alone. */
export function purposesOf({ authority, firstResponder }: Standing): readonly Purpose[] {
  return [
    firstResponder === undefined ? 'asking' : 'referral',
    ...(authority === undefined ? [] : (['identification-decision'] as const)),
    'accountability',
    'administration',
  ];
}

export interface NamedTeam {
  readonly id: string;
  readonly name: string;
}
type Typed = Readonly<Record<string, unknown>>;
const nameSchema = textSchema({ max: 200, oneLine: true });

/** A name that no other team of the organisation has, whatever its case. `own` is the team that is named anew. */
export function readName(typed: Typed, teams: readonly NamedTeam[], own?: string): Result<string> {
  const read = nameSchema.safeParse(typeof typed['name'] === 'string' ? typed['name'].trim() : '');
  if (!read.success) return refuse('invalid', [{ field: 'name', message: 'teams.error.name' }]);
  const like = (name: string) => name.normalize('NFKC').toLowerCase();
  return teams.some(({ id, name }) => id !== own && like(name) === like(read.data))
    ? refuse('invalid', [{ field: 'name', message: 'teams.error.known' }])
    : ok(read.data);
}

export function readTeam(
  typed: Typed,
  teams: readonly NamedTeam[],
  standing: Standing,
): Result<{ readonly name: string; readonly purpose: Purpose }> {
  const name = readName(typed, teams);
  const purpose = purposesOf(standing).find(each => each === typed['purpose']);
  const faults: FieldError[] = [
    ...(name.ok ? [] : (name.error.fields ?? [])),
    ...(purpose ? [] : [{ field: 'purpose', message: 'teams.error.purpose' }]),
  ];
  return name.ok && purpose ? ok({ name: name.value, purpose }) : refuse('invalid', faults);
}
