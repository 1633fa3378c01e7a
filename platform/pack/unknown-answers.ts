/** Nobody is made to guess or to speak: every question takes “not known” and “prefers not to say”, or its form says why not. */
import type { FieldDefinition, FormDefinition } from '../forms/definition.ts';
import { meant } from './explain.ts';
import type { Problem } from './files.ts';
import { coded } from './schema-forms.ts';

interface Question {
  /** `step.field`, also of one of several of a kind. */
  readonly at: string;
  readonly field: FieldDefinition;
}

const questionsOf = (form: FormDefinition): readonly Question[] =>
  form.steps.flatMap(step =>
    step.fields.flatMap(field =>
      (field.fields ?? [field]).map(each => ({ at: `${step.id}.${each.id}`, field: each })),
    ),
  );

/** An answer that says that there is none. */
export const isUnknown = (code: string): boolean =>
  code === 'prefers-not-to-say' || code === 'not-known' || code.endsWith('-not-known');

/** What of both a question does not take. A code of its own, such as `region-not-known`, says it too. */
export function lacksOf({ type, options = [], required, when }: FieldDefinition): readonly string[] {
  if ((coded as readonly string[]).includes(type))
    return [
      ...(options.some(code => code !== 'prefers-not-to-say' && isUnknown(code)) ? [] : ['not-known']),
      ...(options.includes('prefers-not-to-say') ? [] : ['prefers-not-to-say']),
    ];
  // Words and dates may be left empty; what is asked of everybody may not. A tick says what somebody did.
  const isForced = required && !when && !['items', 'tick', 'signs'].includes(type);
  return isForced ? ['not-known', 'prefers-not-to-say'] : [];
}

export function findWithoutUnknown(form: FormDefinition): Problem[] {
  const file = `forms/${form.id}.yaml`;
  const questions = questionsOf(form);
  const lacking = new Map(
    questions.map(({ at, field }) => [at, lacksOf(field)] as const).filter(([, lacks]) => lacks.length > 0),
  );
  const excused = new Set((form.withoutUnknown ?? []).flatMap(each => each.questions));
  const missing = [...lacking]
    .filter(([at]) => !excused.has(at))
    .map(([at, lacks]) => ({
      file,
      path: 'withoutUnknown',
      message: `"${at}" does not take ${lacks.map(code => `"${code}"`).join(' or ')}, and nothing says why`,
    }));
  const names = questions.map(({ at }) => at);
  const idle = (form.withoutUnknown ?? []).flatMap((each, nth) =>
    each.questions
      .filter(at => !lacking.has(at))
      .map(at => ({
        file,
        path: `withoutUnknown.${nth}.questions`,
        message: names.includes(at)
          ? `"${at}" takes both, or may be left empty: it needs no reason`
          : `the form asks no "${at}"${meant(at, names)}`,
      })),
  );
  return [...missing, ...idle];
}
