import { Button, Facts, LinkButton, Name, Notice, Num, type State, Steps, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { nameIn } from '../../../kernel/index.ts';
import { formatMinute } from '../../../platform/messages/index.ts';
import { BackLink, FormToken, type Speak } from '../page.tsx';
import { Correction, Refusal } from './answers.tsx';
import { Conversation, type ConversationProps } from './conversation.tsx';
import { momentOf } from './list-page.tsx';
import type { OwnRequestFile, SignatoryLine } from './own-requests.ts';
import { SendAgain, type TypedAnswer } from './send-again.tsx';
import { lookOf, stagesOf } from './states.ts';
import { Timeline } from './timeline.tsx';
import { TurnHere } from './turn.tsx';

/** What a request’s page is made of. */
export interface FilePageProps extends Omit<ConversationProps, 'conversation'> {
  readonly file: OwnRequestFile;
  readonly now: Date;
  readonly answered?: TypedAnswer | undefined;
  readonly notice?: { readonly state: State; readonly text: string } | undefined;
}

/** One request: what is asked of its reader first, then how it stands, what it is about, what was said and what happened. */
export function RequestPage(props: FilePageProps): ReactElement {
  const { t, file, now, notice } = props;
  return (
    <div className="stack stack-loose">
      <BackLink href="/account/requests">{t('own-requests.title')}</BackLink>
      <div className="stack stack-tight">
        <h1>{file.what[t.language]}</h1>
        <p className="row">
          <Tag state={lookOf[file.state]}>{t(`requests.state-${file.state}`)}</Tag>
          <Num>{file.reference}</Num>
        </p>
      </div>
      {notice && (
        <Notice state={notice.state} live="status">
          <p>{notice.text}</p>
        </Notice>
      )}
      <TurnHere t={t} file={file} />
      <Standing t={t} file={file} now={now} />
      <Correction t={t} file={file} />
      <SendAgain {...props} />
      <Refusal t={t} file={file} />
      <Outcome {...props} />
      <Again {...props} />
      <Paper t={t} file={file} />
      {file.conversation === null ? (
        <p className="small muted">{t('own-requests.signatory-only')}</p>
      ) : (
        <Conversation {...props} conversation={file.conversation} />
      )}
      {file.steps !== null && <Timeline t={t} steps={file.steps} office={file.office} />}
      {file.mayAbandon && (
        <p>
          <LinkButton variant="danger" wideOnPhone href={`/account/requests/${file.id}/abandon`}>
            {t('own-requests.abandon')}
          </LinkButton>
        </p>
      )}
    </div>
  );
}

interface Shown {
  readonly t: Speak;
  readonly file: OwnRequestFile;
}

function Standing({ t, file, now }: Shown & { readonly now: Date }): ReactElement {
  const { state, channel, signatories } = file;
  const signed = signatories.filter(({ signedAt }) => signedAt !== null).length;
  const params = { channel, signed, count: signatories.length };
  const moment = momentOf(t, file, now);
  const stages = stagesOf(file);
  return (
    <section className="stack" aria-label={t('own-requests.progress')}>
      {stages.length > 0 && (
        <Steps
          label={t('own-requests.progress')}
          steps={stages.map(each => ({ label: t(`own-requests.stage-${each.stage}`), state: each.state }))}
        />
      )}
      <div className="stack stack-tight">
        <p>
          <b>{t(`own-requests.happened-${state}`, params)}</b>
        </p>
        <p>{t(`own-requests.next-${state}`, params)}</p>
        {moment !== undefined && <p>{moment}</p>}
      </div>
    </section>
  );
}

function Outcome({ t, file }: FilePageProps): ReactElement | null {
  if (file.state !== 'done' || file.actId === null) return null;
  return (
    <p>
      <LinkButton variant="primary" wideOnPhone icon="file" href={`/account/documents/${file.actId}`}>
        {t('own-requests.open-act')}
      </LinkButton>
    </p>
  );
}

function Again({ t, file, formToken, formKey }: FilePageProps): ReactElement | null {
  if (!file.mayOpenAgain) return null;
  return (
    <form className="stack stack-tight" method="post" action={`/account/requests/${file.id}/again`}>
      <FormToken value={formToken} />
      <input type="hidden" name="key" value={formKey} />
      <p>{t('own-requests.again-line')}</p>
      <p>
        <Button variant="primary" wideOnPhone>
          {t('own-requests.again')}
        </Button>
      </p>
    </form>
  );
}

function Paper({ t, file }: Shown): ReactElement {
  // A renewal is signed by nobody but the officer.
  const asked = file.channel === 'distance' && file.state !== 'draft' && file.signatories.length > 0;
  const followed = asked && file.parts.includes('applicant');
  return (
    <section className="stack" aria-labelledby="paper">
      <h2 id="paper">{t('own-requests.facts')}</h2>
      <Facts
        layout="compare"
        items={[
          { label: t('own-requests.fact-what'), value: file.what[t.language] },
          { label: t('own-requests.fact-reference'), value: <Num>{file.reference}</Num> },
          { label: t('own-requests.fact-pages'), value: <Num>{file.pages}</Num> },
          { label: t('own-requests.fact-channel'), value: t(`own-requests.channel-${file.channel}`) },
          {
            label: t('own-requests.fact-office'),
            value: (
              <>
                {[file.office, file.commune].map(place => place[t.language]).join(t.language === 'ar' ? '، ' : ', ')}
                <br />
                <span className="small muted">{file.officeAddress[t.language]}</span>
              </>
            ),
          },
          { label: t('own-requests.fact-opened'), value: formatMinute(t.language, file.openedAt) },
        ]}
      />
      {file.signatories.length > 0 && <Signatories t={t} signatories={file.signatories} />}
      {followed && (
        <p>
          <LinkButton wideOnPhone href={`/account/to-sign/${file.id}/progress`}>
            {t('own-requests.signatories-follow')}
          </LinkButton>
        </p>
      )}
    </section>
  );
}

function Signatories(props: { readonly t: Speak; readonly signatories: readonly SignatoryLine[] }): ReactElement {
  const { t, signatories } = props;
  return (
    <div className="stack stack-tight">
      <h3>{t('own-requests.signatories')}</h3>
      <ul className="rows">
        {signatories.map(({ name, you, signedAt, declined }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two people may bear one name; the list never changes
          <li key={index}>
            <span className="row">
              <span>
                <Name>{typeof name === 'string' ? name : nameIn(t.language, name)}</Name>{' '}
                {you && t('own-requests.signatory-you')}
              </span>
              <span className="small muted push">
                {declined
                  ? t('own-requests.signatory-declined')
                  : signedAt === null
                    ? t('own-requests.not-signed')
                    : t('own-requests.signed', { moment: formatMinute(t.language, signedAt) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
