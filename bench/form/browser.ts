/** A referral as a browser makes one: a page is shown, its answers are sent, and where the server leads is shown next. */
import { randomUUID } from 'node:crypto';
import type { Stage } from '../../checks/support/stage.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import type { Answers, StepDefinition } from '../../platform/forms/definition.ts';
import { aboutItem, itemsField, itemsIn } from '../../platform/forms/items.ts';
import { stepOf } from '../../platform/forms/journey.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Browser {
  /** Answers the page. */
  show(url: string): Promise<string>;
  /** Answers where it leads. */
  send(url: string, fields: Fields): Promise<string>;
}

export async function openBrowser(stage: Stage, as: string): Promise<Browser> {
  const { cookie, csrf } = await stage.signIn(stage.person(as));
  return {
    async show(url) {
      const { statusCode, body } = await stage.app.inject({ url, headers: { cookie } });
      if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
      return body;
    },
    async send(url, fields) {
      const body = new URLSearchParams({ _csrf: csrf, _key: randomUUID() });
      for (const [name, value] of Object.entries(fields))
        for (const each of [value].flat()) body.append(name, each);
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
      const sent = await stage.app.inject({ method: 'POST', url, headers, payload: body.toString() });
      if (sent.statusCode !== 303) throw new Error(`${url}: ${sent.statusCode}`);
      return String(sent.headers.location);
    },
  };
}

/** From the button that starts a referral to the page that says it was sent; answers how many pages were shown. */
export async function referBy(browser: Browser, stage: Stage, answers: Answers): Promise<number> {
  const sendsFor = sender(stage, answers);
  let shown = 0;
  let url = await browser.send('/referrals', {});
  for (; ; shown++) {
    const page = await browser.show(url);
    const fields = sendsFor(url);
    if (fields) url = await browser.send(actionOf(page), { ...fields, _base: baseOf(page) });
    else if (url.endsWith('/check')) url = await browser.send(url.replace(/check$/, 'submit'), {});
    else if (url.endsWith('/tonight')) url = /href="([^"]+)"[^>]*class="govuk-button"/.exec(page)?.[1] ?? '';
    else return shown + 1;
  }
}

/** What is sent of the page at an address; undefined where it asks nothing. */
function sender({ composed }: Stage, answers: Answers) {
  const form = theForm(composed.pack);
  return (url: string): Fields | undefined => {
    const [, id = '', isItem] = /\/steps\/([^/]+)(\/items\/)?/.exec(url) ?? [];
    const step = stepOf(form, id);
    if (!step) return undefined;
    const asked = isItem ? aboutItem(form, answers, step, firstItem(answers, step)) : { form, step, answers };
    return itemsField(asked.step) ? {} : inputsOf(asked.form, asked.step, asked.answers);
  };
}

const firstItem = (answers: Answers, step: StepDefinition): string => itemsIn(answers, step)[0]?.id ?? '';
const actionOf = (page: string): string =>
  /<form[^>]* action="([^"]+)"/.exec(page.slice(page.indexOf('<main')))?.[1] ?? '';
/** What the page was made from goes back with its answers. */
const baseOf = (page: string): string => /name="_base" value="([^"]+)"/.exec(page)?.[1] ?? '';
