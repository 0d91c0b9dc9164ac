import { ErrorSummary, Notice } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import { asId, isId, type Refusal, type RequestId } from '../../../kernel/index.ts';
import type { ToSign } from '../../../modules/legalisation/index.ts';
import { personOf } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, answerPage, BackLink, FormToken, readHolder, type Speak, speakerFor } from '../page.tsx';
import { base, type ToSignDeps } from './deps.ts';

/** What is wrong: a sentence in the reader's language, and the control at fault. */
export interface Wrong {
  readonly field: string;
  readonly message: string;
}

/** One page: the way back, what was wrong, a heading, and what it is about. */
export function Frame(props: {
  readonly t: Speak;
  readonly back?: string;
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly wrong?: Wrong | undefined;
  readonly said?: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  const { t, back = base, title, lead, wrong, said, children } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href={back}>{t(back === base ? 'to-sign.title' : 'to-sign.back')}</BackLink>
      {wrong && <ErrorSummary title={t('to-sign.errors-title')} errors={[wrong]} />}
      {said !== undefined && (
        <Notice state="ok" live="status">
          <p>{said}</p>
        </Notice>
      )}
      <div className="stack stack-tight">
        <h1>{title}</h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </div>
      {children}
    </div>
  );
}

/** A form of these pages. */
export function OwnForm(props: {
  readonly action: string;
  readonly formToken: string;
  readonly children: ReactNode;
}): ReactElement {
  const { action, formToken, children } = props;
  return (
    <form className="stack stack-loose" method="post" action={action} noValidate>
      <FormToken value={formToken} />
      {children}
    </form>
  );
}

/** Answers with a page for its holder. */
export async function show(
  c: AccountContext,
  deps: ToSignDeps,
  page: {
    readonly title: string;
    readonly body: ReactElement;
    readonly status?: 422 | 403;
    readonly scripts?: readonly string[];
  },
): Promise<Response> {
  const { name: holder } = await readHolder(deps, personOf(c));
  return answerPage(c, deps, { ...page, holder, narrow: true });
}

/** The request that the address names. Throws nothing: what is no id is nobody's request. */
export function requestOf(c: AccountContext): RequestId | undefined {
  const id = c.req.param('requestId');
  return id !== undefined && isId(id) ? asId<RequestId>(id) : undefined;
}

/** Why something was not done, on a page of its own: nothing is lost, and what can be done now. */
export function showRefusal(c: AccountContext, deps: ToSignDeps, refusal: Refusal): Promise<Response> {
  const t = speakerFor(c);
  const body = (
    <Frame t={t} title={t('to-sign.over-title')}>
      <Notice state="attention">
        <p>{t.refusal(refusal)}</p>
      </Notice>
    </Frame>
  );
  return show(c, deps, { title: t('to-sign.over-title'), body, status: 422 });
}

/** The fields of a form, as text. */
export async function readForm(c: AccountContext): Promise<Readonly<Record<string, string>>> {
  const fields = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** The paper that the address names, where its reader signs it. */
export async function withFile(
  c: AccountContext,
  deps: ToSignDeps,
  work: (file: ToSign) => Response | Promise<Response>,
): Promise<Response> {
  const requestId = requestOf(c);
  const file = requestId && (await deps.parties.readToSign(personOf(c), requestId));
  if (!file) return answerError(c, 'not-found');
  if (file.ok) return work(file.value);
  return file.refusal.code === 'requests.not-found' ? answerError(c, 'not-found') : showRefusal(c, deps, file.refusal);
}
