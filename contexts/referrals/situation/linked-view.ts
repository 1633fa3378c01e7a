/** Who was referred from the same situation, as both pages of a referral name them: by their references, each leading there. */
import { html, type SafeHtml } from '../../../platform/views/safe-html.ts';
import type { Words } from '../../../platform/views/page.ts';

export function sameSituationRows(
  references: readonly string[],
  { words, hrefOf }: { readonly words: Words; readonly hrefOf: (reference: string) => string },
): readonly { readonly key: string; readonly value: SafeHtml }[] {
  if (references.length === 0) return [];
  const each = references.map(
    reference => html`<li><a class="govuk-link nrm-code" href="${hrefOf(reference)}">${reference}</a></li>`,
  );
  return [{ key: words('referrals.show.linked'), value: html`<ul class="govuk-list">${each}</ul>` }];
}
