import { date, dateSchema } from './date.ts';
import type { FieldKind } from './kind.ts';

/** A date as far as it is known: the year, the year and the month, or the day. Its precision is kept. */
export const partialDate: FieldKind = {
  ...date,
  missing: 'error.date-missing-partial',
  schema: (field, given) =>
    dateSchema(field, given, true).meta({ pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$', maxLength: 10 }),
  example: () => '2024-05',
};
