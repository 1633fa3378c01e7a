import type { FieldDefinition } from '../../../platform/forms/definition.ts';
import { dateFault, readDate } from '../../../platform/forms/fields/date-parts.ts';
import { sentFrom } from '../../../platform/forms/inputs.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { type Instant, parseDate } from '../../../platform/pure/time.ts';
import type { NewDuty } from '../model.ts';

/** A colleague whom the roster could name. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly role: string;
}

/** The pack says which roles may be on duty. */
export const mayBeOnDuty = (
  { roles }: Pick<Pack, 'roles'>,
  colleagues: readonly Candidate[],
): readonly Candidate[] =>
  colleagues.filter(({ role }) => roles.some(each => each.code === role && each.onDuty === true));

/** As long as anybody is on duty without being asked again. */
export const mostHours = 168;

export const dayField: FieldDefinition = { id: 'day', type: 'date', class: 'process', required: true };

/** A stretch of duty out of a form: who, from which hour of which day, and for how many hours. */
export function readDuty(
  typed: unknown,
  given: { readonly candidates: readonly Candidate[]; readonly timeZone: string; readonly now: Instant },
): Result<NewDuty> {
  const sent = sentFrom(typed);
  const person = given.candidates.find(({ personId }) => personId === sent.one('person'));
  const day = readDate(dayField, sent);
  const wrongDay =
    day === undefined ? 'error.date-missing' : dateFault(day, { partial: false, latest: undefined });
  const at = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(sent.one('at').trim());
  const hours = /^\d{1,3}$/.test(sent.one('hours').trim()) ? Number(sent.one('hours')) : 0;
  const faults: FieldError[] = [
    ...(person ? [] : [{ field: 'person', message: 'duty.error.person' }]),
    ...(wrongDay ? [{ field: 'day', message: wrongDay }] : []),
    ...(at ? [] : [{ field: 'at', message: 'duty.error.at' }]),
    ...(hours >= 1 && hours <= mostHours
      ? []
      : [{ field: 'hours', message: 'duty.error.hours', values: { most: mostHours } }]),
  ];
  const on = day === undefined || wrongDay ? undefined : parseDate(day);
  if (!person || !on || !at || faults.length > 0) return refuse('invalid', faults);
  const from = on
    .toZonedDateTime({
      timeZone: given.timeZone,
      plainTime: { hour: Number(at[1]), minute: Number(at[2]) },
    })
    .toInstant();
  const until = from.add({ hours });
  return until.epochMilliseconds <= given.now.epochMilliseconds
    ? refuse('invalid', [{ field: 'hours', message: 'duty.error.over' }])
    : ok({ personId: person.personId, from, until });
}
