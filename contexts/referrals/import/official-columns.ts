/** The columns of the country's own form, by its field ids: what `copies/official.ts` writes there, read back. */
import type { FormDefinition } from '../../../platform/forms/definition.ts';
import type { Given } from '../../../platform/forms/fields/kind.ts';
import { questionAt } from '../../../platform/pack/official-references.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { OfficialField } from '../../../platform/pack/schema-official.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { answerIn } from './cells.ts';
import { type At, type Column, pathOf, type Put, type Sheet } from './sheet.ts';

const joint = ' – ';
const notKnownThere = 'import.fault.not-known-there';

export const officialNames = ({ officialForm }: Pack): readonly string[] =>
  (officialForm?.fields ?? []).flatMap(({ id, boxes }) =>
    boxes === undefined ? [id] : Array.from({ length: boxes }, (_, nth) => `${id}-${nth + 1}`),
  );

export function officialColumn(name: string, form: FormDefinition, given: Given): Column | undefined {
  for (const field of given.pack.officialForm?.fields ?? []) {
    const isBox = field.boxes !== undefined && name.startsWith(`${field.id}-`) && /-[1-9]\d?$/.test(name);
    if (field.id !== name && !isBox) continue;
    if (field.leftOut !== undefined) return { is: 'nothing', name, why: field.leftOut };
    // It follows from how many there are.
    if (field.moreThan !== undefined) return { is: 'nothing', name };
    const at = (field.from ?? []).map(each => pathOf(placeOf(each)));
    const put: Put =
      field.together === true
        ? text => (text.trim() === '' ? undefined : 'import.fault.together')
        : putOf(field, form, given);
    return { is: 'answer', name, at, put };
  }
  return undefined;
}

/** Of several of a kind the form has room for the first alone. */
function placeOf(at: string): At {
  const [step = '', field = '', own] = at.split('.');
  return own === undefined ? { step, field } : { step, list: field, place: 1, field: own };
}

function putOf(official: OfficialField, form: FormDefinition, given: Given): Put {
  const { from = [], option, boxes, codes } = official;
  const sources = from.flatMap(at => {
    const asked = questionAt(form, at);
    return asked ? [{ asked, at: placeOf(at) }] : [];
  });
  const [first] = sources;
  if (!first) return () => undefined;
  const { asked, at } = first;
  if (option !== undefined)
    return (text, sheet) => {
      const typed = text.trim().toLowerCase();
      if (typed === '' || typed === 'no') return undefined;
      return typed === 'yes' ? sheet.add(at, option) : notKnownThere;
    };
  if (boxes !== undefined) return (text, sheet) => addAll(sheet, at, answerIn(text, asked, given));
  if (codes)
    return (text, sheet) => {
      if (text.trim() === '') return undefined;
      const isSeveral = ['choices', 'selects', 'finds'].includes(asked.type);
      const words = isSeveral ? text.split(',') : [text];
      const found = words.map(word => codeFor(word.trim(), codes));
      if (found.some(code => code === undefined)) return notKnownThere;
      const known = found.filter(code => code !== undefined);
      return isSeveral ? addAll(sheet, at, known) : sheet.put(at, known[0]);
    };
  if (sources.length === 1) return (text, sheet) => sheet.put(at, answerIn(text, asked, given));
  return (text, sheet) => {
    if (text.trim() === '') return undefined;
    const parts = text.split(joint);
    if (parts.length !== sources.length) return 'import.fault.several-in-one';
    for (const [place, source] of sources.entries()) {
      const fault = sheet.put(source.at, answerIn(parts[place] ?? '', source.asked, given));
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

const codeFor = (word: string, codes: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(codes).find(([, said]) => said.toLowerCase() === word.toLowerCase())?.[0];

function addAll(sheet: Sheet, at: At, answers: Json | undefined): undefined {
  for (const each of Array.isArray(answers) ? answers : []) sheet.add(at, each as Json);
  return undefined;
}
