import type {
  Answers,
  FieldDefinition,
  FormDefinition,
  StepDefinition,
} from '../../platform/forms/definition.ts';
import { submittable } from '../../platform/forms/journey.ts';
import { parseStep } from '../../platform/forms/parse.ts';
import { checkStep } from '../../platform/forms/schema.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { ok, type Result } from '../../platform/pure/result.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import type { PlainDate } from '../../platform/pure/time.ts';
import type { Words } from '../../platform/views/page.ts';
import english from './messages.en.json' with { type: 'json' };
import { contactStep } from './contact/form-of-contact.ts';
import type { Party } from './model.ts';
import { deeds } from './tasks/returned.ts';

/** A form of the core, whose options are the pack's. */
export interface ConsentForm {
  readonly form: FormDefinition;
  /** The pack with what the form asks to choose from: its own codes, and teams. */
  readonly pack: Pack;
}

export const steps = [
  'consent',
  'withdrawal',
  'handover',
  'override',
  'verdict',
  'review',
  'hold',
  'returned',
  'contact',
] as const;
export type StepName = (typeof steps)[number];

const text = (id: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  id,
  type: 'text',
  class: 'account',
  required: false,
  ...more,
});
const paragraph = (id: string, more: Partial<FieldDefinition> = {}): FieldDefinition =>
  text(id, { type: 'paragraph', max: 2000, required: true, ...more });
const choose = (id: string, list: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  id,
  type: 'choice',
  class: 'process',
  required: true,
  list,
  ...more,
});

const sharing = (step: string, classes: Partial<FieldDefinition>): readonly FieldDefinition[] => [
  choose('purpose', 'consent-purposes'),
  choose('recipient', 'consent-recipients'),
  choose('party', 'consent-teams', { type: 'select', required: step === 'override' }),
  { id: 'classes', type: 'choices', class: 'process', required: true, ...classes },
];

/** The codes that matter, or nothing: a condition that never holds asks nothing. */
function decided({ consent }: Pack): readonly FieldDefinition[] {
  const of = (is: (decider: Pack['consent']['deciders'][number]) => boolean) =>
    consent.deciders.filter(is).map(({ code }) => code);
  const when = (codes: readonly string[]) => ({ when: { field: 'consent.decider', is: codes } });
  const child = when(of(({ path }) => path === 'child'));
  const without = when(of(({ path }) => path === 'without-capacity'));
  return [
    choose('decider', 'consent-deciders'),
    paragraph('competence', when(of(({ competence }) => competence))),
    paragraph('guardian', child),
    text('assessedBy', { required: true, ...without }),
    paragraph('decision', without),
    text('decidedBy', { required: true, ...without }),
    text('safeguarding', { required: true, ...without }),
  ];
}

const answered: Partial<FieldDefinition> = { when: { field: 'consent.answer', is: ['given'] } };

/** Of a draft codes alone are kept (commands.ts), so nothing is asked that needs words, nor who decides with words. */
const ofDraft = (fields: readonly FieldDefinition[]): readonly FieldDefinition[] =>
  fields.filter(field => field.class !== 'account');

function stepsOf(
  pack: Pack,
  agreed: readonly DataClass[] | undefined,
): Readonly<Record<StepName, readonly FieldDefinition[]>> {
  const classes = [...new Set(pack.consent.purposes.flatMap(each => each.classes))];
  return {
    consent: [
      { id: 'answer', type: 'choice', class: 'process', required: true, options: ['given', 'refused'] },
      ...sharing('consent', { options: classes, ...answered }),
      ...decided(pack),
      choose('way', 'consent-ways'),
      text('language'),
      text('interpreter'),
      text('witness'),
      { id: 'expiresOn', type: 'date', class: 'process', required: false, ...answered },
    ],
    withdrawal: [],
    handover: [
      text('name', { required: true }),
      text('organisation'),
      { id: 'classes', type: 'choices', class: 'process', required: true, options: agreed ?? classes },
      paragraph('words', { required: false }),
    ],
    override: [
      choose('ground', 'consent-grounds'),
      ...sharing('override', { options: classes }),
      paragraph('reasons'),
      { id: 'atOnce', type: 'tick', class: 'process', required: false },
    ],
    verdict,
    review: verdict,
    hold: [
      choose('party', 'consent-holders', { type: 'select' }),
      choose('ground', 'consent-keeps'),
      paragraph('reasons'),
    ],
    returned: [
      { id: 'done', type: 'choice', class: 'process', required: true, options: [...deeds] },
      choose('ground', 'consent-keeps', { when: { field: 'returned.done', is: ['kept'] } }),
      { id: 'classes', type: 'choices', class: 'process', required: true, options: agreed ?? classes },
    ],
    contact: contactStep(pack.consent),
  };
}

const verdict: readonly FieldDefinition[] = [
  { id: 'agrees', type: 'choice', class: 'process', required: true, options: ['agree', 'refuse'] },
  paragraph('reasons'),
];

/** Whether somebody may decide for the person whom the form is about. */
export type Decides = (decider: Pack['consent']['deciders'][number]) => boolean;

function asWhat(
  { name, kinds = [] }: { readonly name: string; readonly kinds?: readonly string[] },
  words: Words,
): string {
  if (kinds.length === 0) return name;
  const named = kinds.map(kind => words(`consent-recipient.${kind}`)).join(', ');
  return words('consent.team-of-kinds', { team: name, kinds: named });
}

/** `holders` are the teams with which this record was shared. */
export function consentForm(
  pack: Pack,
  words: Words,
  {
    teams = [],
    holders = [],
    isDraft = false,
    agreed,
    decides = () => true,
  }: {
    readonly teams?: readonly (Party & { readonly kinds?: readonly string[] })[];
    readonly holders?: readonly Party[];
    readonly isDraft?: boolean;
    /** Of a copy to be handed over, or of what is to be returned: which classes may be in it. */
    readonly agreed?: readonly DataClass[];
    readonly decides?: Decides;
  } = {},
): ConsentForm {
  const { consent } = pack;
  const coded = (kind: string, codes: readonly { readonly code: string }[]) =>
    listOf(codes.map(({ code }) => ({ code, name: words(`consent-${kind}.${code}`) })));
  const named = (parties: readonly Party[]) => listOf(parties.map(({ id, name }) => ({ code: id, name })));
  const whole = stepsOf(pack, agreed);
  const fields = isDraft ? { ...whole, consent: ofDraft(whole.consent) } : whole;
  return {
    form: { id: 'consents', steps: steps.map((id): StepDefinition => ({ id, fields: fields[id] })) },
    pack: {
      ...pack,
      lists: {
        ...pack.lists,
        'consent-purposes': coded('purpose', consent.purposes),
        'consent-recipients': coded('recipient', consent.recipients),
        'consent-deciders': coded(
          'decider',
          consent.deciders.filter(each => decides(each) && (!isDraft || each.path === 'adult')),
        ),
        'consent-ways': coded(
          'way',
          consent.ways.map(code => ({ code })),
        ),
        'consent-grounds': coded(
          'ground',
          consent.grounds.filter(({ allows }) => allows.includes('share')),
        ),
        'consent-keeps': coded(
          'ground',
          consent.grounds.filter(({ allows }) => allows.includes('keep')),
        ),
        // Whoever records how it is safe has asked.
        'consent-channels': coded(
          'channel',
          consent.channels.filter(({ kind }) => kind !== 'unasked'),
        ),
        // What each is stands beside its name: with a team nothing is shared as what it is not.
        'consent-teams': named(teams.map(team => ({ ...team, name: asWhat(team, words) }))),
        'consent-holders': named(holders),
      },
      // The form's words are the core's: the engine looks whether there are any among those of the pack.
      messages: { ...pack.messages, en: { ...english, ...pack.messages.en } },
    },
  };
}

function listOf(codes: readonly { readonly code: string; readonly name: string }[]) {
  const listed = codes.map(({ code, name }) => ({ code, label: { en: name, cy: name, qmr: name } }));
  return { codes: listed, byCode: new Map(listed.map(each => [each.code, each])) };
}

export function stepNamed({ form }: ConsentForm, name: StepName): StepDefinition {
  const step = form.steps.find(({ id }) => id === name);
  if (!step) throw new Error(`The form has no step ${name}`);
  return step;
}

/** What was sent, as the step's answers; those to questions that the other answers rule out are left out. */
export function readStep(
  asked: ConsentForm,
  name: StepName,
  body: unknown,
  today: PlainDate,
): Result<Answers[string]> {
  return readAnswers(asked, name, parseStep(asked.form, stepNamed(asked, name), body, {}), today);
}

/** The same where the answers come as they are, by the API. */
export function readAnswers(
  asked: ConsentForm,
  name: StepName,
  typed: Answers[string],
  today: PlainDate,
): Result<Answers[string]> {
  const step = stepNamed(asked, name);
  const checked = checkStep(asked.form, step, typed, {}, { pack: asked.pack, today });
  return checked.ok ? ok(submittable(asked.form, { [name]: checked.value })[name] ?? {}) : checked;
}
