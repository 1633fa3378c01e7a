import type { Kysely } from 'kysely';
import { hasDemonstrationAccounts } from '../../contexts/organisations/public.ts';
import { asService } from '../../platform/db/transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Progress } from '../cli/progress.ts';
import { clock } from '../clock.ts';
import type { Composed } from '../compose.ts';
import { tellCase } from './cases.ts';
import type { Demonstration } from './definition.ts';
import { randomFrom } from './draw.ts';
import { openOrganisations, saveOrganisations, viewersOf } from './organisations.ts';

/** Makes the fictional organisations, people and cases once. Interrupted, what there is stays, and no more is made. */
export async function ensureDemonstration(
  database: Kysely<Tables>,
  composed: Composed,
  demonstration: Demonstration,
  progress: (what: string, total: number) => Progress,
): Promise<void> {
  if (await asService(database, 'sign-in', hasDemonstrationAccounts)) return;
  const organisations = openOrganisations(demonstration);
  await saveOrganisations(database, organisations);
  const viewers = viewersOf(organisations);
  const random = randomFrom(20_261_122);
  const { count } = demonstration.cases;
  const bar = progress('Making fictional cases', count);
  for (let made = 0; made < count; made++) {
    await tellCase({ database, composed, viewers, random }, demonstration, clock.now());
    bar.advance(made + 1);
  }
  bar.end();
}
