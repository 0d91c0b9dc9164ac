import { Button, Checkbox, Notice, Num } from '@shubbak/design';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { Language } from '../../../../../kernel/language.ts';
import type { PersonNameValue } from '../../../../api/contract/index.ts';
import { Dialog } from '../../dialog.tsx';
import { languageNames } from '../../language-names.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import { speakToCitizen } from './citizen-words.ts';
import { SignaturePad } from './signature-pad.tsx';
import { type Drawing, emptyDrawing, lengthOf, type PadSize, undoStroke } from './strokes.ts';

/** What somebody drew and agreed to on their own screen. */
export interface Agreed {
  readonly drawing: Drawing;
  /** Size of the pad in CSS pixels. */
  readonly size: PadSize;
  readonly language: Language;
  /** A mark where somebody who cannot write said so. */
  readonly signedWith: 'signature' | 'mark';
}

export interface SigningViewProps {
  /** What the dialog is called for the clerk. */
  readonly title: string;
  readonly who: { readonly name: PersonNameValue; readonly numberMasked: string };
  /** Who signs: on the paper, as a witness, or in the register alone. */
  readonly part: keyof typeof titles;
  /** Whose turn it is: the k-th of n. */
  readonly turn?: { readonly k: number; readonly n: number };
  /** `kept`: drawn before, may be drawn anew; `none`: somebody who cannot sign. */
  readonly pad: 'needed' | 'kept' | 'none';
  readonly sentence: (language: Language) => string;
  readonly problem: string | undefined;
  /** What stands beside: the fee, the paper. */
  readonly renderAside: (language: Language) => ReactNode;
  /** Keeps it; answers whether it was kept. */
  readonly onAgree: (agreed: Agreed) => Promise<boolean>;
  readonly onClose: () => void;
}

const titles = {
  signatory: ['citizen.title', 'citizen.lead'],
  witness: ['citizen.witness-title', 'citizen.witness-lead'],
  holder: ['citizen.holder-title', 'citizen.holder-lead'],
} as const;

/** A mark (a cross, a circle) may be shorter than a signature; the server says the same. */
const leastMark = 5;

/** The screen that somebody reads and signs, in their own language, whatever the clerk's is. */
export function SigningView(props: SigningViewProps): ReactElement {
  const { who, part, turn, pad, onAgree, onClose } = props;
  const [title, lead] = titles[part];
  const office = useOffice();
  const [language, setLanguage] = useState<Language>(office.language);
  const [drawing, setDrawing] = useState<Drawing>(emptyDrawing);
  const [size, setSize] = useState<PadSize>({ width: 600, height: 160 });
  const [marks, setMarks] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const say = speakToCitizen(language);
  const least = marks ? leastMark : office.catalogue.limits.signatureMillimetres;
  const agree = async (): Promise<void> => {
    const drawn = drawing.strokes.length > 0;
    if (pad === 'needed' && !drawn) return setFailure(say('citizen.sign-first'));
    if (drawn && lengthOf(drawing) < least) return setFailure(say('citizen.too-short'));
    setBusy(true);
    setFailure(undefined);
    if (await onAgree({ drawing, size, language, signedWith: marks ? 'mark' : 'signature' })) onClose();
    setBusy(false);
  };
  const said = failure ?? props.problem;
  return (
    <Dialog title={props.title} size="page" onClose={onClose}>
      <div className="citizen kiosk" lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        <div className="stack stack-loose">
          <div className="row">
            <Languages chosen={language} label={say('citizen.language')} onChoose={setLanguage} />
            {turn && turn.n > 1 && <p className="push muted">{say('citizen.turn', { k: turn.k, n: turn.n })}</p>}
          </div>
          <h3>{say(title)}</h3>
          <p className="muted">{say(lead)}</p>
          {pad === 'none' ? (
            <p>
              <b>
                <bdi>{nameOf(language, who.name)}</bdi>
              </b>
              . {say('citizen.in-place')}
            </p>
          ) : (
            <Pad
              {...{ language, who, drawing }}
              help={say(pad === 'kept' && drawing.strokes.length === 0 ? 'citizen.kept' : 'citizen.pad-help')}
              onSet={setDrawing}
              onDraw={(next, nextSize) => {
                setDrawing(next);
                setSize(nextSize);
                setFailure(undefined);
              }}
            />
          )}
          {part !== 'signatory' && (
            <Checkbox
              label={say('citizen.witness-mark')}
              checked={marks}
              onChange={event => setMarks(event.currentTarget.checked)}
            />
          )}
          <p>{props.sentence(language)}</p>
          {said !== undefined && (
            <Notice state="attention" live="alert">
              <p>{said}</p>
            </Notice>
          )}
          <div className="row">
            <Button
              type="button"
              variant="primary"
              big
              icon="circle-check"
              disabled={busy}
              onClick={() => void agree()}
            >
              {say('citizen.agree')}
            </Button>
            <Button type="button" variant="secondary" big onClick={onClose}>
              {say('citizen.disagree')}
            </Button>
          </div>
        </div>
        {props.renderAside(language)}
      </div>
    </Dialog>
  );
}

interface PadProps {
  readonly language: Language;
  readonly who: SigningViewProps['who'];
  readonly drawing: Drawing;
  readonly help: string;
  readonly onSet: (drawing: Drawing) => void;
  readonly onDraw: (draw: (before: Drawing) => Drawing, size: PadSize) => void;
}

/** The pad under the name of who signs, and what takes strokes back. */
function Pad({ language, who, drawing, help, onSet, onDraw }: PadProps): ReactElement {
  const say = speakToCitizen(language);
  return (
    <section className="stack stack-tight" aria-label={say('citizen.signature')}>
      <div className="row">
        <b>{say('citizen.signature')}</b>
        <span className="muted">
          <bdi>{nameOf(language, who.name)}</bdi> · <Num>{who.numberMasked}</Num>
        </span>
        <span className="push row">
          <Button type="button" variant="quiet" onClick={() => onSet(undoStroke(drawing))}>
            {say('citizen.undo')}
          </Button>
          <Button type="button" variant="quiet" onClick={() => onSet(emptyDrawing)}>
            {say('citizen.clear')}
          </Button>
        </span>
      </div>
      <SignaturePad label={say('citizen.pad')} describedBy="citizen-pad-help" drawing={drawing} onDraw={onDraw} />
      <p className="small muted" id="citizen-pad-help">
        {help}
      </p>
    </section>
  );
}

function Languages(props: {
  readonly chosen: Language;
  readonly label: string;
  readonly onChoose: (language: Language) => void;
}): ReactElement {
  return (
    <fieldset className="row">
      <legend className="visually-hidden">{props.label}</legend>
      {(Object.keys(languageNames) as Language[]).map(code => (
        <Button
          key={code}
          type="button"
          variant={code === props.chosen ? 'secondary' : 'quiet'}
          lang={code}
          aria-pressed={code === props.chosen}
          onClick={() => props.onChoose(code)}
        >
          {languageNames[code]}
        </Button>
      ))}
    </fieldset>
  );
}
