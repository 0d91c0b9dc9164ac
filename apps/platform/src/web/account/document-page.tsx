import { Card, Code, Facts, LinkButton, Notice, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatCode, type SealedDocument, type Standing } from '../../modules/acts/index.ts';
import { formatMinute, formatSize } from '../../platform/messages/index.ts';
import { concernedBy, SignatoryNames } from '../signatory-names.tsx';
import { BackLink, type Speak } from './page.tsx';
import { ActState, NameList, placeOf } from './vault-page.tsx';

interface Shown {
  readonly t: Speak;
  readonly sealed: SealedDocument;
}

/**
 * One sealed paper: what it is, how to have it, how to let somebody verify it. `address` lets whoever has it see the paper: it is shown once
 * the person has asked for it, and proven again that it is they.
 */
export function DocumentPage({ t, sealed, address }: Shown & { readonly address?: string | undefined }): ReactElement {
  const { act } = sealed;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.documents')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t(`verification.kind-${act.kind}`)}</h1>
        <ActState t={t} mark={act.face.mark} standing={sealed.standing} />
      </div>
      {sealed.standing && <Withdrawn t={t} standing={sealed.standing} />}
      <Take t={t} sealed={sealed} />
      <ActFacts t={t} sealed={sealed} />
      <Share t={t} code={formatCode(act.code)} at={`/account/documents/${act.id}/share`} address={address} />
      <section className="stack stack-tight" aria-labelledby="print">
        <h2 id="print">{t('account.print-title')}</h2>
        <ol className="stack stack-tight">
          <li>{t('account.print-open')}</li>
          <li>{t('account.print-scale')}</li>
        </ol>
        <p className="muted">{t('account.print-truth')}</p>
      </section>
    </div>
  );
}

/** Why the paper has no effect any more, and what took its place. */
function Withdrawn({ t, standing }: { readonly t: Speak; readonly standing: Standing }): ReactElement {
  const { since, reason, successor } = standing;
  return (
    <Notice state="stop" title={t('account.withdrawn-title')}>
      <p>{t('account.withdrawn-text', { instant: formatMinute(t.language, since) })}</p>
      <p>{t(`acts.reason-${reason}`)}</p>
      {successor && (
        <p>
          {t('account.withdrawn-by')} <Num>{successor.entryNumber}</Num>
        </p>
      )}
    </Notice>
  );
}

function Take({ t, sealed }: Shown): ReactElement {
  const { act, file } = sealed;
  const at = `/account/documents/${act.id}`;
  return (
    <div className="stack stack-tight">
      <div className="row">
        <LinkButton variant="primary" big wideOnPhone icon="file" href={`${at}/file`} target="_blank" rel="noopener">
          {t('account.open')}
        </LinkButton>
        <LinkButton icon="download" wideOnPhone href={`${at}/download`}>
          {t('account.download')}
        </LinkButton>
        <LinkButton icon="printer" wideOnPhone href="#print">
          {t('account.print')}
        </LinkButton>
      </div>
      <p className="small muted">{t('account.open-line', { size: formatSize(t.language, file.length) })}</p>
    </div>
  );
}

function ActFacts({ t, sealed: { act } }: Shown): ReactElement {
  const { language } = t;
  const { office, officer, signatories, instant, pages } = act.face;
  return (
    <Card>
      <Facts
        layout="compare"
        items={[
          { label: t('verification.number'), value: <Num>{act.entryNumber}</Num> },
          {
            label: t(`verification.${concernedBy[act.kind]}`, { count: signatories.length }),
            value: (
              <SignatoryNames
                t={t}
                names={signatories.map(({ name }) => name)}
                capacities={signatories.map(({ capacity }) => capacity ?? null)}
              />
            ),
          },
          { label: t('verification.date'), value: formatMinute(language, instant ?? act.timestampedAt) },
          {
            label: t('verification.office'),
            value: placeOf(t, { office: office.name, arrondissement: office.arrondissement, commune: office.commune }),
          },
          { label: t('verification.officer'), value: <NameList t={t} names={[officer.name]} /> },
          { label: t('verification.capacity'), value: officer.capacity[language] },
          { label: t('verification.pages'), value: <Num>{pages}</Num> },
        ]}
      />
    </Card>
  );
}

function Share(props: {
  readonly t: Speak;
  readonly code: string;
  readonly at: string;
  readonly address: string | undefined;
}): ReactElement {
  const { t, code, at, address } = props;
  return (
    <section className="stack" aria-labelledby="share">
      <h2 id="share">{t('account.share-title')}</h2>
      <div className="stack stack-tight">
        <h3>{t('account.share-code')}</h3>
        <p>
          <Code>{code}</Code>
        </p>
        <p className="small muted">{t('account.share-code-line')}</p>
      </div>
      <div className="stack stack-tight">
        <h3>{t('account.share-address')}</h3>
        {address !== undefined && (
          <p>
            <bdi className="hash">{address}</bdi>
          </p>
        )}
        <p className="small muted">{t('account.share-address-line')}</p>
        {address === undefined ? (
          <LinkButton wideOnPhone href={`${at}#share`}>
            {t('account.share-show')}
          </LinkButton>
        ) : (
          <p>
            <a href={new URL(address).pathname} target="_blank" rel="noopener">
              {t('account.share-try')}
            </a>
          </p>
        )}
      </div>
    </section>
  );
}
