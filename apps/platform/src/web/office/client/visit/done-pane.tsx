import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import type { PersonCard, ProblemBody } from '../../../api/contract/index.ts';
import { AlikeNotice } from '../merging/alike-notice.tsx';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { usePrinter } from '../sign/outcome/use-printer.ts';

interface DoneProps {
  readonly person: PersonCard;
  /** The request that the person came to sign, if the counter sent them here. */
  readonly requestId: string | undefined;
  readonly onNext: () => void;
}

/** The visit is kept: the slip, and what the person came for. */
export function DonePane({ person, requestId, onNext }: DoneProps): ReactElement {
  const { t, language, api, office, go } = useOffice();
  const { print, failure } = usePrinter();
  const [problem, setProblem] = useState<ProblemBody>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const openRequest = async (): Promise<void> => {
    const document = person.documents.find(({ expired }) => !expired);
    if (!document) return;
    try {
      const request =
        requestId === undefined
          ? await api.call('openRequest', { body: { officeId: office.id, service: 'signature-legalisation' } })
          : await api.call('readRequest', { params: { requestId } });
      const { id, version } = request;
      const body = { version, personId: person.id, identityDocumentId: document.id };
      await api.call('addSignatory', { params: { requestId: id }, body });
      go(`/office/counter?${new URLSearchParams({ request: id })}`);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  };
  return (
    <section className="stack visit-done">
      <h1 tabIndex={-1} ref={heading}>
        {t('office.visit-done', { name: nameOf(language, person.name) })}
      </h1>
      <Notice state="ok">
        <p>{t('office.visit-done-text')}</p>
      </Notice>
      <AlikeNotice personId={person.id} />
      {failure !== undefined && (
        <Notice state="attention" live="alert">
          <p>{failure}</p>
        </Notice>
      )}
      {problem && <Problem problem={problem} />}
      <div className="row">
        <Button
          type="button"
          variant="primary"
          icon="printer"
          onClick={() =>
            print(() => api.call('printSlip', { params: { personId: person.id }, body: { officeId: office.id } }))
          }
        >
          {t('office.visit-print-slip')}
        </Button>
        {office.permissions.includes('requests.prepare') && (
          <Button type="button" variant="secondary" icon="file" onClick={() => void openRequest()}>
            {t(requestId === undefined ? 'office.visit-open-request' : 'office.visit-join-request')}
          </Button>
        )}
        <Button type="button" variant="quiet" onClick={onNext}>
          {t('office.visit-next')}
        </Button>
      </div>
    </section>
  );
}
