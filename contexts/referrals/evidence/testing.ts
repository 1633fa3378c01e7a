/** Files as a browser sends them, for the tests of this room. */
import { randomUUID } from 'node:crypto';
import type { Person, Stage } from '../../../checks/support/stage.ts';
import { startDraft } from '../public.ts';

type Browser = Awaited<ReturnType<Stage['signIn']>>;
interface Sent {
  readonly files?: readonly (readonly [name: string, bytes: Buffer | string])[];
  readonly fields?: Readonly<Record<string, string>>;
  readonly as?: Browser;
}

/** A draft of somebody's, and adding files to one as this browser unless another is named. */
export function sending(stage: Stage, sam: Person, browser: Browser) {
  const draft = async () =>
    (
      await stage.run(sam, 'referral:start', undefined, (work, permit) =>
        startDraft(
          work,
          permit,
          stage.answers({
            place: { circumstances: ['none'] },
            signs: { signs: [{ sign: 'g06', known: 'disclosed' }] },
          }),
        ),
      )
    ).reference;
  async function add(reference: string, { files = [], fields = {}, as = browser }: Sent) {
    const form = new FormData();
    for (const [name, value] of Object.entries({ _csrf: as.csrf, _key: randomUUID(), ...fields }))
      form.append(name, value);
    for (const [name, bytes] of files)
      form.append('files', new Blob([new Uint8Array(Buffer.from(bytes))]), name);
    const encoded = new Response(form);
    const answer = await stage.app.inject({
      method: 'POST',
      url: `/referrals/${reference}/evidence`,
      headers: { cookie: as.cookie, 'content-type': encoded.headers.get('content-type') ?? '' },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
    return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
  }
  return { draft, add };
}
