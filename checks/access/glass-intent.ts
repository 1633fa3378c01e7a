import type { Actor } from './cast.ts';
import type { Intended } from './intent.ts';

const nothing = (answer: string): Intended => ({ answer, shows: [] });

/** Nobody here opened the record in an emergency: there is nothing to end, and nothing to look at again. */
export const glassIntended: Readonly<Record<string, (actor: Actor) => Intended>> = {
  'POST /glass/:reference/end': () => nothing('403'),
  ...Object.fromEntries(
    ['GET', 'POST'].map(each => [
      `${each} /openings/:reference/:opening`,
      ({ role }: Actor) => nothing(role === 'data-protection-officer' ? '404' : '403'),
    ]),
  ),
};
