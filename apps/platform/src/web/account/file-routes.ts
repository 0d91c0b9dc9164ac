import { Hono } from 'hono';
import { personOf, requirePerson, type SessionEnv } from '../session/index.ts';
import { answerError, answerPdf } from '../shell/index.ts';
import type { AccountDeps } from './page.tsx';
import { findOwn } from './vault.ts';

/** The sealed file of one's own paper, under `/account/documents/{actId}`: `…/file` to be seen, `…/download` to be kept. */
export function fileRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  for (const [path, disposition] of [
    ['file', 'inline'],
    ['download', 'attachment'],
  ] as const) {
    routes.get(`/account/documents/:actId/${path}`, requirePerson, async c => {
      const sealed = await findOwn(deps, personOf(c), c.req.param('actId'));
      if (!sealed) return answerError(c, 'not-found');
      return answerPdf(c, sealed.bytes, { disposition, name: sealed.act.entryNumber });
    });
  }
  return routes;
}
