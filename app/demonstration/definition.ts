import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { purposes } from '../../platform/pure/classes.ts';

const person = z.strictObject({ name: z.string(), email: z.email(), role: z.string() });
const team = z.strictObject({
  name: z.string(),
  purpose: z.enum(purposes),
  takesHandOvers: z.boolean().optional(),
  people: z.array(person).min(1),
});

/** A pack's fictional organisations, people and cases. */
const demonstration = z.strictObject({
  organisations: z.array(
    z.strictObject({
      name: z.string(),
      authority: z.string().optional(),
      /** The pack's code of those who may refer. */
      firstResponder: z.string().optional(),
      /** The pack's codes of kinds of recipient that it is besides. */
      recipients: z.array(z.string()).optional(),
      /** Whose mail is the organisation's: nobody else can be let in. */
      domains: z.array(z.string()).optional(),
      teams: z.array(team),
    }),
  ),
  cases: z.strictObject({
    count: z.int().max(1_000),
    /** For each field the answers of which one is drawn; an empty list draws any code of the field's list. */
    answers: z.record(z.string(), z.record(z.string(), z.array(z.json()))),
  }),
});
export type Demonstration = z.output<typeof demonstration>;

/**
 * `count` stands in for the pack's own number of cases.
 * @throws where the file is there and is not as it should be; undefined where a pack has none
 */
export async function readDemonstration(
  packFolder: string,
  count?: number,
): Promise<Demonstration | undefined> {
  const text = await readFile(join(packFolder, 'demonstration.yaml'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const read = demonstration.parse(parse(text));
  return count === undefined ? read : { ...read, cases: { ...read.cases, count } };
}
