import type { Twist } from './twist.ts';
import { twistsOfBodies } from './twists-of-bodies.ts';
import { impossibleDay } from './twists-of-dates.ts';
import { twistsOfRequests } from './twists-of-requests.ts';

const single: readonly Twist[] = [...twistsOfBodies, impossibleDay, ...twistsOfRequests];

/** One that draws from a long list comes more often. */
const often: Readonly<Record<string, number>> = {
  'a field with another value': 8,
  'fields that nobody asked for': 3,
  'JSON in place of a form': 4,
  'a day that no calendar has': 12,
  'answers with a single flaw': 3,
  'another value somewhere in the JSON': 10,
  'a body that is no JSON, or hardly': 3,
  'an odd header': 3,
  'an odd header in place of ours': 4,
  'an odd query': 4,
  'an odd part of the path': 3,
  'an odd path': 2,
};
export const twists: readonly Twist[] = single.flatMap(each =>
  Array.from({ length: often[each.name] ?? 1 }, () => each),
);

/** Kinder ones: what a person or a program gets wrong by accident. */
const slips = new Set([
  'a field with another value',
  'a field left out',
  'answers with a single flaw',
  'a field twice',
  'a day that no calendar has',
  'another value somewhere in the JSON',
  'a key left out of the JSON',
  'an odd query',
  'the same once more',
  'a key that was used for something else',
]);
export const mildTwists: readonly Twist[] = single.filter(({ name }) => slips.has(name));
