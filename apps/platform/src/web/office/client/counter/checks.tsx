import { Button, Checkbox, Icon, Notice, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import { textIn, useOffice } from '../office-context.ts';
import { places, useCounter } from './counter-context.ts';
import { useOptions } from './stamp/use-options.ts';

/** What the clerk judges by eye, and what was measured on the pages. */
export function Checks(): ReactElement | null {
  const { t, language, catalogue } = useOffice();
  const { desk, editable } = useCounter();
  const change = useOptions();
  const { request } = desk;
  if (!request) return null;
  const { checks } = request.options;
  const pages = request.document?.pages ?? [];
  const hasPoor = pages.some(page => page.verdicts.some(({ severity }) => severity === 'stop'));
  const seen = request.signatories.some(({ mode }) => mode === 'presence' || mode === 'witnesses');
  const shown = catalogue.checks
    .filter(({ when }) => when === 'always' || hasPoor)
    // Nobody saw those sign who are known by a specimen or consented at a distance.
    .filter(({ code }) => code !== 'signed-here' || seen || request.signatories.length === 0);
  const open = shown.filter(({ code }) => !checks.includes(code));
  const toggle = (code: string, ticked: boolean): void => {
    void change(now => {
      const others = now.checks.filter(each => each !== code);
      return { checks: ticked ? [...others, code] : others };
    });
  };
  return (
    <section className="pane-block" aria-labelledby="counter-checks">
      <div className="pane-heading">
        <h2 id="counter-checks">{t('office.counter-checks')}</h2>
      </div>
      <Verdicts />
      <Warnings />
      {editable && open.length > 1 && (
        <Button
          type="button"
          variant="quiet"
          icon="check"
          className="small"
          onClick={() => void change(() => ({ checks: shown.map(({ code }) => code) }))}
        >
          {t('signatories.all-checks')}
        </Button>
      )}
      {shown.map(({ code, label }) => (
        <Checkbox
          key={code}
          id={places.check(code)}
          className="small"
          label={textIn(language, label)}
          checked={checks.includes(code)}
          disabled={!editable}
          onChange={event => toggle(code, event.currentTarget.checked)}
        />
      ))}
    </section>
  );
}

/** What is to be looked at before the request goes on: each is read by itself, and kept with the request. */
function Warnings(): ReactElement | null {
  const { t, language, api } = useOffice();
  const { desk, editable, showPage } = useCounter();
  const warnings = desk.request?.warnings ?? [];
  if (warnings.length === 0) return null;
  const sayWarning = ({ kind, basis }: Pick<(typeof warnings)[number], 'kind' | 'basis'>): string => {
    if (kind === 'language') return desk.request?.language?.detail ?? '';
    return basis && kind === 'nature' ? textIn(language, basis) : t(`office.warning-${kind}`);
  };
  return (
    <ul className="stack stack-tight" id={places.warnings} tabIndex={-1}>
      {warnings.map(({ key, kind, basis, place, read }) => (
        <li key={key} className="small">
          <Notice state={read ? 'info' : 'attention'}>
            <p>{sayWarning({ kind, basis })}</p>
            <p className="row">
              {place && (
                <Button type="button" variant="quiet" onClick={() => showPage(place.page)}>
                  {t('office.warning-where', { page: place.page + 1, top: Math.round(place.yMm / 10) })}
                </Button>
              )}
              {read ? (
                <span className="faint">{t('office.warning-read')}</span>
              ) : (
                editable && (
                  <Button
                    type="button"
                    onClick={() =>
                      void desk.change(({ id, version }) =>
                        api.call('readWarning', { params: { requestId: id }, body: { version, warning: key } }),
                      )
                    }
                  >
                    {t('office.warning-acknowledge')}
                  </Button>
                )
              )}
            </p>
          </Notice>
        </li>
      ))}
    </ul>
  );
}

/** Verdicts on the pages, each with what to do, and a way to the page. */
function Verdicts(): ReactElement | null {
  const { t } = useOffice();
  const { desk, showPage } = useCounter();
  const document = desk.request?.document;
  if (!document || document.pages.length === 0) return null;
  const said = document.pages.flatMap((page, index) => page.verdicts.map(verdict => ({ ...verdict, index })));
  return (
    <ul className="checks small">
      {said.length === 0 && (
        <li>
          <Icon name="circle-check" />
          <span>{t('office.counter-pages-good')}</span>
          <span className="checks-value">
            <Num>{document.pages.length}</Num>
          </span>
        </li>
      )}
      {said.map(({ kind, severity, detail, index }) => (
        <li key={`${index} ${kind}`} className={severity === 'stop' ? 'state-stop' : 'state-attention'}>
          <Icon name={severity === 'stop' ? 'octagon' : 'triangle'} />
          <span>{detail}</span>
          <button type="button" className="button button-quiet" onClick={() => showPage(index)}>
            {t('office.counter-page')} <Num>{index + 1}</Num>
          </button>
        </li>
      ))}
      {document.notices.map(({ code, detail }) => (
        <li key={code} className="state-info">
          <Icon name="circle-info" />
          <span>{detail}</span>
        </li>
      ))}
    </ul>
  );
}
