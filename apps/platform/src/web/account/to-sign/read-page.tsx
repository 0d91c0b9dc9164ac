import { Button, Checkbox, Facts, LinkButton, Name, Notice, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import { nameIn } from '../../../kernel/index.ts';
import type { PageToSign, ToSign } from '../../../modules/legalisation/index.ts';
import { formatDate, formatMinute, formatMoney } from '../../../platform/messages/index.ts';
import type { Speak } from '../page.tsx';
import { ForWhom, forWhom, MandateOver, type Typed } from './capacity-part.tsx';
import { base } from './deps.ts';
import { Frame, OwnForm, type Wrong } from './frame.tsx';

interface Props {
  readonly t: Speak;
  readonly file: ToSign;
  readonly formToken: string;
  readonly wrong?: Wrong | undefined;
  /** For whom, and for how much, as it was typed. */
  readonly typed?: Typed | undefined;
  readonly said?: string | undefined;
}

/** Everything that somebody is told before they decide: who asks, what it is, who else signs, and the whole paper. */
export function ReadPage(props: Props): ReactElement {
  const { t, file, wrong, said } = props;
  return (
    <Frame
      t={t}
      title={file.nature ? file.nature.label[t.language] : t('to-sign.paper')}
      {...(mayDecide(file) && { lead: t('to-sign.read-lead') })}
      wrong={wrong}
      said={said}
    >
      <Standing t={t} file={file} />
      <MandateOver t={t} file={file} />
      <About t={t} file={file} />
      <Others t={t} file={file} />
      <section className="stack" aria-labelledby="paper">
        <h2 id="paper">{t('to-sign.paper-pages', { count: file.pages.length })}</h2>
        {file.pages.map((page, index) => (
          <PagePicture key={page.id} t={t} file={file} page={page} number={index + 1} />
        ))}
      </section>
      <Decide {...props} />
    </Frame>
  );
}

type Shown = Pick<Props, 't' | 'file'>;

/** Whether it is the reader’s turn to consent or decline. */
function mayDecide({ own, hasTurn }: ToSign): boolean {
  return own.state === 'bound' && hasTurn;
}

function Standing({ t, file: { own, hasTurn, state } }: Shown): ReactElement | null {
  if (own.consentedAt) {
    return (
      <Notice state="ok" title={t('to-sign.consented')}>
        <p>{t('to-sign.consented-at', { at: formatMinute(t.language, own.consentedAt) })}</p>
        {state === 'collecting' && <p>{t('to-sign.consented-waits')}</p>}
        {(state === 'payable' || state === 'queued') && <p>{t('to-sign.consented-gone')}</p>}
      </Notice>
    );
  }
  if (hasTurn) return null;
  return (
    <Notice state="info">
      <p>{t('parties.not-your-turn')}</p>
    </Notice>
  );
}

function About({ t, file }: Shown): ReactElement {
  const { initiator, commune, office, reference, fee, expiresAt } = file;
  const asking = initiator ? <Name>{nameIn(t.language, initiator)}</Name> : t('to-sign.you');
  return (
    <Facts
      layout="compare"
      items={[
        { label: t('to-sign.who-asks'), value: asking },
        { label: t('to-sign.where'), value: `${commune[t.language]} · ${office[t.language]}` },
        ...forWhom(t, file),
        { label: t('to-sign.reference'), value: <Num>{reference}</Num> },
        {
          label: t('to-sign.fee'),
          value: fee === 0 ? t('to-sign.no-fee') : t('to-sign.fee-later', { fee: formatMoney(t.language, fee) }),
        },
        ...(expiresAt ? [{ label: t('to-sign.before'), value: formatDate(t.language, expiresAt) }] : []),
      ]}
    />
  );
}

/** Who else is awaited: first letters only, until the act names everybody. */
function Others({ t, file: { others } }: Shown): ReactElement {
  return (
    <section className="stack stack-tight" aria-labelledby="others">
      <h2 id="others">{t('to-sign.others-sign')}</h2>
      {others.length === 0 ? (
        <p>{t('to-sign.alone')}</p>
      ) : (
        <>
          <ul className="rows">
            {others.map((other, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two people may have the same initials; the list never changes
              <li key={index}>
                <p>
                  <bdi>{other.initials}</bdi> ·{' '}
                  {t(other.state === 'consented' ? 'to-sign.other-consented' : 'to-sign.other-awaited')}
                </p>
              </li>
            ))}
          </ul>
          <p className="small muted">{t('to-sign.masked')}</p>
        </>
      )}
    </section>
  );
}

/** A page as it is, with the places where the reader signs: never as a file to keep. */
function PagePicture(props: Shown & { readonly page: PageToSign; readonly number: number }): ReactElement {
  const { t, file, page, number } = props;
  const total = file.pages.length;
  const { width, height } = page;
  const label = t(page.fields.length > 0 ? 'to-sign.page-yours' : 'to-sign.page', { number, total });
  return (
    <figure className="stack stack-tight">
      <div className="placing">
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
          <image
            href={`${base}/${file.requestId}/pages/${page.id}`}
            width={width}
            height={height}
            preserveAspectRatio="none"
          />
          {page.fields.map(field => (
            <rect
              key={`${field.x}/${field.y}`}
              className="placing-proposed placing-field"
              x={field.x}
              y={field.y}
              width={field.width}
              height={field.height}
              rx="1"
            />
          ))}
        </svg>
      </div>
      <figcaption className="small muted">{label}</figcaption>
    </figure>
  );
}

function Decide({ t, file, formToken, typed, wrong }: Props): ReactElement | null {
  const { requestId, pages } = file;
  if (!mayDecide(file)) return null;
  return (
    <section className="stack stack-loose" aria-labelledby="decide">
      <h2 id="decide">{t('to-sign.decide')}</h2>
      <Notice state="info" title={t('to-sign.meaning-title')}>
        <p>{t('to-sign.meaning')}</p>
      </Notice>
      <OwnForm action={`${base}/${requestId}/read`} formToken={formToken}>
        <ForWhom t={t} file={file} typed={typed} wrong={wrong} />
        <Checkbox
          id="read"
          name="read"
          value="yes"
          label={t('to-sign.have-read', { count: pages.length })}
          {...(wrong?.field === 'read' && { 'aria-invalid': true })}
        />
        <Button variant="primary" big wideOnPhone>
          {t('to-sign.go-on')}
        </Button>
      </OwnForm>
      <OwnForm action={`${base}/${requestId}/counter`} formToken={formToken}>
        <div className="stack stack-tight">
          <Button wideOnPhone>{t('to-sign.at-counter')}</Button>
          <p className="small muted">{t('to-sign.at-counter-line')}</p>
        </div>
      </OwnForm>
      <p>
        <LinkButton variant="danger" wideOnPhone href={`${base}/${requestId}/decline`}>
          {t('to-sign.decline')}
        </LinkButton>
      </p>
    </section>
  );
}
