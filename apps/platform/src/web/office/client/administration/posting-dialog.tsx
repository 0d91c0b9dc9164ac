import { Notice, Select, Segments } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { BodyOf, PlacesAnswer, RolesAnswer, routes, StaffFile, StaffLine } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import { DateField, instantOf, OfficeField } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useChange } from './use-answer.ts';

const levels = ['office', 'arrondissement', 'commune'] as const;
type Level = (typeof levels)[number];

interface Form {
  readonly role: string;
  readonly level: Level;
  readonly office: string;
  readonly arrondissement: string;
  readonly from: string;
  readonly until: string;
  readonly covers: string;
}

/** A role somewhere, for some time: at once where one administrator may give it, else proposed to another. */
export function PostingDialog(props: {
  readonly file: StaffFile;
  readonly places: PlacesAnswer;
  readonly roles: RolesAnswer;
  readonly colleagues: readonly StaffLine[];
  readonly onDone: (outcome: 'done' | 'proposed') => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, language, me } = useOffice();
  const { file, places, roles, colleagues, onDone, onClose } = props;
  const offered = roles.roles.filter(({ retired }) => !retired);
  const open = places.offices.filter(({ closedOn }) => closedOn === null);
  const [form, setForm] = useState<Form>({
    role: offered[0]?.role ?? '',
    level: 'office',
    office: open[0]?.id ?? '',
    arrondissement: places.arrondissements[0]?.id ?? '',
    from: me.today,
    until: '',
    covers: '',
  });
  const change = useChange();
  const set = (changes: Partial<Form>): void => setForm({ ...form, ...changes });
  const chosen = offered.find(({ role }) => role === form.role);
  const two = form.level === 'commune' || isSensitive(roles, chosen?.permissions ?? []);
  return (
    <FormDialog
      title={t('administration.give-posting')}
      submit={two ? t('administration.propose') : t('administration.give-posting')}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        const params = { staffId: file.id };
        onDone((await api.call('givePosting', { params, body: bodyOf(form, me.today, me.now) })).outcome);
      }}
    >
      <Select
        id="posting-role"
        label={t('administration.role')}
        options={offered.map(({ role, name }) => ({ value: role, label: name }))}
        value={form.role}
        onChange={event => set({ role: event.currentTarget.value })}
      />
      <Segments
        id="posting-level"
        name="posting-level"
        legend={t('administration.where')}
        chosen={[form.level]}
        choices={levels
          .filter(level => level !== 'arrondissement' || places.arrondissements.length > 0)
          .map(value => ({ value, label: t(`administration.level-${value}`) }))}
        onChange={event => set({ level: levels.find(each => each === event.currentTarget.value) ?? 'office' })}
      />
      {form.level === 'office' && (
        <OfficeField
          id="posting-office"
          label={t('administration.office')}
          offices={open}
          value={form.office}
          onChange={office => set({ office })}
        />
      )}
      {form.level === 'arrondissement' && (
        <Select
          id="posting-arrondissement"
          label={t('administration.arrondissement')}
          options={places.arrondissements.map(({ id, name }) => ({ value: id, label: textIn(language, name) }))}
          value={form.arrondissement}
          onChange={event => set({ arrondissement: event.currentTarget.value })}
        />
      )}
      <div className="form-grid">
        <DateField
          id="posting-from"
          label={t('administration.first-day')}
          required
          value={form.from}
          onChange={from => set({ from })}
        />
        <DateField
          id="posting-until"
          label={t('administration.last-day')}
          hint={t('administration.last-day-hint')}
          required={form.covers !== ''}
          value={form.until}
          onChange={until => set({ until })}
        />
      </div>
      <Select
        id="posting-covers"
        label={t('administration.covers')}
        options={[
          { value: '', label: t('administration.covers-nobody') },
          ...colleagues
            .filter(({ id }) => id !== file.id)
            .map(({ id, name }) => ({ value: id, label: nameOf(language, name) })),
        ]}
        value={form.covers}
        onChange={event => set({ covers: event.currentTarget.value })}
      />
      {two && (
        <Notice state="info">
          <p>{t('administration.takes-two')}</p>
        </Notice>
      )}
    </FormDialog>
  );
}

function isSensitive({ permissions }: RolesAnswer, held: readonly string[]): boolean {
  return permissions.some(({ permission, sensitive }) => sensitive && held.includes(permission));
}

function bodyOf(form: Form, today: string, now: string): BodyOf<typeof routes.givePosting> {
  const { role, level, office, arrondissement, from, until, covers } = form;
  const places = {
    office: { level: 'office', officeId: office },
    arrondissement: { level: 'arrondissement', arrondissementId: arrondissement },
    commune: { level: 'commune' },
  } as const;
  return {
    role,
    jurisdiction: places[level],
    validFrom: from === today ? now : instantOf(from),
    // The last day is worked: the posting ends when it is over.
    validUntil: until === '' ? null : instantOf(until, 1),
    covers: covers === '' ? null : covers,
  };
}
