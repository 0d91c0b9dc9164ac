import { Button, Checkbox, Code, Facts, Notice, Num, Select } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import { ApiProblem } from '../../../api/client/index.ts';
import type { ProblemBody, RequestView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { useCounter } from './counter-context.ts';
import { openPaper } from './open-paper.ts';
import { copiesService, partiesOf, wordsOf } from '../service-words.ts';

/** What can be printed once the act is made: the slip, the sealed document, what goes on the paper originals. */
export function Papers(): ReactElement | null {
  const { t, language } = useOffice();
  const { request } = useCounter().desk;
  if (!request) return null;
  const { act } = request;
  if (request.state !== 'done' || !act) return <Whereabouts />;
  return (
    <section className="pane-block stack" aria-labelledby="counter-papers">
      <Notice state="ok" live="status" title={t('office.counter-done')}>
        <Facts
          items={[
            { label: t('office.counter-act-number'), value: <Num>{act.number}</Num> },
            { label: t('office.counter-act-code'), value: <Code>{act.code.match(/.{1,4}/g)?.join(' ')}</Code> },
            { label: t('office.counter-act-sealed'), value: formatMinute(language, new Date(act.sealedAt)) },
          ]}
        />
      </Notice>
      <div className="pane-heading">
        <h2 id="counter-papers">{t('office.counter-papers')}</h2>
      </div>
      <Prints
        key={act.id}
        actId={act.id}
        exemplars={request.service === copiesService ? 0 : request.options.exemplars}
      />
    </section>
  );
}

/** Where a request is that left the counter. */
function Whereabouts(): ReactElement | null {
  const { t, api } = useOffice();
  const { desk } = useCounter();
  const { request } = desk;
  if (!request || request.state === 'draft') return null;
  // What came from afar is not with the officer before a clerk has checked it.
  const checked = request.distance ?? request.certification?.renewal;
  if (request.state === 'queued' && checked?.checkedAt === null) return null;
  const waits = request.state === 'queued' || request.state === 'refusing';
  return (
    <section className="pane-block stack">
      <Notice
        state={waits ? 'wait' : 'stop'}
        live="status"
        title={t('office.counter-whereabouts', { state: request.state })}
      >
        {request.refusal && <RefusalWords service={request.service} refusal={request.refusal} />}
        {waits && <p className="small">{t('office.counter-queued-text')}</p>}
      </Notice>
      {request.state === 'queued' && <SlipButtons key={request.id} />}
      {request.state === 'refused' && request.act && <RefusalPaper actId={request.act.id} />}
      {request.again && <TakeUpAgain requestId={request.id} />}
      {request.actions.includes('reopen') && (
        <Button
          type="button"
          variant="quiet"
          onClick={() =>
            void desk.change(({ id, version }) =>
              api.call('reopenRequest', { params: { requestId: id }, body: { version } }),
            )
          }
        >
          {t('office.counter-reopen')}
        </Button>
      )}
    </section>
  );
}

/** Opens a draft that takes the request up again, filled in and for nothing. */
function TakeUpAgain({ requestId }: { readonly requestId: string }): ReactElement {
  const { t, api } = useOffice();
  const { desk } = useCounter();
  return (
    <>
      <p className="small">{t('office.again-text')}</p>
      <Button
        type="button"
        variant="primary"
        full
        onClick={() => void desk.begin(() => api.call('openAgain', { params: { requestId }, body: {} }))}
      >
        {t('office.again')}
      </Button>
    </>
  );
}

interface RefusalWordsProps {
  readonly service: string;
  readonly refusal: NonNullable<RequestView['refusal']>;
}

/** Why a request is or will be refused, and the words for its applicant. */
function RefusalWords({ service, refusal }: RefusalWordsProps): ReactElement {
  const { catalogue, language } = useOffice();
  const reason = wordsOf(catalogue, service).refusalReasons.find(({ code }) => code === refusal.reason);
  return (
    <>
      {reason && <p>{reason.label[language]}</p>}
      <p dir="auto">{refusal.note}</p>
    </>
  );
}

/** The signed refusal, printed for whoever has no account. */
function RefusalPaper({ actId }: { readonly actId: string }): ReactElement {
  const { t, api } = useOffice();
  const { print, problem } = usePrinter();
  return (
    <>
      {problem && <Problem problem={problem} />}
      <Button
        type="button"
        variant="secondary"
        icon="printer"
        full
        onClick={() => print(() => api.call('sealedFile', { params: { actId } }))}
      >
        {t('office.refusal-print')}
      </Button>
    </>
  );
}

interface PrintsProps {
  readonly actId: string;
  /** Paper originals to be stamped; none of a copy, which is printed whole. */
  readonly exemplars: number;
}

function Prints(props: PrintsProps): ReactElement {
  const { t, api } = useOffice();
  const { print, problem } = usePrinter();
  const params = { actId: props.actId };
  return (
    <>
      {problem && <Problem problem={problem} />}
      <SlipButtons />
      <Button
        type="button"
        variant="secondary"
        icon="file"
        full
        onClick={() => print(() => api.call('sealedFile', { params }))}
      >
        {t('office.counter-print-sealed')}
      </Button>
      {props.exemplars > 0 && <OfOriginals {...props} print={print} />}
    </>
  );
}

/** What goes onto the paper originals. */
function OfOriginals(props: PrintsProps & { readonly print: (make: () => Promise<Blob>) => void }): ReactElement {
  const { t, api } = useOffice();
  const { print } = props;
  const [exemplar, setExemplar] = useState(1);
  const params = { actId: props.actId };
  const query = { exemplar };
  const choices = Array.from({ length: props.exemplars }, (_, index) => String(index + 1));
  return (
    <>
      {props.exemplars > 1 && (
        <Button
          type="button"
          variant="secondary"
          icon="qr"
          full
          onClick={() => print(() => api.call('labelPaper', { params, query: { exemplar: 'all' } }))}
        >
          {t('signatories.labels-all', { n: props.exemplars })}
        </Button>
      )}
      {props.exemplars > 1 && (
        <Select
          id="counter-exemplar"
          label={t('office.counter-exemplar')}
          value={String(exemplar)}
          options={choices.map(value => ({
            value,
            label: t('office.counter-exemplar-of', { k: value, n: props.exemplars }),
          }))}
          onChange={event => setExemplar(Number(event.currentTarget.value))}
        />
      )}
      <Button
        type="button"
        variant="secondary"
        icon="qr"
        full
        onClick={() => print(() => api.call('labelPaper', { params, query }))}
      >
        {t('office.counter-print-label')}
      </Button>
      <Button
        type="button"
        variant="secondary"
        icon="stamp"
        full
        onClick={() => print(() => api.call('overprintPaper', { params, query }))}
      >
        {t('office.counter-print-overprint')}
      </Button>
    </>
  );
}

/** The slip of each signatory: the receipt, and the way into their account; a new one for whoever forgot their password. */
function SlipButtons(): ReactElement {
  const { t, api, office, language } = useOffice();
  const { request } = useCounter().desk;
  const { print, problem } = usePrinter();
  const [renewal, setRenewal] = useState(false);
  return (
    <>
      {problem && <Problem problem={problem} />}
      <Checkbox
        label={t('office.counter-slip-renewal')}
        checked={renewal}
        onChange={event => setRenewal(event.currentTarget.checked)}
      />
      {(request ? partiesOf(request) : []).map(({ personId, name }) => (
        <Button
          key={personId}
          type="button"
          variant="secondary"
          icon="printer"
          full
          onClick={() => {
            print(() =>
              api.call('printSlip', {
                params: { personId },
                body: { officeId: office.id, ...(request && { requestId: request.id }), renewal },
              }),
            );
            // A renewal closes the old way in: it is asked for one printing at a time, never left ticked for the next.
            setRenewal(false);
          }}
        >
          {t('office.counter-print-slip', { name: nameOf(language, name) })}
        </Button>
      ))}
    </>
  );
}

function usePrinter(): {
  readonly print: (make: () => Promise<Blob>) => void;
  readonly problem: ProblemBody | undefined;
} {
  const [problem, setProblem] = useState<ProblemBody>();
  return {
    problem,
    print: make => {
      setProblem(undefined);
      openPaper(make).catch((error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error.problem);
      });
    },
  };
}
