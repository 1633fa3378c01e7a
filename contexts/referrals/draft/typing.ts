/** What a page's own script hears when it saved what is being typed: when, and what the page is made from now. */
import { clashMessage } from '../../../platform/forms/clash.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import { formatTime } from '../../../platform/text/format.ts';
import type { Work } from '../../../platform/work.ts';
import type { Answered } from '../commands.ts';
import type { PageSent } from './page-sent.ts';

/** Faults are told when somebody goes on, never while they type. */
export function tellTyping(
  { now, pack }: Work,
  { isTyping }: Pick<PageSent, 'isTyping'>,
  { base, faults }: Answered,
): JsonObject | undefined {
  if (!isTyping || base === undefined) return undefined;
  const at = formatTime(now.toZonedDateTimeISO(pack.timeZone));
  return { at, base, clash: faults.some(({ message }) => message === clashMessage) };
}
