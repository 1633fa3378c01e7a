import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import type { Founder } from '../model.ts';
import { foundersView } from '../view.ts';

/** Those who are let in together; each confirms the others by name. */
export interface FoundersView extends PageView {
  readonly intro: string;
  readonly own: string;
  readonly csrf: string;
  /** Where they make the way in which they sign in afterwards. */
  readonly setUp: { readonly href: string; readonly text: string } | undefined;
  readonly organisations: readonly {
    readonly name: string;
    readonly people: readonly {
      readonly name: string;
      readonly email: string;
      readonly role: string;
      readonly standing: string;
      /** That the reader confirmed them. */
      readonly said: string | undefined;
      readonly form: { readonly position: string; readonly text: string; readonly of: string } | undefined;
    }[];
  }[];
}

const watch = { id: 'w', name: 'Watch of Northland' };
const refuge = { id: 'r', name: 'Refuge of Northland' };
const founder = (name: string, organisation: typeof watch, more: Partial<Founder> = {}): Founder => ({
  personId: name,
  positionId: `position of ${name}`,
  name: `${name} Example`,
  email: `${name.toLowerCase()}@${organisation.id}.example`,
  role: 'administrator',
  organisation,
  team: { id: 't', name: 'Accounts' },
  counts: false,
  isConfirmed: false,
  confirmations: 0,
  fromOutside: false,
  ...more,
});
const example = (words: Words, ...founders: readonly Founder[]): FoundersView =>
  foundersView(words, founders, { personId: 'Kim', csrf: 'token', setUp: '/set-up' });

export const page = definePage<FoundersView>({
  name: 'organisations/founders',
  template: 'contexts/organisations/founding/pages/founders.njk',
  examples: {
    'nobody is confirmed yet': words =>
      example(words, founder('Kim', watch), founder('Ash', watch), founder('Robin', refuge)),
    'some are': words =>
      example(
        words,
        founder('Kim', watch, { counts: true, confirmations: 2, fromOutside: true }),
        founder('Ash', watch, { isConfirmed: true, counts: true, confirmations: 2, fromOutside: true }),
        founder('Mara', watch, { isConfirmed: true, confirmations: 2 }),
        founder('Robin', refuge, { isConfirmed: true, confirmations: 1, fromOutside: true }),
      ),
  },
});
