import { Button, FieldNotes, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { OwnHand, ToSign } from '../../../modules/legalisation/index.ts';
import { SignaturePad } from '../../pre-enrolment/steps/signature.tsx';
import type { Speak } from '../page.tsx';
import { base } from './deps.ts';
import { Frame, OwnForm, type Wrong } from './frame.tsx';

interface Props {
  readonly t: Speak;
  readonly file: Pick<ToSign, 'requestId' | 'pages'>;
  readonly hand: OwnHand;
  readonly formToken: string;
  readonly wrong?: Wrong | undefined;
}

/** By what hand somebody signs: drawn now, the specimen on file with their word, or none. */
export function HandPage(props: Props): ReactElement {
  const { t, file, hand, formToken, wrong } = props;
  const places = file.pages.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <Frame
      t={t}
      back={`${base}/${file.requestId}`}
      title={t('to-sign.hand-title')}
      lead={t('to-sign.hand-lead', { places })}
      wrong={wrong}
    >
      <OwnForm action={`${base}/${file.requestId}/hand`} formToken={formToken}>
        <Kept {...props} />
        {hand.hasSpecimen && (
          <div className="stack stack-tight">
            <Button variant={hand.strokes ? 'secondary' : 'primary'} big wideOnPhone name="action" value="specimen">
              {t('to-sign.hand-specimen')}
            </Button>
            <p className="small muted">{t('to-sign.hand-specimen-line')}</p>
          </div>
        )}
        <div id="no-pad">
          <Notice state="info">
            <p>{t('to-sign.hand-no-script')}</p>
          </Notice>
        </div>
        <div className={wrong ? 'field field-invalid' : 'field'} id="signature" tabIndex={-1}>
          <FieldNotes id="signature" {...(wrong && { error: wrong.message })} />
          <SignaturePad t={t} again={hand.strokes !== null || hand.hasSpecimen} />
        </div>
        <div className="stack stack-tight">
          <Button variant="quiet" wideOnPhone name="action" value="none">
            {t('to-sign.hand-none')}
          </Button>
          <p className="small muted">{t('to-sign.hand-none-line')}</p>
        </div>
      </OwnForm>
    </Frame>
  );
}

function Kept({ t, hand: { strokes } }: Props): ReactElement | null {
  if (!strokes) return null;
  const points = strokes.flat();
  const [width, height] = [Math.max(...points.map(([x]) => x)) + 2, Math.max(...points.map(([, y]) => y)) + 2];
  return (
    <div className="stack stack-tight">
      <div className="pad" role="img" aria-label={t('to-sign.hand-kept')}>
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
      <Button variant="primary" big wideOnPhone name="action" value="keep">
        {t('to-sign.hand-keep')}
      </Button>
    </div>
  );
}
