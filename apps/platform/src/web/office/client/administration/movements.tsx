import { Tag } from '@shubbak/design';
import { type ReactElement, useCallback } from 'react';
import type { MovementsAnswer } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { DataTable } from './data-table.tsx';
import { addressOf } from './sections.ts';
import { PostingWords } from './staff-words.tsx';
import { useAnswer } from './use-answer.ts';

type Movement = MovementsAnswer['lines'][number]['movements'][number];

/** What somebody should look at is marked; coming, moving and leaving are news. */
const news: readonly Movement[] = ['joined', 'moved', 'left'];

/** Who came, moved and left, and whose rights should be looked at. */
export function Movements(): ReactElement {
  const { t, api, language, go } = useOffice();
  const { answer, problem } = useAnswer(useCallback(() => api.call('listMovements', {}), [api]));
  return (
    <>
      {problem && <Problem problem={problem} />}
      {answer && (
        <DataTable
          caption={t('administration.section-movements')}
          rows={answer.lines}
          keyOf={({ id }) => id}
          empty={t('administration.no-movements')}
          columns={[
            {
              label: t('administration.name'),
              renderCell: ({ id, name }) => (
                <a
                  className="touch"
                  href={addressOf('staff', id)}
                  onClick={event => {
                    event.preventDefault();
                    go(addressOf('staff', id));
                  }}
                >
                  {nameOf(language, name)}
                </a>
              ),
            },
            {
              label: t('administration.movement'),
              renderCell: ({ movements }) => (
                <span className="row">
                  {movements.map(movement => (
                    <Tag key={movement} state={news.includes(movement) ? 'info' : 'attention'}>
                      {t(`administration.movement-${movement}`)}
                    </Tag>
                  ))}
                </span>
              ),
            },
            {
              label: t('administration.postings'),
              renderCell: ({ postings }) =>
                postings.length === 0
                  ? '—'
                  : postings.map(posting => <PostingWords key={posting.id} posting={posting} />),
            },
          ]}
        />
      )}
    </>
  );
}
