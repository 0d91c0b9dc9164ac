import { Button, Icon, Notice, Select, Tag } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { useOffice } from '../office-context.ts';
import { Pairing } from './station/pairing.tsx';
import { useCapture } from './station/use-capture.ts';
import { isReady, useStation } from './station/use-station.ts';
import { SkipFields } from './skip-fields.tsx';
import { mayDraw } from './visit.ts';
import { useVisit, visitPlaces } from './visit-context.ts';

/** What is taken of the person: their agreement and signature on their own screen, then a fingerprint. */
export function CapturesPane({ onPerson }: { readonly onPerson: () => void }): ReactElement {
  return (
    <>
      <Agreed onPerson={onPerson} />
      <Fingerprint />
    </>
  );
}

/** The person's own screen, and what came of it. */
function Agreed({ onPerson }: { readonly onPerson: () => void }): ReactElement {
  const { t } = useOffice();
  const { visit, change, catalogue } = useVisit();
  const { agreement, assistance, specimenSkip } = visit;
  const cannotSign = assistance !== undefined && assistance.cannot !== 'read';
  const count = agreement?.samples.length ?? 0;
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="visit-agreed-title">
      <h2 id="visit-agreed-title">{t('office.visit-agreed')}</h2>
      <div className="row">
        <Tag state={agreement ? 'ok' : 'turn'}>
          {t(agreement ? 'office.visit-agreed-yes' : 'office.visit-agreed-not-yet')}
        </Tag>
        {cannotSign ? (
          <Tag state="info">{t('office.visit-specimen-by-witnesses')}</Tag>
        ) : (
          <Tag state={count > 0 ? 'ok' : 'idle'}>{t('office.visit-specimens', { count })}</Tag>
        )}
      </div>
      <Button type="button" variant="secondary" icon="pen" full onClick={onPerson}>
        {t(agreement ? 'office.visit-person-again' : 'office.visit-person')}
      </Button>
      {!cannotSign && (
        <SkipFields
          id="visit-specimen-skip"
          label={t('office.visit-specimen-skip')}
          reasons={catalogue.specimenSkips.filter(reason => reason !== 'cannot-sign')}
          chosen={specimenSkip}
          onChange={next => change({ specimenSkip: next })}
        />
      )}
      {!mayDraw(visit) && count > 0 && <p className="small muted">{t('office.visit-specimens-dropped')}</p>}
    </section>
  );
}

const fingers = [2, 1, 3, 7, 6, 8] as const;

/** A fingerprint by the station's reader, or why there is none. */
function Fingerprint(): ReactElement {
  const { t } = useOffice();
  const { visit, change, catalogue } = useVisit();
  const station = useStation();
  const [finger, setFinger] = useState<number>(fingers[0]);
  const { running, hint, trouble, run, cancel } = useCapture('fingerprint');
  const { fingerprint, fingerprintSkip, agreement } = visit;
  const open = catalogue.fingerprintsOpen;
  const take = async (): Promise<void> => {
    const taken = await run({ finger });
    if (taken)
      change({ fingerprint: { template: taken.template, quality: taken.quality }, fingerprintSkip: undefined });
  };
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="visit-fingerprint-title">
      <h2 id="visit-fingerprint-title">{t('office.visit-fingerprint')}</h2>
      {!open && <p className="small muted">{t('office.visit-fingerprint-closed')}</p>}
      {open && agreement && !agreement.fingerprint && (
        <p className="small muted">{t('office.visit-fingerprint-refused')}</p>
      )}
      {fingerprint && <Tag state="ok">{t('office.visit-fingerprint-taken', { quality: fingerprint.quality })}</Tag>}
      {open && <Pairing />}
      {open && isReady(station, 'fingerprint') && (
        <>
          <Select
            id="visit-finger"
            label={t('office.visit-finger')}
            value={String(finger)}
            options={fingers.map(code => ({
              value: String(code),
              label: t('office.visit-finger-name', { finger: `f${code}` }),
            }))}
            onChange={event => setFinger(Number(event.currentTarget.value))}
          />
          <Button
            id={visitPlaces.fingerprint}
            type="button"
            variant="secondary"
            full
            disabled={agreement?.fingerprint !== true}
            aria-busy={running}
            onClick={() => (running ? cancel() : void take())}
          >
            {t(running ? 'office.visit-fingerprint-cancel' : 'office.visit-fingerprint-take')}
          </Button>
          <output className="small">
            {running && (
              <>
                <Icon name="clock" /> {t('office.visit-hint', { hint: (hint ?? 'place').replaceAll('-', '_') })}
              </>
            )}
          </output>
        </>
      )}
      {trouble && (
        <Notice state="attention" live="alert">
          <p>{t('office.visit-trouble', { trouble: trouble.replaceAll('-', '_') })}</p>
        </Notice>
      )}
      {open && !fingerprint && (
        <SkipFields
          id={visitPlaces.fingerprintSkip}
          label={t('office.visit-fingerprint-skip')}
          reasons={catalogue.fingerprintSkips.filter(reason => reason !== 'not-open')}
          chosen={fingerprintSkip}
          onChange={next => change({ fingerprintSkip: next })}
        />
      )}
    </section>
  );
}
