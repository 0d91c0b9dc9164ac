import { Button, ErrorSummary, Notice, TextInput } from '@shubbak/design';
import { Hono } from 'hono';
import type { ReactElement } from 'react';
import { z } from 'zod';
import { assuranceLevels, type AssuranceLevel, reaches } from '../../../kernel/index.ts';
import { personOf, renewSession, requirePerson, type SessionEnv, safeReturnPath } from '../../session/index.ts';
import { statusOf } from '../fields.ts';
import {
  type AccountContext,
  type AccountDeps,
  answerPage,
  BackLink,
  FormToken,
  readHolder,
  type Speak,
  speakerFor,
} from '../page.tsx';

const home = '/account';
const asked = z.object({
  next: z.string().max(500).catch(home),
  level: z.enum(assuranceLevels).optional().catch(undefined),
});
const form = asked.extend({ password: z.string().max(400).catch('') });

/** What the page was asked for: where to go then, and the level that is needed there. */
interface Asked {
  readonly next: string;
  readonly level: AssuranceLevel | undefined;
}

/** `/account/step-up?next=`: proving again that it is oneself, or learning how to reach the level that a page asks for. */
export function stepUpRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get('/account/step-up', requirePerson, c => show(c, deps, readAsked(asked.parse(c.req.query()))));
  routes.post('/account/step-up', requirePerson, async c => {
    const { password, ...rest } = form.parse(await c.req.parseBody());
    const where = readAsked(rest);
    const t = speakerFor(c);
    if (password === '') return show(c, deps, where, { error: t('account.password-missing') });
    const proven = await deps.security.stepUpByPassword(personOf(c), { password });
    if (!proven.ok) {
      return show(c, deps, where, { error: t.refusal(proven.refusal), status: statusOf(proven.refusal) });
    }
    renewSession(c, deps.session, proven.value.token);
    return c.redirect(where.next, 303);
  });
  return routes;
}

function readAsked({ next, level }: z.infer<typeof asked>): Asked {
  return { next: safeReturnPath(next, home), level };
}

async function show(
  c: AccountContext,
  deps: AccountDeps,
  where: Asked,
  wrong: { readonly error?: string; readonly status?: 422 | 429 } = {},
): Promise<Response> {
  const t = speakerFor(c);
  const actor = personOf(c);
  const { name: holder } = await readHolder(deps, actor);
  const short = where.level !== undefined && !reaches(actor.level, where.level);
  const title = t(short ? 'security.level-title' : 'security.step-up-title');
  const body = (
    <div className="stack stack-loose">
      <BackLink href={home}>{t('account.back')}</BackLink>
      <h1>{title}</h1>
      {short ? <LevelNeeded t={t} /> : <StepUpForm t={t} where={where} formToken={c.get('formToken')} {...wrong} />}
    </div>
  );
  const status = wrong.error === undefined ? (short ? 403 : 200) : (wrong.status ?? 422);
  return answerPage(c, deps, { title, body, holder, narrow: true, status });
}

/** The session is not sure enough, and what makes it so. */
function LevelNeeded({ t }: { readonly t: Speak }): ReactElement {
  return (
    <>
      <p className="lead">{t('security.level-lead')}</p>
      <Notice state="info" title={t('security.level-how')}>
        <p>{t('security.level-slip')}</p>
      </Notice>
    </>
  );
}

function StepUpForm(props: {
  readonly t: Speak;
  readonly where: Asked;
  readonly formToken: string;
  readonly error?: string;
}): ReactElement {
  const { t, where, formToken, error } = props;
  return (
    <form className="stack stack-loose" method="post" action="/account/step-up" noValidate>
      {error !== undefined && (
        <ErrorSummary title={t('account.errors-title')} errors={[{ field: 'step-up-password', message: error }]} />
      )}
      <p className="lead">{t('security.step-up-lead')}</p>
      <FormToken value={formToken} />
      <input type="hidden" name="next" value={where.next} />
      {where.level !== undefined && <input type="hidden" name="level" value={where.level} />}
      <TextInput
        id="step-up-password"
        name="password"
        type="password"
        label={t('account.password')}
        {...(error !== undefined && { error })}
        autoComplete="current-password"
        maxLength={400}
        required
      />
      <Button variant="primary" big wideOnPhone>
        {t('security.step-up')}
      </Button>
    </form>
  );
}
