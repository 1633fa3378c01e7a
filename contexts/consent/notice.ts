import type { Speaking } from '../../platform/forms/wording.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import type { Instant } from '../../platform/pure/time.ts';
import type { WarningTextOptions } from '../../platform/views/components.generated.ts';
import { foldConsent } from './model.ts';
import { warnings } from './views.ts';

/** What a status page or a case file says of consent: what must be said loudly, and where the rest is. */
export interface ConsentNotice {
  readonly warnings: readonly WarningTextOptions[];
  readonly link: { readonly href: string; readonly text: string } | undefined;
}

export function consentNotice(
  entries: readonly StoredEntry[],
  of: { readonly reference: string; readonly now: Instant; readonly may: (action: string) => boolean },
  speaking: Speaking,
): ConsentNotice {
  const file = foldConsent(entries);
  // Of a draft that ended there is a page only where something was agreed to before.
  const isEmpty = file.permissions.length === 0 && !file.contact;
  const hasNone = isEmpty && entries.some(({ type }) => type === 'draft-ended');
  return {
    warnings: warnings({ file, now: of.now }, speaking),
    link:
      of.may('consent:view') && !hasNone
        ? { href: `/consents/${of.reference}`, text: speaking.words('consent.link') }
        : undefined,
  };
}
