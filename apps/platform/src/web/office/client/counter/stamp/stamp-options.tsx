import { Notice, Segments, Select } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { StampLanguagesValue } from '../../../../api/contract/index.ts';
import { textIn, useOffice } from '../../office-context.ts';
import { places, useCounter } from '../counter-context.ts';
import { placeOfPreset, presetOf, presets } from './place.ts';
import { useOptions } from './use-options.ts';
import { useStampPlace } from './use-stamp-place.ts';

/** What kind of paper it is, with what the law says of that kind. */
export function NatureChoice(): ReactElement | null {
  const { t, language, catalogue } = useOffice();
  const { desk, editable } = useCounter();
  const change = useOptions();
  if (!desk.request) return null;
  const { nature } = desk.request.options;
  const chosen = catalogue.natures.find(({ code }) => code === nature);
  const natures = catalogue.natures.map(({ code, label }) => ({ value: code, label: textIn(language, label) }));
  return (
    <div className="pane-block stack stack-tight">
      <Select
        id={places.nature}
        label={t('office.counter-nature')}
        value={nature ?? ''}
        disabled={!editable}
        options={nature === null ? [{ value: '', label: t('office.counter-nature-choose') }, ...natures] : natures}
        onChange={event => {
          const { value } = event.currentTarget;
          void change(() => ({ nature: value }));
        }}
      />
      {chosen?.basis && (
        <Notice state={chosen.rule === 'refuse' ? 'stop' : 'attention'} live="status">
          <p className="small">{textIn(language, chosen.basis)}</p>
        </Notice>
      )}
    </div>
  );
}

/** Languages of the stamp, proposed from the script of the pages, and how many paper originals get a label. */
export function StampLanguages(): ReactElement | null {
  const { t, language, catalogue } = useOffice();
  const { desk, editable } = useCounter();
  const change = useOptions();
  if (!desk.request) return null;
  const { stampLanguages, stampLanguagesProposed, exemplars } = desk.request.options;
  const isOffered = (value: string): value is StampLanguagesValue =>
    catalogue.stampLanguages.some(({ code }) => code === value);
  const counts = Array.from({ length: catalogue.limits.exemplars }, (_, index) => String(index + 1));
  return (
    <div className="pane-block pane-pair">
      <Select
        id="counter-stamp-language"
        label={t('office.counter-stamp-language')}
        {...(stampLanguagesProposed && { optional: t('office.counter-proposed-language') })}
        value={stampLanguages}
        disabled={!editable}
        options={catalogue.stampLanguages.map(({ code, label }) => ({ value: code, label: textIn(language, label) }))}
        onChange={event => {
          const { value } = event.currentTarget;
          if (isOffered(value)) void change(() => ({ stampLanguages: value }));
        }}
      />
      <Select
        id="counter-exemplars"
        label={t('office.counter-exemplars')}
        value={String(exemplars)}
        disabled={!editable}
        options={counts.map(value => ({ value, label: value }))}
        onChange={event => {
          const count = Number(event.currentTarget.value);
          void change(() => ({ exemplars: count }));
        }}
      />
    </div>
  );
}

/** Where the stamp stands on the page on the stage. */
export function StampPlaceChoice(): ReactElement | null {
  const { t } = useOffice();
  const { desk, page: index, editable, showPage } = useCounter();
  const { place, size, proposed, keep } = useStampPlace();
  const pages = desk.request?.document?.pages ?? [];
  const page = pages[index];
  if (!page || !editable) return null;
  const preset = place?.page === index ? presetOf(place, size, page) : undefined;
  const here = proposed ? ['proposed'] : preset ? [preset] : [];
  return (
    <div className="pane-block">
      <Segments
        id="counter-stamp-place"
        name="stamp-place"
        legend={
          <span className="pane-heading">
            {t('office.counter-stamp-place', { page: index + 1 })}
            <small className="push faint">{t('office.counter-stamp-drag')}</small>
          </span>
        }
        chosen={place?.page === index ? here : []}
        choices={[
          { value: 'proposed', label: t('office.counter-stamp-proposed') },
          ...presets.map(value => ({ value, label: t('office.counter-stamp-preset', { preset: value }) })),
        ]}
        onChange={event => {
          const wanted = presets.find(each => each === event.currentTarget.value);
          void keep(wanted ? placeOfPreset(wanted, index, size, page) : null);
          // What we propose stands on the last page.
          if (!wanted) showPage(pages.length - 1);
        }}
      />
      <p className="visually-hidden" id="counter-stamp-help">
        {t('office.counter-stamp-help')}
      </p>
    </div>
  );
}
