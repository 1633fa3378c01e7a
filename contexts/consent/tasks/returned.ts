/** What a team answers to having to return or destroy something: pure, and in codes alone. */
import type { Entry } from '../../../platform/ledger/entry.ts';
import { type ConsentTerms, groundFor } from '../../../platform/pack/consent-terms.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Instant, PlainDate } from '../../../platform/pure/time.ts';
import { fault } from '../rules.ts';

export const deeds = ['returned', 'destroyed', 'kept'] as const;
export type Deed = (typeof deeds)[number];

/** What somebody says was done, before it is looked at. */
export interface Answered {
  readonly done: string;
  readonly classes: readonly DataClass[];
  readonly ground: string | undefined;
}

/** What a team said of one of its tasks. */
export interface Returned {
  readonly task: string;
  readonly done: Deed;
  readonly classes: readonly DataClass[];
  readonly ground: string | undefined;
  readonly at: Instant;
  readonly by: { readonly name: string; readonly organisation: string; readonly team: string };
}

/** What a team was told to return, destroy or ask back. */
export interface ToReturn {
  readonly id: string;
  readonly caseId: string;
  readonly classes: readonly DataClass[];
  readonly answers: readonly Pick<Returned, 'classes' | 'done'>[];
}

/** Of these nothing was said yet. */
export const openOf = ({ classes, answers }: Pick<ToReturn, 'classes' | 'answers'>): readonly DataClass[] =>
  classes.filter(name => !answers.some(answer => answer.classes.includes(name)));

/** What may still be said: what is kept by law may be destroyed later. What is gone is gone. */
export const answerable = ({
  classes,
  answers,
}: Pick<ToReturn, 'classes' | 'answers'>): readonly DataClass[] =>
  classes.filter(name => !answers.some(answer => answer.done !== 'kept' && answer.classes.includes(name)));

interface Within {
  readonly consent: Pick<ConsentTerms, 'returns'>;
  readonly timeZone: string;
}

/** The last day on which it is not late, by the pack. */
export const dueOn = (since: Instant, { consent, timeZone }: Within): PlainDate =>
  since.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: consent.returns.within });

export const isOverdue = (since: Instant, today: PlainDate, within: Within): boolean =>
  dueOn(since, within).until(today).days > 0;

/** Who watches over the use of the team's records is told too; the team reads it in its own list, and the case's holders there. */
export function sayReturned(
  task: ToReturn,
  { done, classes, ground }: Answered,
  {
    terms,
    team,
    watches,
  }: { readonly terms: ConsentTerms; readonly team: string; readonly watches: string | undefined },
): Result<Entry> {
  const open = answerable(task);
  if (open.length === 0) return refuse('not-in-this-stage');
  const deed = deeds.find(each => each === done);
  const kept = deed === 'kept';
  const faults: FieldError[] = [
    ...(deed ? [] : [fault('done', 'error.not-an-option', 'returned')]),
    ...(classes.length > 0 && classes.every(each => open.includes(each))
      ? []
      : [fault('classes', 'consent.error.not-to-return', 'returned')]),
    ...(kept && !groundFor(terms, ground ?? '', 'keep')
      ? [fault('ground', 'error.not-an-option', 'returned')]
      : []),
  ];
  if (faults.length > 0 || !deed) return refuse('invalid', faults);
  return ok({
    type: 'returned-or-destroyed',
    payload: {
      process: {
        task: task.id,
        case: task.caseId,
        party: team,
        done: deed,
        // In one order, whatever the order in which they were ticked.
        returned: open.filter(each => classes.includes(each)),
        ground: kept ? (ground ?? null) : null,
        parties: watches === undefined ? {} : { 'data-protection': watches },
      },
    },
  });
}
