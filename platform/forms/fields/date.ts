import { z } from 'zod';
import { idOf } from '../asked.ts';
import type { FieldDefinition } from '../definition.ts';
import { dateInWords } from '../dates.ts';
import {
  dateComponent,
  dateFault,
  earliest,
  firstFaultyPart,
  isPast,
  readDate,
  writeDate,
} from './date-parts.ts';
import { complain, todayOf, type FieldKind, type Given } from './kind.ts';

/** A day that the calendar has. */
export const date: FieldKind = {
  missing: 'error.date-missing',
  schema: (field, given) => dateSchema(field, given, false).meta({ format: 'date' }),
  write: (field, answer) => writeDate(field, String(answer)),
  read: readDate,
  component: dateComponent,
  target: (field, { message }) => idOf(field, firstFaultyPart(message)),
  show: (_, answer, { language }) => [dateInWords(String(answer), language)],
  example: (field, given) => (field.future ? todayOf(given).add({ days: 90 }).toString() : '2001-02-03'),
};

export function dateSchema(field: FieldDefinition, given: Given, partial: boolean): z.ZodType<string> {
  return z.string({ error: 'error.date' }).superRefine((typed, context) => {
    const latest = isPast(field) ? todayOf(given) : undefined;
    const first = field.future ? todayOf(given) : undefined;
    const fault = dateFault(typed, { partial, latest, first });
    if (fault !== undefined)
      complain(context, fault, fault === 'error.date-early' ? { year: earliest.slice(0, 4) } : {});
  });
}
