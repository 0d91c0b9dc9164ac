import { Hono } from 'hono';
import { asId, isId, type LocalizedText, type SessionId } from '../../kernel/index.ts';
import { listCommunes } from '../../modules/organisation/index.ts';
import { personOf, requirePerson, type SessionEnv } from '../session/index.ts';
import { type AccountDeps, answerPage, readHolder, speakerFor } from './page.tsx';
import { SessionsPage } from './sessions-page.tsx';

/** `/account/sessions`, where the account is open, and ending one. */
export function privacyRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const { identity } = deps.session;
  const routes = new Hono<SessionEnv>();
  routes.get('/account/sessions', requirePerson, async c => {
    const t = speakerFor(c);
    const actor = personOf(c);
    const [{ name: holder }, sessions] = await Promise.all([readHolder(deps, actor), identity.listSessions(actor)]);
    const body = <SessionsPage t={t} sessions={sessions} formToken={c.get('formToken')} />;
    return answerPage(c, deps, { title: t('account.sessions'), body, holder, narrow: true });
  });
  routes.post('/account/sessions/end-others', requirePerson, async c => {
    await identity.endSession(personOf(c), 'others');
    return c.redirect('/account/sessions', 303);
  });
  routes.post('/account/sessions/:sessionId/end', requirePerson, async c => {
    const sessionId = c.req.param('sessionId');
    if (isId(sessionId)) await identity.endSession(personOf(c), asId<SessionId>(sessionId));
    return c.redirect('/account/sessions', 303);
  });
  return routes;
}

/** Names of the communes, by id. */
export async function communeNames({ db }: AccountDeps): Promise<ReadonlyMap<string, LocalizedText>> {
  const communes = await db.transaction({}, tx => listCommunes(tx));
  return new Map(communes.map(({ id, name }) => [id, name]));
}
