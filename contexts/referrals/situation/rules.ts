/** What of a referral is of the situation and not of the person, for somebody else who was in it too. */
import { joinClasses } from '../../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { itemsField, itemsIn } from '../../../platform/forms/items.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Json } from '../../../platform/pure/json.ts';

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

/** What was said of the person after sending, each by itself: also a name that was corrected again tells who they are. */
export const saidSince = (entries: readonly StoredEntry[]): readonly Answers[] =>
  entries
    .filter(({ type }) => type === 'answer-corrected')
    .map(({ payload }) =>
      joinClasses(Object.values(payload).map(held => (held['answers'] ?? {}) as Answers)),
    );

/** Whoever took a consent back gives nothing over any more, until they consent again. */
export function isTakenBack(entries: readonly StoredEntry[]): boolean {
  const last = entries.findLast(({ type }) => type === 'consent-given' || type === 'consent-withdrawn');
  return last?.type === 'consent-withdrawn';
}
