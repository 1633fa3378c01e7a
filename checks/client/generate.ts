/** Writes `clients/typescript/operations.generated.ts` anew: node checks/client/generate.ts */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseTestServer } from '../../platform/testing/server.ts';
import { openStage } from '../support/stage.ts';
import { root } from '../test/child.ts';
import { type Description, writeClient } from './write-client.ts';

const stage = await openStage({ closeAfterTests: false });
const described = (await stage.app.inject('/api/v1/openapi.json')).json<Description>();
writeFileSync(join(root, 'clients/typescript/operations.generated.ts'), writeClient(described));
await stage.close();
await releaseTestServer();
