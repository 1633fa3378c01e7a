/** What each column of a table is: a question of ours, a field of the country's own form, or none that is known. */
import type { FieldDefinition, FormDefinition } from '../../../platform/forms/definition.ts';
import { itemsField } from '../../../platform/forms/items.ts';
import type { Given } from '../../../platform/forms/fields/kind.ts';
import { nearest } from '../../../platform/pack/explain.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { answerIn } from './cells.ts';
import { officialColumn, officialNames } from './official-columns.ts';
import { type Column, pathOf } from './sheet.ts';

export interface Unknown {
  readonly name: string;
  readonly meant: string | undefined;
}

/** By which programs know that cells were made safe for spreadsheets when they were written, and are to be read back. */
export const markOfExport = 'opennrm-export';
export const columnsOfBadRows = ['import-row', 'import-column', 'import-reason'] as const;
/** What stands before the answers in an export. */
export const columnsOfExport = [
  markOfExport,
  'opennrm-reference',
  'opennrm-stage',
  'opennrm-sent',
  'opennrm-warnings',
] as const;
const idNames: readonly string[] = ['id', 'opennrm-reference'];
const ownNames: readonly string[] = [...columnsOfExport, ...columnsOfBadRows];

export function columnsOf(
  header: readonly string[],
  asked: { readonly form: FormDefinition; readonly given: Given; readonly leaveOut: ReadonlySet<string> },
): {
  readonly columns: readonly Column[];
  readonly unknown: readonly Unknown[];
  readonly twice: readonly string[];
} {
  const names = header.map(name => name.trim());
  const read = names.map(name => columnNamed(name, asked));
  const twice = names.filter((name, place) => name !== '' && names.indexOf(name) < place);
  return {
    columns: read.filter(column => column.is !== 'unknown'),
    unknown: read.filter(column => column.is === 'unknown'),
    twice: [...new Set(twice)],
  };
}

function columnNamed(
  name: string,
  { form, given, leaveOut }: Parameters<typeof columnsOf>[1],
): Column | ({ readonly is: 'unknown' } & Unknown) {
  if (leaveOut.has(name) || name === '') return { is: 'nothing', name };
  if (idNames.includes(name)) return { is: 'id', name };
  if (ownNames.includes(name)) return { is: 'nothing', name };
  const own = ownColumn(name, form, given) ?? officialColumn(name, form, given);
  if (own) return own;
  return { is: 'unknown', name, meant: nearest(name, knownNames(form, given.pack)) };
}

/** `step.field`, `step.list.2.field` of the second of several of a kind, or `step.list` with all of them as JSON. */
function ownColumn(name: string, form: FormDefinition, given: Given): Column | undefined {
  const [stepId = '', fieldId = '', place = '', own = '', ...more] = name.split('.');
  const step = form.steps.find(({ id }) => id === stepId);
  if (!step || more.length > 0) return undefined;
  const list = itemsField(step);
  if (list?.id !== fieldId) {
    const field = step.fields.find(({ id }) => id === fieldId);
    return field && place === '' ? answerColumn(name, field, given, { step: stepId }) : undefined;
  }
  if (place === '') return answerColumn(name, list, given, { step: stepId });
  if (!/^[1-9]\d?$/.test(place)) return undefined;
  const at = { step: stepId, list: fieldId, place: Number(place) };
  if (own === 'id') return { is: 'answer', name, at: [], put: (text, sheet) => sheet.name(at, text.trim()) };
  const field = list.fields.find(({ id }) => id === own);
  return field && answerColumn(name, field, given, at);
}

const answerColumn = (
  name: string,
  field: FieldDefinition,
  given: Given,
  at: { readonly step: string; readonly list?: string; readonly place?: number },
): Column => ({
  is: 'answer',
  name,
  at: [pathOf({ ...at, field: field.id })],
  put: (text, sheet) => sheet.put({ ...at, field: field.id }, answerIn(text, field, given)),
});

const knownNames = (form: FormDefinition, pack: Pack): readonly string[] => [
  ...idNames,
  ...form.steps.flatMap(step =>
    step.fields.flatMap(field =>
      field.fields
        ? field.fields.flatMap(({ id }) => [1, 2, 3].map(place => `${step.id}.${field.id}.${place}.${id}`))
        : [`${step.id}.${field.id}`],
    ),
  ),
  ...officialNames(pack),
];
