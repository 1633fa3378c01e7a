import type { Answers, FieldDefinition, FormDefinition } from '../forms/definition.ts';
import { isSealed, type SealedAnswer } from '../forms/sealed.ts';
import type { Json } from '../pure/json.ts';
import type { Work } from '../work.ts';
import { makeDataKey, openDataKey } from './data-keys.ts';
import { type About, openText, sealText } from './envelope.ts';
import { type KeptDataKey, saveDataKeys } from './store.ts';

/**
 * The answers with everything in them sealed that the form marks: each value under a fresh data key of its own, which is kept
 * wrapped in the transaction of `work`. What is sealed already stays as it is.
 * @throws KeyProblem where the key service does not answer; nothing is kept then
 */
export async function sealAnswers(
  work: Work,
  recordId: string,
  form: FormDefinition,
  answers: Answers,
): Promise<Answers> {
  const sealed = await sealApart(work, recordId, form, answers);
  await saveDataKeys(work, sealed.keys);
  return sealed.answers;
}

/** The same where the data keys of several records are kept together, with `saveDataKeys`: until then nothing can be opened. */
export async function sealApart(
  work: Work,
  recordId: string,
  form: FormDefinition,
  answers: Answers,
): Promise<{ readonly answers: Answers; readonly keys: readonly KeptDataKey[] }> {
  const made: KeptDataKey[] = [];
  const sealed: Record<string, Record<string, Json>> = {};
  for (const step of form.steps) {
    for (const field of step.fields) {
      const answer = field.sealed ? answers[step.id]?.[field.id] : undefined;
      if (answer === undefined || isSealed(answer)) continue;
      const about = { recordId, field: `${step.id}.${field.id}`, sealId: work.newId() };
      const [value, key] = await sealOne(work, field, String(answer), about);
      made.push(key);
      sealed[step.id] = { ...(sealed[step.id] ?? answers[step.id]), [field.id]: value };
    }
  }
  return { answers: made.length === 0 ? answers : { ...answers, ...sealed }, keys: made };
}

async function sealOne(
  work: Work,
  field: FieldDefinition,
  text: string,
  about: About,
): Promise<readonly [SealedAnswer, KeptDataKey]> {
  const { dataKey, kept } = await makeDataKey(work, about, field.class);
  const box = sealText(dataKey, text, about).toString('base64url');
  dataKey.fill(0);
  return [{ seal: about.sealId, box }, kept];
}

/**
 * What is sealed in an answer. Who may ask is for the caller to have settled, and to have written down.
 * @throws KeyProblem
 */
export async function openAnswer(
  work: Work,
  { seal, box }: SealedAnswer,
  place: { readonly recordId: string; readonly field: string },
): Promise<string> {
  const about = { ...place, sealId: seal };
  const dataKey = await openDataKey(work, about);
  const text = openText(dataKey, Buffer.from(box, 'base64url'), about);
  dataKey.fill(0);
  return text;
}
