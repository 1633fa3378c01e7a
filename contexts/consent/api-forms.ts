/** The questions of the pages of consents as the bodies of the API: the same schemas, the same faults. */
import { z } from 'zod';
import type { Answers } from '../../platform/forms/definition.ts';
import { stepShape } from '../../platform/forms/shape.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { type FieldError, ok, type Result } from '../../platform/pure/result.ts';
import { Temporal } from '../../platform/pure/time.ts';
import type { Done } from './commands.ts';
import { consentForm, type StepName, stepNamed } from './forms.ts';

/** What a page asks, by the names of its fields. Which teams there are is known when it is sent, and compared then. */
export function bodyOf(pack: Pack, name: StepName): z.ZodType<Answers[string]> {
  const spoken = pack.messages[pack.languages[0] ?? 'en'] ?? {};
  const asked = consentForm(pack, id => spoken[id] ?? id);
  const step = stepNamed(asked, name);
  const given = { pack: asked.pack, today: () => Temporal.Now.plainDateISO(pack.timeZone) };
  const shape = stepShape(asked.form, step, given);
  const team = z
    .uuid({ error: 'error.not-an-option' })
    .optional()
    .meta({ description: 'A team with which can be shared' });
  const body = step.fields.some(({ id }) => id === 'party') ? shape.extend({ party: team }) : shape;
  return body as unknown as z.ZodType<Answers[string]>;
}

/** A body has one part, so its fields are named without it. */
export function unprefixed<T>(done: Result<T>): Result<T> {
  if (done.ok || !done.error.fields) return done;
  const fields = done.error.fields.map(
    (each): FieldError => ({ ...each, field: each.field.replace(/^[a-z]+\./, '') }),
  );
  return { ok: false, error: { ...done.error, fields } };
}

/** What was done with a consent or an override, by which that one is named. */
export const onPermission = (done: Result<Done>): Result<Required<Done>> =>
  unprefixed(done.ok ? ok({ permission: '', ...done.value }) : done);

/** For what and with whom, in an example. */
export function exampleSharing({ consent }: Pack): { readonly purpose: string; readonly recipient: string } {
  const recipient = consent.recipients[0];
  return { purpose: recipient?.purposes[0] ?? '', recipient: recipient?.code ?? '' };
}
