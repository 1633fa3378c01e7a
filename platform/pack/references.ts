import type { Concept, FormDefinition } from '../forms/definition.ts';
import { brokenDeciders, findBrokenCapacity } from './capacity-references.ts';
import { coreRules } from './core-rules.ts';
import { meant } from './explain.ts';
import type { Places, Problem } from './files.ts';
import { findBrokenRecipients } from './recipient-kinds.ts';
import { findBrokenReferralConsent } from './referral-consent-references.ts';
import { findBrokenFirstContact } from './first-contact-references.ts';
import { findBrokenHandOver } from './hand-over-references.ts';
import { findBrokenForm } from './form-references.ts';
import { findBrokenGlass } from './glass-references.ts';
import { findBrokenProtection } from './protection-references.ts';
import { findBrokenRetention } from './retention-references.ts';
import { findBrokenOfficialForm } from './official-references.ts';
import type { Pack } from './pack.ts';
import { findWithoutUnknown } from './unknown-answers.ts';

/** The forms that the core opens by name, and the concepts that it cannot work without. */
export const coreForms: Readonly<Record<string, readonly Concept[]>> = {
  referral: ['age-status', 'consent', 'statement'],
  signs: [],
};

/** Every code that one file of a pack uses and another should define and does not, and codes defined twice. */
export function findBrokenReferences(pack: Pack, places: Places, broken: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  const tell = (file: string, path: string, message: string) => problems.push({ file, path, message });
  const once = (file: string, path: string, codes: readonly string[]) => {
    for (const code of new Set(codes.filter((each, at) => codes.indexOf(each) < at)))
      tell(file, path, `"${code}" is defined twice`);
  };
  const coded = (file: string, path: string, items: readonly { readonly code: string }[]) => {
    const codes = items.map(({ code }) => code);
    once(file, path, codes);
  };
  const cited = (file: string, path: string, codes: readonly string[]) => {
    for (const code of codes)
      if (!Object.hasOwn(pack.sources, code))
        tell(file, path, `source "${code}" is not in sources.yaml${meant(code, Object.keys(pack.sources))}`);
  };
  const nations = new Set(pack.nations.map(each => each.code));
  const inNations = (file: string, path: string, codes: readonly string[]) => {
    for (const code of codes)
      if (!nations.has(code))
        tell(file, path, `nation "${code}" is not in nations.yaml${meant(code, nations)}`);
  };

  coded('nations.yaml', 'nations', pack.nations);
  coded('nations.yaml', 'firstResponders', pack.firstResponders ?? []);
  for (const [at, { source, nations: where }] of (pack.firstResponders ?? []).entries()) {
    cited('nations.yaml', `firstResponders.${at}.source`, [source]);
    inNations('nations.yaml', `firstResponders.${at}.nations`, where ?? []);
  }
  coded('roles.yaml', 'roles', pack.roles);
  coded('systems.yaml', 'systems', pack.systems ?? []);
  for (const [at, { role, source }] of (pack.systems ?? []).entries()) {
    cited('systems.yaml', `systems.${at}.source`, [source]);
    if (!pack.roles.some(each => each.code === role))
      tell('systems.yaml', `systems.${at}.role`, `roles.yaml has no role "${role}"`);
  }
  coded('authorities.yaml', 'authorities', pack.authorities);
  for (const [at, { calendar, contacts }] of pack.nations.entries()) {
    const file = `calendars/${calendar}.yaml`;
    if (!Object.hasOwn(pack.calendars, calendar) && !broken.has(file))
      tell('nations.yaml', `nations.${at}.calendar`, `there is no ${file}`);
    for (const { source } of contacts)
      cited('nations.yaml', `nations.${at}.contacts`, source === undefined ? [] : [source]);
    const ids = contacts.map(({ id }) => id);
    once('nations.yaml', `nations.${at}.contacts`, ids);
  }

  for (const [at, { source }] of pack.grants.entries()) cited('grants.yaml', `grants.${at}.source`, [source]);
  for (const kind of ['purposes', 'recipients', 'deciders', 'grounds', 'channels'] as const)
    coded('consent.yaml', kind, pack.consent[kind]);
  for (const kind of ['deciders', 'grounds'] as const)
    for (const [at, { source }] of pack.consent[kind].entries())
      cited('consent.yaml', `${kind}.${at}.source`, source);
  for (const [at, { purposes }] of pack.consent.recipients.entries())
    for (const code of purposes)
      if (!pack.consent.purposes.some(purpose => purpose.code === code))
        tell('consent.yaml', `recipients.${at}.purposes`, `there is no purpose "${code}"`);
  problems.push(...findBrokenFirstContact(pack));
  problems.push(...findBrokenReferralConsent(pack));
  problems.push(...findBrokenHandOver(pack));
  problems.push(...findBrokenRecipients(pack));
  for (const [at, { source, heads }] of pack.definition.versions.entries()) {
    const path = `versions.${at}`;
    cited('definition.yaml', `${path}.source`, source);
    coded('definition.yaml', `${path}.heads`, heads);
    for (const [head, { elements }] of heads.entries())
      coded('definition.yaml', `${path}.heads.${head}`, elements);
  }
  for (const [name, list] of Object.entries(pack.lists))
    for (const [at, { nation }] of list.codes.entries())
      inNations(`lists/${name}.csv`, `row.${at + 1}.nation`, nation ? [nation] : []);

  for (const [at, { source }] of (pack.identifying?.shapes ?? []).entries())
    cited('identifying.yaml', `shapes.${at}.source`, source);
  if (pack.officialForm) problems.push(...findBrokenOfficialForm(pack, pack.officialForm));

  const { groups, settings } = pack.signs;
  const signs = groups.flatMap(group => group.signs);
  coded('signs.yaml', 'groups', groups);
  coded('signs.yaml', 'settings', settings);
  coded('signs.yaml', 'groups', signs);
  for (const [at, setting] of settings.entries()) {
    for (const group of setting.groups)
      if (!groups.some(({ code }) => code === group))
        tell('signs.yaml', `settings.${at}.groups`, `there is no group "${group}"`);
    if (!pack.lists['sign-settings']?.byCode.has(setting.code) && !broken.has('lists/sign-settings.csv'))
      tell('signs.yaml', `settings.${at}.code`, `"${setting.code}" is not in lists/sign-settings.csv`);
  }

  for (const [at, rule] of pack.rules.entries()) {
    const { file, path } = places.rules[at] ?? { file: 'rules', path: `${at}` };
    inNations(file, `${path}.nations`, rule.nations ?? []);
    cited(file, `${path}.source`, rule.source);
    if (rule.id === 'guardian.areas')
      for (const message of brokenAreas(pack, rule, broken)) tell(file, `${path}.value`, message);
    if (rule.id === 'consent.capacity')
      for (const message of brokenDeciders(pack, rule.value)) tell(file, `${path}.value`, message);
    if (rule.id === 'dtn.duty')
      for (const message of brokenDuty(pack, rule.value, broken)) tell(file, `${path}.value`, message);
    if (rule.id !== 'authority.routing') continue;
    for (const message of brokenRouting(pack, rule.value, broken)) tell(file, `${path}.value`, message);
  }
  for (const [at, { name, given }] of pack.scenarios.entries()) {
    const { file, path } = places.scenarios[at] ?? { file: 'scenarios', path: `${at}` };
    if (typeof given.nation === 'string') inNations(file, `${path}.given.nation`, [given.nation]);
    if (pack.scenarios.findIndex(other => other.name === name) < at)
      tell(file, `${path}.name`, 'is the name of an earlier scenario');
  }

  for (const [name, concepts] of Object.entries(coreForms)) {
    const file = `forms/${name}.yaml`;
    const form = pack.forms[name];
    if (!form && !broken.has(file)) tell(file, '', 'is missing');
    for (const concept of form ? neededConcepts(pack, concepts, name) : [])
      if (form && !asks(form, concept)) tell(file, 'steps', `no field has the concept "${concept}"`);
  }
  once(
    'protection.yaml',
    'protection',
    pack.protection.map(({ id }) => id),
  );
  for (const [at, { source }] of pack.protection.entries())
    cited('protection.yaml', `protection.${at}.source`, source);
  problems.push(...findBrokenRetention(pack));
  for (const [at, { source }] of pack.glass.terms.entries())
    cited('glass.yaml', `terms.${at}.source`, source);
  problems.push(...findBrokenGlass(pack));
  if (!broken.has('forms/referral.yaml'))
    problems.push(...findBrokenProtection(pack), ...findBrokenCapacity(pack, broken));
  for (const form of Object.values(pack.forms))
    problems.push(...findBrokenForm(form, pack), ...findWithoutUnknown(form));
  return problems;
}

/** With more than one nation, a referral has to say in which it is made. */
const neededConcepts = (pack: Pack, concepts: readonly Concept[], form: string): readonly Concept[] =>
  form === 'referral' && pack.nations.length > 1 ? [...concepts, 'nation'] : concepts;

const asks = (form: FormDefinition, concept: Concept): boolean =>
  form.steps.some(step => step.fields.some(field => field.concept === concept));

/** What is removed from a draft hangs on the answer about being identified, so the notice has to ask it. */
function brokenDuty(pack: Pack, value: unknown, broken: ReadonlySet<string>): string[] {
  const { form: name } = coreRules['dtn.duty'].parse(value);
  const form = pack.forms[name];
  if (broken.has(`forms/${name}.yaml`)) return [];
  if (!form) return [`there is no forms/${name}.yaml`];
  return asks(form, 'identification')
    ? []
    : [`forms/${name}.yaml has no field with the concept "identification"`];
}

/** The places and the contact that a rule names are there, in every nation where it holds. */
function brokenAreas(
  pack: Pack,
  { value, nations }: Pack['rules'][number],
  broken: ReadonlySet<string>,
): string[] {
  const { list, contact } = coreRules['guardian.areas'].parse(value);
  const here = pack.nations.filter(({ code }) => !nations || nations.includes(code));
  const isListed = list === undefined || Object.hasOwn(pack.lists, list) || broken.has(`lists/${list}.csv`);
  return [
    ...(isListed ? [] : [`there is no lists/${list}.csv`]),
    ...here
      .filter(({ contacts }) => contact !== undefined && !contacts.some(({ id }) => id === contact))
      .map(({ code }) => `nation "${code}" has no contact "${contact}"`),
  ];
}

function brokenRouting(pack: Pack, value: unknown, broken: ReadonlySet<string>): string[] {
  const routing = coreRules['authority.routing'].parse(value);
  const sitting = pack.authorities.map(({ code }) => code);
  const chosen = [routing.default, ...routing.instead.map(({ authority }) => authority)];
  const fields = Object.values(pack.forms).flatMap(form => form.steps.flatMap(step => step.fields));
  const asked = fields
    .filter(({ concept }) => concept === 'immigration-circumstances')
    .flatMap(({ options }) => options ?? []);
  const used = broken.has('forms/referral.yaml') ? [] : routing.instead.flatMap(({ ifAnyOf }) => ifAnyOf);
  return [
    ...chosen
      .filter(code => !sitting.includes(code))
      .map(code => `authority "${code}" is not in authorities.yaml`),
    ...used.filter(code => !asked.includes(code)).map(code => `no form asks for the circumstance "${code}"`),
  ];
}
