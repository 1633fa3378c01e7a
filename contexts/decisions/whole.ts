/** Whether a decision lacks anything, and whether its findings contradict its outcome. It never suggests an outcome. */
import type { Definition, Head } from '../../platform/pack/definition.ts';
import { err, type FieldError, ok, type Result } from '../../platform/pure/result.ts';
import type { Finding, HeadWorked, Outcome, Reasoned, Working } from './model.ts';

/** A decision answers every head (rule `victim.heads`), element by element and in words; what else was sent is dropped. */
export function whole(working: Working, { heads }: Definition): Result<Reasoned> {
  const { outcome } = working;
  const lacking = [
    ...heads.flatMap(head => unworked(working, head)),
    ...(outcome ? [] : [{ field: 'outcome', message: 'decisions.error.outcome' }]),
    ...(isBlank(working.reasons) ? [{ field: 'reasons', message: 'decisions.error.reasons' }] : []),
  ];
  if (!outcome || lacking.length > 0) return err({ code: 'invalid', fields: lacking });
  const worked = heads.map(head => workedHead(working, head));
  const fault = contradiction(outcome, worked);
  if (fault) return err({ code: 'invalid', fields: [{ field: 'outcome', message: fault }] });
  return ok({ outcome, heads: worked, reasons: working.reasons });
}

function unworked({ findings, headReasons }: Working, { code, elements }: Head): readonly FieldError[] {
  const open = elements.filter(element => !findings.has(`${code}.${element}`));
  return [
    ...open.map(element => ({ field: `${code}.${element}`, message: 'decisions.error.finding' })),
    ...(isBlank(headReasons.get(code))
      ? [{ field: `${code}.reasons`, message: 'decisions.error.head-reasons' }]
      : []),
  ];
}

const workedHead = ({ findings, headReasons }: Working, { code, elements }: Head): HeadWorked => ({
  head: code,
  elements: Object.fromEntries(
    elements.flatMap((element): (readonly [string, Finding])[] => {
      const finding = findings.get(`${code}.${element}`);
      return finding ? [[element, finding]] : [];
    }),
  ),
  reasons: headReasons.get(code) ?? '',
});

/** A person meets the definition under a head when every element of it is met; one head is enough. */
function contradiction(outcome: Outcome, heads: readonly HeadWorked[]): string | undefined {
  const meets = heads.some(({ elements }) => {
    const found = Object.values(elements);
    return found.length > 0 && found.every(finding => finding === 'met');
  });
  if (outcome === 'positive' && !meets) return 'decisions.error.positive-without-head';
  if (outcome === 'negative' && meets) return 'decisions.error.negative-with-head';
  return undefined;
}

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';
