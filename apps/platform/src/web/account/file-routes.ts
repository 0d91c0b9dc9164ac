import { Hono } from 'hono';
import { personOf, requireLevel, requirePerson, type SessionEnv } from '../session/index.ts';
import { answerPdf } from '../shell/index.ts';
import { answerOwnRefusal } from './own-refusal.tsx';
import type { AccountDeps } from './page.tsx';
import { findOwn } from './vault.ts';

/** The sealed file of one's own paper, under `/account/documents/{actId}`: `…/file` to be seen, `…/download` to be kept. */
export function fileRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  for (const [path, disposition] of [
    ['file', 'inline'],
    ['download', 'attachment'],
  ] as const) {
    routes.get(
      `/account/documents/:actId/${path}`,
      requirePerson,
      requireLevel(deps.levels.needed('vault')),
      async c => {
        const sealed = await findOwn(deps, personOf(c), c.req.param('actId'));
        if (!sealed.ok) return answerOwnRefusal(c, deps, sealed.refusal);
        const { act, bytes } = sealed.value;
        return answerPdf(c, bytes, { disposition, name: act.entryNumber });
      },
    );
  }
  return routes;
}
