/** Real cases, written through the product: what the bulk is cloned from. */
import { tellCase } from '../../app/demonstration/cases.ts';
import { randomFrom } from '../../app/demonstration/draw.ts';
import { planCases } from '../../app/demonstration/plan.ts';
import { clock } from '../../app/clock.ts';
import { testKeys } from '../../platform/seal/testing.ts';
import { type Peopled, people } from '../people.ts';

/** Of the small team's hundred cases a page of each part of the queue must stand there. */
const shares = { draft: 0.05, unallocated: 0.35, 'on-a-desk': 0.15, returned: 0, 'second-reading': 0.05 };

/** All of them are referred by one team and decided by one authority; the clones of a few are given to another. */
export async function tellTemplates(peopled: Peopled, count: number): Promise<void> {
  const { composed, demonstration, connection } = peopled;
  const keys = testKeys();
  const random = randomFrom(20_261_122);
  const viewers = [people.responder, ...people.deciders].map(email => peopled.viewer(email));
  // Circumstances send a case to the other authority.
  const answers = {
    ...demonstration.cases.answers,
    place: { ...demonstration.cases.answers['place'], circumstances: [['none']] },
  };
  const told = { ...demonstration, cases: { ...demonstration.cases, answers } };
  for (const plan of planCases(count, random, shares))
    await tellCase(
      { database: connection.db, composed: { ...composed, keys }, viewers, random },
      told,
      plan,
      clock.now(),
    );
}
