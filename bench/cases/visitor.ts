import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** What a browser asks for: an address, or the form of a page sent to it. */
export interface Request {
  readonly path: string;
  readonly typed?: Readonly<Record<string, string>>;
}
export interface Answered {
  /** Until the page had arrived whole. */
  readonly milliseconds: number;
  readonly html: string;
}

/** Somebody's browser on one deployment, over one connection that is kept. */
export interface Visitor {
  visit(asked: Request): Promise<Answered>;
  end(): void;
}

export function openVisitor(port: number, cookie: string): Visitor {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let csrf: string | undefined;
  const send = ({ path, typed }: Request): Promise<Answered> => {
    const body = typed && new URLSearchParams({ ...typed, _csrf: csrf ?? '', _key: randomUUID() }).toString();
    const headers = {
      cookie,
      ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const { promise, resolve, reject } = Promise.withResolvers<Answered>();
    const began = performance.now();
    const asked = request(
      { port, agent, path, method: body === undefined ? 'GET' : 'POST', headers },
      answer => {
        let html = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (html += part));
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve({ milliseconds: performance.now() - began, html });
          else reject(new Error(`${path} was answered with ${answer.statusCode}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
    return promise;
  };
  return {
    async visit(asked) {
      if (asked.typed)
        csrf ??= /name="_csrf" value="([^"]+)"/.exec((await send({ path: asked.path })).html)?.[1];
      return send(asked);
    },
    end: () => agent.destroy(),
  };
}
