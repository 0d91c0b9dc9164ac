// npm run new-staff-code -- COMMUNE 'Latin NAME': lets an administrator who lost every passkey in again, in a production that is stopped.
import { runWhileStopped } from './while-stopped.mjs';

await runWhileStopped('new-staff-code');
