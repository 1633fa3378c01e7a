import type { Condition, FieldDefinition } from '../forms/definition.ts';
import type { Problem } from './files.ts';
import { codesOf, leaves } from './form-references.ts';
import type { Pack } from './pack.ts';

/** What is offered beside the codes of a list, "not yet" above all, tells which of them it is of nobody. */
const isNoneOfList = ({ list, options = [] }: FieldDefinition, code: string | boolean): boolean =>
  list !== undefined && options.some(option => option === code);

/** What `protection.yaml` says of the referral form that the form does not ask, or not in a way that everybody may see. */
export function findBrokenProtection({
  protection,
  forms,
  lists,
}: Pick<Pack, 'protection' | 'forms' | 'lists'>): Problem[] {
  const problems: Problem[] = [];
  const steps = forms['referral']?.steps ?? [];
  const fieldAt = (path: string) => {
    const [step, id] = path.split('.');
    return steps.find(each => each.id === step)?.fields.find(field => field.id === id);
  };
  for (const [at, task] of protection.entries()) {
    const tell = (path: string, message: string) =>
      problems.push({ file: 'protection.yaml', path: `protection.${at}.${path}`, message });
    if (!steps.some(({ id }) => id === task.step)) tell('step', `the referral has no step "${task.step}"`);
    const check = (condition: Condition | undefined, path: string) => {
      for (const { field: asked, is } of leaves(condition)) {
        const field = fieldAt(asked);
        if (!field || !asked.startsWith(`${task.step}.`))
          tell(path, `"${asked}" is not asked in "${task.step}"`);
        else if (field.class !== 'process' && !is.every(code => isNoneOfList(field, code)))
          tell(path, `"${asked}" is of the class "${field.class}": whether it was done would tell it`);
        else
          for (const code of is)
            if (typeof code !== 'string' || !codesOf(field, { lists }).includes(code))
              tell(path, `"${code}" is no answer to "${asked}"`);
      }
    };
    // It is asked again after sending, by itself.
    for (const { when, id } of steps.find(({ id }) => id === task.step)?.fields ?? [])
      for (const { field } of leaves(when))
        if (!field.startsWith(`${task.step}.`))
          tell('step', `"${task.step}.${id}" hangs on "${field}", which is not asked in the same step`);
    check(task.when, 'when');
    check(task.done, 'done');
    if (task.area && !fieldAt(task.area.field)?.list)
      tell('area', `"${task.area.field}" asks for no code of a list`);
  }
  return problems;
}
