/** Figures are compared within one run only: the machine, its load and its disk are then the same for both. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below = Number.NaN, above = Number.NaN] = [
    sorted[sorted.length % 2 === 0 ? middle - 1 : middle],
    sorted[middle],
  ];
  return (below + above) / 2;
}

/** Runs each in turn, again and again, so that a busy moment of the machine hits all of them. Answers each one's figures. */
export async function interleave<Name extends string>(
  repeats: number,
  parts: Readonly<Record<Name, (repeat: number) => Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(parts) as Name[];
  const figures = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>;
  for (let repeat = 0; repeat < repeats; repeat++)
    // Whoever comes second may profit from what the first left behind: the order turns with each repeat.
    for (const name of repeat % 2 === 0 ? names : names.toReversed())
      figures[name].push(await parts[name](repeat));
  return figures;
}

/** The median of the ratios of neighbours in time. */
export const ratioOf = (figures: readonly number[], against: readonly number[]): number =>
  median(figures.map((figure, place) => figure / (against[place] ?? Number.NaN)));

export async function millisecondsOf(act: () => unknown): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** Milliseconds of processor time of this process, in which the server runs; PostgreSQL has its own. For one round. */
export async function cpuOf(rounds: number, act: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / rounds;
}
