import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { textSchema } from '../../../platform/forms/fields/words.ts';
import { type Problem, readData, type Reading } from '../../../platform/pack/files.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { purposes } from '../../../platform/pure/classes.ts';
import { err, ok, type Result } from '../../../platform/pure/result.ts';
import type { FoundedOrganisation } from './model.ts';
import { faultsIn } from './rules.ts';

const name = textSchema({ max: 200, oneLine: true });
const domain = z
  .string()
  .regex(/^[a-z0-9-]+([.][a-z0-9-]+)+$/, 'must be a domain in small letters, such as police.example');
const email = z
  .string()
  .max(254)
  .regex(/^(?=[!-~]+$)[^@<>"]+@[a-z0-9.-]+$/i, 'must be an e-mail address');

const file = z.strictObject({
  organisations: z.array(
    z.strictObject({
      name,
      authority: z.string().optional(),
      firstResponder: z.string().optional(),
      recipients: z.array(z.string()).optional(),
      domains: z.array(domain).min(1),
      teams: z.array(z.strictObject({ name, purpose: z.enum(purposes) })).min(1),
      administrators: z.array(z.strictObject({ name, email, team: z.string().optional() })).min(1),
    }),
  ),
});

/** Reads who founds, from a YAML file. Whatever is wrong is told at once, each with its line. */
export async function readFounding(
  path: string,
  pack: Pick<Pack, 'authorities' | 'firstResponders' | 'consent'>,
): Promise<Result<readonly FoundedOrganisation[], readonly Problem[]>> {
  const reading: Reading = {
    dir: dirname(path),
    of: 'a founding file',
    problems: [],
    lines: new Map(),
  };
  const name = basename(path);
  const read = await readData(reading, name, file);
  if (!read) return err(reading.problems);
  const faults = faultsIn(read.organisations, {
    authorities: pack.authorities.map(({ code }) => code),
    firstResponders: (pack.firstResponders ?? []).map(({ code }) => code),
    recipients: pack.consent.recipients.map(({ code }) => code),
  });
  if (faults.length === 0) return ok(read.organisations);
  const lineOf = reading.lines.get(name);
  return err(
    faults.map(fault => {
      const line = lineOf?.(fault.path);
      return { file: name, ...fault, ...(line !== undefined && { line }) };
    }),
  );
}
