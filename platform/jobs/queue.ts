import type { JsonObject } from '../pure/json.ts';

/** Puts a job into the change's own transaction: it exists if and only if the change does. Data: ids and codes only. */
export interface JobQueue {
  add(name: string, data: JsonObject): Promise<void>;
}
