/** What a draft held sealed, compared with the texts of its notice before it goes (docs/decisions/0019). */
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { sealedIn } from '../../../platform/forms/sealed.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { openAnswer } from '../../../platform/seal/answers.ts';
import { KeyProblem } from '../../../platform/seal/keys.ts';
import type { Work } from '../../../platform/work.ts';

interface Opened {
  /** As they were, with the words of what is sealed in its place: for comparing in memory, never to be kept or shown. */
  readonly answers: Answers;
  /** Whether everything could be opened. What could not goes as surely as what could. */
  readonly isWhole: boolean;
}

/**
 * Opens what is sealed in a draft whose person refused, for this process alone. That it was stands in the trail. Where the
 * keys do not answer the refusal goes on all the same: nothing that identifies somebody waits for them.
 */
export async function openToCompare(
  work: Work,
  recordId: string,
  form: FormDefinition,
  answers: Answers,
): Promise<Opened> {
  const opened: Record<string, Record<string, Json>> = {};
  let isWhole = true;
  for (const { step, field, answer } of sealedIn(form, answers)) {
    const place = `${step}.${field}`;
    const asked = form.steps.find(({ id }) => id === step)?.fields.find(({ id }) => id === field);
    try {
      const text = await openAnswer(work, answer, { recordId, field: place });
      opened[step] = { ...(opened[step] ?? answers[step]), [field]: text };
      await recordSight(work, [recordId], 'sealed-compared', asked ? [asked.class] : [], { field: place });
    } catch (error) {
      if (!(error instanceof KeyProblem)) throw error;
      isWhole = false;
    }
  }
  return { answers: { ...answers, ...opened }, isWhole };
}
