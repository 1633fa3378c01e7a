/** What people agreed to, and what was shared without, on every record that is told; by the commands that the pages call. */
import {
  askOverride,
  findConsents,
  handCopyOver,
  recordConsent,
  saveContact,
  weekDays,
} from '../../contexts/consent/public.ts';
import { ok } from '../../platform/pure/result.ts';
import type { Stage } from '../support/stage.ts';
import { mark } from './marks.ts';

/** The ids of a consent, of an override that waits, and of one that was decided at once. */
export interface Consents {
  readonly given: string;
  /** With the authority, to be referred; of nobody who is asked by no law. */
  readonly told: string | undefined;
  /** With somebody who has no team here; and the copy that was handed to them, once it is sent. */
  readonly outside: string;
  readonly handed: string;
  readonly waiting: string;
  readonly atOnce: string;
}

/** Sam records, and Bethan asks: so there is somebody of the team who may decide, and somebody who may not. */
export async function keepConsents(stage: Stage, reference: string, number: number): Promise<Consents> {
  const [sam, bethan, rue] = [
    stage.person('Sam Okafor'),
    stage.person('Bethan Lloyd'),
    stage.person('Rue Given'),
  ];
  const sharing = {
    purpose: 'support',
    recipient: 'support-provider',
    party: { ...rue.team, purpose: rue.purpose },
    classes: ['identity'] as const,
  };
  const { child, isDraft } = await stage.run(sam, 'consent:view', reference, async (work, { record }) =>
    ok({
      child: (await findConsents(work, record.recordId)).treatedAs === 'child',
      isDraft: record.stage === 'draft',
    }),
  );
  await stage.run(sam, 'consent:record', reference, (work, permit) =>
    recordConsent(work, permit, {
      ...sharing,
      answer: 'given',
      way: 'spoken',
      decider: child ? 'child-themselves' : 'adult-themselves',
      expiresOn: undefined,
      told: isDraft ? {} : { interpreter: mark(number, 'account', 24) },
    }),
  );
  await stage.run(sam, 'consent:record', reference, (work, permit) =>
    recordConsent(work, permit, {
      purpose: 'legal-advice',
      recipient: 'solicitor',
      party: undefined,
      classes: ['identity'],
      answer: 'given',
      way: 'spoken',
      decider: child ? 'child-themselves' : 'adult-themselves',
      expiresOn: undefined,
      told: {},
    }),
  );
  const ask = (ground: string, atOnce: boolean) =>
    stage.run(bethan, 'override:ask', reference, (work, permit) =>
      askOverride(work, permit, {
        ...sharing,
        ground,
        atOnce,
        reasons: `Because of what was said: ${mark(number, 'account', 25)}`,
      }),
    );
  if (!isDraft) {
    await ask('crime', false);
    await ask('danger-to-life', true);
    await stage.run(sam, 'contact:record', reference, (work, permit) =>
      saveContact(work, permit, {
        channel: 'in-person',
        address: mark(number, 'contact', 24),
        days: weekDays,
        from: '09:00',
        to: '17:00',
        codeWord: mark(number, 'contact', 25),
        sharedWith: undefined,
        voicemail: false,
        letters: false,
        language: undefined,
        interpreter: undefined,
        note: undefined,
        fallback: { name: mark(number, 'contact', 23), how: '' },
        expiresOn: undefined,
      }),
    );
  }
  const permissions = () =>
    stage.run(sam, 'consent:view', reference, async (work, { record }) =>
      ok((await findConsents(work, record.recordId)).permissions),
    );
  const outside = (await permissions()).find(({ recipient }) => recipient === 'solicitor')?.id ?? '';
  if (!isDraft)
    await stage.run(sam, 'consent:hand-over', reference, (work, permit) =>
      handCopyOver(work, permit, outside, {
        name: mark(number, 'account', 22),
        organisation: '',
        classes: ['identity'],
        words: '',
      }),
    );
  const all = await permissions();
  const handed = all.find(({ id }) => id === outside)?.handedOver[0]?.id ?? outside;
  const [given, waiting, atOnce] = all
    .filter(({ id, tells }) => id !== outside && tells === undefined)
    .map(({ id }) => id);
  const told = all.find(({ tells }) => tells !== undefined)?.id;
  // Of a draft there are consents alone.
  const id = given ?? '';
  return { given: id, told, outside, handed, waiting: waiting ?? id, atOnce: atOnce ?? id };
}
