/** The rules of others that a page keeps: WCAG by axe, HTML by html-validate, and what our layout promises. */
import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import type { Page as Tab } from 'playwright-core';
import type { ByLanguage } from '../text/language.ts';

export interface PageProblem {
  readonly check: 'loading' | 'html' | 'language' | 'axe' | 'keyboard' | 'no-scripts' | 'narrow' | 'form';
  readonly message: string;
}

export const problem = (check: PageProblem['check'], message: string): PageProblem => ({ check, message });

/** What `probes.facts()` tells. */
export interface Facts {
  readonly language: string;
  readonly title: string;
  readonly headings: number;
  readonly errors: number;
  readonly errorLinks: readonly string[];
  readonly unsafeForms: readonly string[];
}

/** Pages of other languages have no forms. */
const errorPrefix: Readonly<Record<string, string>> = {
  en: 'Error:',
  cy: 'Gwall:',
} satisfies ByLanguage<string>;

export function factProblems(facts: Facts, language: string): readonly PageProblem[] {
  const marked = facts.title.startsWith(errorPrefix[language] ?? 'Error:');
  return [
    ...(facts.language === language
      ? []
      : [problem('language', `lang is "${facts.language}" on a page in "${language}"`)]),
    ...(facts.headings === 1 ? [] : [problem('html', `${facts.headings} first-level headings in <main>`)]),
    ...(marked === facts.errors > 0
      ? []
      : [problem('form', 'the title begins with the error prefix if and only if there are errors')]),
    ...facts.errorLinks.map(link => problem('form', `an error leads nowhere: ${link}`)),
    ...facts.unsafeForms.map(action => problem('form', `a form without its token: ${action}`)),
  ];
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // How it is written, not what it means.
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-inline-style': 'error',
    'no-implicit-button-type': 'error',
    // Our own origin alone is allowed to serve scripts, and the name of each holds its digest.
    'require-sri': 'off',
    // Titles say the service's name too.
    'long-title': 'off',
    'tel-non-breaking': 'off',
    // The Design System puts the error summary before the heading, and roles where scripts need them.
    'heading-level': ['error', { minInitialRank: 'h2' }],
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
    // A list of answers is several controls of one name.
    'form-dup-name': 'off',
  },
});

export async function htmlProblems(source: string): Promise<readonly PageProblem[]> {
  const report = await validator.validateString(source);
  const messages = report.results.flatMap(result => result.messages);
  return messages.map(({ ruleId, message, line }) => problem('html', `line ${line}: ${message} (${ruleId})`));
}

export async function axeProblems(tab: Tab): Promise<readonly PageProblem[]> {
  const axe = new AxeBuilder({ page: tab }).setLegacyMode(true).withTags(wcag);
  const { violations } = await axe
    .options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
    .analyze();
  return violations.map(({ id, help, nodes }) =>
    problem(
      'axe',
      `${id}: ${help}: ${nodes
        .slice(0, 3)
        .map(node => node.target.join(' '))
        .join('; ')}`,
    ),
  );
}
