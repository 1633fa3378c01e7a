import type { FastifyRequest } from 'fastify';
import { fieldErrors } from '../forms/errors.ts';
import { ok, refuse, type Result } from '../pure/result.ts';
import type { AnyRoute } from './route.ts';

/** The path and the query by the route's schemas. A path that does not fit names nothing: not found. */
export function parsePath(
  route: AnyRoute,
  request: FastifyRequest,
): Result<{ params: unknown; query: unknown }> {
  const params = route.params?.safeParse(request.params);
  if (params && !params.success) return refuse('not-found');
  const query = route.query?.safeParse(request.query);
  if (query && !query.success) return refuse('invalid', fieldErrors(query.error.issues));
  return ok({ params: params?.data, query: query?.data });
}
