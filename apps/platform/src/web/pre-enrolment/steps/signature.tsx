import { Button, FieldNotes, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import { z } from 'zod';
import { ok, refuse } from '../../../kernel/index.ts';
import { drawSample, sampleLimits, type SignatureSample } from '../../../modules/enrolment/index.ts';
import type { Speak } from '../page.tsx';
import { errorOf, type StepForm, type StepPage, valueOf } from '../step-form.tsx';

/** What the pad sends: a point is x and y in hundredths of a millimetre, milliseconds, and the pressure from 0 to 1 or null. */
const point = z.tuple([z.number(), z.number(), z.number(), z.number().nullable()]);
const drawing = z.array(z.array(point).max(sampleLimits.points)).max(sampleLimits.strokes);

/** The strokes of a drawing as the pad sent them; undefined for anything else. */
export function readDrawing(text: string): SignatureSample | undefined {
  const read = drawing.safeParse(parsed(text));
  return read.success
    ? { strokes: read.data.map(stroke => stroke.map(([x, y, t, pressure]) => ({ x, y, t, pressure }))) }
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The signature, drawn where a script can take it; skipped, it is given at the office. */
export const signatureStep: StepPage = {
  shown: () => ({}),
  Body: form => <SignatureForm form={form} />,
  take: async (drafts, secret, typed) => {
    const action = valueOf(typed, 'action');
    if (action === 'keep') return ok(null);
    if (action === 'skip') return drafts.answer(secret, { step: 'signature-at-office' });
    const drawn = readDrawing(valueOf(typed, 'drawing'));
    return drawn ? drafts.draw(secret, drawn) : refuse('enrolment.signature-unreadable');
  },
  fieldOf: () => 'signature',
  ownButtons: true,
};

/** A drawn signature as a picture. */
export function SignaturePicture({
  sample,
  label,
}: {
  readonly sample: SignatureSample;
  readonly label: string;
}): ReactElement {
  const { viewBox, path } = drawSample(sample);
  return (
    <div className="pad" role="img" aria-label={label}>
      <svg
        viewBox={viewBox}
        fill="none"
        stroke="currentColor"
        strokeWidth="60"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
    </div>
  );
}

function SignatureForm({ form }: { readonly form: StepForm }): ReactElement {
  const { t, view } = form;
  const { error } = errorOf(form, 'signature');
  return (
    <>
      <p>{t('pre-enrolment.signature-line')}</p>
      {view.drawing && (
        <div className="stack stack-tight">
          <SignaturePicture sample={view.drawing} label={t('pre-enrolment.signature-kept')} />
          <Button variant="primary" wideOnPhone name="action" value="keep">
            {t('pre-enrolment.signature-keep')}
          </Button>
        </div>
      )}
      <div id="no-pad">
        <Notice state="info">
          <p>{t('pre-enrolment.signature-no-script')}</p>
        </Notice>
      </div>
      <div className={error === undefined ? 'field' : 'field field-invalid'} id="signature" tabIndex={-1}>
        <FieldNotes id="signature" {...(error !== undefined && { error })} />
        <SignaturePad t={t} again={view.drawing !== undefined} />
      </div>
      <Button variant={view.drawing ? 'quiet' : 'secondary'} wideOnPhone name="action" value="skip">
        {t('pre-enrolment.signature-skip')}
      </Button>
      <p className="small muted">{t('pre-enrolment.signature-skip-line')}</p>
    </>
  );
}

/** A pad to sign on, with its buttons; `again` where there is a signature already. Hidden until its script takes it in hand. */
export function SignaturePad({ t, again }: { readonly t: Speak; readonly again: boolean }): ReactElement {
  return (
    <div className="stack" id="pad-area" hidden>
      <p className="field-hint" id="pad-hint">
        {t('pre-enrolment.pad-hint')}
      </p>
      <div
        className="pad pad-live pad-tall"
        id="pad"
        role="img"
        aria-label={t('pre-enrolment.pad')}
        aria-describedby="pad-hint pad-state"
      >
        <svg
          width="100%"
          height="100%"
          fill="none"
          stroke="currentColor"
          strokeWidth="0.6"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          <path d="" />
        </svg>
      </div>
      <p
        className="small muted"
        id="pad-state"
        role="status"
        data-empty={t('pre-enrolment.pad-empty')}
        data-drawn={t('pre-enrolment.pad-drawn')}
      >
        {t('pre-enrolment.pad-empty')}
      </p>
      <input type="hidden" name="drawing" />
      <div className="row">
        <Button variant={again ? 'secondary' : 'primary'} big wideOnPhone name="action" value="draw">
          {t('pre-enrolment.signature-use')}
        </Button>
        <Button type="button" id="pad-undo">
          {t('pre-enrolment.pad-undo')}
        </Button>
        <Button type="button" id="pad-clear">
          {t('pre-enrolment.pad-clear')}
        </Button>
      </div>
    </div>
  );
}
