/** One line for each comparison: both raw figures, their ratio, the target and whether it is met. */
export interface Compared {
  readonly name: string;
  readonly ours: Figure;
  readonly against: Figure;
  readonly ratio: number;
  /** Undefined where the figure is only told. */
  readonly target?: Target;
}
interface Figure {
  readonly is: string;
  readonly value: number;
  readonly unit: string;
}
type Target = { readonly atLeast: number } | { readonly atMost: number };

/** Prints, and answers whether the target is met. */
export function report({ name, ours, against, ratio, target }: Compared): boolean {
  const isMet =
    target === undefined || ('atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost);
  const wanted =
    target === undefined
      ? ''
      : 'atLeast' in target
        ? `at least ${target.atLeast}`
        : `at most ${target.atMost}`;
  const said = target === undefined ? 'no target' : `target ${wanted}: ${isMet ? 'met' : 'MISSED'}`;
  console.log(`${name}: ${inWords(ours)}, ${inWords(against)}, ratio ${round(ratio)} (${said})`);
  return isMet;
}

const inWords = ({ is, value, unit }: Figure): string => `${is} ${round(value)} ${unit}`;

/** Three figures: more would be noise. */
const round = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
