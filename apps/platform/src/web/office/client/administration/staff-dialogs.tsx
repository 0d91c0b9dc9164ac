import { type ReactElement, useCallback } from 'react';
import type { CodeView, PostingView, StaffFile } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { CodeDialog } from './code-dialog.tsx';
import { CodePaper } from './code-paper.tsx';
import { FormDialog } from './form-dialog.tsx';
import { PostingDialog } from './posting-dialog.tsx';
import { PostingWords } from './staff-words.tsx';
import { useAnswer, useChange } from './use-answer.ts';

/** Which dialog lies over somebody's file. */
export type Open =
  | 'code'
  | 'posting'
  | 'leave'
  | { readonly end: PostingView }
  | { readonly paper: CodeView }
  | undefined;

/** The dialogs of somebody's file: a code, a posting given or ended, leaving. */
export function FileDialogs(props: {
  readonly file: StaffFile;
  readonly open: Open;
  readonly onOpen: (open: Open) => void;
  readonly onAfter: (sentence?: string) => void;
}): ReactElement | null {
  const { t, language } = useOffice();
  const { file, open, onOpen, onAfter } = props;
  const close = (): void => onOpen(undefined);
  if (open === undefined) return null;
  if (open === 'code')
    return (
      <CodeDialog
        file={file}
        onCode={paper => onOpen({ paper })}
        onProposed={() => onAfter(t('administration.proposed'))}
        onClose={close}
      />
    );
  if (open === 'posting') return <GivePosting file={file} onAfter={onAfter} onClose={close} />;
  if (open === 'leave') return <LeaveDialog file={file} onAfter={onAfter} onClose={close} />;
  if ('paper' in open) return <CodePaper code={open.paper} name={file.name} onClose={() => onAfter()} />;
  return (
    <EndDialog
      posting={open.end}
      name={nameOf(language, file.name)}
      staffId={file.id}
      onDone={() => onAfter(t('administration.posting-ended-now'))}
      onClose={close}
    />
  );
}

function GivePosting(props: {
  readonly file: StaffFile;
  readonly onAfter: (sentence: string) => void;
  readonly onClose: () => void;
}): ReactElement | null {
  const { t, api } = useOffice();
  const { answer } = useAnswer(
    useCallback(
      async () => ({
        places: await api.call('listPlaces', {}),
        roles: await api.call('listRoles', {}),
        colleagues: (await api.call('listStaff', { query: { state: 'away' } })).staff,
      }),
      [api],
    ),
  );
  if (!answer) return null;
  return (
    <PostingDialog
      {...answer}
      file={props.file}
      onDone={outcome =>
        props.onAfter(outcome === 'done' ? t('administration.posting-given') : t('administration.proposed'))
      }
      onClose={props.onClose}
    />
  );
}

function LeaveDialog(props: {
  readonly file: StaffFile;
  readonly onAfter: (sentence: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, language } = useOffice();
  const { file } = props;
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.leaves-title', { name: nameOf(language, file.name) })}
      lead={t('administration.leaves-lead', { count: file.statements.length })}
      submit={t('administration.leaves')}
      danger
      change={change}
      onClose={props.onClose}
      onSubmit={async () => {
        await api.call('leaveStaff', { params: { staffId: file.id }, body: {} });
        props.onAfter(t('administration.has-left'));
      }}
    />
  );
}

function EndDialog(props: {
  readonly posting: PostingView;
  readonly staffId: string;
  readonly name: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api } = useOffice();
  const change = useChange();
  const { posting, staffId, name, onDone, onClose } = props;
  return (
    <FormDialog
      title={t('administration.end-title', { name })}
      lead={t('administration.end-lead')}
      submit={t('administration.end-now')}
      danger
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        await api.call('endPosting', { params: { staffId, postingId: posting.id }, body: {} });
        onDone();
      }}
    >
      <PostingWords posting={posting} />
    </FormDialog>
  );
}
