import { Card, LinkButton, Notice, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { DistanceFile } from '../../../modules/legalisation/index.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, type Speak } from '../page.tsx';
import { base } from './frame.tsx';

/** What a legalisation at a distance is, what was begun, and the way in. */
export function HomePage(props: {
  readonly t: Speak;
  readonly drafts: readonly DistanceFile[];
  readonly abandoned: boolean;
}): ReactElement {
  const { t, drafts, abandoned } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.title')}</BackLink>
      {abandoned && (
        <Notice state="ok" live="status">
          <p>{t('legalise.abandoned')}</p>
        </Notice>
      )}
      <div className="stack stack-tight">
        <h1>{t('legalise.title')}</h1>
        <p className="lead">{t('legalise.lead')}</p>
      </div>
      <Drafts t={t} drafts={drafts} />
      <section className="stack stack-tight" aria-labelledby="how">
        <h2 id="how">{t('legalise.how')}</h2>
        <ol className="stack stack-tight">
          {(['prepare', 'agree', 'check', 'receive'] as const).map(each => (
            <li key={each}>{t(`legalise.how-${each}`)}</li>
          ))}
        </ol>
      </section>
      <LinkButton variant="primary" big wideOnPhone href={`${base}/new`}>
        {t('legalise.start')}
      </LinkButton>
    </div>
  );
}

function Drafts({ t, drafts }: { readonly t: Speak; readonly drafts: readonly DistanceFile[] }): ReactElement | null {
  if (drafts.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="drafts">
      <h2 id="drafts">{t('legalise.drafts')}</h2>
      {drafts.map(({ request, document }) => (
        <Card key={request.id}>
          <div className="stack stack-tight">
            <p className="row">
              <b>
                <Num>{request.reference}</Num>
              </b>
              <Tag state={request.state === 'returned' ? 'turn' : 'idle'}>
                {t(request.state === 'returned' ? 'legalise.state-returned' : 'legalise.state-draft')}
              </Tag>
            </p>
            <p className="small muted">
              {t('legalise.draft-line', {
                date: formatMinute(t.language, request.openedAt),
                count: document?.pages.length ?? 0,
              })}
            </p>
            <LinkButton wideOnPhone href={`${base}/${request.id}`}>
              {t('legalise.draft-open')}
              <span className="visually-hidden"> {request.reference}</span>
            </LinkButton>
          </div>
        </Card>
      ))}
    </section>
  );
}
