import type { Kysely } from 'kysely';
import { hasDemonstrationAccounts } from '../../contexts/organisations/public.ts';
import { asService } from '../../platform/db/transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Progress } from '../cli/progress.ts';
import { clock } from '../clock.ts';
import type { Work } from '../../platform/work.ts';
import type { Composed } from '../compose.ts';
import { tellCase } from './cases.ts';
import { putOnDuty } from './duty.ts';
import type { Demonstration } from './definition.ts';
import { randomFrom } from './draw.ts';
import { planCases } from './plan.ts';
import { openOrganisations, saveOrganisations, viewersOf } from './organisations.ts';

const seed = 20_261_122;
/** So many cases are told at once: each waits for the disk most of the time. */
const hands = 4;

/** Makes the fictional organisations, people and cases once. Interrupted, what there is stays, and no more is made. */
export async function ensureDemonstration(
  database: Kysely<Tables>,
  composed: Composed & Pick<Work, 'keys'>,
  demonstration: Demonstration,
  progress: (what: string, total: number) => Progress,
): Promise<void> {
  if (await asService(database, 'sign-in', hasDemonstrationAccounts)) return;
  const organisations = openOrganisations(demonstration);
  await saveOrganisations(database, organisations);
  const viewers = viewersOf(organisations);
  const plans = planCases(demonstration.cases.count, randomFrom(seed));
  const now = clock.now();
  await putOnDuty(database, composed, viewers, now);
  const bar = progress('Making fictional cases', plans.length);
  let [next, made] = [0, 0];
  const tell = async () => {
    for (let plan = plans[next]; plan; plan = plans[next]) {
      // Each case draws on chance of its own, so that it is the same whichever hand tells it.
      const random = randomFrom(seed + ++next);
      await tellCase({ database, composed, viewers, random }, demonstration, plan, now);
      bar.advance(++made);
    }
  };
  await Promise.all(Array.from({ length: hands }, tell));
  bar.end();
}
