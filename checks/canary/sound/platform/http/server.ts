import fastify from 'fastify';

// oxlint-disable-next-line typescript/no-explicit-any -- a route's own schema gives the type
export const serve = (options: any) => fastify(options);
