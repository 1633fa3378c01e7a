/** Whether the forms ask for consent, so that it can be refused, before who somebody is; and what cannot wait. */
import { whereAsked } from '../forms/concepts.ts';
import type {
  Answers,
  Concept,
  FieldDefinition,
  FormDefinition,
  StepDefinition,
} from '../forms/definition.ts';
import { applicable } from '../forms/journey.ts';
import { coreRules } from './core-rules.ts';
import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

export function findAskedWrongly(pack: Pack): Problem[] {
  const { referral } = pack.forms;
  const request = pack.forms[pack.consent.handOver?.requests?.form ?? ''];
  return [
    ...(referral ? [...brokenConsent(pack, referral), ...brokenUrgency(pack, referral)] : []),
    // Of a child whoever asks tells without being agreed to: that is for those who refer to ask.
    ...(request ? brokenConsent(pack, request, ['adult']) : []),
  ];
}

const ages = ['adult', 'child'] as const;
type Age = (typeof ages)[number];

function brokenConsent(pack: Pack, form: FormDefinition, of: readonly Age[] = ages): Problem[] {
  const asked = everyone(pack, form, of).filter(({ nation, age }) => needsConsent(pack, nation, age));
  return unlike([
    ...brokenQuestion(form),
    ...asked.flatMap(({ nation, age, questions }) => {
      const at = questions.findIndex(({ field }) => field.concept === 'consent');
      const [question] = questions.slice(at);
      if (at < 0 || !question)
        return [
          tell(
            form,
            'steps',
            `${age === 'adult' ? 'an adult' : 'a child'}${inNation(pack, nation)} is not asked whether they agree`,
          ),
        ];
      const before = questions.slice(0, at);
      const beside = questions.slice(at + 1).filter(({ step }) => step.id === question.step.id);
      return [...before, ...beside].filter(({ field }) => tells(field)).map(each => tooEarly(form, each));
    }),
  ]);
}

const tooEarly = (form: FormDefinition, { step, field, path }: Question): Problem =>
  tell(
    form,
    path,
    `"${step.id}.${field.id}" is asked before whether they agree, or with it: it tells who they are or what happened`,
  );

/** What is wrong with the question itself, whoever is asked. */
const brokenQuestion = (form: FormDefinition): Problem[] =>
  questionsOf(form)
    .filter(({ field }) => field.concept === 'consent')
    .flatMap(({ field, path }) => [
      ...['given', 'refused']
        .filter(code => !field.options?.includes(code))
        .map(code =>
          tell(
            form,
            `${path}.options`,
            `the question about consent offers no "${code}": nobody can say ${code === 'given' ? 'yes' : 'no'}`,
          ),
        ),
      ...(field.required
        ? []
        : [
            tell(form, `${path}.required`, 'the question about consent can be passed over without an answer'),
          ]),
    ]);

function brokenUrgency(pack: Pack, form: FormDefinition): Problem[] {
  const isUrgency = ({ field }: Question) => field.concept === 'urgency';
  if (!questionsOf(form).some(isUrgency))
    return [tell(form, 'steps', 'nobody is asked what cannot wait: no question has the concept "urgency"')];
  return unlike(
    everyone(pack, form, ages).flatMap(({ nation, age, questions }) => {
      const question = questions.find(isUrgency);
      if (question && !question.step.more) return [];
      const of = `${age === 'adult' ? 'an adult' : 'a child'}${inNation(pack, nation)}`;
      return [
        tell(
          form,
          question?.path ?? 'steps',
          `of ${of} it is not asked what cannot wait, or only once the referral may be sent`,
        ),
      ];
    }),
  );
}

interface Question {
  readonly step: StepDefinition;
  readonly field: FieldDefinition;
  readonly path: string;
}

const questionsOf = (form: FormDefinition): readonly Question[] =>
  form.steps.flatMap((step, at) =>
    step.fields.map((field, nth) => ({ step, field, path: `steps.${at}.fields.${nth}` })),
  );

/** In each nation, of each age: what is asked of somebody of whom nothing else was said yet, in order. */
export const everyone = (pack: Pick<Pack, 'nations'>, form: FormDefinition, of: readonly Age[]) =>
  pack.nations.flatMap(({ code: nation }) =>
    of.map(age => {
      const asked = new Set(
        applicable(form, saying(form, { nation, 'age-status': age })).flatMap(({ fields }) => fields),
      );
      return { nation, age, questions: questionsOf(form).filter(({ field }) => asked.has(field)) };
    }),
  );

function saying(form: FormDefinition, said: Readonly<Partial<Record<Concept, string>>>): Answers {
  const answers: Record<string, Record<string, string>> = {};
  for (const [concept, code] of Object.entries(said)) {
    const [step, field] = whereAsked(form, concept as Concept)?.split('.') ?? [];
    if (step && field) answers[step] = { ...answers[step], [field]: code };
  }
  return answers;
}

const needsConsent = ({ rules }: Pack, nation: string, age: Age): boolean =>
  rules
    .filter(({ id, nations }) => id === `consent.${age}` && (nations?.includes(nation) ?? true))
    .some(({ value }) => coreRules['consent.adult'].safeParse(value).data?.needed === true);

/** How old somebody is and where they were met decide what is asked; everything else but codes of the case tells of them. */
const tells = ({ class: of, concept }: FieldDefinition): boolean =>
  of !== 'process' && concept !== 'age-status';

const inNation = ({ nations }: Pack, nation: string): string => (nations.length > 1 ? ` in "${nation}"` : '');

const tell = (form: FormDefinition, path: string, message: string): Problem => ({
  file: `forms/${form.id}.yaml`,
  path,
  message,
});

/** The same is wrong for many: it is told once. */
const unlike = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map(each => [`${each.path} ${each.message}`, each])).values(),
];
