/** One line for each comparison: both raw figures, their ratio, the target and whether it is met. */
export interface Compared {
  readonly name: string;
  readonly ours: Figure;
  readonly against: Figure;
  readonly ratio: number;
  /** Of the ratio, or, where it names a unit, of our own figure. */
  readonly target: Target;
}
interface Figure {
  readonly is: string;
  readonly value: number;
  readonly unit: string;
}
type Target = { readonly atLeast: number } | { readonly atMost: number; readonly unit?: string };

/** Prints, and answers whether the target is met. */
export function report({ name, ours, against, ratio, target }: Compared): boolean {
  const isAbsolute = 'unit' in target && target.unit !== undefined;
  const figure = isAbsolute ? ours.value : ratio;
  const isMet = 'atLeast' in target ? figure >= target.atLeast : figure <= target.atMost;
  const bound = 'atLeast' in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
  const wanted = isAbsolute ? `${ours.is} ${bound} ${target.unit}` : `ratio ${bound}`;
  console.log(
    `${name}: ${inWords(ours)}; ${inWords(against)}; ratio ${round(ratio)}; target: ${wanted}, ${isMet ? 'met' : 'MISSED'}`,
  );
  return isMet;
}

const inWords = ({ is, value, unit }: Figure): string => `${is} ${round(value)} ${unit}`;

/** Three figures: more would be noise. */
const round = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
