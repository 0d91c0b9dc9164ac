import { Button } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { DelegationsAnswer, StatementView } from '../../../api/contract/index.ts';
import { FormDialog } from '../administration/form-dialog.tsx';
import { useChange } from '../administration/use-answer.ts';
import { SignaturePad } from '../counter/citizen/signature-pad.tsx';
import { type Drawing, emptyDrawing, type PadSize, toMillimetres } from '../counter/citizen/strokes.ts';
import { Dialog } from '../dialog.tsx';
import { nameOf, useOffice } from '../office-context.ts';

const parts = ['signature', 'initials'] as const;
type Part = (typeof parts)[number];

interface Drawn {
  readonly drawing: Drawing;
  readonly size: PadSize | undefined;
}

const blank: Drawn = { drawing: emptyDrawing, size: undefined };

/** A delegate draws their signature and initials before an administrator. */
export function RecordSpecimen(props: {
  readonly statement: StatementView;
  readonly onKept: (answer: DelegationsAnswer) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const { statement } = props;
  const name = nameOf(language, statement.subject.name);
  const [drawn, setDrawn] = useState<Readonly<Record<Part, Drawn>>>({ signature: blank, initials: blank });
  const change = useChange();
  return (
    <FormDialog
      title={t('statements.specimen-title', { name })}
      lead={t('statements.specimen-text', { name })}
      submit={t('statements.specimen-keep')}
      change={change}
      onClose={props.onClose}
      onSubmit={async () => {
        const body = { signature: sent(drawn.signature), initials: sent(drawn.initials) };
        const params = { delegationId: statement.id };
        props.onKept(await api.call('recordDelegateSpecimen', { params, body }));
      }}
    >
      {parts.map(part => (
        <div key={part} className="stack stack-tight">
          <div className="row">
            <b id={`specimen-${part}`}>{t(`statements.specimen-${part}`)}</b>
            <Button
              type="button"
              variant="quiet"
              className="push"
              onClick={() => setDrawn(before => ({ ...before, [part]: blank }))}
            >
              {t('statements.specimen-clear')}
              <span className="visually-hidden"> · {t(`statements.specimen-${part}`)}</span>
            </Button>
          </div>
          <SignaturePad
            label={t(`statements.specimen-${part}`)}
            describedBy={`specimen-${part}`}
            drawing={drawn[part].drawing}
            onDraw={(draw, size) =>
              setDrawn(before => ({ ...before, [part]: { drawing: draw(before[part].drawing), size } }))
            }
          />
        </div>
      ))}
    </FormDialog>
  );
}

function sent({ drawing, size }: Drawn) {
  const pad = { widthMm: toMillimetres(size?.width ?? 0), heightMm: toMillimetres(size?.height ?? 0) };
  return { pad, strokes: drawing.strokes.map(stroke => [...stroke]) };
}

/** What a delegate drew, for whoever judges papers. */
export function ShownSpecimen(props: {
  readonly statement: StatementView;
  readonly onClose: () => void;
}): ReactElement {
  const { t, language } = useOffice();
  const { statement } = props;
  return (
    <Dialog
      title={t('statements.specimen-title', { name: nameOf(language, statement.subject.name) })}
      onClose={props.onClose}
    >
      <div className="stack">
        {parts.map(part => (
          <figure key={part}>
            <figcaption className="small muted">{t(`statements.specimen-${part}`)}</figcaption>
            <img
              className="pad"
              alt={t(`statements.specimen-${part}`)}
              src={`/api/v1/statements/delegations/${statement.id}/specimen/${part}.svg`}
            />
          </figure>
        ))}
      </div>
    </Dialog>
  );
}
