/** Words that occur nowhere else, planted in every protected field, and what finds them again in anything written. */
import type { Answers } from '../../platform/forms/definition.ts';
import { dataClasses, type DataClass } from '../../platform/pure/classes.ts';

/**
 * `own-draft`: what a decider typed and has not sent, which is nobody else's to see. `sealed`: what those on duty open, and
 * nothing else shows or keeps.
 */
export type Shown = DataClass | 'own-draft' | 'sealed';
export const shownClasses: readonly Shown[] = [...dataClasses, 'own-draft', 'sealed'];

const prefix = 'Zqvxj';
const letter = (value: number): string => String.fromCharCode(97 + value);

/** `Zqvxj` + the record, in three letters + the class, in one + which, in one: survives lower case and being a name. */
export function mark(record: number, of: Shown, which = 0): string {
  const place = [record / 676, record / 26, record].map(value => letter(Math.floor(value) % 26)).join('');
  return `${prefix}${place}${letter(shownClasses.indexOf(of))}${letter(which)}`;
}

const pattern = new RegExp(`${prefix}([a-z])([a-z])([a-z])([a-z])[a-z]`, 'gi');
const valueOf = (text = 'a'): number => text.toLowerCase().charCodeAt(0) - 97;

/** A text that is a mark without looking like one: a date, a phone number, the label of a code. */
export interface Literal {
  readonly record: number;
  readonly of: Shown;
  readonly text: string;
}

export type Found = ReadonlyMap<number, ReadonlySet<Shown>>;

/** Which classes of which records a text tells of. */
export function findMarks(text: string, literals: readonly Literal[]): Found {
  const found = new Map<number, Set<Shown>>();
  const add = (record: number, of: Shown) => found.set(record, (found.get(record) ?? new Set()).add(of));
  for (const [, first, second, third, of] of text.matchAll(pattern)) {
    const known = shownClasses[valueOf(of)];
    if (known) add(valueOf(first) * 676 + valueOf(second) * 26 + valueOf(third), known);
  }
  const chosen = withoutChoices(text);
  const plain = squeezed(chosen);
  for (const { record, of, text: wanted } of literals)
    if (plain.includes(squeezed(wanted)) && asItself(wanted).test(chosen)) add(record, of);
  return found;
}

/** Every list to choose from names every nationality; only what is chosen tells of a person. */
const withoutChoices = (text: string): string =>
  text.replace(/<option\b(?![^>]*\bselected\b)[^>]*>[^<]*/g, '');
/** A phone number as it is dialled here or from abroad; a date or a label that is not the end of a longer one. */
function asItself(wanted: string): RegExp {
  const spaced = [...squeezed(wanted)].join('\\s*');
  return /^\d{10}$/.test(wanted)
    ? new RegExp(`(?:\\b0|\\+44|&#43;44|%2B44|\\b44)\\s*${spaced}(?!\\d)`)
    : new RegExp(`(?<![\\p{L}\\d])${spaced}(?![\\p{L}\\d])`, 'iu');
}
/** A date is written over two lines here and on one there. */
const squeezed = (text: string): string => text.replace(/\s+/g, '').toLowerCase();

/** What differs between the records so that together they answer every question of the form. */
export type Variant = 'adult' | 'decided-for' | 'child' | 'by-email' | 'by-somebody' | 'no-safe-way';

export interface Marked {
  readonly answers: Answers;
  readonly literals: readonly Literal[];
}

const two = (value: number): string => String(value).padStart(2, '0');
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A date of the year that none of 336 records shares, kept and in words. */
function dateFor(record: number, year: number): readonly [string, string] {
  const [month, day] = [(record % 12) + 1, (Math.floor(record / 12) % 28) + 1];
  return [`${year}-${two(month)}-${two(day)}`, `${day} ${months[month - 1] ?? ''} ${year}`];
}

/** Codes whose labels no page says by itself: one of each list for each record, so that it cannot be another's. */
export interface Codes {
  readonly nationality: readonly (readonly [code: string, label: string])[];
  readonly area: readonly (readonly [code: string, label: string])[];
  readonly authority: readonly (readonly [code: string, label: string])[];
}

/** Of an adult who lacks capacity: who assessed them, and who decided. */
const decidedFor = (say: (of: DataClass, which: number) => string): Answers => ({
  consent: { consent: 'without-capacity' },
  capacity: {
    reasons: say('account', 10),
    assessedBy: say('account', 11),
    assessorRole: say('account', 12),
    assessorOrganisation: say('account', 13),
    assessedOn: '2026-02-01',
  },
  bestInterests: {
    how: 'best-interests',
    decidedBy: say('account', 14),
    decidedOn: '2026-02-02',
    wishes: say('account', 15),
    reasons: say('account', 16),
  },
});

/** A whole referral in which every field that takes words holds a mark of its class. */
export function markedAnswers(record: number, variant: Variant, codes: Codes): Marked {
  const say = (of: DataClass, which: number) => mark(record, of, which);
  const isChild = variant === 'child';
  const [born, bornInWords] = dateFor(record, isChild ? 2014 : 1990);
  const [began, beganInWords] = dateFor(record, 2009);
  const [ended, endedInWords] = dateFor(record, 2021);
  const phones = [1, 2].map(which => `07700 900${String((record * 2 + which) % 1000).padStart(3, '0')}`);
  const [nationality, nationalityLabel] = codes.nationality[record % codes.nationality.length] ?? ['', ''];
  const [area, areaLabel] = codes.area[record % codes.area.length] ?? ['', ''];
  const [told, toldLabel] = codes.authority[record % codes.authority.length] ?? ['', ''];
  const answers: Answers = {
    age: { nation: 'ENG', ageStatus: isChild ? 'not-known' : 'adult' },
    ...(isChild
      ? {
          child: {
            authorityTold: told,
            spokenTo: say('contact', 0),
            email: `${say('contact', 23).toLowerCase()}@mail.example`,
          },
        }
      : variant === 'decided-for'
        ? decidedFor(say)
        : {
            consent: {
              consent: 'given',
              explainedNrm: true,
              explainedSupport: true,
              explainedOutcomes: true,
              explainedSharing: true,
              way: 'spoken-through-interpreter',
              language: say('account', 15),
              interpreter: say('account', 16),
              witness: say('account', 17),
            },
          }),
    person: {
      givenName: say('identity', 0),
      familyName: say('identity', 1),
      otherNames: say('identity', 2),
      birthDate: born,
      gender: 'female',
      nationality,
      interpreter: 'yes',
    },
    episodes: {
      list: [
        {
          id: '1',
          types: ['labour-unpaid', 'other'],
          otherType: say('account', 0),
          where: 'both',
          places: `${say('third-party', 0)}, a farm`,
          started: began,
          ongoing: 'no',
          ended,
          exploiters: say('third-party', 1),
          began: say('account', 7),
          manner: 'interpreted',
          interpreter: say('account', 8),
        },
      ],
    },
    account: {
      statement: `${say('account', 2)} they said.\n\n“${say('account', 3)}”`,
      manner: 'interpreted',
      interpreter: say('account', 9),
      questions: say('account', 10),
    },
    signs: { signs: [{ sign: 'g06', known: 'disclosed' }] },
    place: {
      town: say('location', 0),
      area,
      safeAddress: mark(record, 'sealed'),
      circumstances: ['none'],
    },
    contact: {
      ...reach(record, variant, phones[0] ?? ''),
      note: say('contact', 3),
      sharedWith: say('contact', 5),
      codeWord: say('contact', 6),
      fallback: 'somebody',
      fallbackName: say('contact', 7),
      fallbackHow: say('contact', 8),
    },
    responder: {
      name: say('account', 4),
      role: say('account', 5),
      phone: phones[1] ?? '',
      alternativeEmail: `${say('contact', 4).toLowerCase()}@mail.example`,
    },
  };
  const literal = (of: DataClass, ...texts: string[]): Literal[] => texts.map(text => ({ record, of, text }));
  return {
    answers,
    literals: [
      ...literal('identity', born, bornInWords, nationalityLabel),
      ...literal('account', began, beganInWords, ended, endedInWords),
      ...literal('location', areaLabel, ...(isChild ? [toldLabel] : [])),
      ...literal(
        'contact',
        ...phones.slice(variant === 'adult' || isChild ? 0 : 1).map(number => number.replace(/^0|\s/g, '')),
      ),
    ],
  };
}

/** What the form keeps of a phone number is E.164. */
function reach(record: number, variant: Variant, phone: string) {
  if (variant === 'by-email')
    return { how: 'email', email: `${mark(record, 'contact', 1).toLowerCase()}@mail.example` };
  if (variant === 'by-somebody') return { how: 'someone-else', someoneElse: mark(record, 'contact', 2) };
  if (variant === 'no-safe-way') return { how: 'no-safe-way' };
  return { how: 'phone', phone };
}
