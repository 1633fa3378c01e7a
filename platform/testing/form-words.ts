import cy from '../forms/messages.cy.json' with { type: 'json' };
import en from '../forms/messages.en.json' with { type: 'json' };
import type { Language } from '../text/language.ts';
import { createWords } from '../text/messages.ts';
import type { Words } from '../views/page.ts';

/** The words of the forms engine alone, for tests that need no pack. A missing message is a fault. */
export const formWords = (language: Language): Words => createWords({ words: { en, cy } }, language);
