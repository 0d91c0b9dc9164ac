import { Hono } from 'hono';
import { asId, isId } from '../../../kernel/index.ts';
import type { MergeId } from '../../../modules/identity/index.ts';
import { listCommunes } from '../../../modules/organisation/index.ts';
import { personOf, requirePerson, type SessionEnv } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, type AccountDeps, answerPage, readHolder, speakerFor } from '../page.tsx';
import { MergesPage } from './merges-page.tsx';

/**
 * `/account/merges`: two files in the person's name that a commune makes one, and the objection. Any level may object: it stops
 * something and starts nothing.
 */
export function mergesRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get('/account/merges', requirePerson, c => answer(c, deps));
  routes.post('/account/merges/:mergeId/object', requirePerson, async c => {
    const mergeId = c.req.param('mergeId');
    if (!isId(mergeId)) return answerError(c, 'not-found');
    const objected = await deps.merging.object(personOf(c), asId<MergeId>(mergeId));
    const t = speakerFor(c);
    if (objected.ok) return answer(c, deps, { state: 'ok', text: t('merging.own-objected') });
    if (objected.refusal.code === 'merging.unknown') return answerError(c, 'not-found');
    return answer(c, deps, { state: 'attention', text: t.refusal(objected.refusal) });
  });
  return routes;
}

async function answer(
  c: AccountContext,
  deps: AccountDeps,
  notice?: Parameters<typeof MergesPage>[0]['notice'],
): Promise<Response> {
  const t = speakerFor(c);
  const actor = personOf(c);
  const [{ name: holder }, merges, communes] = await Promise.all([
    readHolder(deps, actor),
    deps.merging.listMine(actor),
    deps.db.transaction({}, tx => listCommunes(tx)),
  ]);
  const names = new Map(communes.map(({ id, name }) => [id as string, name]));
  const body = <MergesPage t={t} merges={merges} communes={names} formToken={c.get('formToken')} notice={notice} />;
  return answerPage(c, deps, { title: t('merging.own-title'), body, holder, narrow: true });
}
