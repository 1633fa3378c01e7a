/** Sheets of a country that does not exist, for the examples of pages. */
import type { Information, Sheet, SheetLanguage } from '../../../platform/pack/information.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { exitThisPage } from '../../../platform/views/chrome.ts';
import type { Words } from '../../../platform/views/page.ts';
import { languagesView, linksView, type SheetPack, sheetView } from '../views.ts';

const language = (code: string, name: string, dir: 'ltr' | 'rtl'): SheetLanguage => ({
  code,
  tag: code,
  name,
  dir,
  spoken: [],
  because: 'an example',
  source: [],
});

const english: Sheet = {
  words: {
    title: 'Information',
    skip: 'Skip to main content',
    exit: 'Leave this page',
    exiting: 'Leaving',
    exitEnded: 'Leaving ended',
    exitTwice: 'Press Shift, 2 more times to leave',
    exitOnce: 'Press Shift, 1 more time to leave',
    notReviewed: 'Not checked by a qualified translator.',
    listen: 'Listen',
    readBy: 'Read by',
    noRecording: 'There is no recording of this part yet.',
    transcript: 'What is said',
    otherLanguages: 'Other languages',
    dayAndNight: 'day and night',
    danger: 'If you are in danger now, call {emergency}.',
  },
  pages: { help: 'Help for you', data: 'What is written about you' },
  nations: { N1: 'Northland' },
  contacts: { helpline: 'Helpline' },
  sections: {
    what: {
      heading: 'What this is',
      text: ['Help is free. It takes 5 days.'],
      points: ['a bed', 'a doctor'],
    },
    helplines: { heading: 'Who to call', text: ['You can call:'] },
    data: {
      heading: 'Who sees it',
      text: ['Few people.'],
      audio: { file: 'a1.mp3', sha256: '', reader: 'Ada Example', transcript: ['Very few people.'] },
    },
  },
};

const arabic: Sheet = {
  ...english,
  words: {
    ...english.words,
    title: 'معلومات',
    skip: 'انتقل إلى المحتوى',
    exit: 'غادر هذه الصفحة',
    notReviewed: 'لم يراجع مترجم مؤهل هذه الترجمة.',
    danger: 'إذا كنت في خطر الآن، اتصل بالرقم {emergency}.',
    noRecording: 'لا يوجد تسجيل صوتي لهذا الجزء بعد.',
  },
  pages: { help: 'مساعدة لك', data: 'ما يُكتب عنك' },
  nations: { N1: 'بلاد الشمال' },
  sections: {
    ...english.sections,
    what: { heading: 'ما هذا', text: ['المساعدة مجانية. تستغرق 5 أيام (NRM).'], points: ['سرير', 'طبيب'] },
  },
};

const information: Information = {
  original: 'en',
  pages: [
    { code: 'help', sections: ['what', 'helplines'] },
    { code: 'data', sections: ['data'] },
  ],
  languages: [language('en', 'English', 'ltr'), language('ar', 'العربية', 'rtl')],
  sheets: { en: english, ar: arabic },
  formWords: {},
  recordings: { folder: '', files: ['a1.mp3'] },
};

const pack: SheetPack = {
  nations: [
    {
      code: 'N1',
      calendar: 'one',
      emergency: '555',
      contacts: [{ id: 'helpline', phone: '0123 456 789', hours: '24h' }],
    },
  ],
  rules: [],
  information,
};

export function exampleSheet(code: string, place: number) {
  const found = information.languages.find(each => each.code === code);
  const today = Temporal.PlainDate.from('2026-03-02');
  const view = found && sheetView(pack, found, place, { today, exitHref: 'https://www.example.org/' });
  if (!view) throw new Error(`no example in ${code}`);
  return view;
}

/** The frame of these two is in the language of the service. */
export const exampleLanguages = (words: Words) =>
  languagesView(words, pack, {
    lang: words('awareness.lang'),
    exit: exitThisPage('https://www.example.org/', words),
  });

export const exampleLinks = (words: Words) => linksView(words, pack, 'https://nrm.example.org');
