/** A form with a field of every type, and a pack for it, for the examples of pages and for tests. It is about nobody. */
import { sampleConsent } from '../pack/sample-consent.ts';
import type { CodeList, Pack, SignLibrary } from '../pack/pack.ts';
import type { Words } from '../views/page.ts';
import type { FieldDefinition, FormDefinition, StepDefinition } from './definition.ts';
import { sampleWords } from './sample-words.ts';
import type { Speaking } from './wording.ts';

const field = (
  id: string,
  type: FieldDefinition['type'],
  more: Partial<FieldDefinition> = {},
): FieldDefinition => ({
  id,
  type,
  class: 'process',
  required: true,
  ...more,
});

const about: StepDefinition = {
  id: 'about',
  fields: [field('ageStatus', 'choice', { options: ['adult', 'child', 'not-known'], concept: 'age-status' })],
};
const consent: StepDefinition = {
  id: 'consent',
  when: { field: 'about.ageStatus', is: ['adult'] },
  fields: [field('consent', 'choice', { options: ['given', 'refused'], concept: 'consent' })],
};
const agreed = {
  any: [{ not: { field: 'about.ageStatus', is: ['adult'] } }, { field: 'consent.consent', is: ['given'] }],
};
const person: StepDefinition = {
  id: 'person',
  when: agreed,
  fields: [
    field('givenName', 'text', { class: 'identity', max: 40, concept: 'given-name' }),
    field('born', 'date', { class: 'identity', required: false, concept: 'birth-date' }),
    field('children', 'choice', { class: 'identity', options: ['yes', 'no', 'prefers-not-to-say'] }),
    field('howMany', 'number', {
      class: 'identity',
      max: 30,
      when: { field: 'person.children', is: ['yes'] },
    }),
    field('nationality', 'select', { class: 'identity', list: 'nationalities' }),
    field('languages', 'selects', { class: 'identity', list: 'nationalities', required: false }),
  ],
};
const contact: StepDefinition = {
  id: 'contact',
  when: agreed,
  fields: [
    field('channels', 'choices', { class: 'contact', options: ['phone', 'email', 'post'] }),
    field('phone', 'phone', {
      class: 'contact',
      concept: 'phone',
      when: { field: 'contact.channels', is: ['phone'] },
    }),
    field('email', 'email', { class: 'contact', when: { field: 'contact.channels', is: ['email'] } }),
    field('isSafe', 'tick', { class: 'contact' }),
    field('country', 'find', { class: 'contact', list: 'nationalities', required: false }),
    field('past', 'finds', {
      class: 'contact',
      list: 'nationalities',
      options: ['not-known'],
      max: 4,
      required: false,
    }),
    field('note', 'paragraph', { class: 'contact', required: false, max: 500 }),
  ],
};
const account: StepDefinition = {
  id: 'account',
  fields: [
    field('since', 'partial-date', { class: 'account', required: false, past: true }),
    field('words', 'paragraph', { class: 'account', statement: true, taken: 'taken', concept: 'statement' }),
    field('taken', 'choice', { class: 'account', options: ['verbatim', 'summarised', 'interpreted'] }),
  ],
};
const others: StepDefinition = {
  id: 'others',
  section: 'around',
  fields: [
    field('people', 'items', {
      class: 'third-party',
      required: false,
      max: 5,
      fields: [
        field('called', 'text', { class: 'third-party' }),
        field('abroad', 'choice', { class: 'third-party', options: ['yes', 'no', 'not-known'] }),
        field('country', 'find', {
          class: 'third-party',
          list: 'nationalities',
          options: ['not-known'],
          when: { field: 'others.abroad', is: ['yes'] },
        }),
        // What they told is an account, and held apart from who they are.
        field('told', 'paragraph', { class: 'account', required: false, statement: true }),
      ],
    }),
  ],
};
const seen: StepDefinition = {
  id: 'seen',
  fields: [field('signs', 'signs', { class: 'account', required: false })],
};

export const sampleForm: FormDefinition = {
  id: 'sample',
  steps: [about, consent, person, contact, account, others, seen],
};

/** Beside the sample, since whatever is generated for that is not sealed before it is kept. */
export const sealedForm: FormDefinition = {
  id: 'sealed',
  steps: [
    {
      id: 'stay',
      fields: [
        field('town', 'text', { class: 'location' }),
        field('address', 'paragraph', { class: 'location', required: false, max: 100, sealed: true }),
      ],
    },
  ],
};

const longList: CodeList = listOf(
  Array.from({ length: 60 }, (_, place) => {
    const code = `c${String(place + 1).padStart(2, '0')}`;
    const ended = place === 59 ? { until: '2020' } : {};
    return { code, label: { en: `Country ${place + 1}`, cy: `Gwlad ${place + 1}` }, ...ended };
  }),
);
function listOf(codes: CodeList['codes']): CodeList {
  return { codes, byCode: new Map(codes.map(each => [each.code, each])) };
}

const signs: SignLibrary = {
  settings: [],
  howKnown: ['observed', 'disclosed'],
  groups: ['general', 'work'].map(group => ({
    code: group,
    isContext: false,
    childrenOnly: false,
    signs: [1, 2, 3].map(number => ({ code: `${group}${number}`, kind: 'control', basis: 'K' })),
  })),
};

export const samplePack: Pack = {
  code: 'sample',
  version: '1',
  timeZone: 'UTC',
  exitSite: 'https://weather.example/',
  referencePrefix: 'S',
  organisationPrefix: 'O',
  proofAgain: { minutes: 15, actions: [] },
  nobodysDomains: [],
  phoneCountry: 'GB',
  languages: ['en', 'cy'],
  nations: [],
  roles: [],
  authorities: [],
  grants: [],
  consent: sampleConsent,
  protection: [],
  retention: [],
  glass: { reasons: [], stages: [], shows: [], outcomes: [], terms: [] },
  rules: [],
  calendars: {},
  lists: { nationalities: longList },
  signs,
  definition: { versions: [] },
  forms: { sample: sampleForm },
  messages: sampleWords,
  sources: {},
  cedar: '',
  scenarios: [],
};

/** The sample's own words beside those of the core, in the core's language. */
export function sampleSpeaking(words: Words): Speaking {
  const language = words('form.language') === 'cy' ? 'cy' : 'en';
  const own: Readonly<Record<string, string>> = sampleWords[language];
  return { language, pack: samplePack, words: (id, values) => said(own[id], values) ?? words(id, values) };
}
const said = (text: string | undefined, values: Parameters<Words>[1]) =>
  text?.replace('{number}', String(values?.['number']));
