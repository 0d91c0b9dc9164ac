import { Answer, Button, Card, Code, type Fact, Facts, Icon, Name, Notice, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import { type Language, nameIn } from '../../kernel/index.ts';
import { formatCode, type PublicAct } from '../../modules/acts/index.ts';
import type { FileStanding } from '../../modules/verification/index.ts';
import { formatMinute, formatSize, type KeyOf, type Translator, type Wrap } from '../../platform/messages/index.ts';
import { concernedBy, SignatoryNames } from '../signatory-names.tsx';
import type { verifyMessages } from './verify-messages.ts';

export type VerifyTranslator = Translator<KeyOf<typeof verifyMessages>>;

/** What is known of an act whose file is closed or proven; `key` when the address carried any, right or wrong. */
export interface Found {
  readonly act: PublicAct;
  readonly file: FileStanding;
  readonly key: string | undefined;
  readonly now: Date;
}

/** The answer for a code that exists: what it is, what to compare, how to see it, what was proven. */
export function FoundPage({ t, found }: { readonly t: VerifyTranslator; readonly found: Found }): ReactElement {
  const { act, file, now } = found;
  const { mark } = act.face;
  return (
    <div className="stack stack-loose">
      {act.standing ? (
        <Withdrawn t={t} act={act} standing={act.standing} />
      ) : mark === 'training' ? (
        <Answer state="attention" title={t('verification.training-title')}>
          <p>{t('verification.training-text')}</p>
        </Answer>
      ) : (
        <Answer state="ok" solid title={t('verification.valid-title')}>
          <p>{t('verification.valid-text', { instant: formatMinute(t.language, now) })}</p>
        </Answer>
      )}
      {act.kind === 'refusal' && (
        <Notice state="stop" title={t('verification.refusal-title')}>
          <p>{t('verification.refusal-text')}</p>
        </Notice>
      )}
      {mark === 'demo' && (
        <Notice state="attention" title={t('verification.demo-title')}>
          <p>{t('verification.demo-text')}</p>
        </Notice>
      )}
      <Card labelledBy="compare">
        <h2 id="compare">{t('verification.compare-title')}</h2>
        <p className="small muted">{t('verification.compare-text')}</p>
        <Facts layout="compare" items={factsOf(t, act)} />
        <p className="small muted">{t('verification.masked')}</p>
      </Card>
      {!act.standing && (
        <>
          <OpenFile t={t} found={found} />
          <Proofs t={t} file={file} kind={act.kind} />
        </>
      )}
      <p className="small muted">
        {t('verification.code')} <Code>{formatCode(act.code)}</Code>
      </p>
    </div>
  );
}

/**
 * A paper that has no effect any more: since when, why, what to do. The act that took its place is named by its number only: its code
 * would show what the holder of another paper was never given.
 */
function Withdrawn(props: {
  readonly t: VerifyTranslator;
  readonly act: PublicAct;
  readonly standing: NonNullable<PublicAct['standing']>;
}): ReactElement {
  const { t, act, standing } = props;
  const { state, since, reason, successor } = standing;
  return (
    <>
      <Answer state="stop" solid title={t(`verification.${state}-title`)}>
        <p>{t(`verification.${state}-text`, { instant: formatMinute(t.language, since) })}</p>
      </Answer>
      <Notice state="stop" title={t('verification.why-title')}>
        <p>
          {t(`acts.reason-${reason}`)} {t('verification.decided-by-two')}
        </p>
        {successor && (
          <p>
            {t('verification.replaced-by')} <Num>{successor.entryNumber}</Num>
          </p>
        )}
      </Notice>
      <section className="stack stack-tight" aria-labelledby="what-now">
        <h2 id="what-now">{t('verification.what-now')}</h2>
        <p>{t('verification.what-now-text', { office: act.face.office[t.language] })}</p>
      </section>
    </>
  );
}

function factsOf(t: VerifyTranslator, act: PublicAct): readonly Fact[] {
  const { language } = t;
  const { face, entryNumber } = act;
  return [
    { label: t('verification.number'), value: <Num>{entryNumber}</Num> },
    { label: t('verification.act'), value: t(`verification.kind-${act.kind}`) },
    {
      label: t(`verification.${concernedBy[act.kind]}`, { count: face.signatories.length }),
      value: <SignatoryNames t={t} names={face.signatories} capacities={face.capacities} />,
    },
    { label: t('verification.date'), value: formatMinute(language, new Date(face.instant)) },
    officeFact(t, act),
    { label: t('verification.officer'), value: namesIn(language, [face.officer]) },
    { label: t('verification.capacity'), value: face.capacity[language] },
    { label: t('verification.pages'), value: <Num>{face.pages}</Num> },
  ];
}

/** The office that made an act, and where it is. */
export function officeFact(t: VerifyTranslator, { face }: Pick<PublicAct, 'face'>): Fact {
  const { language } = t;
  const places = [face.office, face.arrondissement, face.commune].filter(place => place !== null);
  const value = places.map(place => place[language]).join(language === 'ar' ? '، ' : ', ');
  return { label: t('verification.office'), value };
}

function namesIn(language: Language, names: PublicAct['face']['signatories']): ReactElement[] {
  return names.map((name, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- masked names may be equal; the list never changes
    <span key={index}>
      {index > 0 && (language === 'ar' ? '، ' : ', ')}
      <Name>{nameIn(language, name)}</Name>
    </span>
  ));
}

const leftToRight: Wrap<ReactElement> = passage => <Num key="num">{passage}</Num>;

/** The file is opened by POST: a link preview or a crawler that follows the address never fetches it. */
function OpenFile({ t, found }: { readonly t: VerifyTranslator; readonly found: Found }): ReactElement {
  if (found.file !== 'proven' && found.file !== 'archived') {
    return (
      <Notice state={found.key === undefined ? 'info' : 'attention'} title={t('verification.no-key-title')}>
        <p>{t(found.key === undefined ? 'verification.no-key-text' : 'verification.wrong-key')}</p>
      </Notice>
    );
  }
  return (
    <form className="stack stack-tight" method="post" action={`/v/${found.act.code}/${found.key ?? ''}`}>
      <Button variant="primary" big full icon="file">
        {t.rich('verification.open', { num: leftToRight })}
      </Button>
      <p className="small muted">
        {t('verification.open-text', { size: formatSize(t.language, found.act.file.length) })}
      </p>
    </form>
  );
}

/** What nobody answers for, by kind; a refusal certifies nothing of anybody’s paper. */
const notOfContent = {
  legalisation: ['not-content'],
  'certified-copy': ['not-original'],
  reissue: ['not-original'],
  refusal: [],
} as const satisfies Record<PublicAct['kind'], readonly string[]>;

/** What a file's standing proves, and what it does not. */
function proofsOf(file: FileStanding, kind: PublicAct['kind']) {
  const proofs = ['register', 'signature', 'time', 'file', 'archive'] as const;
  const denials = ['not-archive', 'not-paper', ...notOfContent[kind]] as const;
  if (file === 'archived') return { proven: proofs, notProven: denials.filter(each => each !== 'not-archive') };
  if (file === 'proven') return { proven: proofs.filter(each => each !== 'archive'), notProven: denials };
  return { proven: ['register'] as const, notProven: denials.filter(each => each !== 'not-archive') };
}

/** What this page proves, and what it does not: the file's proofs only where its own signature was just verified. */
function Proofs(props: {
  readonly t: VerifyTranslator;
  readonly file: FileStanding;
  readonly kind: PublicAct['kind'];
}): ReactElement {
  const { t } = props;
  const { proven, notProven } = proofsOf(props.file, props.kind);
  return (
    <section className="stack stack-tight" aria-labelledby="proven">
      <h2 id="proven">{t('verification.proven-title')}</h2>
      <ul className="proofs">
        {proven.map(proof => (
          <li key={proof}>
            <Icon name="circle-check" />
            <b>{t(`verification.proof-${proof}`)}</b>
            <span>{t(`verification.proof-${proof}-text`)}</span>
          </li>
        ))}
        {notProven.map(proof => (
          <li key={proof} className="proof-not">
            <Icon name="circle-info" />
            <b>{t(`verification.proof-${proof}`)}</b>
            <span>{t(`verification.proof-${proof}-text`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
