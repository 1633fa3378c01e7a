/** The single comparisons of a policy's expression, so that each can be taken away. */

export interface Atom {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every innermost condition, and every EXISTS as a whole, of an expression as PostgreSQL prints it. */
export function atomsOf(expression: string): readonly Atom[] {
  const atoms: Atom[] = [];
  const open: number[] = [];
  for (let place = 0; place < expression.length; place += 1) {
    const letter = expression[place];
    if (letter === "'") place = expression.indexOf("'", place + 1);
    else if (letter === '(') open.push(place);
    else if (letter === ')') {
      const start = open.pop() ?? 0;
      const text = expression.slice(start, place + 1);
      if (isComparison(text) || isExists(text)) atoms.push({ start, end: place + 1, text });
    }
  }
  return atoms;
}

/** `(a = b)`, and not `((a = b) AND (c = d))`: what stands in further brackets counts by itself. */
function isComparison(text: string): boolean {
  const own = withoutBrackets(text.slice(1, -1));
  return / (=|<>|<|>|<=|>=) |IS (NOT )?NULL/.test(own) && !/\b(AND|OR|SELECT)\b/.test(own);
}

const isExists = (text: string): boolean =>
  /^\(EXISTS\b/.test(text) && withoutBrackets(text.slice(1, -1)).trim() === 'EXISTS';

function withoutBrackets(text: string): string {
  let depth = 0;
  let own = '';
  for (const letter of text) {
    if (letter === '(') depth += 1;
    if (depth === 0) own += letter;
    if (letter === ')') depth -= 1;
  }
  return own;
}

export const replaced = (expression: string, { start, end }: Atom, by: boolean): string =>
  `${expression.slice(0, start)}(${by})${expression.slice(end)}`;
