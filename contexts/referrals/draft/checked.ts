/**
 * What the page before sending showed, page by page: a salted digest of each, and nothing of what was said. It comes back
 * with the sending, so that nobody sends what somebody else wrote after they looked (decision 0013).
 */
import { createHash } from 'node:crypto';
import { type Base, baseOf, readBase, writeBase } from '../../../platform/forms/based.ts';
import type { Answers, FormDefinition } from '../../../platform/forms/definition.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';

/** Files are sent with the answers. No step is called so. */
export const filesChecked = '_files';

export interface ToSend {
  readonly form: FormDefinition;
  readonly answers: Answers;
  /** Of the draft: without it a digest of a short answer would tell it. */
  readonly salt: string;
  readonly files?: readonly { readonly fileId: string }[];
}

const shortened = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** Of each step that would be sent now, and of the files. */
function digestsOf({ form, answers, salt, files = [] }: ToSend): Base {
  const sent = submittable(form, answers);
  const steps = form.steps
    .filter(({ id }) => Object.hasOwn(sent, id))
    .map(step => {
      const base = baseOf({ step, saved: sent[step.id] ?? {}, salt });
      return [step.id, shortened(writeBase(base))] as const;
    });
  const named = files.map(({ fileId }) => fileId).join(' ');
  return new Map(named === '' ? steps : [...steps, [filesChecked, shortened(`${salt} ${named}`)]]);
}

/** Beside the button that sends. */
export const writeChecked = (toSend: ToSend): string => writeBase(digestsOf(toSend));

/** For the addresses of a check in several parts: each of them says of which answers the first one was. */
export const nameChecked = (checked: string): string => shortened(checked);

const changed = 'changed';
/**
 * Refuses what was changed since it was shown, page by page. Who sends a form has to say what was checked: where they do not,
 * they are asked to check. `undefined` is for commands alone, which send what they wrote themselves.
 */
export function refuseUnchecked(shown: string | undefined, toSend: ToSend): Result<true> {
  if (shown === undefined) return ok(true);
  if (shown === '') return refuse('invalid', [{ field: changed, message: 'referrals.check.not-said' }]);
  const [before, now] = [readBase(shown) ?? new Map<string, string>(), digestsOf(toSend)];
  const steps = [...new Set([...now.keys(), ...before.keys()])];
  const others = steps.filter(id => before.get(id) !== now.get(id));
  if (others.length === 0) return ok(true);
  return refuse(
    'invalid',
    others.map(id => ({ field: `${changed}.${id}`, message: 'referrals.check.changed' })),
  );
}

/** Whether a form was refused because it did not say what was checked. */
export const saidNothingChecked = (errors: readonly FieldError[]): boolean =>
  errors.some(({ field }) => field === changed);

/** Of what was refused, the steps that were changed. */
export const changedSteps = (errors: readonly FieldError[]): readonly string[] =>
  errors.flatMap(({ field }) => (field.startsWith(`${changed}.`) ? [field.slice(changed.length + 1)] : []));
