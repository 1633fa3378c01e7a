import { randomUUID } from 'node:crypto';
import type { BrowserSession } from './actors.ts';
import type { Operation } from './operations.ts';
import type { Body, Field, Request } from './request.ts';
import type { Scene } from './scene.ts';
import { type Filling, recipes } from './valid.ts';
import { findRecord, type KnownRecord } from './world.ts';

/** A request that ought to be accepted, or undefined where there is nothing yet that it could be about. */
export function makeValid(operation: Operation, scene: Scene, session: BrowserSession): Request | undefined {
  const recipe = recipes[operation.name] ?? {};
  const { chance, actor, world, composed } = scene;
  const { viewer } = actor;
  const { access } = operation;
  let record: KnownRecord | undefined;
  if (access !== undefined && composed.policy.actions[access] === 'record' && viewer) {
    const asked = { policy: composed.policy, viewer, action: access };
    record = findRecord(world, chance.whole(world.records.length + 1), asked, {
      fit: each => recipe.fits?.(each, viewer, scene) ?? true,
      rank: chance.happens(0.7) ? recipe.rank : undefined,
    });
    if (!record) return undefined;
  }
  const filling = recipe.fill ? recipe.fill(scene, record) : {};
  return filling && fill(operation, scene, session, filling, record?.reference);
}

/** The same about one record, whether or not it fits. */
export function makeFor(
  operation: Operation,
  scene: Scene,
  session: BrowserSession,
  record: KnownRecord,
): Request | undefined {
  const filling = recipes[operation.name]?.fill?.(scene, record);
  return filling && fill(operation, scene, session, filling, record.reference);
}

/** A request about whatever there is, whether or not it may be asked by this actor: others' records among them. */
export function makeAny(operation: Operation, scene: Scene, session: BrowserSession): Request {
  const { chance, world } = scene;
  const record = world.records.length > 0 ? chance.one(world.records) : undefined;
  const filling = attempt(() => recipes[operation.name]?.fill?.(scene, record)) ?? {};
  return fill(operation, scene, session, filling, record?.reference);
}

function fill(
  operation: Operation,
  { actor }: Scene,
  session: BrowserSession,
  filling: Filling,
  reference: string | undefined,
): Request {
  const { method, path, kind } = operation;
  const params: Readonly<Record<string, string>> = {
    reference: reference ?? 'NRM-2222-2222-222',
    ...filling.params,
  };
  const isApi = path.startsWith('/api/');
  const headers: Field[] = [];
  if (isApi && actor.token) headers.push(['authorization', `Bearer ${actor.token}`]);
  if (!isApi && session.cookie) headers.push(['cookie', session.cookie]);
  if (isApi && method === 'POST') headers.push(['idempotency-key', randomUUID()]);
  return {
    method,
    path: path.replaceAll(/:(\w+)|\*/g, (whole, name?: string) =>
      encodeURIComponent(params[name ?? whole] ?? randomUUID()),
    ),
    query: filling.query ?? [],
    headers,
    body: method === 'POST' ? bodyOf(kind, session, filling) : undefined,
  };
}

function bodyOf(kind: Operation['kind'], { csrf }: BrowserSession, filling: Filling): Body {
  if (kind === 'upload')
    return {
      kind: 'files',
      fields: [['_csrf', csrf], ['_key', randomUUID()], ...(filling.fields ?? [])],
      files: filling.files ?? [],
    };
  if (kind === 'api') return { kind: 'json', value: filling.json ?? {} };
  const key: readonly Field[] = kind === 'form' ? [['_key', randomUUID()]] : [];
  return { kind: 'form', fields: [['_csrf', csrf], ...key, ...(filling.fields ?? [])] };
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
