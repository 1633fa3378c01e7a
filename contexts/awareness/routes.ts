import { type PublicRoute, showing, type Visitation } from '../../platform/http/public.ts';
import { renderPage } from '../../platform/views/render.ts';
import { concernedView } from './concerned-view.ts';
import { page as concernedPage } from './pages/concerned.page.ts';
import { page as languagesPage } from './pages/languages.page.ts';
import { page as linksPage } from './pages/links.page.ts';
import { page as sheetPage } from './pages/sheet.page.ts';
import { languagesView, linksView, pageHref, type SheetPack, sheetView } from './views.ts';

type Answer = PublicRoute['answer'];

const read = (path: string, answer: Answer): PublicRoute => ({
  kind: 'public',
  method: 'GET',
  path,
  access: 'service:read-public-pages',
  answer,
});

const notFound = { refused: 'not-found' } as const;
const nothing: Answer = async () => notFound;

/** A pack without sheets has none of these pages. */
const withSheets =
  (answer: (visitation: Visitation, pack: SheetPack) => ReturnType<Answer>): Answer =>
  visitation => {
    const { information, ...pack } = visitation.web.pack;
    return information ? answer(visitation, { ...pack, information }) : nothing(visitation);
  };

/** Information for the person themselves: no session is looked at, no cookie set, and who reads it is written nowhere. */
export const publicRoutes: readonly PublicRoute[] = [
  read('/concerned', async ({ words, web, visit }) => {
    const today = web.now().toZonedDateTimeISO(web.pack.timeZone).toPlainDate();
    return showing(concernedPage, concernedView(words, web.pack, { today, language: visit.language }));
  }),
  read(
    '/information',
    withSheets(async ({ words, visit }, pack) => ({
      show: chrome =>
        renderPage(
          languagesPage,
          languagesView(words, pack, { lang: visit.language, exit: chrome.exit }),
          chrome,
        ),
    })),
  ),
  read(
    '/information/links',
    withSheets(async ({ words, web }, pack) =>
      showing(linksPage, linksView(words, pack, web.settings.baseUrl)),
    ),
  ),
  read(
    '/information/:language/:page',
    withSheets(async ({ web, params }, pack) => {
      const language = pack.information.languages.find(({ code }) => code === params['language']);
      const place = /^[1-9]$/.test(params['page'] ?? '') ? Number(params['page']) : 0;
      const today = web.now().toZonedDateTimeISO(web.pack.timeZone).toPlainDate();
      const view = language && sheetView(pack, language, place, { today, exitHref: web.pack.exitSite });
      return view ? showing(sheetPage, view) : notFound;
    }),
  ),
  read(
    '/i/:language',
    withSheets(async ({ params }, { information }) => {
      const found = information.languages.find(({ code }) => code === params['language']?.toLowerCase());
      return found ? { redirect: pageHref(found.code, '1') } : { redirect: '/information' };
    }),
  ),
];
