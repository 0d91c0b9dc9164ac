import { Segments } from '@shubbak/design';
import type { ReactElement } from 'react';
import { useOffice } from '../office-context.ts';

/** The panes of the officer's table, of which a narrow screen shows one. */
export type PaneName = 'queue' | 'document' | 'checks';

/** On a narrow screen: which pane to look at. */
export function PaneTabs(props: {
  readonly pane: PaneName;
  /** Name of the last pane, which differs from stage to stage. */
  readonly checks: string;
  readonly onChoose: (pane: PaneName) => void;
}): ReactElement {
  const { t } = useOffice();
  const choices = [
    { value: 'queue', label: t('office.sign-queue') },
    { value: 'document', label: t('office.sign-document') },
    { value: 'checks', label: props.checks },
  ] as const;
  return (
    <div className="bench-tabs">
      <Segments
        id="pane"
        name="pane"
        legend={t('office.sign-show')}
        legendHidden
        choices={choices}
        chosen={[props.pane]}
        onChange={event => {
          const chosen = choices.find(({ value }) => value === event.currentTarget.value);
          if (chosen) props.onChoose(chosen.value);
        }}
      />
    </div>
  );
}
