import { Button, Checkbox, Choices, Notice, Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatDate, formatTime } from '../../../../platform/messages/browser.ts';
import type { CertificationView, RequestView } from '../../../api/contract/index.ts';
import { useChange } from '../administration/use-answer.ts';
import { textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';

type Renewal = NonNullable<CertificationView['renewal']>;
const ways = ['certified', 'original'] as const;

interface Props {
  readonly request: RequestView;
  /** Told of the request as it then stands. */
  readonly onChecked?: (request: RequestView) => void;
}

/** The check of a renewal that lies in the queue; until it is made, no officer signs it. */
export function RenewalChecks({ request, onChecked }: Props): ReactElement | null {
  const { t, office } = useOffice();
  const [done, setDone] = useState<RequestView>();
  const shown = done?.id === request.id && done.version === request.version ? done : request;
  const renewal = shown.certification?.renewal;
  if (!renewal || shown.state !== 'queued') return null;
  if (renewal.checkedAt !== null)
    return (
      <Notice state="ok">
        <p>{t('certify.renewal-checked', { time: formatTime(new Date(renewal.checkedAt)) })}</p>
      </Notice>
    );
  if (!office.permissions.includes('requests.prepare'))
    return (
      <Notice state="wait">
        <p>{t('certify.renewal-waits')}</p>
      </Notice>
    );
  return (
    <Checks
      request={shown}
      renewal={renewal}
      onChecked={checked => {
        setDone(checked);
        onChecked?.(checked);
      }}
    />
  );
}

function Checks(props: Required<Props> & { readonly renewal: Renewal }): ReactElement {
  const { t, api, language } = useOffice();
  const { request, renewal, onChecked } = props;
  const { id, version, document } = request;
  const [way, setWay] = useState(renewal.asks);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const change = useChange();
  const checks = useShownChecks(request);
  const pages = document?.pages ?? [];
  const tick = (code: string, on: boolean): void =>
    setTicked(on ? [...ticked, code] : ticked.filter(each => each !== code));
  const box = (code: string, label: string): ReactElement => (
    <Checkbox
      key={code}
      id={`renewal-${code}`}
      className="small"
      label={label}
      checked={ticked.includes(code)}
      onChange={event => tick(code, event.currentTarget.checked)}
    />
  );
  const save = async (): Promise<void> => {
    const chosen = (codes: readonly string[]) => codes.filter(code => ticked.includes(code));
    const body = {
      version,
      heldAgainst: way,
      checks: chosen(checks.map(({ code }) => code)),
      compared: chosen(pages.map(page => page.id)),
    };
    onChecked(await api.call('checkRenewal', { params: { requestId: id }, body }));
  };
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="renewal-checks">
      <h2 id="renewal-checks">{t('certify.renewal-checks')}</h2>
      <Certified renewal={renewal} />
      <HeldAgainst renewal={renewal} way={way} onChoose={setWay} />
      {pages.map((page, index) => box(page.id, t('certify.renewal-page', { page: index + 1, way })))}
      {checks.map(({ code, label }) => box(code, textIn(language, label)))}
      {change.problem && <Problem problem={change.problem} />}
      <Button
        type="button"
        variant="primary"
        disabled={change.busy || ticked.length < checks.length + pages.length}
        onClick={() => change.run(save)}
      >
        {t('certify.renewal-check')}
      </Button>
    </section>
  );
}

/** The checks of every copy, and the one of pages that are hard to read where there are some. */
function useShownChecks({ document }: RequestView) {
  const { catalogue } = useOffice();
  const poor = document?.pages.some(page => page.verdicts.some(({ severity }) => severity === 'stop')) === true;
  return catalogue.copies.checks.filter(({ when }) => when === 'always' || poor);
}

/** What was certified before, to look at beside. */
function Certified({ renewal }: { readonly renewal: Renewal }): ReactElement {
  const { t, language } = useOffice();
  return (
    <p className="small">
      {t('certify.renewal-of', { date: formatDate(language, new Date(renewal.certifiedAt)) })}{' '}
      <a className="touch" href={`/api/v1/acts/${renewal.actId}/sealed.pdf`} target="_blank" rel="noreferrer">
        <Num>{renewal.number}</Num>
      </a>
    </p>
  );
}

/** With what the pages are compared: chosen, but where the commune wants to see the original. */
function HeldAgainst(props: {
  readonly renewal: Renewal;
  readonly way: Renewal['asks'];
  readonly onChoose: (way: Renewal['asks']) => void;
}): ReactElement {
  const { t } = useOffice();
  const { renewal, way, onChoose } = props;
  if (renewal.asks === 'original')
    return (
      <Notice state="attention">
        <p>{t('certify.renewal-shown')}</p>
      </Notice>
    );
  return (
    <Choices
      id="renewal-way"
      name="renewal-way"
      legend={t('certify.renewal-way')}
      chosen={[way]}
      choices={ways.map(value => ({ value, label: t(`certify.renewal-way-${value}`) }))}
      onChange={event => onChoose(event.currentTarget.value === 'original' ? 'original' : 'certified')}
    />
  );
}
