import { type Random, randomFrom } from '../../app/demonstration/draw.ts';

/** Drawing by lot, the same for the same seed. */
export interface Chance {
  readonly random: Random;
  one<T>(from: readonly T[]): T;
  whole(below: number): number;
  happens(share: number): boolean;
  some<T>(from: readonly T[], most: number): readonly T[];
}

/** Each request draws from a source of its own, so that it does not depend on how those before it were answered. */
export const chanceOf = (seed: number, place: number): Chance =>
  chanceFrom(randomFrom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(place + 1, 0xc2b2ae35)));

export function chanceFrom(random: Random): Chance {
  const whole = (below: number) => Math.floor(random() * below);
  const one = <T>(from: readonly T[]): T => {
    const drawn = from[whole(from.length)];
    if (from.length === 0) throw new Error('There is nothing to draw from');
    return drawn as T;
  };
  return {
    random,
    one,
    whole,
    happens: share => random() < share,
    some: (from, most) =>
      Array.from({ length: Math.min(most, from.length, 1 + whole(most)) }, () => one(from)),
  };
}
