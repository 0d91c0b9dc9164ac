/** Where the journeys find the platform that serve.mjs starts for them. */
export const port = 18_080;
export const address = `http://localhost:${port}`;
