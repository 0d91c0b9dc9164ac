import { Checkbox, Select, TextArea } from '@shubbak/design';
import { type CSSProperties, type PointerEvent, type ReactElement, useRef, useState } from 'react';
import type { CropValue, MarkDoubtBody, PageView } from '../../../api/contract/index.ts';
import { AskingForm } from '../asking-form.tsx';
import { usePull } from '../counter/document/use-pull.ts';
import { Dialog } from '../dialog.tsx';
import { textIn, useOffice } from '../office-context.ts';
import { wordsOf } from '../service-words.ts';
import { centred, placeOn, spanned } from './marked-part.ts';

export interface MarkDialogProps {
  readonly service: string;
  readonly pages: readonly PageView[];
  /** The page that is marked unless another is chosen, from 0. */
  readonly page: number;
  readonly mark: (body: MarkDoubtBody) => Promise<void>;
  readonly onClose: () => void;
}

/** Marking where on which page something is doubtful, and why. */
export function MarkDialog({ service, pages, page: first, mark, onClose }: MarkDialogProps): ReactElement | null {
  const { t, language, catalogue } = useOffice();
  const [index, setIndex] = useState(first);
  const [whole, setWhole] = useState(false);
  const [part, setPart] = useState<CropValue>(centred);
  const [reason, setReason] = useState('');
  const [words, setWords] = useState('');
  const page = pages[index];
  if (!page) return null;
  return (
    <Dialog title={t('doubts.mark-title')} size="page" onClose={onClose}>
      <div className="doubt-marking">
        <MarkedPage key={page.id} {...{ page, index }} part={whole ? undefined : part} onMark={setPart} />
        <AskingForm
          action={t('doubts.mark')}
          ready={reason !== '' && (reason !== 'other' || words.trim() !== '')}
          onClose={onClose}
          send={async () => {
            await mark({ pageId: page.id, place: whole ? null : placeOn(part, page), reason, words });
            onClose();
          }}
        >
          <p className="small muted">{t('doubts.mark-help')}</p>
          {pages.length > 1 && (
            <Select
              id="doubt-page"
              label={t('doubts.page')}
              value={String(index)}
              options={pages.map((_, place) => ({ value: String(place), label: String(place + 1) }))}
              onChange={event => setIndex(Number(event.currentTarget.value))}
            />
          )}
          <Checkbox
            label={t('doubts.whole-page')}
            checked={whole}
            onChange={event => setWhole(event.currentTarget.checked)}
          />
          <Select
            id="doubt-reason"
            label={t('doubts.reason')}
            value={reason}
            options={[
              { value: '', label: t('doubts.choose-reason') },
              ...wordsOf(catalogue, service).doubtReasons.map(({ code, label }) => ({
                value: code,
                label: textIn(language, label),
              })),
            ]}
            onChange={event => setReason(event.currentTarget.value)}
          />
          <TextArea
            id="doubt-words"
            label={t('doubts.words')}
            hint={t('doubts.words-hint')}
            rows={3}
            maxLength={500}
            dir="auto"
            value={words}
            onChange={event => setWords(event.currentTarget.value)}
          />
        </AskingForm>
      </div>
    </Dialog>
  );
}

/** The page with the part that is marked: drawn with the pointer, moved and made larger with the arrows. */
function MarkedPage(props: {
  readonly page: PageView;
  readonly index: number;
  /** Undefined while the whole page is marked. */
  readonly part: CropValue | undefined;
  readonly onMark: (part: CropValue) => void;
}): ReactElement {
  const { t } = useOffice();
  const { page, index, part, onMark } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const from = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const hold = usePull({ sheet, part: part ?? centred, onPull: onMark });
  const at = ({ clientX, clientY }: PointerEvent) => {
    const box = sheet.current?.getBoundingClientRect();
    return box && { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  };
  const percent = (value: number): string => `${value * 100}%`;
  return (
    <div
      className="sheet doubt-sheet"
      ref={sheet}
      style={{ '--ratio': page.widthMm / page.heightMm } as CSSProperties}
      onPointerDown={event => {
        if (!part) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = at(event);
      }}
      onPointerMove={event => {
        const to = at(event);
        if (from.current && to) onMark(spanned(from.current, to));
      }}
      onPointerUp={() => {
        from.current = undefined;
      }}
    >
      <img src={`${page.image}&width=1400`} alt={t('doubts.page-picture', { page: index + 1 })} draggable={false} />
      {part ? (
        <div
          className="doubt-frame doubt-drawn"
          style={{
            left: percent(part.left),
            top: percent(part.top),
            width: percent(part.width),
            height: percent(part.height),
          }}
        >
          <button type="button" className="crop-all" aria-label={t('doubts.move')} {...hold('all')} />
          <button type="button" className="crop-handle crop-se" aria-label={t('doubts.resize')} {...hold('se')} />
        </div>
      ) : (
        <div className="doubt-frame doubt-whole" />
      )}
    </div>
  );
}
