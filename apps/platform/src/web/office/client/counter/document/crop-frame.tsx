import { Button } from '@shubbak/design';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { CropValue, PageView } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { FittedSheet } from './fitted-sheet.tsx';
import { cropOrNull, handles, wholePage } from './crop.ts';
import { usePull } from './use-pull.ts';

/** The whole page as it came in, with the frame of what is kept: every handle is dragged, or moved with the arrows. */
export function CropFrame(props: {
  readonly page: PageView;
  readonly onKeep: (crop: CropValue | null) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { t } = useOffice();
  const { page, onKeep, onCancel } = props;
  const [crop, setCrop] = useState<CropValue>(page.crop ?? wholePage);
  const sheet = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [ratio, setRatio] = useState(page.widthMm / page.heightMm);
  useEffect(() => first.current?.focus(), []);
  useEffect(() => {
    const target = canvas.current;
    if (target) void drawTurned(page, target).then(() => setRatio(target.width / target.height));
  }, [page]);
  const hold = usePull({
    sheet,
    part: crop,
    onPull: setCrop,
    onEnter: part => onKeep(cropOrNull(part)),
    onEscape: onCancel,
  });
  const percent = (value: number): string => `${value * 100}%`;
  return (
    <div className="crop">
      <FittedSheet ratio={ratio} sheet={sheet}>
        <canvas ref={canvas} aria-hidden="true" />
        <div
          className="crop-frame"
          style={{
            left: percent(crop.left),
            top: percent(crop.top),
            width: percent(crop.width),
            height: percent(crop.height),
          }}
        >
          <button
            type="button"
            ref={first}
            className="crop-all"
            aria-label={t('office.counter-crop-move')}
            {...hold('all')}
          />
          {handles.map(handle => (
            <button
              key={handle}
              type="button"
              className={`crop-handle crop-${handle}`}
              aria-label={t('office.counter-crop-handle', { handle })}
              {...hold(handle)}
            />
          ))}
        </div>
      </FittedSheet>
      <div className="row crop-actions">
        <p className="small muted">{t('office.counter-crop-help')}</p>
        <Button type="button" variant="quiet" shortcut="Esc" onClick={onCancel}>
          {t('office.counter-cancel')}
        </Button>
        <Button type="button" variant="primary" shortcut="↵" onClick={() => onKeep(cropOrNull(crop))}>
          {t('office.counter-crop-keep')}
        </Button>
      </div>
    </div>
  );
}

/** Draws the page as it came in, turned as it is shown: a crop counts from the turned page. */
async function drawTurned(page: PageView, canvas: HTMLCanvasElement): Promise<void> {
  const picture = new Image();
  picture.src = `${page.original ?? page.image}&width=1600`;
  await picture.decode();
  const { naturalWidth: width, naturalHeight: height } = picture;
  const isUpright = page.rotation % 180 === 0;
  canvas.width = isUpright ? width : height;
  canvas.height = isUpright ? height : width;
  const context = canvas.getContext('2d');
  context?.translate(canvas.width / 2, canvas.height / 2);
  context?.rotate((page.rotation * Math.PI) / 180);
  context?.drawImage(picture, -width / 2, -height / 2);
}
