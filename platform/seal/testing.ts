import type { KeyService } from './keys.ts';
import { newestOf, type Ring, unwrapWith, withNewKey, wrapWith } from './ring.ts';

/** A key service for tests, which can lose its keys or stop to answer. */
export interface TestKeys extends KeyService {
  ring: Ring;
}

export function testKeys(): TestKeys {
  const service: TestKeys = {
    ring: withNewKey({ keys: [] }, '2026-01-01T00:00:00Z'),
    newest: async () => newestOf(service.ring).id,
    wrap: async (dataKey, about) => wrapWith(service.ring, dataKey, about),
    unwrap: async (wrapped, about) => unwrapWith(service.ring, wrapped, about),
    rewrap: async (wrapped, about) => wrapWith(service.ring, unwrapWith(service.ring, wrapped, about), about),
    rotate: async () => {
      service.ring = withNewKey(service.ring, '2026-01-02T00:00:00Z');
      return newestOf(service.ring).id;
    },
  };
  return service;
}
