import { sampleConsent } from '../../../platform/pack/sample-consent.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Here, Showing } from '../views.ts';

/** A country that does not exist, with a few signs, so that the examples need no pack. */
const own: Readonly<Record<string, string>> = {
  'nation.N1': 'Northland',
  'nation.N2': 'Southland',
  'nation.N3': 'The islands',
  ...Object.fromEntries(
    ['N1', 'N2', 'N3'].map(code => [`nation.${code}.contact.helpline`, 'Helpline of the three nations']),
  ),
  'nation.N1.contact.grown': 'Support for adults',
  'nation.N1.contact.young': 'Guardians for children',
  'form.signs.setting.title': 'Where did you meet the person?',
  'form.signs.setting.setting.label': 'Where did you meet the person?',
  'form.signs.setting.ageStatus.label': 'Are they a child?',
  'form.signs.setting.ageStatus.hint': 'If you are not sure, they are treated as a child.',
  'form.signs.setting.ageStatus.option.adult': 'No',
  'form.signs.setting.ageStatus.option.child': 'Yes',
  'form.signs.setting.ageStatus.option.not-known': 'I am not sure',
  'form.signs.signs.title': 'What have you noticed?',
  'form.signs.signs.guidance': 'Tick each sign that you noticed, and say how you know.',
  'sign-group.any': 'Any kind of exploitation',
  'sign-group.work': 'Forced work',
  'sign-group.home': 'Work in a private home',
  'sign-group.young': 'Children',
  'sign-group.risk': 'Circumstances that raise risk',
  'sign.a1': 'Somebody else answers for them',
  'sign.a2': 'Papers are held by somebody else',
  'sign.w1': 'Lives where they work',
  'sign.w2': 'Charges for food and rent swallow the pay',
  'sign.h1': 'Has no room of their own',
  'sign.y1': 'Does not go to school',
  'sign.r1': 'Has nowhere to live',
};

const group = (
  code: string,
  signs: readonly string[],
  more: { isContext?: boolean; childrenOnly?: boolean } = {},
) => ({
  code,
  isContext: false,
  childrenOnly: false,
  ...more,
  signs: signs.map(sign => ({ code: sign, kind: 'control', basis: 'K' as const })),
});
const settings = [
  { code: 'harbour', label: { en: 'Harbour', cy: 'Harbwr' } },
  { code: 'market', label: { en: 'Market', cy: 'Marchnad' } },
];
const helpline = { id: 'helpline', phone: '0123 456 789' };

const pack: Pack = {
  code: 'example',
  version: '1',
  timeZone: 'UTC',
  exitSite: 'https://weather.example/',
  referencePrefix: 'EX',
  organisationPrefix: 'ORG',
  proofAgain: { minutes: 15, actions: [] },
  nobodysDomains: [],
  languages: ['en', 'cy'],
  nations: [
    {
      code: 'N1',
      calendar: 'one',
      emergency: '555',
      contacts: [
        { id: 'grown', phone: '0123 111 111', hours: '24h', for: 'adult' },
        { id: 'young', phone: '0123 222 222', hours: '24h', for: 'child' },
        helpline,
      ],
    },
    { code: 'N2', calendar: 'one', emergency: '555', contacts: [helpline] },
    { code: 'N3', calendar: 'one', emergency: '555', contacts: [helpline] },
  ],
  roles: [],
  authorities: [],
  grants: [],
  consent: sampleConsent,
  protection: [],
  retention: [],
  glass: { reasons: [], stages: [], shows: [], outcomes: [], terms: [] },
  rules: [],
  sources: {},
  calendars: {},
  lists: {
    'sign-settings': { codes: settings, byCode: new Map(settings.map(setting => [setting.code, setting])) },
  },
  signs: {
    howKnown: ['observed', 'disclosed', 'third-party', 'document'],
    settings: settings.map(({ code }) => ({ code, groups: ['work', 'any', 'young', 'risk'] })),
    groups: [
      group('any', ['a1', 'a2']),
      group('work', ['w1', 'w2']),
      group('home', ['h1']),
      group('young', ['y1'], { childrenOnly: true }),
      group('risk', ['r1'], { isContext: true }),
    ],
  },
  definition: { versions: [] },
  forms: {
    signs: {
      id: 'signs',
      steps: [
        {
          id: 'setting',
          fields: [
            { id: 'setting', type: 'choice', class: 'process', required: true, list: 'sign-settings' },
            {
              id: 'ageStatus',
              type: 'choice',
              class: 'identity',
              required: true,
              options: ['adult', 'child', 'not-known'],
              concept: 'age-status',
            },
          ],
        },
        { id: 'signs', fields: [{ id: 'signs', type: 'signs', class: 'account', required: true }] },
      ],
    },
  },
  messages: { en: own, cy: {} },
  cedar: '',
  scenarios: [],
};

const speaking =
  (words: Words): Words =>
  (id, values) =>
    own[id] ?? words(id, values);

export const exampleShowing = (words: Words): Showing => ({
  pack,
  language: words('form.language') === 'cy' ? 'cy' : 'en',
  today: Temporal.PlainDate.from('2026-03-02'),
});

export const exampleHere = (words: Words): Here => ({
  words: speaking(words),
  tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
});
