import { Button, Card, Facts, Notice } from '@shubbak/design';
import type { ReactElement, ReactNode } from 'react';
import { formatAmount, type LocalizedText } from '../../../kernel/index.ts';
import { type DistanceOverview, ownParty, type PreparingStep } from '../../../modules/legalisation/index.ts';
import type { Speak } from '../page.tsx';
import { base, OneForm, QuestionPage } from './frame.tsx';
import { UnreadNotice } from './unread-notice.tsx';

interface Props {
  readonly t: Speak;
  readonly file: DistanceOverview;
  readonly formToken: string;
  readonly nature: LocalizedText;
  readonly office: LocalizedText;
  /** For whom the initiator acts, where not for themselves. */
  readonly organisation: string | undefined;
  readonly error?: string | undefined;
}

/** Everything that was answered, each with the way to change it, and the sending. */
export function CheckPage(props: Props): ReactElement {
  const { t, file, formToken, error } = props;
  const { request, missing, sending } = file;
  const path = `${base}/${request.id}`;
  const alone = file.parties.length === 1 && ownParty(file) !== undefined;
  return (
    <QuestionPage
      t={t}
      question="check"
      back={`${path}/signature`}
      title={t('legalise.check')}
      of={request}
      {...(error !== undefined && { errors: { send: error } })}
    >
      <Lacking {...props} />
      <UnreadNotice t={t} unread={file.unread} />
      <Answered {...props} />
      <Notice state="info">
        <p>
          {t(
            sending === 'resubmit'
              ? 'legalise.send-again-line'
              : alone
                ? 'legalise.send-alone-line'
                : 'legalise.send-line',
          )}
        </p>
      </Notice>
      <OneForm action={`${path}/send`} formToken={formToken}>
        <input type="hidden" name="version" value={request.version} />
        <Button variant="primary" big wideOnPhone id="send" disabled={missing.length > 0}>
          {t(sending === 'resubmit' ? 'legalise.send-again' : alone ? 'legalise.send-alone' : 'legalise.send')}
        </Button>
      </OneForm>
      <OneForm action={`${path}/abandon`} formToken={formToken} className="stack stack-tight">
        <input type="hidden" name="version" value={request.version} />
        <details className="disclosure">
          <summary>{t('legalise.abandon')}</summary>
          <div className="stack">
            <p>{t('legalise.abandon-line')}</p>
            <Button variant="danger" wideOnPhone>
              {t('legalise.abandon-do')}
            </Button>
          </div>
        </details>
      </OneForm>
    </QuestionPage>
  );
}

/** What is lacking, each with the way to its page. */
function Lacking({ t, file }: Props): ReactElement | null {
  const { missing, request } = file;
  if (missing.length === 0) return null;
  return (
    <Notice state="attention">
      <p>{t('legalise.missing', { count: missing.length })}</p>
      <ul className="stack stack-tight">
        {missing.map(({ step, code, params }) => (
          <li key={`${code}${String(params['name'] ?? '')}`}>
            <a className="touch" href={`${base}/${request.id}/${step}`}>
              {t.refusal({ code, params })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Answered({ t, file, nature, office, organisation }: Props): ReactElement {
  const { document, parties, fields, distance, request } = file;
  const change = (step: PreparingStep | 'nature', what: string): ReactElement => (
    <a className="touch" href={`${base}/${request.id}/${step}`}>
      {t('legalise.change')}
      <span className="visually-hidden"> {what}</span>
    </a>
  );
  const row = (label: string, value: ReactNode, step?: PreparingStep | 'nature') => ({
    label,
    value: (
      <span className="row">
        <span>{value}</span>
        {step && <span className="push">{change(step, label)}</span>}
      </span>
    ),
  });
  const own = ownParty(file);
  const names = parties.map(party => (party === own ? t('legalise.yourself') : party.name));
  const pagesSigned = new Set(fields.map(({ pageId }) => pageId)).size;
  return (
    <Card>
      <Facts
        items={[
          row(
            t('legalise.fact-capacity'),
            organisation === undefined ? t('legalise.capacity-self') : <bdi>{organisation}</bdi>,
          ),
          row(t('legalise.fact-nature'), nature[t.language], 'nature'),
          row(t('legalise.fact-office'), office[t.language]),
          row(
            t('legalise.fact-document'),
            t('legalise.pages-count', { count: document?.pages.length ?? 0 }),
            'document',
          ),
          row(t('legalise.fact-signatories'), <NameLines names={names} />, 'signatories'),
          ...(document?.kind === 'signed-pdf'
            ? []
            : [
                row(
                  t('legalise.fact-places'),
                  t('legalise.places-count', { count: fields.length, pages: pagesSigned }),
                  'places',
                ),
              ]),
          ...(own && document?.kind !== 'signed-pdf'
            ? [
                row(
                  t('legalise.fact-signature'),
                  t(distance.signature ? `legalise.signature-${distance.signature.source}` : 'legalise.signature-none'),
                  'signature',
                ),
              ]
            : []),
          row(t('legalise.fact-fee'), t('legalise.fee', { amount: formatAmount(0) })),
        ]}
      />
    </Card>
  );
}

function NameLines({ names }: { readonly names: readonly string[] }): ReactElement {
  return (
    <>
      {names.map((name, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two people may bear one name; the list never changes
        <span key={index}>
          {index > 0 && <br />}
          <bdi>{name}</bdi>
        </span>
      ))}
    </>
  );
}
