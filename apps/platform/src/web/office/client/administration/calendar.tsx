import { Button, Notice, Num, Tag } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import { formatDay } from '../../../../platform/messages/browser.ts';
import type { CalendarAnswer, DayValue, WeekValue } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { DaysDialog } from './days-dialog.tsx';
import { OfficeField } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useAnswer, useChange } from './use-answer.ts';
import { WeekFields } from './week-fields.tsx';

/** When offices are open: by weekday, in Ramadan, and on the days that are not like the others. */
export function CalendarPart(): ReactElement {
  const { t, api } = useOffice();
  const [office, setOffice] = useState('');
  const [open, setOpen] = useState<'hours' | 'days' | { readonly openOn: string }>();
  const { answer: places } = useAnswer(useCallback(() => api.call('listPlaces', {}), [api]));
  const ask = useCallback(() => api.call('readCalendar', { query: office === '' ? {} : { office } }), [api, office]);
  const { answer, problem, reload } = useAnswer(ask);
  const change = useChange();
  const done = (): void => {
    setOpen(undefined);
    reload();
  };
  const officeId = office === '' ? null : office;
  return (
    <>
      {problem && <Problem problem={problem} />}
      {change.problem && <Problem problem={change.problem} />}
      <search className="filters">
        <OfficeField
          id="calendar-office"
          label={t('administration.office')}
          none={t('administration.every-office')}
          offices={places?.offices.filter(({ closedOn }) => closedOn === null) ?? []}
          value={office}
          onChange={setOffice}
        />
      </search>
      {answer && <NextOpening answer={answer} own={officeId !== null} />}
      <div className="row">
        <h2>{t('administration.coming-days')}</h2>
        <Button type="button" variant="primary" className="push" onClick={() => setOpen('hours')}>
          {t('administration.set-hours')}
        </Button>
      </div>
      {answer && <ComingDays answer={answer} onOpenOn={openOn => setOpen({ openOn })} />}
      <div className="row">
        <h2>{t('administration.special-days')}</h2>
        <Button type="button" variant="primary" icon="plus" className="push" onClick={() => setOpen('days')}>
          {t('administration.enter-days')}
        </Button>
      </div>
      {answer && (
        <SpanTable
          spans={answer.spans}
          onRemove={spanId =>
            change.run(async () => {
              await api.call('cancelDays', { params: { spanId }, body: {} });
              reload();
            })
          }
        />
      )}
      {open === 'hours' && answer && (
        <HoursDialog officeId={officeId} answer={answer} onDone={done} onClose={() => setOpen(undefined)} />
      )}
      {open !== undefined && open !== 'hours' && (
        <DaysDialog
          officeId={officeId}
          openOn={open === 'days' ? undefined : open.openOn}
          onDone={done}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function NextOpening({ answer, own }: { readonly answer: CalendarAnswer; readonly own: boolean }): ReactElement {
  const { t, language } = useOffice();
  const { next } = answer;
  return (
    <Notice state="info">
      <p>
        {next
          ? t('administration.next-opening', { date: formatDay(language, next.date), time: next.time })
          : t('administration.never-opens')}
        {own && !answer.own && ` ${t('administration.hours-of-commune')}`}
      </p>
    </Notice>
  );
}

function ComingDays(props: {
  readonly answer: CalendarAnswer;
  readonly onOpenOn: (date: string) => void;
}): ReactElement {
  const { answer, onOpenOn } = props;
  const { t, language } = useOffice();
  const weekday = new Intl.DateTimeFormat(language === 'zgh' ? 'fr' : language, { weekday: 'long', timeZone: 'UTC' });
  return (
    <DataTable
      caption={t('administration.coming-days')}
      rows={answer.days}
      keyOf={({ date }) => date}
      empty=""
      columns={[
        {
          label: t('administration.day'),
          renderCell: ({ date }) => `${weekday.format(new Date(`${date}T00:00:00Z`))} ${formatDay(language, date)}`,
        },
        {
          label: t('administration.hours'),
          renderCell: ({ date, periods, nationalHoliday }) => (
            <span className="row">
              {periods.length > 0 && <Num>{hoursIn(periods)}</Num>}
              {(nationalHoliday || periods.length === 0) && (
                <Tag state="idle">
                  {t(nationalHoliday ? 'administration.national-holiday' : 'administration.closed')}
                </Tag>
              )}
              {nationalHoliday && periods.length === 0 && (
                <Button type="button" onClick={() => onOpenOn(date)}>
                  {t('administration.days-open')}
                </Button>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}

const hoursIn = (periods: DayValue): string => periods.map(({ from, until }) => `${from}–${until}`).join(' · ');

function SpanTable(props: {
  readonly spans: CalendarAnswer['spans'];
  readonly onRemove: (id: string) => void;
}): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('administration.special-days')}
      rows={props.spans}
      keyOf={({ id }) => id}
      empty={t('administration.no-special-days')}
      columns={[
        { label: t('administration.name'), renderCell: ({ name }) => textIn(language, name) },
        {
          label: t('administration.kind'),
          renderCell: ({ kind, hours }) => (
            <>
              {t(`administration.days-${kind}`)} {hours.length > 0 && <Num>{hoursIn(hours)}</Num>}
            </>
          ),
        },
        {
          label: t('administration.term'),
          renderCell: ({ firstOn, lastOn }) =>
            firstOn === lastOn
              ? formatDay(language, firstOn)
              : `${formatDay(language, firstOn)} – ${formatDay(language, lastOn)}`,
        },
        { label: t('administration.entered-by'), renderCell: ({ by }) => by && nameOf(language, by) },
        {
          label: t('administration.state'),
          renderCell: ({ id }) => (
            <Button type="button" onClick={() => props.onRemove(id)}>
              {t('administration.remove')}
            </Button>
          ),
        },
      ]}
    />
  );
}

interface DialogProps {
  readonly officeId: string | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function HoursDialog(props: DialogProps & { readonly answer: CalendarAnswer }): ReactElement {
  const { t, api } = useOffice();
  const { officeId, answer, onDone, onClose } = props;
  const [hours, setHours] = useState<WeekValue>(answer.hours);
  const [ramadanHours, setRamadanHours] = useState<WeekValue>(answer.ramadanHours);
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.set-hours')}
      lead={t('administration.set-hours-lead')}
      submit={t('administration.save')}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        await api.call('setHours', { body: { officeId, hours, ramadanHours } });
        onDone();
      }}
    >
      <WeekFields id="hours" legend={t('administration.usual-hours')} week={hours} onChange={setHours} />
      <WeekFields
        id="ramadan"
        legend={t('administration.ramadan-hours')}
        week={ramadanHours}
        onChange={setRamadanHours}
      />
    </FormDialog>
  );
}
