/** One line for each comparison: both raw figures, their ratio, the target and whether it is met. */
export interface Compared {
  readonly name: string;
  readonly ours: Figure;
  readonly against: Figure;
  readonly ratio: number;
  /** Of the ratio, or, where it names a unit, of our own figure; none where the figure only explains another. */
  readonly target?: Target;
}
interface Figure {
  readonly is: string;
  readonly value: number;
  readonly unit: string;
}
type Target = { readonly atLeast: number } | { readonly atMost: number; readonly unit?: string };

/** Prints, and answers whether the target is met, if there is one. */
export function report({ name, ours, against, ratio, target }: Compared): boolean {
  const figures = `${name}: ${inWords(ours)}; ${inWords(against)}; ratio ${round(ratio)}`;
  if (!target) {
    console.log(figures);
    return true;
  }
  const isAbsolute = 'unit' in target && target.unit !== undefined;
  const figure = isAbsolute ? ours.value : ratio;
  const isMet = 'atLeast' in target ? figure >= target.atLeast : figure <= target.atMost;
  const bound = 'atLeast' in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
  const wanted = isAbsolute ? `${ours.is} ${bound} ${target.unit}` : `ratio ${bound}`;
  console.log(`${figures}; target: ${wanted}, ${isMet ? 'met' : 'MISSED'}`);
  return isMet;
}

const inWords = ({ is, value, unit }: Figure): string => `${is} ${round(value)} ${unit}`;

/** Three figures: more would be noise. */
const round = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
