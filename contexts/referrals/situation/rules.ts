/** What of a referral is of the situation and not of the person, for somebody else who was in it too. */
import { joinClasses } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { itemsField, itemsIn } from '../../../platform/forms/items.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { findIdentifying, knownAmong, type Known } from '../notice/identifying.ts';

/**
 * The answers that the pack marks as of the situation, and no others: nothing is copied for not being forbidden. Each of
 * several of a kind gets a name of its own, so that no name stands in two referrals. Left out are things of which nothing
 * is of the situation.
 */
export function situationOf(form: FormDefinition, answers: Answers, newName: () => string): Answers {
  const applying = submittable(form, answers);
  const steps = form.steps.flatMap((step): (readonly [string, Answers[string]])[] => {
    const items = itemsField(step);
    if (items) {
      const shared = itemsIn(applying, step)
        .map(item => pick(items.fields ?? [], item))
        .filter(item => Object.keys(item).length > 0)
        .map(item => ({ ...item, id: newName() }));
      return shared.length > 0 ? [[step.id, { [items.id]: shared }]] : [];
    }
    const shared = pick(step.fields, applying[step.id] ?? {});
    return Object.keys(shared).length > 0 ? [[step.id, shared]] : [];
  });
  return Object.fromEntries(steps);
}

/**
 * The same without the texts that say, or look as if they said, who or where the first person is: those are left out whole,
 * for nobody but a person can tell what of them may be said in another's referral.
 */
export function withoutNaming(
  form: FormDefinition,
  shared: Answers,
  known: Known,
): { readonly answers: Answers; readonly leftOut: number } {
  let leftOut = 0;
  const plain = (fields: StepFields, given: Readonly<Record<string, Json>>) =>
    Object.fromEntries(
      Object.entries(given).filter(([id, answer]) => {
        const isText = fields.some(field => field.id === id && ['text', 'paragraph'].includes(field.type));
        const isNaming = isText && typeof answer === 'string' && findIdentifying(answer, known).length > 0;
        if (isNaming) leftOut += 1;
        return !isNaming;
      }),
    );
  const steps = form.steps
    .filter(({ id }) => Object.hasOwn(shared, id))
    .map((step): readonly [string, Answers[string]] => {
      const items = itemsField(step);
      if (!items) return [step.id, plain(step.fields, shared[step.id] ?? {})];
      const several = itemsIn(shared, step)
        .map(item => plain(items.fields ?? [], item))
        .filter(item => Object.keys(item).some(id => id !== 'id'));
      return [step.id, several.length > 0 ? { [items.id]: several } : {}];
    });
  return { answers: Object.fromEntries(steps.filter(([, given]) => Object.keys(given).length > 0)), leftOut };
}

/** What tells who or where the person is: what is of the situation is not compared with itself. */
export function knownOfPerson(form: FormDefinition, answers: Answers, pack: Pack): Known {
  const steps = form.steps.map(step => ({
    ...step,
    fields: step.fields.filter(({ situation, class: held }) => !situation && telling.includes(held)),
  }));
  return knownAmong({ ...form, steps }, answers, pack);
}
const telling: readonly string[] = ['identity', 'contact', 'location'];

type StepFields = FormDefinition['steps'][number]['fields'];
const pick = (
  fields: FormDefinition['steps'][number]['fields'],
  given: Readonly<Record<string, Json>>,
): Record<string, Json> =>
  Object.fromEntries(
    fields
      .filter(({ id, situation }) => situation === true && Object.hasOwn(given, id))
      .map(({ id }) => [id, given[id] as Json]),
  );

/** The answers that were sent, of the classes that the viewer sees. */
export function answersSent(entries: readonly StoredEntry[]): Answers {
  const sent = entries.find(({ type }) => type === 'referral-submitted')?.payload ?? {};
  return joinClasses(Object.values(sent).map(held => (held['answers'] ?? {}) as Answers));
}

/** Whoever took a consent back gives nothing over any more, until they consent again. */
export function isTakenBack(entries: readonly StoredEntry[]): boolean {
  const last = entries.findLast(({ type }) => type === 'consent-given' || type === 'consent-withdrawn');
  return last?.type === 'consent-withdrawn';
}
