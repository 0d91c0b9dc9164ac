import { Notice } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';
import type { ProblemBody } from '../../../../api/contract/index.ts';
import { Dialog } from '../../dialog.tsx';
import { useOffice } from '../../office-context.ts';
import { PdfPage, usePdf } from '../../papers/pdf-page.tsx';
import { Problem } from '../../problem.tsx';
import { focusOn, places, useCounter } from '../counter-context.ts';

/** The act as it would be, every page marked as a draft. */
export function DraftDialog(): ReactElement {
  const { t, api } = useOffice();
  const { desk, show } = useCounter();
  const [bytes, setBytes] = useState<Uint8Array>();
  const [problem, setProblem] = useState<ProblemBody>();
  const opening = usePdf(bytes);
  const pdf = opening.kind === 'opened' ? opening.pdf : undefined;
  const requestId = desk.request?.id;
  useEffect(() => {
    if (requestId === undefined) return undefined;
    let current = true;
    api
      .call('draftPreview', { params: { requestId } })
      .then(async blob => {
        const read = new Uint8Array(await blob.arrayBuffer());
        if (current) setBytes(read);
      })
      .catch((error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        if (current) setProblem(error.problem);
      });
    return () => {
      current = false;
    };
  }, [api, requestId]);
  return (
    <Dialog
      title={t('office.counter-preview-title')}
      size="page"
      onClose={() => {
        show(undefined);
        focusOn(places.goOn);
      }}
    >
      {problem && <Problem problem={problem} />}
      {!pdf && !problem && <output className="muted">{t('office.counter-preview-making')}</output>}
      {pdf && (
        <>
          <Notice state="info">
            <p>{t('office.counter-preview-text')}</p>
          </Notice>
          <div className="draft-pages">
            {Array.from({ length: pdf.numPages }, (_, index) => (
              <PdfPage key={index} pdf={pdf} index={index} width={760} />
            ))}
          </div>
        </>
      )}
    </Dialog>
  );
}
