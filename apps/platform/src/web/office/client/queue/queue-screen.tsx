import { Segments } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { useSingleKeys } from '../counter/use-keys.ts';
import { KeysDialog } from '../keys-dialog.tsx';
import { useOffice } from '../office-context.ts';
import { TopBar } from '../top-bar.tsx';
import type { Asking } from './actions.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { AssignDialog, OpinionDialog, PriorityDialog, ReturnDialog } from './dialogs.tsx';
import { FilePane, NoFile } from './file-pane.tsx';
import { FilterFields } from './filter-fields.tsx';
import { noFilters } from './filters.ts';
import { keyMap, useKeys } from './keys.ts';
import { ListPane } from './list-pane.tsx';
import { type File, useFile } from './use-file.ts';
import { useList } from './use-list.ts';

const mostChosen = 200;

/** The queues of an office: what waits, the file of one request, and what may be done about one or several. */
export function QueueScreen(): ReactElement {
  const { t, go } = useOffice();
  const [filters, setFilters] = useState(noFilters);
  const list = useList(filters);
  const [current, setCurrent] = useState(requestInAddress);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [pane, setPane] = useState<'list' | 'file'>('list');
  const [asking, setAsking] = useState<Asking>();
  const [helping, setHelping] = useState(false);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const file = useFile(current, () => void list.look());
  const { handling } = file;
  const lines = list.lines ?? [];
  const chosen = lines.filter(({ id }) => ticked.has(id));
  const tick = (id: string): void =>
    setTicked(ticked.has(id) ? new Set([...ticked].filter(each => each !== id)) : new Set([...ticked, id]));
  const tickAll = (): void =>
    setTicked(new Set(chosen.length === lines.length ? [] : lines.slice(0, mostChosen).map(({ id }) => id)));
  const move = (by: 1 | -1): void => {
    const next = lines[lines.findIndex(({ id }) => id === current) + by];
    if (next) setCurrent(next.id);
  };
  const may = (action: NonNullable<typeof handling>['actions'][number]): boolean =>
    handling?.actions.includes(action) === true;
  useKeys(singleKeys, {
    next: () => move(1),
    previous: () => move(-1),
    tick: () => current !== undefined && tick(current),
    all: tickAll,
    help: () => setHelping(true),
    ...(may('claim') && {
      claim: () => void file.act((api, params) => api.call('claimRequest', { params, body: {} })),
    }),
    ...(may('hand') && { hand: () => void file.act((api, params) => api.call('handRequest', { params, body: {} })) }),
    ...(handling?.verbs.includes('return') && { return: () => setAsking('return') }),
    ...(current !== undefined && { sign: () => go(`/office/sign?request=${current}`) }),
  });
  const keys = keyMap.map(([key, command]) => ({ key, meaning: t('queue.key', { command }) }));
  return (
    <div className="work">
      <TopBar task={t('queue.title')} />
      <main id="main" className="bench bench-requests">
        <h1 className="visually-hidden">{t('queue.title')}</h1>
        <Tabs pane={pane} onChoose={setPane} />
        <ListPane
          list={list}
          chosen={ticked}
          current={current}
          hiddenNarrow={pane !== 'list'}
          onTick={tick}
          onTickAll={tickAll}
          onOpen={id => {
            if (id === current) file.reread();
            setCurrent(id);
            setPane('file');
          }}
          filters={<FilterFields filters={filters} counts={list.counts} onChange={setFilters} />}
        >
          <BulkBar lines={chosen} onDone={() => void list.look()} />
        </ListPane>
        {handling ? (
          <FilePane file={file} handling={handling} hiddenNarrow={pane !== 'file'} onAsk={setAsking} />
        ) : (
          <NoFile file={file} hiddenNarrow={pane !== 'file'} />
        )}
      </main>
      {asking && handling && (
        <Ask
          asking={asking}
          file={file}
          officeId={handling.line.officeId}
          version={handling.line.version}
          onClose={() => setAsking(undefined)}
        />
      )}
      {helping && (
        <KeysDialog
          keys={keys}
          singleKeys={singleKeys}
          onSingleKeys={setSingleKeys}
          onClose={() => setHelping(false)}
        />
      )}
    </div>
  );
}

/** On a narrow screen: the list, or the file. */
function Tabs(props: {
  readonly pane: 'list' | 'file';
  readonly onChoose: (pane: 'list' | 'file') => void;
}): ReactElement {
  const { t } = useOffice();
  const choices = (['list', 'file'] as const).map(value => ({ value, label: t(`queue.tab-${value}`) }));
  return (
    <div className="bench-tabs">
      <Segments
        id="queue-pane"
        name="queue-pane"
        legend={t('queue.show')}
        legendHidden
        choices={choices}
        chosen={[props.pane]}
        onChange={event => props.onChoose(event.currentTarget.value === 'file' ? 'file' : 'list')}
      />
    </div>
  );
}

/** The question before something is done about the open request. What is refused is said in the dialog. */
function Ask(props: {
  readonly asking: Asking;
  readonly file: File;
  readonly officeId: string;
  readonly version: number;
  readonly onClose: () => void;
}): ReactElement {
  const { api } = useOffice();
  const { asking, file, officeId, version, onClose } = props;
  const params = { requestId: file.handling?.line.id ?? '' };
  const done = (handling: NonNullable<File['handling']>): void => {
    file.keep(handling);
    onClose();
  };
  switch (asking) {
    case 'assign':
      return (
        <AssignDialog
          officeId={officeId}
          onClose={onClose}
          send={async (to, key) => done(await api.call('assignRequest', { params, body: { to }, key }))}
        />
      );
    case 'prioritise':
      return (
        <PriorityDialog
          onClose={onClose}
          send={async (body, key) => done(await api.call('prioritiseRequest', { params, body, key }))}
        />
      );
    case 'return':
      return (
        <ReturnDialog
          onClose={onClose}
          send={async (correction, key) =>
            done(await api.call('returnRequest', { params, body: { ...correction, version }, key }))
          }
        />
      );
    case 'ask':
      return (
        <OpinionDialog
          officeId={officeId}
          onClose={onClose}
          send={async (body, key) => done(await api.call('askOpinion', { params, body, key }))}
        />
      );
  }
}

/** A request that another screen leads to. */
function requestInAddress(): string | undefined {
  return new URLSearchParams(location.search).get('request') || undefined;
}
