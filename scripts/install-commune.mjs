// npm run install-commune -- FILE.json: installs a commune in a production that is stopped.
import { runWhileStopped } from './while-stopped.mjs';

await runWhileStopped('install-commune');
