import { createMissBudget, type Verification } from '../src/modules/verification/index.ts';
import { createMetrics } from '../src/platform/telemetry/index.ts';
import { verifyRoutes } from '../src/web/verify/index.ts';

/** The pages of verification over these answers, with what each miss had to wait. */
export function verifySite(answers: Verification, rate = 1000) {
  const waits: number[] = [];
  const routes = verifyRoutes({
    verification: answers,
    budget: createMissBudget({ rate, burst: 1, patience: 2500 }),
    clock: () => new Date('2026-11-23T10:00:00Z'),
    metrics: createMetrics('verify'),
    delay: async milliseconds => void waits.push(milliseconds),
  });
  const ask = async (path: string, { method = 'GET', language = 'en', encoding = 'identity', known = '' } = {}) => {
    const headers = {
      'accept-language': language,
      'accept-encoding': encoding,
      ...(known !== '' && { 'if-none-match': known }),
    };
    const response = await routes.request(path, { method, headers });
    return { response, status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  return { ask, waits };
}

export type VerifySite = ReturnType<typeof verifySite>;
