import type { Speaking } from '../../../platform/forms/wording.ts';
import type { Decision, Outcome, Proposal, Reasoned, Returned } from '../model.ts';
import { momentOf, ownWords, row, saidBy, type Section, whoDid, whoIs } from './showing.ts';

/** A decision or a proposal, with how each head was worked through. */
export interface ReasonedView {
  readonly heading: string;
  /** Who decided, who read it, when. */
  readonly said: readonly string[];
  readonly sections: readonly Section[];
}

export const outcomeInWords = (outcome: Outcome, { words }: Speaking): string =>
  words(`decisions.outcome.${outcome}`);

export function proposalView(proposal: Proposal, speaking: Speaking): ReasonedView {
  const { words } = speaking;
  const outcome = outcomeInWords(proposal.outcome, speaking);
  return {
    heading: words('decisions.reasoned.proposed', { outcome }),
    said: [words('decisions.reasoned.proposed-by', saidOf(proposal, speaking))],
    sections: sectionsOf(proposal, speaking),
  };
}

export function decisionView(decision: Decision, speaking: Speaking): ReasonedView {
  const { words } = speaking;
  const { proposedBy, reasoned, readerNote } = decision;
  const recorded = saidOf(decision, speaking);
  return {
    heading: outcomeInWords(decision.outcome, speaking),
    said: proposedBy
      ? [
          words('decisions.reasoned.decided-by', { who: whoIs(proposedBy, speaking) }),
          words('decisions.reasoned.read-by', recorded),
        ]
      : [words('decisions.reasoned.decided-by-on', recorded)],
    sections: reasoned
      ? sectionsOf(
          reasoned,
          speaking,
          readerNote ? [row(words('decisions.reader-note'), ownWords(readerNote))] : [],
        )
      : [],
  };
}

/** What a second reader sent back, and why. */
export interface ReturnedView {
  readonly reasons: string;
  readonly said: string;
}
export const returnedView = ({ reasons, entry }: Returned, speaking: Speaking): ReturnedView => ({
  reasons,
  said: saidBy(entry, speaking),
});

const saidOf = ({ entry }: Pick<Proposal, 'entry'>, speaking: Speaking) => ({
  who: whoDid(entry, speaking),
  on: momentOf(entry, speaking),
});

function sectionsOf(
  { heads, reasons, outcome }: Reasoned,
  speaking: Speaking,
  more: Section['list']['rows'] = [],
): readonly Section[] {
  const { words } = speaking;
  const worked = heads.map(({ head, elements, reasons }) => ({
    title: words(`head.${head}`),
    list: {
      rows: [
        ...Object.entries(elements).map(([element, finding]) =>
          row(words(`head.${head}.${element}`), words(`decisions.finding.${finding}`)),
        ),
        row(words('decisions.reasons'), ownWords(reasons)),
      ],
    },
  }));
  const overall = [
    row(words('decisions.outcome'), outcomeInWords(outcome, speaking)),
    row(words('decisions.reasons'), ownWords(reasons)),
    ...more,
  ];
  return [...worked, { title: words('decisions.reasoned.overall'), list: { rows: overall } }];
}
