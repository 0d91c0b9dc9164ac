import { Button, Name, Tag } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDay, formatMinute } from '../../../../platform/messages/browser.ts';
import type { DistanceAnswer, DistanceNatureView, DistanceRuleView } from '../../../api/contract/index.ts';
import { DataTable } from '../administration/data-table.tsx';
import { useAnswer } from '../administration/use-answer.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DecisionDialog } from './decision-dialog.tsx';

/** Which natures of act a commune legalises at a distance, by which text, and with which competent office. */
export function DistanceRules(): ReactElement {
  const { t, api, language } = useOffice();
  const read = useAnswer(useCallback(() => api.call('readDistance', {}), [api]));
  const [changed, setChanged] = useState<DistanceAnswer>();
  const [decided, setDecided] = useState<DistanceNatureView>();
  const answer = changed ?? read.answer;
  return (
    <section className="stack" aria-labelledby="from-afar">
      <h2 id="from-afar">{t('from-afar.title')}</h2>
      <p>{t('from-afar.lead')}</p>
      {read.problem && <Problem problem={read.problem} />}
      {answer && (
        <DataTable
          caption={t('from-afar.title')}
          rows={answer.natures}
          keyOf={({ code }) => code}
          empty=""
          columns={[
            { label: t('screening.nature'), renderCell: ({ label }) => <b>{textIn(language, label)}</b> },
            { label: t('screening.today'), renderCell: nature => <Today nature={nature} /> },
            {
              label: t('from-afar.basis'),
              renderCell: nature => <Decisions nature={nature} offices={answer.offices} />,
            },
            {
              label: t('from-afar.decide'),
              renderCell: nature => (
                <Button type="button" disabled={nature.refused} onClick={() => setDecided(nature)}>
                  {t('from-afar.decide')}
                  <span className="visually-hidden"> · {textIn(language, nature.label)}</span>
                </Button>
              ),
            },
          ]}
        />
      )}
      {decided && answer && (
        <DecisionDialog
          nature={decided}
          offices={answer.offices}
          onClose={() => setDecided(undefined)}
          onDecided={next => {
            setDecided(undefined);
            setChanged(next);
          }}
        />
      )}
    </section>
  );
}

function Today({ nature }: { readonly nature: DistanceNatureView }): ReactElement {
  const { t } = useOffice();
  if (nature.refused) return <Tag state="stop">{t('from-afar.refused')}</Tag>;
  const open = nature.today?.enabled === true;
  return <Tag state={open ? 'ok' : 'idle'}>{t(open ? 'from-afar.open' : 'from-afar.closed')}</Tag>;
}

interface DecisionsProps {
  readonly nature: DistanceNatureView;
  readonly offices: DistanceAnswer['offices'];
}

/** What holds today, and behind it everything that was decided. */
function Decisions({ nature, offices }: DecisionsProps): ReactElement {
  const { t } = useOffice();
  const { today, rules } = nature;
  return (
    <div className="stack stack-tight">
      {today ? <Decision rule={today} offices={offices} /> : <p className="small muted">{t('from-afar.none')}</p>}
      {rules.length > 1 && (
        <details className="disclosure">
          <summary>{t('from-afar.earlier', { count: rules.length })}</summary>
          <ul className="rows">
            {rules.map(rule => (
              <li key={rule.id}>
                <Decision rule={rule} offices={offices} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Decision({
  rule,
  offices,
}: { readonly rule: DistanceRuleView } & Pick<DecisionsProps, 'offices'>): ReactElement {
  const { t, language } = useOffice();
  const { basis, office, validFrom, validUntil, decidedBy, decidedAt, enabled } = rule;
  const fixed = office.kind === 'fixed' ? offices.find(({ id }) => id === office.officeId) : undefined;
  const from = formatDay(language, validFrom);
  return (
    <div className="small">
      {basis && <p dir="auto">{language === 'ar' ? basis.arabic : basis.french}</p>}
      <p className="muted">
        {enabled ? t(`from-afar.office-${office.kind}`) : t('from-afar.closed')}
        {fixed && ` : ${textIn(language, fixed.name)}`} ·{' '}
        {validUntil === null
          ? t('from-afar.since', { date: from })
          : t('from-afar.span', { from, until: formatDay(language, validUntil) })}
        {decidedBy && (
          <>
            {' · '}
            <Name>{nameOf(language, decidedBy)}</Name> · {formatMinute(language, new Date(decidedAt))}
          </>
        )}
      </p>
    </div>
  );
}
