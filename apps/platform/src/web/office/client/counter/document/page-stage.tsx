import { Button, Icon } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';
import { DoubtFrames } from '../../doubts/doubt-frames.tsx';
import { StampFrame } from '../stamp/stamp-frame.tsx';
import { CropFrame } from './crop-frame.tsx';
import { FittedSheet } from './fitted-sheet.tsx';
import { IncomingFiles } from './incoming-files.tsx';
import { usePageEdits } from './page-edits.ts';
import { pickFiles } from './page-tools.tsx';
import { Thumbnails } from './thumbnails.tsx';

/** The document: its pages, and one of them as large as the screen allows. */
export function Viewer(): ReactElement {
  const { desk } = useCounter();
  const hasPages = (desk.request?.document?.pages.length ?? 0) > 0;
  return (
    <div className={hasPages ? 'viewer' : 'viewer viewer-empty'}>
      {hasPages && <Thumbnails />}
      <div className="page-view">
        <IncomingFiles />
        {hasPages ? <PageStage /> : <EmptyStage />}
      </div>
    </div>
  );
}

/** The page on the stage, with the stamp's frame when it stands there. */
function PageStage(): ReactElement | null {
  const { t } = useOffice();
  const { desk, page: index, cropping, crop, doubts } = useCounter();
  const edits = usePageEdits();
  const page = desk.request?.document?.pages[index];
  if (!page) return null;
  if (cropping) {
    return (
      <CropFrame
        page={page}
        onCancel={() => crop(false)}
        onKeep={kept => {
          crop(false);
          void edits.crop(page, kept);
        }}
      />
    );
  }
  const isDraft = desk.request?.state === 'draft';
  return (
    <FittedSheet ratio={page.widthMm / page.heightMm} draft={isDraft ? t('office.counter-draft') : undefined}>
      <img
        src={`${page.image}&width=1400`}
        alt={t('office.page-of', { page: index + 1, pages: desk.request?.document?.pages.length ?? 0 })}
        draggable={false}
      />
      <DoubtFrames open={doubts.open} {...{ index, page }} />
      {desk.request?.state !== 'done' && desk.request?.options.stampPlace?.page === index && <StampFrame page={page} />}
    </FittedSheet>
  );
}

/** Nothing yet: how to begin, or how to bring the document in. */
function EmptyStage(): ReactElement {
  const { t, catalogue } = useOffice();
  const { desk, editable, show } = useCounter();
  if (!desk.request || !editable) {
    return (
      <div className="empty stack">
        <Icon name="user" />
        <h2>{t('office.counter-empty')}</h2>
        <p className="muted">{t('office.counter-empty-text')}</p>
      </div>
    );
  }
  const { fileBytes, pages } = catalogue.limits;
  return (
    <div className="empty empty-drop stack">
      <Icon name="upload" />
      <h2>{t('office.counter-drop')}</h2>
      <p className="muted">{t('office.counter-drop-text', { size: Math.floor(fileBytes / 1_000_000), pages })}</p>
      <div className="row">
        <Button type="button" variant="secondary" icon="file" shortcut="D" onClick={pickFiles}>
          {t('office.counter-choose-files')}
        </Button>
        <Button type="button" variant="secondary" icon="camera" shortcut="F" onClick={() => show({ kind: 'camera' })}>
          {t('office.counter-camera')}
        </Button>
      </div>
    </div>
  );
}
