import {
  Button,
  Card,
  Choices,
  Door,
  ErrorSummary,
  Facts,
  Name,
  Notice,
  Num,
  Select,
  Tag,
  TextInput,
} from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import { languages } from '../../../kernel/index.ts';
import {
  formatAccountNumber,
  type OwnPersonFile,
  scripts,
  textSizes,
  waysToTell,
} from '../../../modules/identity/index.ts';
import { formatDay } from '../../../platform/messages/index.ts';
import { languageNames } from '../../shell/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';

interface ProfilePageProps {
  readonly t: Speak;
  readonly own: OwnPersonFile;
  /** Fingers of which a template is kept. */
  readonly fingerprints: number;
  readonly formToken: string;
  /** What the last form came to. */
  readonly said?: { readonly state: 'ok' | 'attention'; readonly text: string } | undefined;
}

/** Everything that is held of a person, plainly; what they may change here, and where the rest changes. */
export function ProfilePage(props: ProfilePageProps): ReactElement {
  const { t, said } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account">{t('account.back')}</BackLink>
      <div className="stack stack-tight">
        <h1>{t('profile.title')}</h1>
        <p className="lead">{t('profile.lead')}</p>
      </div>
      {said && (
        <Notice state={said.state} live="status">
          <p>{said.text}</p>
        </Notice>
      )}
      <Identity {...props} />
      <Documents {...props} />
      <Contacts {...props} />
      <Notice state="info" title={t('profile.key-title')}>
        <p>{t('profile.key-line')}</p>
      </Notice>
      <ChoicesForm {...props} />
      <Fingerprint {...props} />
      <nav className="stack" aria-label={t('profile.more')}>
        <Door href="/account/readings" icon="eye" title={t('history.title')}>
          {t('history.line')}
        </Door>
        <Door href="/account/export" icon="download" title={t('export.door')}>
          {t('export.door-line')}
        </Door>
        <Door href="/account/rights" icon="files" title={t('rights.title')}>
          {t('rights.line')}
        </Door>
      </nav>
    </div>
  );
}

function Section(props: { readonly id: string; readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="stack stack-tight" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Identity({ t, own: { file } }: ProfilePageProps): ReactElement {
  return (
    <Section id="identity" title={t('profile.identity')}>
      <Card>
        <Facts
          layout="compare"
          items={[
            { label: t('profile.name-arabic'), value: <Name>{file.name.arabic}</Name> },
            { label: t('profile.name-latin'), value: <Name>{file.name.latin}</Name> },
            {
              label: t('profile.birth-date'),
              value: file.birthDate === null ? t('profile.none') : formatDay(t.language, file.birthDate),
            },
            { label: t('profile.birth-place'), value: <bdi>{file.birthPlace ?? t('profile.none')}</bdi> },
            { label: t('profile.address'), value: <bdi>{file.address ?? t('profile.none')}</bdi> },
            { label: t('profile.account-number'), value: <Num>{formatAccountNumber(file.accountNumber)}</Num> },
          ]}
        />
      </Card>
    </Section>
  );
}

function Documents({ t, own: { file } }: ProfilePageProps): ReactElement {
  return (
    <Section id="documents" title={t('profile.documents')}>
      <ul className="rows">
        {file.documents.map(document => (
          <li key={document.id}>
            <div>
              <p>
                <b>{t(`identity.document-${document.type}`)}</b> <Num>{document.number}</Num>
              </p>
              <p className="small muted">{t('profile.expires', { day: formatDay(t.language, document.expiresOn) })}</p>
            </div>
            {document.expired && <Tag state="attention">{t('profile.expired')}</Tag>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Contacts({ t, own: { file, confirmed }, formToken }: ProfilePageProps): ReactElement {
  const kinds = (['email', 'phone'] as const).flatMap(kind => {
    const value = file.contacts[kind];
    return value === undefined ? [] : [{ kind, value }];
  });
  return (
    <Section id="contacts" title={t('profile.contacts')}>
      {kinds.length === 0 && <p>{t('profile.no-contacts')}</p>}
      <ul className="rows">
        {kinds.map(({ kind, value }) => (
          <li key={kind}>
            <div>
              <p>
                <b>{t(`profile.${kind}`)}</b> <bdi dir="ltr">{value}</bdi>
              </p>
              <p className="small muted">
                {t(confirmed.includes(kind) ? 'profile.confirmed-line' : 'profile.unconfirmed-line')}
              </p>
            </div>
            {confirmed.includes(kind) ? (
              <Tag state="ok">{t('profile.confirmed')}</Tag>
            ) : (
              <form className="row" method="post" action="/account/profile/contact-code">
                <FormToken value={formToken} />
                <input type="hidden" name="kind" value={kind} />
                <Button>{t('profile.confirm')}</Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ChoicesForm({ t, own: { choices }, formToken }: ProfilePageProps): ReactElement {
  return (
    <Section id="choices" title={t('profile.choices')}>
      <form className="stack" method="post" action="/account/profile/choices">
        <FormToken value={formToken} />
        <Select
          id="language"
          name="language"
          label={t('profile.language')}
          hint={t('profile.language-hint')}
          options={languages.map(value => ({ value, label: languageNames[value] }))}
          defaultValue={choices.language}
        />
        <Choices
          id="script"
          name="script"
          legend={t('profile.script')}
          chosen={[choices.script]}
          choices={scripts.map(value => ({ value, label: t(`profile.script-${value}`) }))}
        />
        <Choices
          id="told-by"
          name="toldBy"
          legend={t('profile.told-by')}
          hint={t('profile.told-by-hint')}
          chosen={[choices.toldBy]}
          choices={waysToTell.map(value => ({ value, label: t(`profile.told-by-${value}`) }))}
        />
        <Choices
          id="text-size"
          name="textSize"
          legend={t('profile.text-size')}
          chosen={[choices.textSize]}
          choices={textSizes.map(value => ({ value, label: t(`profile.text-size-${value}`) }))}
        />
        <p>
          <Button variant="primary" wideOnPhone>
            {t('profile.save')}
          </Button>
        </p>
      </form>
    </Section>
  );
}

function Fingerprint({ t, fingerprints, formToken }: ProfilePageProps): ReactElement {
  return (
    <Section id="fingerprint" title={t('profile.fingerprint')}>
      {fingerprints === 0 ? (
        <p>{t('profile.fingerprint-none')}</p>
      ) : (
        <form className="stack stack-tight" method="post" action="/account/profile/fingerprint/erase">
          <FormToken value={formToken} />
          <p>{t('profile.fingerprint-kept', { count: fingerprints })}</p>
          <p>
            <Button variant="danger">{t('profile.fingerprint-erase')}</Button>
          </p>
        </form>
      )}
      <p className="small muted">{t('profile.fingerprint-line')}</p>
    </Section>
  );
}

/** Six digits that were sent to a contact on file. */
export function ContactCodePage(props: {
  readonly t: Speak;
  readonly codeId: string;
  readonly formToken: string;
  readonly error?: string | undefined;
}): ReactElement {
  const { t, codeId, formToken, error } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/profile">{t('profile.title')}</BackLink>
      <h1>{t('profile.code-title')}</h1>
      <p className="lead">{t('profile.code-lead')}</p>
      <form className="stack" method="post" action="/account/profile/contact-code/confirm" noValidate>
        {error !== undefined && (
          <ErrorSummary title={t('account.errors-title')} errors={[{ field: 'code', message: error }]} />
        )}
        <FormToken value={formToken} />
        <input type="hidden" name="codeId" value={codeId} />
        <TextInput
          id="code"
          name="code"
          label={t('profile.code')}
          {...(error !== undefined && { error })}
          code
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          required
        />
        <p>
          <Button variant="primary">{t('profile.code-confirm')}</Button>
        </p>
      </form>
    </div>
  );
}
