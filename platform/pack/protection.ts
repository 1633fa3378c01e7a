import { fieldsRead, holds, ownValue } from '../forms/conditions.ts';
import type { Answers, FormDefinition } from '../forms/definition.ts';
import { applicable, stepOf, submittable } from '../forms/journey.ts';
import type { PlainDate } from '../pure/time.ts';
import { standing } from './imprecise.ts';
import type { Pack, ProtectionTask } from './pack.ts';
import { readRule } from './rules.ts';

/** `ask`: it may be due there, and whom it is due to knows. */
export type ProtectionState = 'due' | 'ask' | 'done';

/** Something that has to be done to protect a child, and whom to call for it. */
export interface Protection {
  readonly task: string;
  readonly is: ProtectionState;
  /** The nation, and the id of one of its contacts. */
  readonly nation?: string;
  readonly contact?: string;
  /** The day by which it should be confirmed, if that is known. */
  readonly dueOn?: string;
}

interface Asked {
  readonly nation: string | null;
  readonly on: PlainDate;
}

/** What a referral brings up to be done, in the order of the pack, with what is done already. */
export function protectionOf(
  pack: Pick<Pack, 'protection' | 'rules' | 'lists'>,
  form: FormDefinition,
  answers: Answers,
  asked: Asked,
): readonly Protection[] {
  const given = submittable(form, answers);
  const steps = new Set(applicable(form, answers).map(({ step }) => step.id));
  return pack.protection
    .filter(({ step, when }) => steps.has(step) && (!when || holds(when, given)))
    .flatMap(task => {
      const place = placeOf(pack, form, task, given, asked);
      if (!place) return [];
      const { is, ...whom } = place;
      const dueOn = asked.on.add({ days: task.within }).toString();
      return [{ task: task.id, is: isDone(task, given) ? ('done' as const) : is, ...whom, dueOn }];
    });
}

/** What stands once a step is told of anew: its own tasks are judged again by its answers, the others stay as they were. */
export function protectionAfter(
  { protection }: Pick<Pack, 'protection'>,
  before: readonly Protection[],
  step: string,
  answers: Answers,
): readonly Protection[] {
  return before.map(each => {
    const task = protection.find(({ id }) => id === each.task);
    if (task?.step !== step) return each;
    if (isDone(task, answers)) return { ...each, is: 'done' };
    return each.is === 'done' ? { ...each, is: 'due' } : each;
  });
}

/** Silence is never a step that was taken, also where the pack says what leaves it open. */
const isDone = ({ done }: ProtectionTask, answers: Answers): boolean =>
  holds(done, answers) && fieldsRead(done).every(path => isAnswered(path, answers));

function isAnswered(path: string, answers: Answers): boolean {
  const [step = '', field = ''] = path.split('.');
  return ownValue(ownValue(answers, step) ?? {}, field) !== undefined;
}

function placeOf(
  { rules, lists }: Pick<Pack, 'rules' | 'lists'>,
  form: FormDefinition,
  { area }: ProtectionTask,
  answers: Answers,
  { nation, on }: Asked,
): Omit<Protection, 'task'> | undefined {
  if (!area) return { is: 'due' };
  const [step = '', field = ''] = area.field.split('.');
  const place = String(answers[step]?.[field]);
  const known = stepOf(form, step)?.fields.find(({ id }) => id === field)?.list ?? '';
  // The council of a child may be in another nation than the one where the report is made.
  const where = lists[known]?.byCode.get(place)?.nation ?? nation;
  const rule = readRule({ rules }, area.rule, where, on);
  const at = where === null ? {} : { nation: where };
  if (!rule.ok) return rule.error.code === 'rule-none' ? undefined : { is: 'ask', ...at };
  const { list, elsewhere, contact } = rule.value.value;
  const whom = { ...at, ...(contact !== undefined && { contact }) };
  if (list === undefined) return { is: 'due', ...whom };
  const listed = lists[list]?.byCode.get(place);
  const stands = listed
    ? standing({ from: listed.from ?? null, until: listed.until ?? null }, on)
    : ('out' as const);
  if (stands === 'in') return { is: 'due', ...whom };
  return stands === 'edge' || elsewhere === 'ask' ? { is: 'ask', ...whom } : undefined;
}
