import { Button, Card, Facts, Notice, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { OwnAhead } from '../../../modules/certification/index.ts';
import { formatDate } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import { base, type KindOffered } from './deps.ts';
import { kindIn } from './view.ts';

/** `/account/originals/ahead/{id}`: what was kept, what to say at the counter, and which pages to scan again. */
export function AheadPage(props: {
  readonly t: Speak;
  readonly scan: OwnAhead;
  readonly kinds: readonly KindOffered[];
  readonly formToken: string;
  /** How many files could not be read. */
  readonly refused: number;
}): ReactElement {
  const { t, scan, kinds, formToken, refused } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href={base}>{t('originals.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{kindIn(t, kinds, scan.kind)}</h1>
        <p className="lead">{t('originals.kept', { pages: scan.pages })}</p>
      </div>
      {refused > 0 && (
        <Notice state="attention">
          <p>{t('originals.refused-files', { count: refused })}</p>
        </Notice>
      )}
      {scan.poor.length > 0 && (
        <Notice state="attention" title={t('originals.poor')}>
          <p>{t('originals.poor-line', { pages: scan.poor.join(', ') })}</p>
        </Notice>
      )}
      <Card>
        <Facts
          items={[
            { label: t('originals.ahead-code'), value: <Num>{scan.reference}</Num> },
            { label: t('originals.ahead-until'), value: formatDate(t.language, scan.lapsesAt) },
          ]}
        />
      </Card>
      <section className="stack stack-tight" aria-labelledby="next">
        <h2 id="next">{t('originals.next')}</h2>
        <ol className="stack stack-tight">
          <li>{t('originals.next-original')}</li>
          <li>{t('originals.next-card')}</li>
          <li>{t('originals.next-code')}</li>
        </ol>
      </section>
      <form method="post" action={`${base}/ahead/${scan.id}/delete`}>
        <FormToken value={formToken} />
        <Button variant="quiet" icon="cross">
          {t('originals.ahead-delete')}
        </Button>
      </form>
    </div>
  );
}
