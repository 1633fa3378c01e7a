import type { FieldDefinition, FieldType } from './definition.ts';
import type { FieldKind } from './fields/kind.ts';
import { choice } from './fields/choice.ts';
import { choices } from './fields/choices.ts';
import { date } from './fields/date.ts';
import { email } from './fields/email.ts';
import { find } from './fields/find.ts';
import { finds } from './fields/finds.ts';
import { itemsKind } from './fields/items.ts';
import { number } from './fields/number.ts';
import { paragraph } from './fields/paragraph.ts';
import { partialDate } from './fields/partial-date.ts';
import { phone } from './fields/phone.ts';
import { sealed } from './fields/sealed.ts';
import { select } from './fields/select.ts';
import { selects } from './fields/selects.ts';
import { signs } from './fields/signs.ts';
import { text } from './fields/text.ts';
import { tick } from './fields/tick.ts';

const kinds: Readonly<Record<FieldType, FieldKind>> = {
  choice,
  choices,
  date,
  email,
  find,
  finds,
  items: itemsKind(field => kindOf(field)),
  number,
  paragraph,
  phone,
  select,
  selects,
  signs,
  text,
  tick,
  'partial-date': partialDate,
};

const sealedKinds = Object.fromEntries(
  Object.entries(kinds).map(([type, kind]) => [type, sealed(kind)]),
) as typeof kinds;

export const kindOf = (field: Pick<FieldDefinition, 'type' | 'sealed'>): FieldKind =>
  (field.sealed ? sealedKinds : kinds)[field.type];
