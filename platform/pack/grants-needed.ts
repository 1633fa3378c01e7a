/** What the core's steps need given by `grants.yaml`: without it nobody sees what they are to write, send or decide. */
import type { FormDefinition } from '../forms/definition.ts';
import type { DataClass, Purpose } from '../pure/classes.ts';
import { meant } from './explain.ts';
import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

interface Needed {
  readonly on: string;
  readonly to: string;
  readonly purpose: Purpose;
  readonly classes: readonly DataClass[];
  readonly so: string;
}

/** What happens that gives anything at all. */
const givingTypes = [
  'draft-opened',
  'referral-submitted',
  'duty-to-notify-sent',
  'hand-over-asked',
  'request-opened',
  'organisation-record-opened',
  'organisation-record-shared',
  'returned-or-destroyed',
  'opened-by-glass',
] as const;

export const findBrokenGrants = (pack: Pack): Problem[] => [
  ...pack.grants.flatMap(({ on }, at) =>
    (givingTypes as readonly string[]).includes(on)
      ? []
      : [
          {
            file: 'grants.yaml',
            path: `grants.${at}.on`,
            message: `nothing is given when "${on}" happens${meant(on, givingTypes)}`,
          },
        ],
  ),
  ...needed(pack).flatMap(({ on, to, purpose, classes, so }) => {
    const given = new Set(
      pack.grants
        .filter(rule => rule.on === on && rule.to === to && rule.purpose === purpose)
        .flatMap(rule => rule.classes),
    );
    const lacking = classes.filter(each => !given.has(each));
    if (lacking.length === 0) return [];
    const at = pack.grants.findIndex(rule => rule.on === on && rule.to === to);
    const what = lacking.map(each => `"${each}"`).join(', ');
    return [
      {
        file: 'grants.yaml',
        path: at < 0 ? 'grants' : `grants.${at}`,
        message: `on "${on}" the party "${to}" is not given ${what} for "${purpose}": ${so}`,
      },
    ];
  }),
];

function needed({ forms, roles, rules, consent }: Pack): readonly Needed[] {
  const { handOver } = consent;
  const form = (name: string | undefined) => classesIn(forms[name ?? '']);
  const always: readonly Needed[] = [
    {
      on: 'draft-opened',
      to: 'referrer',
      purpose: 'referral',
      classes: form('referral'),
      so: 'they could not write what the form asks',
    },
    {
      on: 'referral-submitted',
      to: 'authority',
      purpose: 'identification-decision',
      classes: ['process', 'identity', 'account', 'reasoning'],
      so: 'nobody could decide',
    },
  ];
  const accounts: readonly Needed[] = roles.some(({ purpose }) => purpose === 'administration')
    ? ['organisation-record-opened', 'organisation-record-shared'].map(on => ({
        on,
        to: 'administrators',
        purpose: 'administration' as const,
        classes: ['process', 'identity'] as const,
        so: 'they could not write down who comes in',
      }))
    : [];
  const duty: readonly Needed[] = rules.some(({ id }) => id === 'dtn.duty')
    ? [
        {
          on: 'duty-to-notify-sent',
          to: 'referrer',
          purpose: 'referral',
          classes: ['process', 'account'],
          so: 'they could not follow what they sent',
        },
        {
          on: 'duty-to-notify-sent',
          to: 'authority',
          purpose: 'identification-decision',
          classes: ['process', 'account'],
          so: 'nobody could read the notice',
        },
      ]
    : [];
  const between: readonly Needed[] = handOver
    ? [
        {
          on: 'hand-over-asked',
          to: 'handing',
          purpose: 'referral',
          classes: ['process'],
          so: 'they could not follow what they asked',
        },
        {
          on: 'hand-over-asked',
          to: 'asked',
          purpose: 'referral',
          classes: ['process'],
          so: 'they could not answer',
        },
      ]
    : [];
  const requests: readonly Needed[] = handOver?.requests
    ? [
        {
          on: 'request-opened',
          to: 'asking',
          purpose: 'asking',
          classes: form(handOver.requests.form),
          so: 'they could not write what the form asks',
        },
        {
          on: 'hand-over-asked',
          to: 'asking',
          purpose: 'asking',
          classes: ['process'],
          so: 'they could not follow what they asked',
        },
      ]
    : [];
  return [...always, ...accounts, ...duty, ...between, ...requests];
}

/** With `process`, in which a draft itself stands. */
const classesIn = (form: FormDefinition | undefined): readonly DataClass[] => [
  ...new Set<DataClass>([
    'process',
    ...(form?.steps ?? []).flatMap(({ fields }) =>
      fields.flatMap(field => [field.class, ...(field.fields ?? []).map(each => each.class)]),
    ),
  ]),
];
