import type { MiddlewareHandler } from 'hono';
import type { ActsDeps } from '../modules/acts/index.ts';
import type { Metrics } from '../platform/telemetry/index.ts';
import type { SessionEnv } from '../web/session/index.ts';

/** Times answers by route template and counts refusals by code; what an address or a form holds never reaches a label. */
export function measured({ metrics }: { readonly metrics: Metrics }): MiddlewareHandler<SessionEnv> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    metrics.request(c.req.routePath, c.res.status, (performance.now() - start) / 1000);
    const refusal = c.get('refusal');
    if (refusal !== undefined) metrics.refusal(refusal);
  };
}

/** What the act cycle waits for: its pages, the sealer, the disk. */
type Stations = Pick<ActsDeps, 'papers' | 'sealer' | 'blobs'>;

/**
 * The same stations, each timed as a step of the act cycle: `render` (final pages), `seal` (signature and timestamp), `burn`
 * (a number given up), `store` (bytes made durable). Steps that fail are timed too: a slow failure is still waiting.
 */
export function timeSteps(metrics: Metrics, { papers, sealer, blobs }: Stations): Stations {
  const timed = async <T>(step: string, work: Promise<T>): Promise<T> => {
    const start = performance.now();
    try {
      return await work;
    } finally {
      metrics.step(step, (performance.now() - start) / 1000);
    }
  };
  return {
    papers: { finalPages: (...asked) => timed('render', papers.finalPages(...asked)) },
    sealer: {
      ...sealer,
      sign: request => timed('seal', sealer.sign(request)),
      cancel: request => timed('burn', sealer.cancel(request)),
    },
    blobs: { ...blobs, put: (...asked) => timed('store', blobs.put(...asked)) },
  };
}
