import { Button, Name, Num, type State, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatDay, formatMinute } from '../../../../platform/messages/browser.ts';
import type { CommunalRuleView, RulingView, ScreenedNatureView } from '../../../api/contract/index.ts';
import { DataTable } from '../administration/data-table.tsx';
import { nameOf, textIn, useOffice } from '../office-context.ts';

const ruleStates = { allow: 'ok', warn: 'attention', refuse: 'stop' } as const satisfies Record<
  RulingView['rule'],
  State
>;
const versionStates = { 'in-force': 'ok', 'to-come': 'wait', past: 'idle', replaced: 'idle' } as const satisfies Record<
  CommunalRuleView['state'],
  State
>;

/** Natures of a service, each with what holds today, and everything that was and will be. */
export function NatureList(props: {
  readonly natures: readonly ScreenedNatureView[];
  readonly onChange: (nature: ScreenedNatureView) => void;
}): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('screening.natures')}
      rows={props.natures}
      keyOf={({ code }) => code}
      empty=""
      columns={[
        { label: t('screening.nature'), renderCell: ({ label }) => <b>{textIn(language, label)}</b> },
        { label: t('screening.today'), renderCell: ({ today }) => <RuleTag rule={today.rule} /> },
        {
          label: t('screening.basis'),
          renderCell: nature => (
            <div className="stack stack-tight">
              <Because ruling={nature.today} />
              <Versions nature={nature} />
            </div>
          ),
        },
        {
          label: t('screening.change'),
          renderCell: nature => (
            <Button type="button" onClick={() => props.onChange(nature)}>
              {t('screening.change')}
              <span className="visually-hidden"> · {textIn(language, nature.label)}</span>
            </Button>
          ),
        },
      ]}
    />
  );
}

/** What a rule lets an officer do, in a word. */
function RuleTag({ rule }: { readonly rule: RulingView['rule'] }): ReactElement {
  const { t } = useOffice();
  return <Tag state={ruleStates[rule]}>{t(`screening.rule-${rule}`)}</Tag>;
}

/** Why, from when to when, under which version; and what holds for somebody who cannot read. */
function Because({ ruling }: { readonly ruling: RulingView }): ReactElement {
  const { t, language } = useOffice();
  const { basis, illiterateObligation, version } = ruling;
  return (
    <div className="small">
      {basis && <p>{textIn(language, basis)}</p>}
      {illiterateObligation !== 'allow' && <p>{t(`screening.illiterate-${illiterateObligation}`)}</p>}
      <p className="muted">
        <Span {...ruling} /> · {t('screening.version')} <Num>{version}</Num>
      </p>
    </div>
  );
}

function Span({ validFrom, validUntil }: Pick<RulingView, 'validFrom' | 'validUntil'>): ReactElement {
  const { t, language } = useOffice();
  const from = validFrom === null ? '' : formatDay(language, validFrom);
  const until = validUntil === null ? '' : formatDay(language, validUntil);
  if (validFrom === null) return <>{t('screening.always')}</>;
  return <>{validUntil === null ? t('screening.since', { from }) : t('screening.span', { from, until })}</>;
}

function Versions({ nature }: { readonly nature: ScreenedNatureView }): ReactElement | null {
  const { t, language } = useOffice();
  const { rules, declared } = nature;
  if (rules.length === 0) return null;
  return (
    <details>
      <summary>{t('screening.versions', { count: rules.length + 1 })}</summary>
      <ul className="stack stack-tight">
        {rules.map(rule => (
          <li key={rule.id} className="small">
            <p className="row">
              <Num>{rule.version}</Num>
              <Tag state={versionStates[rule.state]}>{t(`screening.state-${rule.state}`)}</Tag>
              {rule.rule === null ? t('screening.rule-declared') : <RuleTag rule={rule.rule} />}
            </p>
            {rule.basis && <p>{textIn(language, rule.basis)}</p>}
            <p className="muted">
              <Span {...rule} /> · {rule.setBy && <Name>{nameOf(language, rule.setBy)}</Name>} ·{' '}
              {formatMinute(language, new Date(rule.setAt))}
            </p>
          </li>
        ))}
        <li className="small">
          <p className="row">
            <Num>{declared.version}</Num> {t('screening.rule-declared')} <RuleTag rule={declared.rule} />
          </p>
          {declared.basis && <p>{textIn(language, declared.basis)}</p>}
        </li>
      </ul>
    </details>
  );
}
