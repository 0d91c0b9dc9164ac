import { Button, Steps } from '@shubbak/design';
import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { useOffice } from '../office-context.ts';
import type { Speak } from '../page-data.ts';
import { places, useCounter } from './counter-context.ts';
import { Missing } from './missing.tsx';
import { type NextStep, stages, stageStates, stepOf } from './next-step.ts';

/** The foot of the counter: how far the request is, and the one thing to do next. */
export function Dock(props: {
  readonly step: NextStep;
  readonly onGoOn: () => void;
  readonly onLead: (step: NextStep) => void;
}): ReactElement {
  const { step, onGoOn, onLead } = props;
  const { t, catalogue } = useOffice();
  const { desk, editable } = useCounter();
  const states = stageStates(desk.request);
  const goOn = useRef<HTMLButtonElement>(null);
  useNextFocus(step.kind, goOn);
  return (
    <div className="dock">
      <Steps
        label={t('office.counter-stages')}
        steps={stages.map(stage => ({ label: t('office.counter-stage', { stage }), state: states[stage] }))}
      />
      <Missing checks={catalogue.checks} onLead={field => onLead(stepOf(field))} />
      <span className="row push">
        {editable && (
          <Button type="button" variant="quiet" shortcut="Esc" onClick={desk.suspend}>
            {t('office.counter-suspend')}
          </Button>
        )}
        <GoOn step={step} button={goOn} onGoOn={onGoOn} />
      </span>
    </div>
  );
}

interface GoOnProps {
  readonly step: NextStep;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onGoOn: () => void;
}

/** The primary button: it says what comes next, and has the focus whenever nobody types. */
function GoOn({ step, button, onGoOn }: GoOnProps): ReactElement {
  const { t } = useOffice();
  const { desk } = useCounter();
  return (
    <button
      ref={button}
      id={places.goOn}
      type="button"
      className="button button-primary"
      aria-disabled={desk.saving && step.kind === 'submit'}
      onClick={onGoOn}
    >
      <span>{sayStep(t, step)}</span>
      <kbd>{shortcuts[step.kind] ?? 'Ctrl ↵'}</kbd>
    </button>
  );
}

function sayStep(t: Speak, { kind }: NextStep): string {
  if (kind === 'witness') return t('signatories.next-witness');
  return kind === 'awaited' ? t('signatories.await-next') : t('office.counter-go-on', { step: kind });
}

const shortcuts: Partial<Readonly<Record<NextStep['kind'], string>>> = {
  find: '/',
  sign: 'S',
  document: 'D',
  nature: 'T',
  stamp: 'P',
};

/** Whoever types, or chooses from a list, keeps the focus; from anywhere else it goes to the next thing. */
function mayTakeFocus(element: Element | null): boolean {
  if (!element || element === document.body) return true;
  if (element.closest('dialog')) return false;
  return element.matches('button, input[type="checkbox"]') && !element.matches('.sheet-frame, .thumbnail');
}

/** Gives the button the focus when there is another thing to do and nobody types. */
export function useNextFocus(kind: string, button: RefObject<HTMLButtonElement | null>): void {
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (before.current === kind) return;
    before.current = kind;
    if (mayTakeFocus(document.activeElement)) button.current?.focus({ focusVisible: true });
  }, [kind, button]);
}
