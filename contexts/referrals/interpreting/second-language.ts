/** A second language beside the responder's own, chosen for a draft: no cookie and no address tells which. */
import {
  type Interpreting,
  secondButton,
  type SecondLanguage,
  secondLanguages,
  secondName,
} from '../../../platform/forms/second.ts';
import type { Work } from '../../../platform/work.ts';
import { saveSecondLanguage } from './store.ts';

/** What pages of a draft show beside the page's own language, ready to be laid into a step. */
export interface Interpreted {
  readonly second?: SecondLanguage | undefined;
  readonly interpreting?: Interpreting;
}

/** `chosen` is the code of a language, as it stands with the draft. */
export function interpretedIn(
  { pack, language }: Pick<Work, 'pack' | 'language'>,
  chosen: string | undefined,
): Interpreted {
  const offered = secondLanguages(pack.information).filter(({ code }) => code !== language);
  if (offered.length === 0) return {};
  const second = offered.find(({ code }) => code === chosen);
  return { second, interpreting: { chosen: second, offered } };
}

type Body = Readonly<Record<string, unknown>>;

/** Whether the page was sent to be shown again in other languages, rather than to go on. */
export const isToBeShown = (body: Body): boolean => body[secondButton] === 'yes';

/** Before the answers are saved: a refusal among them removes the choice again, since a language may tell who somebody is. */
export async function chooseSecondLanguage(work: Work, recordId: string, body: Body): Promise<void> {
  if (!isToBeShown(body)) return;
  const chosen = secondLanguages(work.pack.information).find(({ code }) => code === body[secondName]);
  await saveSecondLanguage(work, recordId, chosen?.code ?? null);
}
