import type { Id, PersonActor } from '../../../kernel/index.ts';
import type { CodeMessage } from '../contact-codes/index.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import type { KeyDataChanges } from '../profile/model.ts';
import type { NationalProvider } from './model.ts';

/** What signing in through the national provider needs from outside. */
export interface NationalDependencies extends Pick<IdentityDependencies, 'db' | 'clock' | 'keys' | 'tellSecurity'> {
  /** Undefined where none is configured: then nothing of it is offered. */
  readonly provider: NationalProvider | undefined;
  /** Sends news of a binding; see `CodeMessenger`. */
  readonly messenger: {
    send(message: Omit<CodeMessage, 'reference'> & { readonly reference: Id<'national-news'> }): Promise<unknown>;
  };
  /**
   * Takes what the provider vouched for at its highest level to a person signed in, where the configuration lets it change key data; see
   * `changeByProvider`. What it refuses stays as it was.
   */
  readonly keepVouched: (actor: PersonActor, changes: KeyDataChanges) => Promise<unknown>;
  /** The host name that people type: every message says that it comes from there. */
  readonly service: string;
}
