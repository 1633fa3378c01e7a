import type { Asked } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import { formatMoment } from '../../../platform/text/format.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import { home } from '../rules.ts';
import type { SessionsView } from './pages/sessions.page.ts';
import type { OwnSession } from './queries.ts';

type Showing = Pick<Work, 'language'> & { readonly pack: Pick<Pack, 'timeZone'> };
type Here = Pick<Asked<string>, 'words' | 'tokens'>;

export function sessionsView(
  { language, pack }: Showing,
  { words, tokens }: Here,
  sessions: readonly OwnSession[],
): SessionsView {
  const moment = (at: Instant) => formatMoment(at, pack.timeZone, language);
  const others = sessions.filter(({ isThis }) => !isThis);
  return {
    title: words('sessions.title'),
    back: { href: home, text: words('sessions.back') },
    intro: words('sessions.intro'),
    ways: { href: '/session/ways', text: words('ways.title') },
    sessions: sessions.map(each => {
      const device = deviceInWords(words, each);
      const since = moment(each.startedAt);
      return {
        device,
        here: each.isThis ? words('sessions.here') : undefined,
        position: words('sessions.position', {
          ...each.position,
          role: words(`role.${each.position.role}`),
        }),
        since: words('sessions.since', { since, used: moment(each.usedAt) }),
        end: each.isThis
          ? undefined
          : {
              action: `/sessions/${each.sessionId}/end`,
              text: words('sessions.end'),
              of: words('sessions.end.of', { device, since }),
            },
      };
    }),
    endOthers: others.length > 1 ? words('sessions.end-others') : undefined,
    alone: others.length === 0 ? words('sessions.alone') : undefined,
    tokens,
  };
}

function deviceInWords(words: Words, { isToken, device }: OwnSession): string {
  if (isToken) return words('sessions.program');
  return device ? words('sessions.device', { ...device }) : words('sessions.unknown');
}
