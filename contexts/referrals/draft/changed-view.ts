/** Said where somebody wants to send what was changed after they checked it: which pages, by whom, and when. */
import type { StepDefinition } from '../../../platform/forms/definition.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { formatMoment } from '../../../platform/text/format.ts';
import type { PageError, Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import type { Authors } from '../model.ts';
import { changedSteps, filesChecked, saidNothingChecked } from './checked.ts';

interface Changed {
  readonly errors: readonly FieldError[];
  readonly authors: Authors;
  readonly filesHref: string;
  readonly hrefOf: (step: StepDefinition) => string;
  readonly titleOf: (step: StepDefinition) => string;
  readonly steps: readonly StepDefinition[];
}

export function changedSinceChecked(
  work: Work,
  { words }: { readonly words: Words },
  { errors, authors, filesHref, hrefOf, titleOf, steps }: Changed,
): readonly PageError[] {
  if (saidNothingChecked(errors)) return [{ href: '#checked', text: words('referrals.check.not-said') }];
  const changed = new Set(changedSteps(errors));
  if (changed.size === 0) return [];
  const pages = steps
    .filter(({ id }) => changed.has(id))
    .map(step => {
      const author = authors[step.id];
      const page = titleOf(step);
      const href = hrefOf(step);
      if (!author) return { href, text: words('referrals.check.taken-away', { page }) };
      const isOwn = author.personId === work.viewer.personId;
      const by = isOwn ? words('form.clash.you') : String(author.by['name'] ?? words('form.clash.somebody'));
      const at = formatMoment(Temporal.Instant.from(author.at), work.pack.timeZone, work.language);
      return { href, text: words('referrals.check.changed-page', { page, by, at }) };
    });
  const files = { href: filesHref, text: words('referrals.check.changed-files') };
  return [
    { href: '#checked', text: words('referrals.check.changed') },
    ...pages,
    ...(changed.has(filesChecked) ? [files] : []),
  ];
}
