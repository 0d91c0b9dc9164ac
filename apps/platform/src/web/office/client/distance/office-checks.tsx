import { Button, Checkbox, Notice } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatTime } from '../../../../platform/messages/browser.ts';
import type { RequestView } from '../../../api/contract/index.ts';
import { useChange } from '../administration/use-answer.ts';
import { textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';

/** Codes of checks that are made of the paper alone: whoever signed from afar was seen by nobody here. */
const seenHere = 'signed-here';

/** The checks of a request from afar that lies in the queue; until they are made, no officer signs it. */
export function OfficeChecks(props: {
  readonly request: RequestView;
  /** Told of the request as it then stands. */
  readonly onChecked?: (request: RequestView) => void;
}): ReactElement | null {
  const { t, api, language, catalogue } = useOffice();
  const { request, onChecked } = props;
  const [done, setDone] = useState<RequestView>();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const change = useChange();
  if (request.distance === null || request.state !== 'queued') return null;
  const checkedAt = request.distance.checkedAt ?? (done?.id === request.id ? done.distance?.checkedAt : null) ?? null;
  const poor = request.document?.pages.some(page => page.verdicts.some(({ severity }) => severity === 'stop')) === true;
  const fromAfar = request.signatories.every(({ mode }) => mode === 'distance');
  const shown = catalogue.checks.filter(
    ({ code, when }) => (when === 'always' || poor) && !(fromAfar && code === seenHere),
  );
  if (checkedAt !== null)
    return (
      <Notice state="ok">
        <p>{t('from-afar.checks-done', { time: formatTime(new Date(checkedAt)) })}</p>
      </Notice>
    );
  const { id, version } = request;
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="office-checks">
      <h2 id="office-checks">{t('from-afar.checks')}</h2>
      <p className="small">{t('from-afar.checks-lead')}</p>
      {shown.map(({ code, label }) => (
        <Checkbox
          key={code}
          id={`office-check-${code}`}
          className="small"
          label={textIn(language, label)}
          checked={ticked.includes(code)}
          onChange={event => {
            const others = ticked.filter(each => each !== code);
            setTicked(event.currentTarget.checked ? [...others, code] : others);
          }}
        />
      ))}
      {change.problem && <Problem problem={change.problem} />}
      <Button
        type="button"
        variant="primary"
        disabled={change.busy || ticked.length < shown.length}
        onClick={() =>
          change.run(async () => {
            const body = { version, checks: [...ticked] };
            const checked = await api.call('checkRequest', { params: { requestId: id }, body });
            setDone(checked);
            onChecked?.(checked);
          })
        }
      >
        {t('from-afar.check')}
      </Button>
    </section>
  );
}
