import { Button, Notice, Num } from '@shubbak/design';
import { type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Dialog } from '../../dialog.tsx';
import { useOffice } from '../../office-context.ts';
import { focusOn, places, useCounter } from '../counter-context.ts';
import { openCamera, takePicture } from './camera.ts';

interface Shot {
  readonly file: File;
  readonly address: string;
}

/** Photographs the pages one after another, then takes them in together. */
export function CameraDialog(): ReactElement {
  const { t } = useOffice();
  const { intake, show } = useCounter();
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<'opening' | 'ready' | 'missing'>('opening');
  const [shots, setShots] = useState<readonly Shot[]>([]);
  useEffect(() => {
    const opened = openCamera(video.current);
    void opened.then(stream => setCamera(stream ? 'ready' : 'missing'));
    return () => void opened.then(stream => stream?.getTracks().forEach(track => track.stop()));
  }, []);
  const release = useEffectEvent(() => {
    for (const { address } of shots) URL.revokeObjectURL(address);
  });
  useEffect(() => () => release(), []);
  const close = (): void => {
    show(undefined);
    focusOn(places.goOn);
  };
  const shoot = async (): Promise<void> => {
    if (!video.current) return;
    const file = await takePicture(video.current, `page-${shots.length + 1}.jpg`);
    setShots(before => [...before, { file, address: URL.createObjectURL(file) }]);
  };
  const finish = (): void => {
    void intake.send(shots.map(({ file }) => file));
    close();
  };
  return (
    <Dialog title={t('office.counter-camera')} size="page" onClose={close}>
      <div className="camera stack">
        {camera === 'missing' ? (
          <CameraMissing onFiles={files => void intake.send(files).then(close)} />
        ) : (
          <video
            ref={video}
            className="camera-view"
            muted
            playsInline
            autoPlay
            aria-label={t('office.counter-camera-view')}
          />
        )}
        <ol className="camera-shots" aria-label={t('office.counter-camera-shots')}>
          {shots.map(({ address }, index) => (
            <li key={address}>
              <img src={address} alt={t('office.counter-camera-shot', { page: index + 1 })} />
              <Button
                type="button"
                variant="quiet"
                icon="trash"
                onClick={() => setShots(before => before.filter(shot => shot.address !== address))}
              >
                {t('office.counter-camera-drop', { page: index + 1 })}
              </Button>
            </li>
          ))}
        </ol>
        <div className="dialog-actions">
          <output className="small muted">{t('office.counter-camera-count', { count: shots.length })}</output>
          <Button
            type="button"
            variant="secondary"
            icon="camera"
            disabled={camera !== 'ready'}
            onClick={() => void shoot()}
          >
            {t('office.counter-camera-shoot')}
          </Button>
          <Button type="button" variant="primary" disabled={shots.length === 0} onClick={finish}>
            {t('office.counter-camera-finish')} <Num>{shots.length}</Num>
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** No camera that this page may use: the device's own camera application, where there is one, or a file. */
function CameraMissing({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }): ReactElement {
  const { t } = useOffice();
  return (
    <Notice state="info" title={t('office.counter-camera-missing')}>
      <p>{t('office.counter-camera-missing-text')}</p>
      <label className="field" htmlFor="camera-file">
        <span>{t('office.counter-choose-files')}</span>
        <input
          id="camera-file"
          className="input"
          type="file"
          accept="image/*"
          capture="environment"
          multiple
          onChange={event => onFiles([...(event.currentTarget.files ?? [])])}
        />
      </label>
    </Notice>
  );
}
