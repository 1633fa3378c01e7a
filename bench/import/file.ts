/** A file of referrals as another system would write it, each another. */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { drawAnswers, randomFrom } from '../../app/demonstration/draw.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import { checkAnswers } from '../../platform/forms/schema.ts';
import { Temporal } from '../../platform/pure/time.ts';
import type { Peopled } from '../people.ts';

const drawn = 2_000;

export function writeReferrals(
  { composed: { pack }, demonstration }: Peopled,
  file: string,
  count: number,
): void {
  const random = randomFrom(11);
  const form = theForm(pack);
  const today = Temporal.Now.plainDateISO(pack.timeZone);
  const bodies = Array.from({ length: drawn }, () =>
    drawAnswers(pack, form, demonstration.cases.answers, random),
  ).filter(answers => checkAnswers(form, answers, { pack, today }).ok);
  const open = openSync(file, 'w');
  for (let row = 0; row < count; row++) {
    const answers = bodies[row % bodies.length] ?? {};
    const statement = `${randomUUID()} ${String(answers['account']?.['statement'])}`;
    writeSync(open, `${JSON.stringify({ ...answers, account: { ...answers['account'], statement } })}\n`);
  }
  closeSync(open);
}
