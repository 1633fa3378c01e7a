/** The page on which one asks another team to take a draft over: a form of the core, whose codes are the pack's. */
import type { FieldDefinition, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { submittable } from '../../../platform/forms/journey.ts';
import { parseStep } from '../../../platform/forms/parse.ts';
import { checkStep } from '../../../platform/forms/schema.ts';
import type { TreatedAs } from '../../../platform/pack/consent.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { ok, type Result } from '../../../platform/pure/result.ts';
import { parseDate, type PlainDate } from '../../../platform/pure/time.ts';
import type { Words } from '../../../platform/views/page.ts';
import { howAgreed, howAgreedIn, howAgreedNames } from '../../consent/public.ts';
import english from '../messages.en.json' with { type: 'json' };
import type { AskedOver } from './commands.ts';

export interface AskForm {
  readonly form: FormDefinition;
  readonly step: StepDefinition;
  /** The pack with what the page asks to choose from. */
  readonly pack: Pack;
}
interface Team {
  readonly id: string;
  readonly name: string;
}

/** What the other team may be shown: what the purpose needs. */
export const coveredClasses = ({ consent }: Pick<Pack, 'consent'>): readonly DataClass[] =>
  consent.purposes.find(({ code }) => code === consent.handOver?.purpose)?.classes ?? [];

/** Of these, what a request holds. */
const requestClasses = (pack: Pack): readonly DataClass[] => {
  const asked =
    pack.forms[pack.consent.handOver?.requests?.form ?? '']?.steps.flatMap(({ fields }) => fields) ?? [];
  return coveredClasses(pack).filter(each => asked.some(field => field.class === each));
};

export function askForm(
  pack: Pack,
  words: Words,
  {
    teams,
    treatedAs,
    isRequest = false,
    agreed,
    deciders,
  }: {
    readonly teams: readonly Team[];
    readonly treatedAs: TreatedAs;
    /** Whoever may not refer has one reason to ask, and was told before whether an adult agrees. */
    readonly isRequest?: boolean;
    readonly agreed?: boolean;
    /** Who may decide for an adult who lacks the capacity to; undefined where the person decides. */
    readonly deciders?: readonly string[] | undefined;
  },
): AskForm {
  const { consent } = pack;
  const choose = (id: string, more: Partial<FieldDefinition>): FieldDefinition => ({
    id,
    type: 'choice',
    class: 'process',
    required: true,
    ...more,
  });
  const question = deciders ? 'decided' : 'consent';
  const when = isRequest ? {} : { when: { field: `ask.${question}`, is: ['given'] } };
  const asksConsent = treatedAs === 'adult' && !isRequest;
  const asksClasses = treatedAs === 'adult' && (!isRequest || agreed === true);
  const offered = isRequest ? requestClasses(pack) : coveredClasses(pack);
  const step: StepDefinition = {
    id: 'ask',
    fields: [
      ...(isRequest ? [] : [choose('reason', { list: 'hand-over-reasons' })]),
      choose('team', { type: 'select', list: 'hand-over-teams' }),
      ...(asksConsent ? [choose(question, { options: ['given', 'refused'] })] : []),
      ...(asksClasses
        ? [
            ...(deciders ? [choose('decider', { list: 'hand-over-deciders', ...when })] : []),
            choose('classes', { type: 'choices', options: offered, ...when }),
            choose('way', { list: 'hand-over-ways', ...when }),
            ...howAgreedNames.map(name =>
              choose(name, { options: howAgreed[name], required: false, ...when }),
            ),
            choose('expiresOn', { type: 'date', required: false, ...when }),
          ]
        : []),
    ],
  };
  const listed = (codes: readonly Team[]) => {
    const all = codes.map(({ id, name }) => ({ code: id, label: { en: name, cy: name } }));
    return { codes: all, byCode: new Map(all.map(each => [each.code, each])) };
  };
  return {
    form: { id: 'hand-over', steps: [step] },
    step,
    pack: {
      ...pack,
      lists: {
        ...pack.lists,
        'hand-over-reasons': listed(
          (consent.handOver?.reasons ?? []).map(({ code }) => ({
            id: code,
            name: words(`hand-over-reason.${code}`),
          })),
        ),
        'hand-over-teams': listed(teams),
        'hand-over-deciders': listed(
          (deciders ?? []).map(id => ({ id, name: words(`consent-decider.${id}`) })),
        ),
        'hand-over-ways': listed(consent.ways.map(id => ({ id, name: words(`consent-way.${id}`) }))),
      },
      // The form's words are the core's: the engine looks whether there are any among those of the pack.
      messages: { ...pack.messages, en: { ...english, ...pack.messages.en } },
    },
  };
}

export function readAsked({ form, step, pack }: AskForm, body: unknown, today: PlainDate): Result<AskedOver> {
  const typed = parseStep(form, step, body, {});
  const checked = checkStep(form, step, typed, {}, { pack, today });
  if (!checked.ok) return checked;
  const given = submittable(form, { ask: checked.value })['ask'] ?? {};
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
  const classes = given['classes'];
  const answer = given['consent'] ?? given['decided'];
  return ok({
    reason: text('reason'),
    team: text('team'),
    consent: answer === 'given' ? 'given' : answer === 'refused' ? 'refused' : undefined,
    way: text('way'),
    decider: text('decider') || undefined,
    how: howAgreedIn(given),
    expiresOn: parseDate(text('expiresOn')),
    // Among the options of the form, which are classes.
    classes: Array.isArray(classes) ? (classes as readonly DataClass[]) : [],
  });
}
