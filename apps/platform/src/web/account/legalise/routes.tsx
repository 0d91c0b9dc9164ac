import { Hono } from 'hono';
import { personOf, requireLevel, requirePerson, type LongForm, type SessionEnv } from '../../session/index.ts';
import { answerTooLong, isTooLong } from '../../session/index.ts';
import { speakerFor } from '../page.tsx';
import { beginRoutes, show } from './begin-routes.tsx';
import type { LegaliseDeps } from './deps.ts';
import { documentRoutes } from './document-routes.tsx';
import { endRoutes } from './end-routes.tsx';
import { base } from './frame.tsx';
import { HomePage } from './home-page.tsx';
import { placeRoutes } from './place-routes.tsx';
import { signatoryRoutes } from './signatory-routes.tsx';
import { withDraft } from './steps.ts';
import { uploadRoutes } from './upload-routes.ts';

/** The one form here that carries files: without a script they come in one piece. MiB. */
export const legaliseLongForms: readonly LongForm[] = [
  { path: /^\/account\/legalise\/[0-9a-f-]{36}\/document\/files$/, limit: 64 },
];

/** `/account/legalise`: a legalisation at a distance, prepared by who asks for it. */
export function legaliseRoutes(deps: LegaliseDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  for (const path of [base, `${base}/*`]) {
    routes.use(path, async (c, next) => {
      const limit = legaliseLongForms.find(form => form.path.test(c.req.path))?.limit;
      if (isTooLong(c, limit)) return answerTooLong(c, limit);
      await next();
      // A shared phone remembers nothing, and "back" after signing out shows nothing.
      c.header('cache-control', 'no-store');
      return undefined;
    });
    routes.use(path, requirePerson, requireLevel(deps.levels.needed('legalise')));
  }
  routes.get(base, async c => {
    const t = speakerFor(c);
    const drafts = await deps.distance.listDrafts(personOf(c));
    const body = <HomePage t={t} drafts={drafts} abandoned={c.req.query('abandoned') !== undefined} />;
    return show(c, deps, { title: t('legalise.title'), body });
  });
  routes.route('/', beginRoutes(deps));
  routes.route('/', uploadRoutes(deps));
  routes.route('/', documentRoutes(deps));
  routes.route('/', signatoryRoutes(deps));
  routes.route('/', placeRoutes(deps));
  routes.route('/', endRoutes(deps));
  routes.get(`${base}/:requestId`, c => withDraft(c, deps, file => c.redirect(firstOpen(file), 303)));
  return routes;
}

/** Pages that mend what an office can mark, in their order. */
const mendedHere = ['nature', 'document', 'signatories', 'places', 'signature'] as const;

/** Where somebody who comes back goes on: at what the office asked to be mended, at what is lacking first, else at the end. */
function firstOpen(file: Parameters<Parameters<typeof withDraft>[2]>[0]): string {
  const { request, missing } = file;
  const marked = request.state === 'returned' ? request.correction?.fields.map(({ field }) => field) : undefined;
  const mended = mendedHere.find(step => marked?.includes(step));
  return `${base}/${request.id}/${mended ?? missing[0]?.step ?? 'check'}`;
}
