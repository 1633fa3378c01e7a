import { optional, type Speaking } from '../../platform/forms/wording.ts';
import type { Json, JsonObject } from '../../platform/pure/json.ts';
import type { Instant } from '../../platform/pure/time.ts';
import { formatMoment } from '../../platform/text/format.ts';
import type { ToldBy } from './said-since.ts';
import type { Given } from './sent.ts';

export const momentOf = (at: Instant, { pack, language }: Speaking): string =>
  formatMoment(at, pack.timeZone, language);

/** "Mara Ellison, Responder, Example Trust": as they were called when they did it. */
export function whoIs(by: JsonObject, speaking: Speaking): string {
  const role = textOf(by['role']);
  const parts = [by['name'], optional(`role.${role}`, speaking) ?? role, by['organisation']].map(textOf);
  return parts.filter(part => part !== '').join(', ') || speaking.words('referrals.show.not-known');
}
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** What was said, with who said it in words: put into words where they are asked for alone. */
export const toldBy = (given: readonly Given[], speaking: Speaking): readonly ToldBy[] =>
  given.map(each => ({
    ...each,
    said: () => ({ by: whoIs(each.by, speaking), on: momentOf(each.at, speaking) }),
  }));
