import { Button, Code, Icon, Name, Num, Tag } from '@shubbak/design';
import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import { formatMinute } from '../../../../../platform/messages/browser.ts';
import { type ApiClient, ApiProblem } from '../../../../api/client/index.ts';
import type { ActView, PreparedActView } from '../../../../api/contract/index.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import { Slips } from './slips.tsx';
import { usePrinter } from './use-printer.ts';

interface Found {
  readonly recorded?: ActView;
  readonly failure?: string;
}

async function readAct(api: ApiClient, actId: string): Promise<Found> {
  try {
    return { recorded: await api.call('readAct', { params: { actId } }) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { failure: error.problem.detail };
  }
}

/** A sealed act and the papers that go with it. */
export function SealedAct({ act }: { readonly act: PreparedActView }): ReactElement {
  const { t, language, api } = useOffice();
  const [found, setFound] = useState<Found>({});
  const { recorded, failure } = found;
  const load = (): Promise<void> => readAct(api, act.actId).then(setFound);
  const onShown = useEffectEvent(() => void load());
  useEffect(() => onShown(), []);
  return (
    <li className="sealed-act">
      <div className="sealed-act-heading">
        <h2>
          <Num>{act.number}</Num>
        </h2>
        <Tag state="ok">{t('office.sign-state-sealed')}</Tag>
      </div>
      <p className="small muted">
        <Name>{act.signatories.map(name => nameOf(language, name)).join(language === 'ar' ? '، ' : ', ')}</Name>
        {recorded && (
          <>
            {' · '}
            {formatMinute(language, new Date(recorded.sealedAt))}
            {' · '}
            <Code>{recorded.code.match(/.{1,4}/g)?.join('-')}</Code>
          </>
        )}
      </p>
      {failure !== undefined && (
        <p className="row small">
          <Icon name="triangle" /> {failure}
          <Button variant="quiet" type="button" onClick={() => void load()}>
            {t('office.retry')}
          </Button>
        </p>
      )}
      {recorded && <Papers act={recorded} requestId={act.requestId} />}
    </li>
  );
}

function Papers({ act, requestId }: { readonly act: ActView; readonly requestId: string }): ReactElement {
  const { t, api } = useOffice();
  const { print, failure } = usePrinter();
  return (
    <div className="row papers">
      <Button
        type="button"
        icon="seal"
        onClick={() => print(() => api.call('sealedFile', { params: { actId: act.id } }))}
      >
        {t(act.kind === 'refusal' ? 'office.refusal-open' : 'office.sign-open-sealed')}
      </Button>
      <Slips requestId={requestId} print={print} />
      {/* Neither a refusal nor a copy goes onto an original. */}
      {act.kind === 'legalisation' && <OfOriginals act={act} print={print} />}
      {failure !== undefined && (
        <p className="small" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}

/** What goes onto the paper originals. */
function OfOriginals(props: {
  readonly act: ActView;
  readonly print: (make: () => Promise<Blob>) => void;
}): ReactElement {
  const { t, api } = useOffice();
  const { act, print } = props;
  const [exemplar, setExemplar] = useState(1);
  const params = { actId: act.id };
  const query = { exemplar };
  const of = { exemplar, exemplars: act.exemplars };
  return (
    <>
      {act.exemplars > 1 && <ExemplarChoice act={act} exemplar={exemplar} onChoose={setExemplar} />}
      <Button type="button" icon="qr" onClick={() => print(() => api.call('labelPaper', { params, query }))}>
        {t('office.sign-print-label', of)}
      </Button>
      {act.exemplars > 1 && (
        <Button
          type="button"
          icon="qr"
          onClick={() => print(() => api.call('labelPaper', { params, query: { exemplar: 'all' } }))}
        >
          {t('signatories.labels-all', { n: act.exemplars })}
        </Button>
      )}
      <Button type="button" icon="stamp" onClick={() => print(() => api.call('overprintPaper', { params, query }))}>
        {t('office.sign-print-overprint', of)}
      </Button>
    </>
  );
}

interface ExemplarChoiceProps {
  readonly act: ActView;
  readonly exemplar: number;
  readonly onChoose: (exemplar: number) => void;
}

function ExemplarChoice({ act, exemplar, onChoose }: ExemplarChoiceProps): ReactElement {
  const { t } = useOffice();
  return (
    <label className="exemplar">
      <span className="small">{t('office.sign-exemplar')}</span>
      <select className="input" value={exemplar} onChange={event => onChoose(Number(event.currentTarget.value))}>
        {Array.from({ length: act.exemplars }, (_, index) => (
          <option key={index} value={index + 1}>
            {index + 1}/{act.exemplars}
          </option>
        ))}
      </select>
    </label>
  );
}
