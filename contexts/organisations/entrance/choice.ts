import { z } from 'zod';
import { deriveKey, openSeal, seal } from '../../../platform/http/seal.ts';
import type { Web } from '../../../platform/http/web.ts';

/** Where somebody with several positions says in which of them to act. */
export const choicePath = '/sign-in/position';

const about = 'position-choice';
const minutes = 10;
const choiceSchema = z.strictObject({
  account: z.string(),
  provedBy: z.enum(['provider', 'passkey', 'password']),
  providerSession: z.string().optional(),
  providerSubject: z.string().optional(),
  providerRoles: z.array(z.string()).nullable(),
  to: z.string(),
  provedAt: z.number().nullable(),
  until: z.number(),
});
/** For whom the provider vouched, or who proved it to us, until they chose: there is no session yet. */
export type Choice = Omit<z.infer<typeof choiceSchema>, 'until'>;

type Here = { readonly now: Web['now']; readonly settings: Pick<Web['settings'], 'secret'> };

/** Kept by the browser, sealed: nobody reads it there, or makes one. */
export function sealChoice({ now, settings }: Here, choice: Choice): string {
  const kept = { ...choice, until: now().add({ minutes }).epochMilliseconds };
  return seal(deriveKey(settings.secret, about), JSON.stringify(kept), about).toString('base64url');
}

export function openChoice({ now, settings }: Here, sealed: string | undefined): Choice | undefined {
  const bytes = Buffer.from(sealed ?? '', 'base64url');
  const opened = openSeal(deriveKey(settings.secret, about), bytes, about);
  if (opened === undefined) return undefined;
  const { until, ...choice } = choiceSchema.parse(JSON.parse(opened));
  return until > now().epochMilliseconds ? choice : undefined;
}
