import type { PageView } from '../../../platform/views/page.ts';
import type { SafeHtml } from '../../../platform/views/safe-html.ts';

/** The view model of the canaries: each line of theirs that names a rule must be caught by it, and no other line. */
export interface CanaryView extends PageView {
  readonly name: string;
  readonly count: number;
  readonly safe: SafeHtml;
  readonly kind: 'adult' | 'child';
  readonly perhaps?: { readonly text: string } | undefined;
  readonly open: boolean;
  readonly list: readonly { readonly text: string; readonly case?: string | undefined }[];
}
