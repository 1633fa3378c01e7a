import { type RefusalCode, refusalCodes } from '../../pure/result.ts';
import { definePage, type PageView, type Words } from '../page.ts';

/** Every refusal, and the two ends that are nobody's refusal. */
export const problemCodes = [...refusalCodes, 'went-wrong', 'session-ended'] as const;
export type ProblemCode = RefusalCode | 'went-wrong' | 'session-ended';

export interface ProblemView extends PageView {
  readonly whatToDo: string;
  /** Finds the fault in the logs; says nothing of the record or the person. */
  readonly reference?: { readonly label: string; readonly value: string } | undefined;
  readonly onward: { readonly href: string; readonly text: string };
}

/** What went otherwise than hoped, and what to do next. It is the same whether a record is hidden or does not exist. */
export function problemView(
  words: Words,
  code: ProblemCode,
  {
    reference,
    onward,
  }: { readonly reference?: string | undefined; readonly onward?: string | undefined } = {},
): ProblemView {
  const id = code === 'went-wrong' || code === 'session-ended' ? `problem.${code}` : `refusal.${code}`;
  const start =
    onward === undefined
      ? { href: '/', text: words('problem.start') }
      : { href: onward, text: words('problem.standing') };
  const signIn = code === 'sign-in-needed' || code === 'session-ended';
  return {
    title: words(`${id}.title`),
    whatToDo: words(`${id}.what-to-do`),
    reference: reference === undefined ? undefined : { label: words('problem.reference'), value: reference },
    onward: signIn ? { href: '/sign-in', text: words('problem.sign-in') } : start,
  };
}

/** The problems that differ in more than their words; a test finds words for all of them. */
const shown: readonly ProblemCode[] = [
  'not-found',
  'not-permitted',
  'changed-since',
  'too-many-requests',
  'unavailable',
  'went-wrong',
  'session-ended',
];
const reference = '4f1c2a9e';

export const page = definePage<ProblemView>({
  name: 'problem',
  template: 'platform/views/pages/problem.njk',
  examples: {
    ...Object.fromEntries(
      shown.map(code => [
        code,
        (words: Words) => problemView(words, code, code === 'went-wrong' ? { reference } : {}),
      ]),
    ),
    'of a record': words => problemView(words, 'not-a-draft', { onward: '/referrals/NRM-7KBC-9QXD-R4T' }),
  },
});
