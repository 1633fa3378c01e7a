/** Loaded before OpenNRM: the disk is full for whatever it writes. PostgreSQL and the machine are as they are. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const full = (): never => {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
};
fs.writeFileSync = full;
syncBuiltinESMExports();
