import { Button, Icon, IconButton, Key, Notice } from '@shubbak/design';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { useOffice } from '../office-context.ts';
import { usePdf } from '../papers/pdf-page.tsx';
import { PdfViewer } from '../papers/pdf-viewer.tsx';

/** The paper on the stage. */
export type StagePaper =
  | { readonly kind: 'loading'; readonly text: string }
  | { readonly kind: 'here'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly detail: string; readonly onRetry?: () => void };

export interface DocumentStageProps {
  readonly title: ReactNode;
  readonly subtitle: ReactNode;
  /** What kind of paper this is: a draft, or the final pages. */
  readonly state: ReactNode;
  /** Where the document stands among its neighbours, from 0. */
  readonly place: number;
  readonly count: number;
  readonly paper: StagePaper;
  /** From 0. */
  readonly page: number;
  readonly shown: ReadonlySet<number> | undefined;
  readonly zoomed: boolean;
  /** On a narrow screen, whether another pane is shown instead. */
  readonly hiddenNarrow: boolean;
  readonly onZoom: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onTurn: (page: number) => void;
  readonly onCounted: (pages: number) => void;
  /** Told when a page stands on the stage. */
  readonly onShown?: (page: number) => void;
  /** What must be known before the page is read. */
  readonly notice?: ReactNode;
  /** What stands at the foot: decisions about this document. */
  readonly children?: ReactNode;
}

/** One document on the officer's table: what it is, its pages, and what can be decided about it. */
export function DocumentStage(props: DocumentStageProps): ReactElement {
  const { t } = useOffice();
  return (
    <section
      className="stage"
      aria-label={t('office.sign-document')}
      data-hidden-narrow={props.hiddenNarrow || undefined}
    >
      <Tools {...props} />
      {props.notice}
      <Paper {...props} />
      {props.children !== undefined && <div className="dock">{props.children}</div>}
    </section>
  );
}

function Tools({ title, subtitle, state, place, count, zoomed, onZoom, onMove }: DocumentStageProps): ReactElement {
  const { t } = useOffice();
  return (
    <div className="tools signing-tools">
      <div className="signing-title">
        <h2>{title}</h2>
        <p className="tiny faint">{subtitle}</p>
      </div>
      {state}
      <span className="row push">
        <span className="tiny faint nowrap">{t('office.sign-position', { place: place + 1, count })}</span>
        <IconButton
          icon={zoomed ? 'zoom-out' : 'zoom-in'}
          label={t(zoomed ? 'office.sign-fit' : 'office.sign-enlarge')}
          aria-keyshortcuts="Z"
          onClick={onZoom}
        />
        <IconButton
          icon="chevron-start"
          label={t('office.sign-previous')}
          aria-keyshortcuts="K"
          disabled={place <= 0}
          onClick={() => onMove(-1)}
        />
        <IconButton
          icon="chevron-end"
          label={t('office.sign-next')}
          aria-keyshortcuts="J"
          disabled={place + 1 >= count}
          onClick={() => onMove(1)}
        />
        <span className="wide-only row keys" aria-hidden="true">
          <Key>K</Key>
          <Key>J</Key>
        </span>
      </span>
    </div>
  );
}

function Paper(props: DocumentStageProps): ReactElement {
  const { paper } = props;
  const { t } = useOffice();
  if (paper.kind === 'here') return <OpenedPaper {...props} bytes={paper.bytes} />;
  if (paper.kind === 'loading')
    return (
      <output className="stage-message">
        <Icon name="clock" /> {paper.text}
      </output>
    );
  return (
    <div className="stage-message">
      <Notice state="attention" title={t('office.sign-cannot-show')} live="alert">
        <p>{paper.detail}</p>
      </Notice>
      {paper.onRetry && (
        <Button type="button" onClick={paper.onRetry}>
          {t('office.retry')}
        </Button>
      )}
    </div>
  );
}

function OpenedPaper({ bytes, ...props }: DocumentStageProps & { readonly bytes: Uint8Array }): ReactElement {
  const { t } = useOffice();
  const opening = usePdf(bytes);
  const { onCounted } = props;
  const pages = opening.kind === 'opened' ? opening.pdf.numPages : undefined;
  useEffect(() => {
    if (pages !== undefined) onCounted(pages);
  }, [pages, onCounted]);
  if (opening.kind === 'unreadable')
    return (
      <div className="stage-message">
        <Notice state="stop" title={t('office.sign-cannot-show')} live="alert">
          <p>{t('office.sign-unreadable')}</p>
        </Notice>
      </div>
    );
  if (opening.kind === 'opening') return <output className="stage-message">{t('office.sign-opening')}</output>;
  return <PdfViewer {...props} pdf={opening.pdf} page={Math.min(props.page, opening.pdf.numPages - 1)} />;
}
