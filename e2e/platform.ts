import { fileURLToPath } from 'node:url';

/** Where the journeys find the platform that serve.mjs starts for them. */
export const port = Number(process.env['E2E_PORT'] ?? 18_080);
export const address = `http://localhost:${port}`;

/** Its data folder, empty at the start of each run. */
export const dataDir = fileURLToPath(new URL('../node_modules/.cache/e2e-data', import.meta.url));
