import { Hono } from 'hono';
import { isNoticeVersion } from '../../modules/enrolment/index.ts';
import { limitBody } from '../session/body-length.ts';
import type { SessionEnv } from '../session/index.ts';
import { answerError } from '../shell/index.ts';
import { endRoutes } from './end-routes.tsx';
import { findOffices, OfficesPage } from './offices-page.tsx';
import { answerPage, type PreEnrolmentPagesDeps, speakerFor } from './page.tsx';
import { startRoutes } from './start-routes.tsx';
import { stepRoutes } from './step-routes.tsx';
import { NoticeText } from './steps/agreement.tsx';

/** Everything that people do at home before their one visit, under `/pre-enrolment`. Works without a script, but for drawing a signature. */
export function preEnrolmentRoutes(deps: PreEnrolmentPagesDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  for (const path of ['/pre-enrolment', '/pre-enrolment/*']) {
    routes.use(path, limitBody, async (c, next) => {
      await next();
      // A shared phone remembers nothing, and "back" after leaving shows nothing.
      c.header('cache-control', 'no-store');
    });
  }
  routes.route('/', startRoutes(deps));
  routes.route('/', stepRoutes(deps));
  routes.route('/', endRoutes(deps));
  routes.get('/pre-enrolment/offices', async c => {
    const t = speakerFor(c);
    const query = (c.req.query('q') ?? '').trim().slice(0, 80);
    const found = await findOffices(deps.db, { commune: c.req.query('commune') ?? '', query });
    return answerPage(c, deps, { title: t('pre-enrolment.offices'), body: <OfficesPage t={t} found={found} /> });
  });
  routes.get('/pre-enrolment/notice/:version', c => {
    const version = c.req.param('version');
    if (!isNoticeVersion(version)) return answerError(c, 'not-found');
    const t = speakerFor(c);
    const { drafts, receipt } = deps;
    const title = t('pre-enrolment.notice', { version });
    return answerPage(c, deps, {
      title,
      body: (
        <div className="stack stack-loose">
          <h1>{title}</h1>
          <NoticeText t={t} version={version} days={drafts.days} receipt={receipt} />
        </div>
      ),
    });
  });
  return routes;
}
