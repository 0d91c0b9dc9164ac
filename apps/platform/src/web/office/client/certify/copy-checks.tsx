import { Button, Checkbox, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { CertificationView, RequestView } from '../../../api/contract/index.ts';
import { useCounter } from '../counter/counter-context.ts';
import { textIn, useOffice } from '../office-context.ts';
import { spots } from './next-step.ts';

interface ChecksProps {
  readonly certification: CertificationView;
  /** Records the page on the stage as compared, or takes that back. */
  readonly compare: () => void;
}

/** The page held against the original, and what the clerk looked for on it. Each is kept with whoever did it. */
export function CopyChecks({ certification, compare }: ChecksProps): ReactElement {
  const { t, language, catalogue, api, me } = useOffice();
  const { desk, editable } = useCounter();
  const pages = desk.request?.document?.pages ?? [];
  const hasPoor = pages.some(page => page.verdicts.some(({ severity }) => severity === 'stop'));
  const shown = catalogue.copies.checks.filter(({ when }) => when === 'always' || hasPoor);
  const toggle = (check: string, made: boolean): void =>
    void desk.change(
      ({ id, version }) => api.call('checkOriginal', { params: { requestId: id }, body: { version, check, made } }),
      // Shown at once; who made it and when is the server’s to say.
      request => guessed(request, { code: check, by: me.name, at: new Date().toISOString() }, made),
    );
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="certify-checks">
      <h2 id="certify-checks">{t('certify.checks')}</h2>
      {pages.length > 0 && <Comparison certification={certification} compare={compare} />}
      {shown.map(({ code, label }) => {
        const made = certification.checks.find(each => each.code === code);
        return (
          <Checkbox
            key={code}
            id={spots.check(code)}
            className="small"
            label={textIn(language, label)}
            checked={made !== undefined}
            disabled={!editable}
            onChange={event => toggle(code, event.currentTarget.checked)}
          />
        );
      })}
    </section>
  );
}

type Check = CertificationView['checks'][number];

function guessed(request: RequestView, check: Check, made: boolean): RequestView {
  const { certification } = request;
  if (!certification) return request;
  const others = certification.checks.filter(({ code }) => code !== check.code);
  return { ...request, certification: { ...certification, checks: made ? [...others, check] : others } };
}

/** How many pages were compared, and the button for the one on the stage. */
function Comparison({ certification, compare }: ChecksProps): ReactElement {
  const { t } = useOffice();
  const { desk, editable, page: index } = useCounter();
  const pages = desk.request?.document?.pages ?? [];
  const { compared } = certification;
  const done = compared.includes(pages[index]?.id ?? '');
  return (
    <>
      <p className="small" aria-live="polite">
        {t('certify.compared-count', { compared: compared.length, pages: pages.length })}{' '}
        {pages.map((page, place) => (
          <Tag key={page.id} state={compared.includes(page.id) ? 'ok' : 'attention'}>
            <Num>{place + 1}</Num>
          </Tag>
        ))}
      </p>
      {editable && (
        <Button
          type="button"
          id={spots.compare}
          variant={done ? 'quiet' : 'secondary'}
          icon={done ? 'cross' : 'check'}
          shortcut="P"
          full
          onClick={compare}
        >
          {t(done ? 'certify.compare-undo' : 'certify.compare', { page: index + 1 })}
        </Button>
      )}
    </>
  );
}
