/** What must be read before anything else of a record, in the answers of the API as above the pages. */
import { z } from 'zod';
import type { Permit } from '../access/permit.ts';
import type { Words } from '../views/page.ts';
import type { Work } from '../work.ts';
import type { AnyRoute } from './route.ts';
import type { Web } from './web.ts';

export const apiWarning = z.object({
  code: z.string().meta({ example: 'no-safe-way' }),
  text: z.string(),
});
export type ApiWarning = z.output<typeof apiWarning>;

/** Of `consent.warning.no-safe-way` programs compare `no-safe-way`, whomever the words that follow are for. */
export const warningIn = (message: string, words: Words): ApiWarning => ({
  code: message.split('.')[2] ?? message,
  text: words(message),
});

const isOnRecord = ({ policy }: Pick<Web, 'policy'>, { access }: AnyRoute): boolean =>
  policy.actions[access as string] === 'record';

const warnings = z
  .array(apiWarning)
  .meta({ description: 'To be shown before anything else of this record, the loudest first' });

/** The schema of an answer, with the warnings where the route is about one record. */
export function answering(web: Pick<Web, 'policy'>, route: AnyRoute, response: z.ZodType): z.ZodType {
  if (!isOnRecord(web, route) || !(response instanceof z.ZodObject)) return response;
  // First, as it is read first.
  return z.object({ warnings, ...response.shape }).meta({ ...response.meta() });
}

/** An answer with the warnings as they are once the route has done its work. */
export async function warned(
  web: Web,
  work: Work,
  route: AnyRoute,
  { permit, words }: { readonly permit: Permit<string>; readonly words: Words },
  answer: object,
): Promise<object> {
  if (!isOnRecord(web, route)) return answer;
  const told = await web.alarms(work, permit.record);
  return { warnings: told.map(each => warningIn(each, words)), ...answer };
}
