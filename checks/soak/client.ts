import { Broken, type Sent, type SentDraft } from './sent.ts';

/** Longer than any answer takes; a server that was killed answers nothing. */
const patience = 30_000;

/** Sends a referral once; says whether it was acknowledged. Sent again, it bears the same key, as clients do. */
export async function send(url: string, sent: Sent): Promise<boolean> {
  sent.times += 1;
  const answer = await ask(`${url}/api/v1/referrals`, {
    method: 'POST',
    body: sent.body,
    headers: {
      authorization: `Bearer ${sent.token}`,
      'content-type': 'application/json',
      'idempotency-key': sent.key,
    },
  });
  if (!answer || answer.status >= 500) return false;
  if (answer.status !== 201)
    throw new Broken(`a valid referral was refused with ${answer.status}: ${answer.text}`);
  const { reference } = JSON.parse(answer.text) as { reference: string };
  if (sent.reference !== undefined && sent.reference !== reference)
    throw new Broken(`one key was answered with two references, ${sent.reference} and ${reference}`);
  sent.reference = reference;
  return true;
}

/** How a referral that was acknowledged is answered when it is asked for. */
export async function stageOf(url: string, { token, reference }: Sent): Promise<string> {
  const answer = await ask(`${url}/api/v1/referrals/${reference}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (answer?.status !== 200) return `answered with ${answer?.status ?? 'nothing'}`;
  return (JSON.parse(answer.text) as { stage: string }).stage;
}

/** A browser without JavaScript. */
export interface Browser {
  readonly cookie: string;
  readonly csrf: string;
}

/** Signs in as a browser would, with the form of the sign-in page. */
export async function signIn(url: string, name: string): Promise<Browser> {
  const page = (await ask(`${url}/sign-in`))?.text ?? '';
  const button = page.indexOf(name);
  const before = page.slice(0, button);
  const typed = { _csrf: valueOf(before, '_csrf'), to: '/home', position: valueOf(before, 'position') };
  const done = await ask(`${url}/sign-in/demonstration`, {
    method: 'POST',
    body: new URLSearchParams(typed),
  });
  const cookie = /session=[^;]+/.exec(done?.cookies ?? '')?.[0];
  if (button < 0 || !cookie) throw new Broken(`nobody could sign in as ${name}: ${done?.status}`);
  const home = await ask(`${url}/home`, { headers: { cookie } });
  return { cookie, csrf: valueOf(home?.text ?? '', '_csrf') };
}

/** Opens a draft and saves its account, going on where it stopped; says whether all of it was acknowledged. */
export async function saveDraft(url: string, browser: Browser, draft: SentDraft): Promise<boolean> {
  if (draft.reference === undefined) {
    const place = await submit(`${url}/referrals`, browser, { _key: draft.openKey });
    if (place === undefined) return false;
    draft.reference = /^\/referrals\/([^/]+)\//.exec(place)?.[1];
    if (!draft.reference) throw new Broken(`opening a draft led to ${place}`);
  }
  // Of a child: what happened to an adult is told once they were asked whether they agree.
  const child = { _key: draft.ageKey, nation: 'ENG', ageStatus: 'child' };
  const age = `${url}/referrals/${draft.reference}/steps/age`;
  if ((await submit(age, browser, child)) === undefined) return false;
  const typed = { _key: draft.saveKey, statement: draft.statement, manner: 'verbatim' };
  draft.isSaved =
    (await submit(`${url}/referrals/${draft.reference}/steps/account`, browser, typed)) !== undefined;
  return draft.isSaved;
}

/** Whether the page of the draft's step shows what was saved. */
export async function showsDraft(url: string, { cookie }: Browser, draft: SentDraft): Promise<boolean> {
  const page = await ask(`${url}/referrals/${draft.reference}/steps/account`, { headers: { cookie } });
  return page?.status === 200 && page.text.includes(draft.statement);
}

async function submit(
  to: string,
  { cookie, csrf }: Browser,
  typed: Record<string, string>,
): Promise<string | undefined> {
  const answer = await ask(to, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ _csrf: csrf, ...typed }),
  });
  if (!answer || answer.status >= 500) return undefined;
  if (answer.status !== 303 || answer.location?.startsWith('/sign-in'))
    throw new Broken(`a form that was filled in well was refused with ${answer.status}`);
  return answer.location ?? '';
}

/** The whole answer, or undefined where there was none: only what arrived to its end counts as acknowledged. */
async function ask(url: string, options: RequestInit = {}) {
  try {
    const answer = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      ...options,
    });
    const text = await answer.text();
    const { headers } = answer;
    return {
      status: answer.status,
      text,
      location: headers.get('location') ?? undefined,
      cookies: headers.get('set-cookie'),
    };
  } catch {
    return undefined;
  }
}

/** The value of the last input or button of that name. */
function valueOf(html: string, name: string): string {
  const tags = [...html.matchAll(/<(?:input|button)\b[^>]*>/g)].map(([tag]) => tag);
  const last = tags.findLast(tag => tag.includes(` name="${name}"`));
  return / value="([^"]*)"/.exec(last ?? '')?.[1] ?? '';
}
