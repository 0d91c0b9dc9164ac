import { type ReactElement, useState } from 'react';
import { useOffice } from '../office-context.ts';
import { TopBar } from '../top-bar.tsx';
import { CorrectPane } from './correct-pane.tsx';
import { DeskPane } from './desk-pane.tsx';
import { WaitingPane } from './waiting-pane.tsx';

const panes = [
  { name: 'correct', needs: 'identity.change-key-data' },
  { name: 'waiting', needs: 'identity.approve-key-data' },
  { name: 'desk', needs: 'identity.answer-rights' },
] as const;

/** People's files: correcting key data, the second pair of eyes, and the data-protection desk; each to whoever may. */
export function FilesScreen(): ReactElement {
  const { t, office } = useOffice();
  const offered = panes.filter(({ needs }) => office.permissions.includes(needs));
  const [chosen, setChosen] = useState<(typeof panes)[number]['name']>();
  const open = chosen ?? offered[0]?.name;
  return (
    <>
      <TopBar task={t('files.title')} />
      <main id="main" className="page wrap wrap-narrow stack stack-loose" tabIndex={-1}>
        <h1>{t('files.title')}</h1>
        {offered.length > 1 && (
          <nav className="row" aria-label={t('files.parts')}>
            {offered.map(({ name }) => (
              <button
                key={name}
                type="button"
                className={`button ${name === open ? 'button-secondary' : 'button-quiet'}`}
                aria-pressed={name === open}
                onClick={() => setChosen(name)}
              >
                {t(`files.part-${name}`)}
              </button>
            ))}
          </nav>
        )}
        {open === 'correct' && <CorrectPane />}
        {open === 'waiting' && <WaitingPane />}
        {open === 'desk' && <DeskPane />}
      </main>
    </>
  );
}
