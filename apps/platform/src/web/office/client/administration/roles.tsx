import { Button, Card, Checkbox, Notice, Tag } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import type { PermissionView, RolesAnswer, RoleView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { LocalizedFields, noText } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { addressOf } from './sections.ts';
import { useAnswer, useChange } from './use-answer.ts';

/** The platform's roles and the commune's own, with what each may do in plain words. */
export function Roles(): ReactElement {
  const { t, api, go } = useOffice();
  const { answer, problem } = useAnswer(useCallback(() => api.call('listRoles', {}), [api]));
  const [open, setOpen] = useState<RoleView | 'new' | { readonly retire: RoleView }>();
  const proposed = (): void => go(addressOf('proposals'));
  return (
    <>
      {problem && <Problem problem={problem} />}
      <div className="row">
        <Button type="button" variant="primary" icon="plus" className="push" onClick={() => setOpen('new')}>
          {t('administration.compose-role')}
        </Button>
      </div>
      {answer?.roles.map(role => (
        <RoleCard key={role.role} role={role} answer={answer} onOpen={setOpen} />
      ))}
      {answer && <Apart answer={answer} />}
      {answer && open !== undefined && (open === 'new' || 'role' in open) && (
        <RoleDialog
          role={open === 'new' ? undefined : open}
          answer={answer}
          onProposed={proposed}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open !== undefined && open !== 'new' && 'retire' in open && (
        <RetireDialog role={open.retire} onProposed={proposed} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

function RoleCard(props: {
  readonly role: RoleView;
  readonly answer: RolesAnswer;
  readonly onOpen: (open: RoleView | { readonly retire: RoleView }) => void;
}): ReactElement {
  const { t } = useOffice();
  const { role, answer, onOpen } = props;
  const held = answer.permissions.filter(({ permission }) => role.permissions.includes(permission));
  return (
    <Card labelledBy={`role-${role.role}`}>
      <div className="stack">
        <div className="row">
          <h2 id={`role-${role.role}`}>{role.name}</h2>
          {role.retired && <Tag state="idle">{t('administration.retired')}</Tag>}
          {!role.builtIn && !role.retired && <Tag state="info">{t('administration.own-role')}</Tag>}
          <span className="muted small">{t('administration.holders', { count: role.holders })}</span>
          {!role.builtIn && (
            <span className="row push">
              <Button type="button" onClick={() => onOpen(role)}>
                {t('administration.change')}
              </Button>
              {!role.retired && (
                <Button type="button" onClick={() => onOpen({ retire: role })}>
                  {t('administration.retire')}
                </Button>
              )}
            </span>
          )}
        </div>
        <ul className="rights">
          {held.map(permission => (
            <Right key={permission.permission} permission={permission} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

function Right({ permission }: { readonly permission: PermissionView }): ReactElement {
  return (
    <li>
      {permission.name}
      <small>{permission.why}</small>
    </li>
  );
}

function Apart({ answer }: { readonly answer: RolesAnswer }): ReactElement {
  const { t } = useOffice();
  return (
    <details className="disclosure">
      <summary>{t('administration.apart')}</summary>
      <ul className="rights">
        {answer.apart.map(({ first, second }) => (
          <li key={`${first} ${second}`}>
            {first} ≠ {second}
          </li>
        ))}
      </ul>
    </details>
  );
}

function RoleDialog(props: {
  readonly role: RoleView | undefined;
  readonly answer: RolesAnswer;
  readonly onProposed: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api } = useOffice();
  const { role, answer, onProposed, onClose } = props;
  const [name, setName] = useState(role?.names ?? noText);
  const [permissions, setPermissions] = useState<readonly string[]>(role?.permissions ?? []);
  const change = useChange();
  const toggle = (permission: string): void =>
    setPermissions(
      permissions.includes(permission) ? permissions.filter(each => each !== permission) : [...permissions, permission],
    );
  return (
    <FormDialog
      title={role ? t('administration.change-role') : t('administration.compose-role')}
      lead={t('administration.compose-lead')}
      submit={t('administration.propose')}
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        await api.call('proposeRole', { body: { roleId: role?.role ?? null, name, permissions: [...permissions] } });
        onProposed();
      }}
    >
      <LocalizedFields id="role-name" legend={t('administration.role-name')} value={name} onChange={setName} />
      <fieldset className="choices">
        <legend>{t('administration.role-rights')}</legend>
        {answer.permissions
          .filter(({ composable }) => composable)
          .map(permission => (
            <Checkbox
              key={permission.permission}
              checked={permissions.includes(permission.permission)}
              onChange={() => toggle(permission.permission)}
              label={
                <>
                  {permission.name}
                  <small className="muted block">{permission.why}</small>
                </>
              }
            />
          ))}
      </fieldset>
      <Notice state="info">
        <p>{t('administration.takes-two')}</p>
      </Notice>
    </FormDialog>
  );
}

function RetireDialog(props: {
  readonly role: RoleView;
  readonly onProposed: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api } = useOffice();
  const { role, onProposed, onClose } = props;
  const change = useChange();
  return (
    <FormDialog
      title={t('administration.retire-title', { name: role.name })}
      lead={t('administration.retire-lead', { count: role.holders })}
      submit={t('administration.propose')}
      danger
      change={change}
      onClose={onClose}
      onSubmit={async () => {
        await api.call('proposeRole', { body: { roleId: role.role, name: role.names ?? noText, permissions: [] } });
        onProposed();
      }}
    />
  );
}
