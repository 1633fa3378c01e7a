/** What an export says of answers that were corrected after sending: what was said first is kept beside what counts. */
import { z } from 'zod';
import type { FormDefinition } from '../../../platform/forms/definition.ts';
import { isSealed } from '../../../platform/forms/sealed.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { answersToRead } from '../../../platform/forms/summary.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import type { OfficialForm } from '../../../platform/pack/schema-official.ts';
import { momentOf, whoIs } from '../said-by.ts';
import type { Given } from '../sent.ts';
import { beforeIn, sayings } from '../standing.ts';

export const correctedTold = z.array(
  z.object({
    at: z.string().meta({ description: 'The step and the question, as in the referral' }),
    fields: z.array(z.string()).meta({ description: 'Which fields of the form tell what counts now' }),
    question: z.string(),
    value: z.string().meta({ description: 'What was said before; it counts no longer' }),
    by: z.string(),
    on: z.iso.datetime(),
    correctedBy: z.string(),
    correctedOn: z.iso.datetime(),
    why: z.string().nullable().meta({ description: 'null where you do not hold the class account' }),
  }),
);
export type CorrectedTold = z.output<typeof correctedTold>;

/** Of what the reader is shown alone, in the order in which it was said. What is sealed is not told. */
export function correctedIn(
  { fields: official }: OfficialForm,
  form: FormDefinition,
  given: readonly Given[],
  speaking: Speaking,
): CorrectedTold {
  return given.flatMap(each => {
    const { step, field, value, adds } = each;
    if (adds || isSealed(value) || !beforeIn(given, step, field).includes(each)) return [];
    const all = sayings(given, step, field);
    const after = all[all.indexOf(each) + 1];
    const [section] = answersToRead(form, { [step]: { [field]: value } }, speaking);
    const row = section?.rows.find(one => one.field === field);
    if (!after || !section || !row) return [];
    const question = `${section.title}: ${row.question}`;
    const at = `${step}.${field}`;
    const isContact = stepOf(form, step)?.fields.some(one => one.id === field && one.class === 'contact');
    return [
      {
        at,
        fields: official.filter(({ from }) => from?.includes(at)).map(({ id }) => id),
        // Nobody calls by what was corrected, also where the new number is told beside it.
        question: isContact
          ? speaking.words('consent.contact.said', { on: momentOf(each.at, speaking), question })
          : question,
        value: row.lines.join('\n'),
        by: whoIs(each.by, speaking),
        on: each.at.toString(),
        correctedBy: whoIs(after.by, speaking),
        correctedOn: after.at.toString(),
        why: after.why ?? null,
      },
    ];
  });
}
