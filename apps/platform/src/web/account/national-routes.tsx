import { Button, LinkButton, Notice } from '@shubbak/design';
import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { asId, isId, type Refusal } from '../../kernel/index.ts';
import type { BindingId, BindingListed } from '../../modules/identity/index.ts';
import { formatDate } from '../../platform/messages/index.ts';
import { personOf, requirePerson, requireStepUp, type SessionEnv } from '../session/index.ts';
import { answerError } from '../shell/index.ts';
import {
  type AccountContext,
  type AccountDeps,
  answerPage,
  BackLink,
  FormToken,
  readHolder,
  type Speak,
  speakerFor,
} from './page.tsx';

const page = '/account/national';

/** `/account/national`: whether the account opens through the national identity provider, binding it, unbinding it. */
export function nationalBindingRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  for (const path of [page, `${page}/*`])
    routes.use(path, async (c, next) => (deps.national.offered ? next() : answerError(c, 'not-found')));
  routes.get(page, requirePerson, c => show(c, deps));
  routes.post(`${page}/:bindingId/end`, requirePerson, requireStepUp, async c => {
    const id = c.req.param('bindingId') ?? '';
    if (!isId(id)) return answerError(c, 'not-found');
    const ended = await deps.national.unbind(personOf(c), asId<BindingId>(id));
    return ended.ok ? c.redirect(page, 303) : show(c, deps, ended.refusal);
  });
  return routes;
}

async function show(c: AccountContext, deps: AccountDeps, refusal?: Refusal): Promise<Response> {
  const t = speakerFor(c);
  const actor = personOf(c);
  const [{ name: holder }, bindings] = await Promise.all([readHolder(deps, actor), deps.national.listBindings(actor)]);
  const current = bindings.find(({ endedAt }) => endedAt === null);
  const past = bindings.filter(({ endedAt }) => endedAt !== null);
  const body = (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.title')}</BackLink>
      <h1>{t('national-pages.title')}</h1>
      {refusal && (
        <Notice state="attention" live="alert">
          <p>{t.refusal(refusal)}</p>
        </Notice>
      )}
      {current ? <Bound t={t} binding={current} formToken={c.get('formToken')} /> : <Unbound t={t} />}
      {past.length > 0 && <Past t={t} bindings={past} />}
    </div>
  );
  const title = t('national-pages.title');
  return answerPage(c, deps, { title, body, holder, narrow: true, status: refusal ? 422 : 200 });
}

function Bound(props: {
  readonly t: Speak;
  readonly binding: BindingListed;
  readonly formToken: string;
}): ReactElement {
  const { t, binding, formToken } = props;
  const date = formatDate(t.language, binding.boundAt);
  return (
    <>
      <div className="stack stack-tight">
        <p className="lead">{t(`national-pages.${binding.how}-since`, { date })}</p>
        <p>{t('national-pages.bound-level', { level: t(`national-pages.level-${binding.level}`) })}</p>
      </div>
      <form className="stack stack-tight" method="post" action={`${page}/${binding.id}/end`}>
        <p>{t('national-pages.unbind-line')}</p>
        <FormToken value={formToken} />
        <Button variant="danger">{t('national-pages.unbind')}</Button>
      </form>
    </>
  );
}

function Unbound({ t }: { readonly t: Speak }): ReactElement {
  return (
    <>
      <p className="lead">{t('national-pages.not-bound')}</p>
      <p>{t('national-pages.lead')}</p>
      <LinkButton variant="primary" wideOnPhone href={`/national?next=${encodeURIComponent(page)}`}>
        {t('national-pages.bind-begin')}
      </LinkButton>
    </>
  );
}

function Past({ t, bindings }: { readonly t: Speak; readonly bindings: readonly BindingListed[] }): ReactElement {
  const day = (date: Date): string => formatDate(t.language, date);
  return (
    <section className="stack stack-tight">
      <h2>{t('national-pages.past')}</h2>
      <ul className="rows">
        {bindings.map(({ id, boundAt, endedAt }) => (
          <li key={id}>
            <p>{t('national-pages.period', { from: day(boundAt), to: endedAt ? day(endedAt) : '' })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
