/** A mark of its class in every field that takes words of every step that may follow, whatever the pack asks there. */
import type { Answers, FieldDefinition, FormDefinition } from '../../platform/forms/definition.ts';
import { itemsField } from '../../platform/forms/items.ts';
import type { Json } from '../../platform/pure/json.ts';
import { mark } from './marks.ts';

const wordy = ['text', 'paragraph', 'email'];

/** Where answers to one question bring up different others, `turn` says which: two of them between them bring up all. */
export function markedMore(form: FormDefinition, record: number, turn: number): Answers {
  const steps = form.steps.filter(({ more }) => more);
  return Object.fromEntries(
    steps.map(step => {
      const items = itemsField(step);
      const marked = markedFields(items?.fields ?? step.fields, step.id, record, turn);
      return [step.id, items ? { [items.id]: [{ id: '1', ...marked }] } : marked];
    }),
  );
}

function markedFields(
  fields: readonly FieldDefinition[],
  step: string,
  record: number,
  turn: number,
): Record<string, Json> {
  const answers: Record<string, Json> = {};
  for (const field of fields) {
    if (field.when && !('field' in field.when)) continue;
    const [by, is] = field.when ? [answers[field.when.field.slice(step.length + 1)], field.when.is] : [];
    if (is && !is.some(each => [by].flat().includes(each))) continue;
    const all = fields.flatMap(({ when }) =>
      when && 'field' in when && when.field === `${step}.${field.id}` ? when.is : [],
    );
    const wanted = [...new Set(all)];
    const word = mark(record, field.class, 24);
    if (field.type === 'email') answers[field.id] = `${word.toLowerCase()}@mail.example`;
    else if (wordy.includes(field.type)) answers[field.id] = word;
    else if (wanted.length > 0) {
      const code = wanted.at(turn % 2 === 0 ? 0 : -1) ?? '';
      answers[field.id] = field.type === 'choices' ? wanted : code;
    }
  }
  return answers;
}
