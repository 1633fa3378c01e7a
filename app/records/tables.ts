/** What the record of processing and the DPIA say alike, out of the pack: as tables of Markdown. In English. */
import type { Composed } from '../compose.ts';
import type { GrantRule, Pack } from '../../platform/pack/pack.ts';
import type { RetentionRule } from '../../platform/pack/schema-retention.ts';
import { dataClasses, type DataClass } from '../../platform/pure/classes.ts';

export interface Described {
  readonly pack: Pack;
  readonly words: Composed['words']['en'];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What a pack says must not make a table of its own. */
const cell = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');

export const classesIn = ({ words }: Described, classes: readonly DataClass[]): string =>
  dataClasses
    .filter(name => classes.includes(name))
    .map(name => words(`trail.class.${name}`))
    .join(', ');

const sourceIn = ({ pack }: Described, codes: readonly string[]): string =>
  codes.map(code => `${code}: ${pack.sources[code] ?? ''}`).join('; ');

const regimes = { general: 'general processing', 'law-enforcement': 'law-enforcement processing' } as const;
export const regimeIn = ({ regime }: GrantRule): string =>
  regime === undefined ? '**not said**' : regimes[regime];

const partyIn = (code: string): string => code.replaceAll('-', ' ');

/** Who is given what, when and why: nothing else is given to anybody. */
export const grantsTable = (of: Described): string =>
  table(
    ['When', 'To', 'Kinds of data', 'For', 'Ground', 'Regime', 'Source'],
    of.pack.grants.map(grant => [
      grant.on,
      partyIn(grant.to),
      classesIn(of, grant.classes),
      of.words(`trail.purpose.${grant.purpose}`),
      of.words(`basis.${grant.basis}`),
      regimeIn(grant),
      sourceIn(of, [grant.source]),
    ]),
  );

/** With whom can be shared by consent. */
export const recipientsTable = (of: Described): string =>
  table(
    ['Recipient', 'For', 'At most these kinds of data'],
    of.pack.consent.recipients.flatMap(({ code, purposes }) =>
      of.pack.consent.purposes
        .filter(purpose => purposes.includes(purpose.code))
        .map(purpose => [
          of.words(`consent-recipient.${code}`),
          of.words(`consent-purpose.${purpose.code}`),
          classesIn(of, purpose.classes),
        ]),
    ),
  );

/** Without consent, or in spite of one that was withdrawn. */
export const groundsTable = (of: Described): string =>
  table(
    ['Ground', 'Allows', 'Source'],
    of.pack.consent.grounds.map(({ code, allows, source }) => [
      of.words(`consent-ground.${code}`),
      allows.join(', '),
      sourceIn(of, source),
    ]),
  );

/** How many questions of each form ask for each kind of data. */
export function askedTable(of: Described): string {
  const forms = Object.values(of.pack.forms);
  const asked = (form: (typeof forms)[number], name: DataClass) =>
    form.steps.flatMap(({ fields }) => fields).filter(field => field.class === name).length;
  return table(
    ['Kind of data', ...forms.map(({ id }) => `Questions of the form “${id}”`)],
    dataClasses
      .filter(name => forms.some(form => asked(form, name) > 0))
      .map(name => [of.words(`trail.class.${name}`), ...forms.map(form => String(asked(form, name)))]),
  );
}

const certain = { A: 'A, primary text', B: 'B, secondary source', C: '**C, not verified**' } as const;

export const retentionTable = (of: Described): string =>
  table(
    ['Of', 'After', 'Kinds of data', 'Kept', 'In force', 'Sure', 'Source'],
    of.pack.retention.map(rule => [
      rule.of,
      rule.after,
      rule.classes ? classesIn(of, rule.classes) : 'all of it',
      rule.keep,
      lifeOf(rule),
      certain[rule.certainty],
      sourceIn(of, rule.source),
    ]),
  );

const lifeOf = ({ from, until }: RetentionRule): string =>
  from === null && until === null ? 'always' : `${from ?? ''} to ${until ?? ''}`.trim();
