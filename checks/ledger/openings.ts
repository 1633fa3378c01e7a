import { breakGlass, endGlass, reviewOpening } from '../../contexts/oversight/glass/commands.ts';
import { listOpenings } from '../../contexts/oversight/glass/queries.ts';
import type { Stage } from '../support/stage.ts';

/** Two records opened in an emergency: of one it was ended, of the other an officer looked at it again. */
export async function openAndReview(stage: Stage): Promise<void> {
  const [sam, priya, dana] = ['Sam Okafor', 'Priya Raman', 'Dana Whitfield'].map(name => stage.person(name));
  if (!sam || !priya || !dana) throw new Error('somebody is missing');
  for (const isEnded of [true, false]) {
    const reference = await stage.refer(sam);
    const words = 'She rang from the ferry, and the line went dead.';
    await stage.run(priya, 'glass:open', undefined, (work, permit) =>
      breakGlass(work, permit, { reference, reason: 'danger-to-life', words }),
    );
    if (isEnded) await stage.run(priya, 'glass:end', reference, endGlass);
    else
      await stage.run(dana, 'glass:review', reference, async (work, permit) => {
        const opening = (await listOpenings(work)).find(each => each.reference === reference);
        return reviewOpening(work, permit, opening?.id ?? '', { outcome: 'not-justified', words });
      });
  }
}
