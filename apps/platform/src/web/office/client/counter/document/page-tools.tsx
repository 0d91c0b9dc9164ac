import { Button, IconButton, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { PageView } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { places, useCounter } from '../counter-context.ts';
import { usePageEdits } from './page-edits.ts';

/** Above the page: what it is of, and what can be done to it. */
export function PageTools(): ReactElement {
  const { t } = useOffice();
  const { desk, editable, page: index, doubts, show } = useCounter();
  const document = desk.request?.document;
  const count = document?.pages.length ?? 0;
  return (
    <div className="tools" role="toolbar" aria-label={t('office.counter-page-tools')}>
      {desk.request && (
        <p className="small tools-title">
          <b>
            <Num>{desk.request.reference}</Num>
          </b>
          {count > 0 && <span className="tiny faint">{t('office.page-of', { page: index + 1, pages: count })}</span>}
          <SavedNote />
        </p>
      )}
      <span className="push row">
        {doubts.mayMark && count > 0 && (
          <IconButton icon="triangle" label={t('doubts.mark')} onClick={() => show({ kind: 'doubt' })} />
        )}
        {editable && <Tools />}
      </span>
    </div>
  );
}

/** Says that what was done is kept, the moment it is. */
function SavedNote(): ReactElement | null {
  const { t } = useOffice();
  const { desk, editable } = useCounter();
  if (!editable) return null;
  return <output className="tiny faint">{t(desk.saving ? 'office.counter-saving' : 'office.counter-saved')}</output>;
}

function Tools(): ReactElement {
  const { t } = useOffice();
  const { desk, page: index, show } = useCounter();
  const edits = usePageEdits();
  const pages = desk.request?.document?.pages ?? [];
  const page = pages[index];
  const kind = desk.request?.document?.kind;
  const fixed = kind !== undefined && kind !== 'scan';
  // Nothing can be added to a file that carries signatures, not even by mistake.
  const signed = page !== undefined && kind === 'signed-pdf';
  const removed = desk.request?.document?.removed.length ?? 0;
  return (
    <>
      {page && !fixed && <ScanTools page={page} />}
      {page && fixed && (
        <Button type="button" variant="quiet" icon="trash" onClick={() => void edits.removeAll()}>
          {t('office.counter-remove-document')}
        </Button>
      )}
      {removed > 0 && !fixed && (
        <Button type="button" variant="quiet" shortcut="U" onClick={() => void edits.restore()}>
          {t('office.counter-restore-page')}
        </Button>
      )}
      {page && (
        <Button type="button" variant="quiet" icon="eye" shortcut="V" onClick={() => show({ kind: 'draft' })}>
          {t('office.counter-preview')}
        </Button>
      )}
      {!signed && (
        <IconButton
          icon="camera"
          label={t('office.counter-camera')}
          aria-keyshortcuts="F"
          onClick={() => show({ kind: 'camera' })}
        />
      )}
      {!signed && <AddFiles />}
    </>
  );
}

/** What may be done to a page that was scanned or photographed. */
function ScanTools({ page }: { readonly page: PageView }): ReactElement {
  const { t } = useOffice();
  const { crop, cropping } = useCounter();
  const edits = usePageEdits();
  return (
    <>
      <IconButton
        icon="rotate"
        label={t('office.counter-rotate')}
        aria-keyshortcuts="R"
        onClick={() => void edits.rotate(page)}
      />
      <IconButton
        icon="crop"
        label={t('office.counter-crop')}
        aria-keyshortcuts="C"
        aria-pressed={cropping}
        onClick={() => crop(!cropping)}
      />
      <IconButton
        icon="trash"
        label={t('office.counter-remove-page')}
        aria-keyshortcuts="Delete"
        onClick={() => void edits.remove(page)}
      />
    </>
  );
}

/** The file picker, behind a button that says so. */
function AddFiles(): ReactElement {
  const { t } = useOffice();
  const { intake } = useCounter();
  return (
    <>
      <input
        type="file"
        id={places.files}
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        multiple
        accept="image/jpeg,image/png,image/tiff,image/webp,image/heic,image/heif,application/pdf,.heic,.tif,.tiff"
        onChange={event => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          void intake.send(files);
        }}
      />
      <Button type="button" id={places.addFiles} variant="quiet" icon="plus" shortcut="D" onClick={pickFiles}>
        {t('office.counter-add-pages')}
      </Button>
    </>
  );
}

/** Opens the system's file picker. */
export function pickFiles(): void {
  document.getElementById(places.files)?.click();
}
