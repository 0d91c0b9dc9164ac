import { Button, Card, Facts, LinkButton, Notice, Num, Select } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import { mostAtOnce, type OwnAhead, type OwnOriginal } from '../../../modules/certification/index.ts';
import { formatDate } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import { base, type KindOffered } from './deps.ts';
import { StandingNotice, StandingTag } from './standing.tsx';
import { dayOf, issuerIn, kindIn } from './view.ts';

interface ListProps {
  readonly t: Speak;
  readonly originals: readonly OwnOriginal[];
  readonly ahead: readonly OwnAhead[];
  readonly kinds: readonly KindOffered[];
  readonly formToken: string;
  readonly said?: string | undefined;
  readonly error?: string | undefined;
}

/** `/account/originals`: what was shown once, how many copies may be had of each, and what waits for a visit. */
export function OriginalsPage(props: ListProps): ReactElement {
  const { t, originals, ahead, said, error } = props;
  const open = originals.filter(({ standing }) => standing.kind === 'open');
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('originals.title')}</h1>
        <p className="lead">{t('originals.lead')}</p>
      </div>
      {said !== undefined && (
        <Notice state="ok" live="status">
          <p>{said}</p>
        </Notice>
      )}
      {error !== undefined && (
        <Notice state="stop" live="alert">
          <p>{error}</p>
        </Notice>
      )}
      {originals.length === 0 && <Nothing t={t} />}
      {originals.length > 0 && (
        <CopiesForm {...props} offered={open.length > 0}>
          {originals.map(original => (
            <OriginalCard key={original.id} {...props} original={original} />
          ))}
        </CopiesForm>
      )}
      <section className="stack" aria-labelledby="ahead">
        <h2 id="ahead">{t('originals.ahead-title')}</h2>
        <p>{t('originals.ahead-lead')}</p>
        {ahead.map(scan => (
          <AheadCard key={scan.id} {...props} scan={scan} />
        ))}
        <p>
          <LinkButton wideOnPhone icon="camera" href={`${base}/new`}>
            {t('originals.ahead-begin')}
          </LinkButton>
        </p>
      </section>
    </div>
  );
}

function Nothing({ t }: { readonly t: Speak }): ReactElement {
  return (
    <Card look="sunken">
      <div className="stack stack-tight">
        <h2>{t('originals.empty')}</h2>
        <p className="muted">{t('originals.empty-line')}</p>
      </div>
    </Card>
  );
}

/** One form for all: how many copies of which, sent once. */
function CopiesForm({
  t,
  formToken,
  offered,
  children,
}: ListProps & { readonly offered: boolean; readonly children: ReactNode }): ReactElement {
  return (
    <form className="stack" method="post" action={`${base}/copies`}>
      <FormToken value={formToken} />
      <input type="hidden" name="key" value={crypto.randomUUID()} />
      {children}
      {offered && (
        <div className="stack stack-tight">
          <Button variant="primary" big wideOnPhone icon="files">
            {t('originals.issue')}
          </Button>
          <p className="small muted">{t('originals.issue-line')}</p>
        </div>
      )}
    </form>
  );
}

function OriginalCard({ t, original, kinds }: ListProps & { readonly original: OwnOriginal }): ReactElement {
  const { id, particulars, standing } = original;
  const { ownNumber, expiresOn } = particulars;
  return (
    <Card>
      <div className="stack stack-tight">
        <div className="row">
          <h2>
            <a className="touch" href={`${base}/${id}`}>
              {kindIn(t, kinds, original.kind)}
            </a>
          </h2>
          <span className="push">
            <StandingTag t={t} original={original} />
          </span>
        </div>
        <p className="muted">
          <bdi>{issuerIn(t, original)}</bdi>
          {ownNumber !== null && (
            <>
              {' · '}
              <Num>{ownNumber}</Num>
            </>
          )}
        </p>
        {expiresOn !== null && <p className="small muted">{t('originals.valid-until', { date: dayOf(expiresOn) })}</p>}
        <StandingNotice t={t} original={original} />
        {standing.kind === 'open' && <HowMany t={t} id={id} left={standing.left} />}
      </div>
    </Card>
  );
}

function HowMany({ t, id, left }: { readonly t: Speak; readonly id: string; readonly left: number }): ReactElement {
  const most = Math.min(left, mostAtOnce);
  const options = Array.from({ length: most + 1 }, (_, count) => ({
    value: String(count),
    label: count === 0 ? t('originals.none') : t('originals.copies', { count }),
  }));
  return <Select id={`copies-${id}`} name={`copies-${id}`} label={t('originals.how-many')} options={options} />;
}

function AheadCard({ t, scan, kinds, formToken }: ListProps & { readonly scan: OwnAhead }): ReactElement {
  return (
    <Card>
      <div className="stack stack-tight">
        <h3>
          <a className="touch" href={`${base}/ahead/${scan.id}`}>
            {kindIn(t, kinds, scan.kind)}
          </a>
        </h3>
        <Facts
          items={[
            { label: t('originals.ahead-code'), value: <Num>{scan.reference}</Num> },
            { label: t('originals.ahead-until'), value: formatDate(t.language, scan.lapsesAt) },
          ]}
        />
        <form method="post" action={`${base}/ahead/${scan.id}/delete`}>
          <FormToken value={formToken} />
          <Button variant="quiet" icon="cross">
            {t('originals.ahead-delete')}
          </Button>
        </form>
      </div>
    </Card>
  );
}
