import { Button, Card, Door, ErrorSummary, LinkButton, Notice, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { LocalizedText, PersonId } from '../../../kernel/index.ts';
import type { MandateListed, OwnFile, OwnOrganisation } from '../../../modules/identity/index.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import { Papers } from '../vault-page.tsx';
import type { VaultLine } from '../vault.ts';
import { MandateLine, organisationName, roleOf } from './mandate-line.tsx';

const base = '/account/organisations';

/** The organisations for which somebody acts, and those for which they no longer do. */
export function OrganisationsPage(props: {
  readonly t: Speak;
  readonly own: readonly OwnOrganisation[];
  readonly reader: PersonId;
}): ReactElement {
  const { t, own, reader } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('own-organisations.title')}</h1>
        <p className="lead">{t('own-organisations.lead')}</p>
      </div>
      {own.length === 0 && (
        <Card look="sunken">
          <div className="stack stack-tight">
            <h2>{t('own-organisations.none')}</h2>
            <p className="muted">{t('own-organisations.none-line')}</p>
          </div>
        </Card>
      )}
      {own.map(({ organisation, mandates, active }) =>
        active ? (
          <Door
            key={organisation.id}
            href={`${base}/${organisation.id}`}
            icon="building"
            title={organisationName(t, organisation)}
          >
            {[...new Set(mandates.filter(({ fault }) => !fault).map(each => roleOf(t, each)))].join(' · ')}
          </Door>
        ) : (
          <Card key={organisation.id}>
            <div className="stack stack-tight">
              <h2>{organisationName(t, organisation)}</h2>
              {mandates.map(mandate => (
                <MandateLine key={mandate.id} t={t} mandate={mandate} reader={reader} />
              ))}
            </div>
          </Card>
        ),
      )}
    </div>
  );
}

interface FileProps {
  readonly t: Speak;
  readonly file: OwnFile;
  readonly reader: PersonId;
  /** Undefined where the mandate does not open the vault. */
  readonly lines: readonly VaultLine[] | undefined;
  readonly done: 'ended' | 'given' | undefined;
  /** Names of communes. */
  readonly communes: ReadonlyMap<string, LocalizedText>;
}

/** One organisation: its acts, and who acts for it. */
export function OrganisationPage({ t, file, reader, lines, done, communes }: FileProps): ReactElement {
  return (
    <div className="stack stack-loose">
      <BackLink href={base}>{t('own-organisations.title')}</BackLink>
      <h1>{organisationName(t, file)}</h1>
      {done && (
        <Notice state="ok" live="status">
          <p>{t(`own-organisations.${done}`)}</p>
        </Notice>
      )}
      <section className="stack" aria-labelledby="acts">
        <h2 id="acts">{t('own-organisations.acts')}</h2>
        <Acts t={t} lines={lines} />
      </section>
      <section className="stack" aria-labelledby="mandates">
        <h2 id="mandates">{t('own-organisations.mandates')}</h2>
        <ul className="rows">
          {file.mandates.map(mandate => (
            <li key={mandate.id}>
              <MandateLine t={t} mandate={mandate} reader={reader} />
              <Actions t={t} file={file} mandate={mandate} reader={reader} />
            </li>
          ))}
        </ul>
      </section>
      <History t={t} file={file} communes={communes} />
    </div>
  );
}

function Acts({ t, lines }: Pick<FileProps, 't' | 'lines'>): ReactElement {
  if (!lines) return <p className="muted">{t('own-organisations.acts-closed')}</p>;
  if (lines.length === 0) return <p className="muted">{t('own-organisations.acts-none')}</p>;
  return <Papers t={t} lines={lines} />;
}

function Actions(
  props: Pick<FileProps, 't' | 'file' | 'reader'> & { readonly mandate: MandateListed },
): ReactElement | null {
  const { t, file, mandate, reader } = props;
  if (!file.endable.has(mandate.id)) return null;
  const delegable = mandate.personId === reader && mandate.delegable > 0;
  return (
    <div className="row">
      {delegable && (
        <LinkButton href={`${base}/${file.id}/mandates/${mandate.id}/delegate`}>
          {t('own-organisations.delegate')}
        </LinkButton>
      )}
      <LinkButton variant="danger" href={`${base}/${file.id}/mandates/${mandate.id}/end`}>
        {t('own-organisations.end')}
        <span className="visually-hidden"> · {mandate.representative.latin}</span>
      </LinkButton>
    </div>
  );
}

/** What was changed at a counter, and who opened the file there. */
function History({ t, file, communes }: Pick<FileProps, 't' | 'file' | 'communes'>): ReactElement {
  return (
    <>
      {file.changes.length > 0 && (
        <section className="stack stack-tight" aria-labelledby="changes">
          <h2 id="changes">{t('own-organisations.changes')}</h2>
          <ul className="rows">
            {file.changes.map(({ at, reason, before }) => (
              <li key={at.getTime()}>
                <p className="small">
                  {formatMinute(t.language, at)} · <bdi>{reason}</bdi>
                  <br />
                  <span className="muted">
                    {t('own-organisations.change-before', { name: organisationName(t, before) })}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="stack stack-tight" aria-labelledby="readings">
        <h2 id="readings">{t('own-organisations.readings')}</h2>
        <ul className="rows">
          {file.readings.map(({ at, communeId, purpose, reason }) => (
            <li key={at.getTime()}>
              <p className="small">
                {t(`own-organisations.reading-${purpose}`)} · {communes.get(communeId)?.[t.language]} ·{' '}
                {formatMinute(t.language, at)}
                {reason !== null && (
                  <>
                    <br />
                    <bdi>{reason}</bdi>
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** Asks once more before a mandate ends, with a reason that stays with it. */
export function EndPage(props: {
  readonly t: Speak;
  readonly file: OwnFile;
  readonly mandate: MandateListed;
  readonly formToken: string;
  readonly reason: string;
  readonly error: string | undefined;
}): ReactElement {
  const { t, file, mandate, formToken } = props;
  const name = t.language === 'ar' ? mandate.representative.arabic : mandate.representative.latin;
  return (
    <div className="stack stack-loose">
      <BackLink href={`${base}/${file.id}`}>{organisationName(t, file)}</BackLink>
      <h1>{t('own-organisations.end-title')}</h1>
      <p>{t('own-organisations.end-text', { name })}</p>
      <EndForm t={t} formToken={formToken} reason={props.reason} error={props.error} />
    </div>
  );
}

function EndForm(props: {
  readonly t: Speak;
  readonly formToken: string;
  readonly reason: string;
  readonly error: string | undefined;
}): ReactElement {
  const { t, formToken, reason, error } = props;
  return (
    <form className="stack" method="post" noValidate>
      {error !== undefined && (
        <ErrorSummary
          title={t('own-organisations.end-errors-title')}
          errors={[{ field: 'end-reason', message: error }]}
        />
      )}
      <FormToken value={formToken} />
      <TextInput
        id="end-reason"
        name="reason"
        label={t('own-organisations.end-reason')}
        defaultValue={reason}
        maxLength={300}
        required
        {...(error !== undefined && { error })}
      />
      <Button variant="danger" big wideOnPhone>
        {t('own-organisations.end-do')}
      </Button>
    </form>
  );
}
