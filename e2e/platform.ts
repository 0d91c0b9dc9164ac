/** Where the journeys find the platform that serve.mjs starts for them. */
export const port = 18_080;
export const address = `http://localhost:${port}`;

/** Every language in the long run; otherwise the one that a journey names, so that Arabic and French take turns. */
export function languagesOf(journey: 'ar' | 'fr'): readonly ('ar' | 'fr' | 'zgh' | 'en')[] {
  return process.env['SHUBBAK_TEST_LONG'] ? ['ar', 'fr', 'zgh', 'en'] : [journey];
}
