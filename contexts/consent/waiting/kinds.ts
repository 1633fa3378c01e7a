import type { Pack } from '../../../platform/pack/pack.ts';
import type { Instant } from '../../../platform/pure/time.ts';

/** What waits for a team, the most pressing first. */
export const waitingKinds = ['review', 'decide', 'contact-ends', 'sharing-ends'] as const;
export type WaitingKind = (typeof waitingKinds)[number];

export interface Window {
  readonly after: Instant | undefined;
  readonly before: Instant | undefined;
}

/**
 * Due between which moments something is shown. What ends is told of within the pack's days before; a safe contact that is
 * over for as long as one lasts, after which the case alone says so. What is shared no more waits for nobody here.
 */
export function windowOf(
  kind: WaitingKind,
  { pack: { consent }, now }: { readonly pack: Pick<Pack, 'consent'>; readonly now: Instant },
): Window {
  const days = (count: number) => ({ hours: 24 * count });
  const { lasts, warns } = consent;
  switch (kind) {
    case 'sharing-ends':
      return { after: now, before: now.add(days(warns.sharing)) };
    case 'contact-ends':
      return { after: now.subtract(days(lasts.contact)), before: now.add(days(warns.contact)) };
    default:
      return { after: undefined, before: undefined };
  }
}
