import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { AwaitedPartView } from '../../../../api/contract/index.ts';
import { AskingForm } from '../../asking-form.tsx';
import { Dialog } from '../../dialog.tsx';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';
import { type HearingTold, WitnessesForm } from '../recognition/witnesses-dialog.tsx';
import { AwaitedPart } from './awaited-part.tsx';
import { CodeField } from './code-field.tsx';
import { type Present, SignPart } from './sign-part.tsx';

/** A request that a code opened, and who stands here for it. */
interface Standing {
  readonly code: string;
  readonly part: AwaitedPartView;
  readonly present: Present;
}

type Stage =
  | { readonly kind: 'code' }
  | ({ readonly kind: 'part' } & Pick<Standing, 'code' | 'part'>)
  | ({ readonly kind: 'witnesses' } & Standing)
  | ({ readonly kind: 'sign'; readonly told: HearingTold | null } & Standing)
  | { readonly kind: 'done'; readonly reference: string };

const titles = {
  code: 'other-office',
  part: 'other-office',
  witnesses: 'witnesses-title',
  done: 'other-office',
} as const;

/**
 * Somebody comes to sign a request of another office, or one that others sign at a distance: the code of their slip or invitation, the paper,
 * their witnesses where they cannot sign or read, their signature, done.
 */
export function OtherOfficeDialog(): ReactElement {
  const { t } = useOffice();
  const { show } = useCounter();
  const [stage, setStage] = useState<Stage>({ kind: 'code' });
  const close = (): void => show(undefined);
  if (stage.kind === 'sign') {
    const { code, part } = stage;
    return (
      <SignPart
        {...stage}
        onDone={() => setStage({ kind: 'done', reference: part.reference })}
        onBack={() => setStage({ kind: 'part', code, part })}
      />
    );
  }
  return (
    <Dialog
      key={stage.kind}
      title={t(`signatories.${titles[stage.kind]}`)}
      size={stage.kind === 'part' ? 'page' : 'form'}
      onClose={close}
    >
      {stage.kind === 'code' && (
        <AskCode onOpened={(code, part) => setStage({ kind: 'part', code, part })} onClose={close} />
      )}
      {stage.kind === 'part' && (
        <AwaitedPart
          code={stage.code}
          part={stage.part}
          onPresent={(present, assisted) =>
            setStage(
              assisted ? { ...stage, kind: 'witnesses', present } : { ...stage, kind: 'sign', present, told: null },
            )
          }
        />
      )}
      {stage.kind === 'witnesses' && (
        <WitnessesForm onClose={close} send={async told => setStage({ ...stage, kind: 'sign', told })} />
      )}
      {stage.kind === 'done' && (
        <div className="stack">
          <Notice state="ok" live="status" title={t('signatories.other-done')}>
            <p>{t('signatories.other-done-text', { reference: stage.reference })}</p>
          </Notice>
          <Button type="button" variant="primary" onClick={close}>
            {t('office.counter-close')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function AskCode(props: {
  readonly onOpened: (code: string, part: AwaitedPartView) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, office } = useOffice();
  const [code, setCode] = useState('');
  return (
    <AskingForm
      action={t('signatories.other-open')}
      ready={code.trim() !== ''}
      onClose={props.onClose}
      send={async () => props.onOpened(code, await api.call('openAwaited', { body: { code, officeId: office.id } }))}
    >
      <p>{t('signatories.other-lead')}</p>
      <CodeField value={code} onChange={setCode} />
    </AskingForm>
  );
}
