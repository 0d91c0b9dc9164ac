import { Button, Hash, Icon, Notice, Num, Progress } from '@shubbak/design';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useOffice } from '../../office-context.ts';
import { sha256Hex } from '../digests.ts';
import { countSettled } from '../stages.ts';
import { TroubleNotice } from '../trouble-notice.tsx';
import type { SigningGesture } from '../use-gesture.ts';
import { Countdown } from './countdown.tsx';
import type { PasskeyRun } from './use-passkey.ts';

export interface ConfirmPaneProps {
  readonly gesture: SigningGesture;
  readonly passkey: PasskeyRun;
  readonly hiddenNarrow: boolean;
  readonly onGiveUp: () => void;
}

/** What one signs: received, compared, hashed; and the one button that asks the passkey. */
export function ConfirmPane({ gesture, passkey, hiddenNarrow, onGiveUp }: ConfirmPaneProps): ReactElement {
  const { t } = useOffice();
  const { stage } = gesture;
  return (
    <aside className="pane" data-hidden-narrow={hiddenNarrow || undefined} aria-label={t('office.signing')}>
      <Comparison gesture={gesture} />
      {stage === 'mismatch' && <Mismatch gesture={gesture} />}
      {stage === 'sealing' ? <Sealing gesture={gesture} /> : <Confirm {...{ gesture, passkey, onGiveUp }} />}
    </aside>
  );
}

function Comparison({ gesture }: { readonly gesture: SigningGesture }): ReactElement {
  const { t } = useOffice();
  const { preparation, finals, challengeRight } = gesture;
  const count = preparation?.acts.length ?? 0;
  const matching = [...finals.values()].filter(({ matches }) => matches).length;
  return (
    <section className="pane-block" aria-labelledby="what-title">
      <div className="pane-heading">
        <h2 id="what-title">{t('office.sign-what')}</h2>
        <span className="push small faint">{t('office.sign-acts-count', { acts: count })}</span>
      </div>
      <ul className="checks small">
        <Check text={t('office.sign-check-received')} done={finals.size} count={count} />
        <Check text={t('office.sign-check-hashed')} done={finals.size} count={count} />
        <Check text={t('office.sign-check-equal')} done={matching} count={count} wrong={matching < finals.size} />
        <Check
          text={t('office.sign-check-only')}
          done={challengeRight ? 1 : 0}
          count={1}
          wrong={challengeRight === false}
        />
      </ul>
      <p className="tiny faint signing-subheading">
        {t('office.sign-batch-hash')} <Num>SHA-256</Num>
      </p>
      <BatchHash manifest={preparation?.manifest ?? null} />
    </section>
  );
}

function Check(props: {
  readonly text: string;
  readonly done: number;
  readonly count: number;
  readonly wrong?: boolean;
}): ReactElement {
  const { text, done, count, wrong = false } = props;
  const complete = !wrong && count > 0 && done === count;
  return (
    <li className={wrong ? 'state-stop' : complete ? 'state-ok' : 'state-wait'}>
      <Icon name={wrong ? 'octagon' : complete ? 'circle-check' : 'clock'} />
      <span>{text}</span>
      <span className="checks-value">
        <Num>
          {done}/{count}
        </Num>
      </span>
    </li>
  );
}

/** The batch's digest as this device computes it, not as the server says it. */
function BatchHash({ manifest }: { readonly manifest: string | null }): ReactElement {
  const [hash, setHash] = useState('');
  useEffect(() => {
    if (manifest !== null) void sha256Hex(new TextEncoder().encode(manifest)).then(setHash);
  }, [manifest]);
  return (
    <p className="batch-hash">
      <Hash value={hash} />
    </p>
  );
}

function Mismatch({ gesture }: { readonly gesture: SigningGesture }): ReactElement {
  const { t } = useOffice();
  return (
    <div className="pane-block">
      <Notice state="stop" title={t('office.sign-mismatch')} live="alert">
        <p>{t('office.sign-mismatch-text')}</p>
      </Notice>
      <div className="row pane-actions">
        <Button variant="secondary" full type="button" onClick={gesture.close}>
          {t('office.sign-back')}
        </Button>
      </div>
    </div>
  );
}

function Confirm({ gesture, passkey, onGiveUp }: Omit<ConfirmPaneProps, 'hiddenNarrow'>): ReactElement | null {
  const { t } = useOffice();
  const { stage, preparation, trouble, busy } = gesture;
  const count = preparation?.acts.length ?? 0;
  const button = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (stage === 'ready') button.current?.querySelector('button')?.focus({ focusVisible: true });
  }, [stage]);
  if (stage === 'mismatch') return null;
  return (
    <section className="pane-block stack stack-tight" aria-label={t('office.signing')}>
      {trouble && <TroubleNotice trouble={trouble} />}
      <div ref={button}>
        <Button
          variant="primary"
          big
          full
          type="button"
          icon="key"
          shortcut="Ctrl ↵"
          disabled={stage !== 'ready'}
          onClick={() => passkey.sign()}
        >
          {t('office.sign-sign', { acts: count })}
        </Button>
      </div>
      <output className="small muted">
        {stage === 'ready'
          ? t('office.sign-sign-text', { acts: count })
          : t(stage === 'asking' ? 'office.sign-asking' : 'office.sign-wait')}
      </output>
      {preparation && <Countdown seconds={gesture.secondsLeft} />}
      <div className="row row-nowrap">
        <Button variant="quiet" type="button" disabled={busy !== undefined} onClick={gesture.close}>
          {t('office.sign-back')}
        </Button>
        {preparation && (
          <Button
            variant="quiet"
            className="button-stop push"
            type="button"
            disabled={busy !== undefined}
            onClick={onGiveUp}
          >
            {t('office.sign-give-up')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Sealing({ gesture }: { readonly gesture: SigningGesture }): ReactElement {
  const { t } = useOffice();
  const { preparation, close } = gesture;
  if (!preparation) return <></>;
  const settled = countSettled(preparation);
  const reasons = new Set(
    preparation.acts.flatMap(({ problem, state }) => (problem && state === 'sealing' ? [problem.detail] : [])),
  );
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="sealing-title">
      <h2 id="sealing-title">{t('office.sign-sealing')}</h2>
      <Progress value={settled} max={preparation.acts.length} label={t('office.sign-sealing')} />
      <output>{t('office.sign-sealed-count', { done: settled, acts: preparation.acts.length })}</output>
      <Notice state="wait" title={t('office.sign-kept')}>
        {[...reasons].map(reason => (
          <p key={reason}>{reason}</p>
        ))}
        <p>{t('office.sign-kept-text')}</p>
      </Notice>
      <Button type="button" full onClick={close}>
        {t('office.sign-go-on-meanwhile')}
      </Button>
    </section>
  );
}
