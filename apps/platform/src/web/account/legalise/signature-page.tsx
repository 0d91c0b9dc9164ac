import { Button, FieldNotes, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { DistanceOverview, OwnSignature } from '../../../modules/legalisation/index.ts';
import { SignaturePad } from '../../pre-enrolment/steps/signature.tsx';
import type { Speak } from '../page.tsx';
import { base, OneForm, QuestionPage } from './frame.tsx';

interface Props {
  readonly t: Speak;
  readonly file: DistanceOverview;
  readonly formToken: string;
  readonly own: OwnSignature;
  readonly error?: string | undefined;
}

/** The initiator's own handwritten signature: drawn now, the specimen on file with their word, or none. */
export function SignaturePage(props: Props): ReactElement {
  const { t, file, formToken, error } = props;
  const { request } = file;
  const path = `${base}/${request.id}`;
  return (
    <QuestionPage
      t={t}
      question="signature"
      back={`${path}/places`}
      title={t('legalise.signature')}
      of={request}
      {...(error !== undefined && { errors: { signature: error } })}
    >
      <p>{t('legalise.signature-line')}</p>
      <OneForm action={`${path}/signature`} formToken={formToken}>
        <Kept {...props} />
        <Specimen {...props} />
        <div id="no-pad">
          <Notice state="info">
            <p>{t('legalise.signature-no-script')}</p>
          </Notice>
        </div>
        <div className={error === undefined ? 'field' : 'field field-invalid'} id="signature" tabIndex={-1}>
          <FieldNotes id="signature" {...(error !== undefined && { error })} />
          <SignaturePad t={t} again={file.distance.signature !== null} />
        </div>
        <Button variant="quiet" wideOnPhone name="action" value="without">
          {t('legalise.signature-without')}
        </Button>
        <p className="small muted">{t('legalise.signature-without-line')}</p>
      </OneForm>
    </QuestionPage>
  );
}

function Kept({ t, file, own: { strokes } }: Props): ReactElement | null {
  const { signature } = file.distance;
  if (!signature || !strokes) return null;
  const points = strokes.flat();
  const [width, height] = [Math.max(...points.map(([x]) => x)) + 2, Math.max(...points.map(([, y]) => y)) + 2];
  return (
    <div className="stack stack-tight">
      <div className="pad" role="img" aria-label={t(`legalise.signature-${signature.source}`)}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          fill="none"
          stroke="currentColor"
          strokeWidth="0.6"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          <path d={strokes.map(stroke => `M${stroke.map(([x, y]) => `${x} ${y}`).join('L')}`).join('')} />
        </svg>
      </div>
      <p className="small muted">{t(`legalise.signature-${signature.source}`)}</p>
      <Button variant="primary" big wideOnPhone name="action" value="keep">
        {t('legalise.signature-keep')}
      </Button>
    </div>
  );
}

function Specimen({ t, own, file }: Props): ReactElement | null {
  if (!own.specimen) return null;
  return (
    <div className="stack stack-tight">
      <h2>{t('legalise.specimen')}</h2>
      <p>{t('legalise.specimen-line')}</p>
      <Button variant={file.distance.signature ? 'secondary' : 'primary'} wideOnPhone name="action" value="specimen">
        {t('legalise.specimen-use')}
      </Button>
    </div>
  );
}
