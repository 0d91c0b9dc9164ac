import { Button, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Speak } from '../page.tsx';

/** What the script of passkeys does: where it asks, where it answers. */
export interface PasskeyTask {
  /** Address under which `options` and `verify` are. */
  readonly at: `/account/${string}`;
  readonly task: 'get' | 'create';
  readonly next?: string;
}

/**
 * A button that only a script can serve (WebAuthn has no form): hidden until the script has seen that this browser knows passkeys.
 * What may have to be said is here, hidden; the script only chooses what to show.
 */
export function PasskeyButton(
  props: PasskeyTask & {
    readonly t: Speak;
    readonly label: string;
    readonly hint?: string;
    /** What the page is for, and not one way among several. */
    readonly primary?: boolean;
  },
): ReactElement {
  const { t, label, hint, at, task, next, primary } = props;
  return (
    <div className="stack stack-tight" hidden data-passkey={task} data-at={at} data-next={next ?? ''}>
      <div hidden data-failed role="alert">
        <Notice state="attention">
          <p data-detail>{t('security.passkey-failed')}</p>
        </Notice>
      </div>
      <Button type="button" variant={primary === true ? 'primary' : 'secondary'} big wideOnPhone icon="key">
        {label}
      </Button>
      {hint !== undefined && <p className="small muted">{hint}</p>}
    </div>
  );
}
