import { z } from 'zod';
import { dataClasses, purposes } from '../pure/classes.ts';
import { languageTag } from '../text/language.ts';
import { consentFile } from './schema-consent.ts';
import { formFile } from './schema-forms.ts';
import { glassFile } from './schema-glass.ts';
import { formWordsFile, informationFile, sheetFile } from './schema-information.ts';
import { identifyingFile } from './schema-identifying.ts';
import { protectionFile } from './schema-protection.ts';
import { retentionFile } from './schema-retention.ts';
import { officialFormFile } from './schema-official.ts';
import { rulesFile } from './schema-rules.ts';
import { scenarioFile } from './schema-scenarios.ts';
import {
  anyDate,
  anyDateOrNull,
  code,
  exactDate,
  inOrder,
  isTimeZone,
  nationCode,
  outOfOrder,
  sources,
  words,
} from './schema-values.ts';

/** One schema per kind of file in a pack. Strict: a key that is not named here is an error, so a typo cannot pass. */

const packFile = z.strictObject({
  code,
  version: words,
  timeZone: z.string().refine(isTimeZone, 'must be a time zone such as "Europe/London"'),
  referencePrefix: z.string().regex(/^[A-Z]{2,6}$/),
  organisationPrefix: z.string().regex(/^[A-Z]{2,6}$/),
  // What is asked of whoever signed in longer ago than this: to prove again who they are, before they do these.
  proofAgain: z.strictObject({
    minutes: z.int().min(1).max(720),
    actions: z.array(z.string().regex(/^[a-z]+:[a-z-]+$/, 'must be an action such as "sealed:open"')),
  }),
  // Under these nobody is known by their address: mail that anybody can have, and endings under which anybody registers.
  nobodysDomains: z.array(
    z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain such as "mail.example"'),
  ),
  noticePrefix: z
    .string()
    .regex(/^[A-Z]{2,6}$/)
    .exactOptional(),
  phoneCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .exactOptional(),
  ownNumbers: z
    .string()
    .regex(/^(?:\d|\\d|\{[\d,]+\}|[|()])+$/, 'must be digits, or \\d{4} for four of any kind')
    .exactOptional(),
  // Where "Exit this page" leads: a site that anybody might be reading.
  exitSite: z.url({ protocol: /^https$/ }),
  languages: z
    .array(z.string().regex(languageTag, 'must be a language tag such as "fr", "sr-Latn" or "pt-BR"'))
    .min(1),
});

const nationsFile = z.strictObject({
  nations: z
    .array(
      z.strictObject({
        code: nationCode,
        calendar: code,
        emergency: words,
        contacts: z.array(
          z.strictObject({
            id: code,
            phone: words,
            hours: words.exactOptional(),
            for: z.enum(['adult', 'child']).exactOptional(),
            source: words.exactOptional(),
            asOf: exactDate.exactOptional(),
          }),
        ),
      }),
    )
    .min(1),
  /** Kinds of organisations that may refer, where and while they may; words are messages `first-responder.<code>`. */
  firstResponders: z
    .array(
      z.strictObject({
        code,
        nations: z.array(nationCode).min(1).exactOptional(),
        from: anyDate.exactOptional(),
        until: anyDate.exactOptional(),
        source: words,
      }),
    )
    .exactOptional(),
});

const rolesFile = z.strictObject({
  roles: z
    .array(z.strictObject({ code, purpose: z.enum(purposes), onDuty: z.boolean().exactOptional() }))
    .min(1),
});

const systemsFile = z.strictObject({
  systems: z.array(
    z.strictObject({
      code,
      role: code,
      scopes: z.array(z.string().regex(/^[a-z-]+:[a-z-]+$/, 'is no action, such as referral:view')).min(1),
      from: anyDate.exactOptional(),
      until: anyDate.exactOptional(),
      source: words,
    }),
  ),
});

const authoritiesFile = z.strictObject({
  authorities: z
    .array(z.strictObject({ code, from: anyDate, until: anyDateOrNull }).refine(inOrder, outOfOrder))
    .min(1),
});

export const grantParties = [
  'referrer',
  'authority',
  'referrer-data-protection',
  'authority-data-protection',
  'handing',
  'asking',
  'asked',
  'handing-data-protection',
  'administrators',
  'data-protection',
] as const;
const grantsFile = z.strictObject({
  grants: z.array(
    z.strictObject({
      on: code,
      to: z.enum(grantParties),
      classes: z.array(z.enum(dataClasses)).min(1),
      purpose: z.enum(purposes),
      basis: code,
      /** Under which regime of data protection: of police and prosecution, or of everybody else. */
      regime: z.enum(['general', 'law-enforcement']).exactOptional(),
      source: words,
    }),
  ),
});

const calendarFile = z
  .strictObject({
    notice: words.exactOptional(), // the licence of the data, where there is one
    weekend: z.array(z.int().min(1).max(7)).max(6),
    coversFrom: exactDate,
    coversUntil: exactDate,
    holidays: z.array(z.strictObject({ date: exactDate, name: words, note: words.exactOptional() })),
  })
  .superRefine((calendar, context) => {
    if (calendar.coversFrom > calendar.coversUntil)
      context.addIssue({ code: 'custom', path: ['coversUntil'], message: 'is before "coversFrom"' });
    calendar.holidays.forEach(({ date }, at) => {
      if (date < calendar.coversFrom || date > calendar.coversUntil)
        context.addIssue({
          code: 'custom',
          path: ['holidays', at, 'date'],
          message: 'lies outside what it covers',
        });
    });
  });

const signsFile = z.strictObject({
  settings: z.array(z.strictObject({ code, groups: z.array(code).min(1) })).min(1),
  groups: z
    .array(
      z.strictObject({
        code,
        isContext: z.boolean().default(false),
        childrenOnly: z.boolean().default(false),
        signs: z.array(z.strictObject({ code, kind: code, basis: z.enum(['T', 'S', 'K']) })).min(1),
      }),
    )
    .min(1),
  howKnown: z.array(code).min(1),
});

const definitionFile = z.strictObject({
  versions: z
    .array(
      z
        .strictObject({
          from: anyDateOrNull,
          until: anyDateOrNull,
          source: sources.min(1),
          note: words.exactOptional(),
          heads: z
            .array(
              z.strictObject({
                code,
                elements: z.array(z.strictObject({ code, adultsOnly: z.boolean().default(false) })).min(1),
              }),
            )
            .min(1),
        })
        .refine(inOrder, outOfOrder),
    )
    .min(1),
});

const listColumns = ['code', 'iso', 'nation', 'from', 'until'];
/** A row of a code list. Columns named by a language are labels, shown and never stored; an empty cell is no value. */
export const listRow = z
  .object({
    code,
    en: words,
    iso: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code')
      .exactOptional(),
    nation: nationCode.exactOptional(),
    from: anyDate.exactOptional(),
    until: anyDate.exactOptional(),
  })
  .catchall(words)
  .superRefine((row, context) => {
    for (const column of Object.keys(row).filter(name => !listColumns.includes(name)))
      if (!languageTag.test(column))
        context.addIssue({ code: 'unrecognized_keys', keys: [column], input: row });
  })
  .refine(row => inOrder({ from: row.from ?? null, until: row.until ?? null }), outOfOrder)
  .meta({ propertyNames: { pattern: `^(${listColumns.join('|')}|${languageTag.source.slice(1, -1)})$` } });

/** Message files: id → ICU message. `_status` says how far a translation was reviewed. */
export const messagesFile = z.record(z.string().regex(/^(_status|[a-zA-Z][a-zA-Z0-9.-]*)$/), words);

const sourcesFile = z.strictObject({ sources: z.record(z.string().regex(/^[A-Z][A-Z0-9]*$/), words) });

export const fileSchemas = {
  pack: packFile,
  nations: nationsFile,
  roles: rolesFile,
  systems: systemsFile,
  authorities: authoritiesFile,
  grants: grantsFile,
  consent: consentFile,
  protection: protectionFile,
  retention: retentionFile,
  glass: glassFile,
  sources: sourcesFile,
  rules: rulesFile,
  calendar: calendarFile,
  'list-row': listRow,
  signs: signsFile,
  definition: definitionFile,
  form: formFile,
  information: informationFile,
  'information-sheet': sheetFile,
  identifying: identifyingFile,
  'official-form': officialFormFile,
  'form-words': formWordsFile,
  messages: messagesFile,
  scenarios: scenarioFile,
} as const;
