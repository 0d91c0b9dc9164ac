import { Button, Card, Facts, LinkButton, Notice, Num, Select, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { PublicAct } from '../../../modules/acts/index.ts';
import { mostAtOnce, type OwnOriginalFile } from '../../../modules/certification/index.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import { base, type KindOffered } from './deps.ts';
import { isRenewable, StandingNotice, StandingTag } from './standing.tsx';
import { dayOf, issuerIn, kindIn } from './view.ts';

interface OriginalProps {
  readonly t: Speak;
  readonly original: OwnOriginalFile;
  readonly kinds: readonly KindOffered[];
  /** The certification and its copies, by id. */
  readonly acts: ReadonlyMap<string, PublicAct>;
  readonly formToken: string;
  /** What was just done. */
  readonly said?: string | undefined;
  readonly error?: string | undefined;
}

/** `/account/originals/{id}`: one Original, its copies, how to have more, how to renew. */
export function OriginalPage(props: OriginalProps): ReactElement {
  const { t, original, kinds, said, error } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href={base}>{t('originals.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{kindIn(t, kinds, original.kind)}</h1>
        <p>
          <StandingTag t={t} original={original} />
        </p>
      </div>
      {said !== undefined && error === undefined && (
        <Notice state="ok" live="status">
          <p>{said}</p>
        </Notice>
      )}
      {error !== undefined && (
        <Notice state="stop" live="alert">
          <p>{error}</p>
        </Notice>
      )}
      <Particulars {...props} />
      <More {...props} />
      <Copies {...props} />
    </div>
  );
}

function Particulars({ t, original, acts }: OriginalProps): ReactElement {
  const { issuedOn, expiresOn, ownNumber } = original.particulars;
  const act = acts.get(original.actId);
  return (
    <Card>
      <Facts
        items={[
          { label: t('originals.issuer'), value: <bdi>{issuerIn(t, original)}</bdi> },
          ...(ownNumber === null ? [] : [{ label: t('originals.own-number'), value: <Num>{ownNumber}</Num> }]),
          ...(issuedOn === null ? [] : [{ label: t('originals.issued-on'), value: <Num>{dayOf(issuedOn)}</Num> }]),
          ...(expiresOn === null ? [] : [{ label: t('originals.expires-on'), value: <Num>{dayOf(expiresOn)}</Num> }]),
          { label: t('originals.certified-on'), value: formatMinute(t.language, original.depositedAt) },
          ...(act
            ? [
                {
                  label: t('originals.certification'),
                  value: (
                    <a className="touch" href={`/account/documents/${act.actId}`}>
                      <Num>{act.entryNumber}</Num>
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** How to have more copies, or to have the certification renewed. */
function More({ t, original, formToken }: OriginalProps): ReactElement {
  const { id, standing } = original;
  const key = <input type="hidden" name="key" value={crypto.randomUUID()} />;
  if (standing.kind === 'open') {
    const options = Array.from({ length: Math.min(standing.left, mostAtOnce) }, (_, index) => ({
      value: String(index + 1),
      label: t('originals.copies', { count: index + 1 }),
    }));
    return (
      <form className="stack" method="post" action={`${base}/copies`}>
        <FormToken value={formToken} />
        {key}
        <StandingNotice t={t} original={original} />
        <Select id="copies" name={`copies-${id}`} label={t('originals.how-many')} options={options} />
        <Button variant="primary" big wideOnPhone icon="files">
          {t('originals.issue')}
        </Button>
        <p className="small muted">{t('originals.issue-line')}</p>
      </form>
    );
  }
  return (
    <div className="stack">
      <StandingNotice t={t} original={original} />
      {isRenewable(original) && (
        <form className="stack stack-tight" method="post" action={`${base}/${id}/renew`}>
          <FormToken value={formToken} />
          {key}
          <p className="small muted">{t('originals.renew-line')}</p>
          <Button variant="primary" wideOnPhone>
            {t('originals.renew')}
          </Button>
        </form>
      )}
    </div>
  );
}

/** The copies, each a file of its own: put together in one, their seals would be lost. */
function Copies({ t, original, acts }: OriginalProps): ReactElement | null {
  const { reissues } = original;
  const shown = reissues.flatMap(reissue => {
    const act = reissue.actId === null ? undefined : acts.get(reissue.actId);
    return act ? [{ act, askedAt: reissue.askedAt }] : [];
  });
  const waiting = reissues.length - shown.length;
  if (reissues.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="copies-made">
      <h2 id="copies-made">{t('originals.copies-made')}</h2>
      <p className="small muted">{t('originals.print-line')}</p>
      {waiting > 0 && <p className="small">{t('originals.waiting', { count: waiting })}</p>}
      <ul className="rows">
        {shown.map(({ act, askedAt }) => (
          <li key={act.actId} className="row">
            <div className="stack stack-tight">
              <a className="touch" href={`/account/documents/${act.actId}`}>
                <Num>{act.entryNumber}</Num>
              </a>
              <span className="small muted">{formatMinute(t.language, askedAt)}</span>
            </div>
            <Tag state="ok">{t('account.sealed')}</Tag>
            <span className="push row">
              <LinkButton icon="printer" href={`/account/documents/${act.actId}/file`} target="_blank" rel="noopener">
                {t('originals.print')}
              </LinkButton>
              <LinkButton icon="download" href={`/account/documents/${act.actId}/download`}>
                {t('account.download')}
              </LinkButton>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
