import { Button, Checkbox, Select } from '@shubbak/design';
import { type ChangeEvent, type ReactElement, useId } from 'react';
import type { CountView, QueueCountsAnswer } from '../../../api/contract/index.ts';
import { textIn, useOffice } from '../office-context.ts';
import { countSet, type Filters, noFilters, shownStates } from './filters.ts';
import { queuedServices, serviceName } from './words.ts';

export interface FilterFieldsProps {
  readonly filters: Filters;
  readonly counts: QueueCountsAnswer | undefined;
  readonly onChange: (filters: Filters) => void;
}

/** Which queue is looked at, and what of it. */
export function FilterFields({ filters, counts, onChange }: FilterFieldsProps): ReactElement {
  const { t, me } = useOffice();
  const id = useId();
  const say = (count: CountView | undefined): string =>
    count?.more === true ? t('queue.count-more', { count: count.count }) : String(count?.count ?? 0);
  const states = shownStates.map(state => {
    const label = t(`requests.state-${state}`);
    const count = counts?.states[state];
    return { value: state, label: count ? t('queue.state-count', { state: label, count: say(count) }) : label };
  });
  const set = countSet(filters);
  return (
    <search className="stack stack-tight" aria-label={t('queue.filters')}>
      <Select
        id={`${id}-state`}
        label={t('queue.state')}
        options={states}
        value={filters.state}
        onChange={event => {
          const state = shownStates.find(each => each === event.currentTarget.value);
          if (state) onChange({ ...filters, state });
        }}
      />
      <Checkbox
        label={t('queue.late-only', { count: say(counts?.late) })}
        checked={filters.late}
        onChange={event => onChange({ ...filters, state: 'queued', late: event.currentTarget.checked })}
      />
      {me.offices.length > 1 && (
        <Checkbox
          label={t('queue.every-office')}
          checked={filters.everyOffice}
          onChange={event => onChange({ ...filters, everyOffice: event.currentTarget.checked })}
        />
      )}
      <details className="queue-filters">
        <summary>
          {t('queue.more-filters')} {set > 0 && `(${set})`}
        </summary>
        <div className="stack stack-tight">
          <MoreFilters id={id} filters={filters} mine={counts?.mine ?? 0} onChange={onChange} />
          {set > 0 && (
            <Button type="button" variant="quiet" onClick={() => onChange({ ...noFilters, state: filters.state })}>
              {t('queue.clear')}
            </Button>
          )}
        </div>
      </details>
    </search>
  );
}

type Parts = Pick<Filters, 'kind' | 'channel' | 'priority' | 'holder' | 'handed' | 'days'>;

function MoreFilters({
  id,
  filters,
  mine,
  onChange,
}: Pick<FilterFieldsProps, 'filters' | 'onChange'> & { readonly id: string; readonly mine: number }): ReactElement {
  const { t, language, catalogue } = useOffice();
  const natures = catalogue.natures.map(({ code, label }) => ({
    value: `signature-legalisation/${code}`,
    label: textIn(language, label),
  }));
  const services = queuedServices.map(service => ({ value: service, label: serviceName(t, service) }));
  const choose = <P extends keyof Parts>(part: P, values: readonly Parts[P][]) => ({
    value: filters[part],
    onChange: (event: ChangeEvent<HTMLSelectElement>) => {
      const value = values.find(each => each === event.currentTarget.value);
      if (value !== undefined) onChange({ ...filters, [part]: value });
    },
  });
  const all = { value: '', label: t('queue.all') };
  const kinds = [all, ...services, ...natures];
  return (
    <>
      <Select
        id={`${id}-kind`}
        label={t('queue.kind')}
        options={kinds}
        {...choose(
          'kind',
          kinds.map(({ value }) => value),
        )}
      />
      <Select
        id={`${id}-channel`}
        label={t('queue.channel')}
        options={[
          all,
          ...(['counter', 'distance'] as const).map(value => ({ value, label: t(`queue.channel-${value}`) })),
        ]}
        {...choose('channel', ['', 'counter', 'distance'])}
      />
      <Select
        id={`${id}-priority`}
        label={t('queue.priority')}
        options={[
          all,
          ...(['urgent', 'high', 'usual'] as const).map(value => ({ value, label: t(`queue.priority-${value}`) })),
        ]}
        {...choose('priority', ['', 'urgent', 'high', 'usual'])}
      />
      <Select
        id={`${id}-holder`}
        label={t('queue.hands')}
        options={[
          all,
          { value: 'me', label: t('queue.hands-me', { count: mine }) },
          { value: 'nobody', label: t('queue.hands-nobody') },
        ]}
        {...choose('holder', ['', 'me', 'nobody'])}
      />
      <Select
        id={`${id}-handed`}
        label={t('queue.stage')}
        options={[all, ...(['false', 'true'] as const).map(value => ({ value, label: t(`queue.stage-${value}`) }))]}
        {...choose('handed', ['', 'true', 'false'])}
      />
      <Select
        id={`${id}-days`}
        label={t('queue.age')}
        options={[
          { value: '', label: '—' },
          ...(['1', '3', '7', '30'] as const).map(value => ({
            value,
            label: t('queue.age-days', { days: Number(value) }),
          })),
        ]}
        {...choose('days', ['', '1', '3', '7', '30'])}
      />
    </>
  );
}
