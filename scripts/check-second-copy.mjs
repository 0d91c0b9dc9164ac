// npm run check-second-copy: compares the second copy of the registers with the registers. The platform is stopped meanwhile.
import { runWhileStopped } from './while-stopped.mjs';

await runWhileStopped('check-second-copy');
