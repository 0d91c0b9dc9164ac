import type { Id } from '../../../kernel/index.ts';
import type { CodeMessage } from '../contact-codes/index.ts';
import type { IdentityDependencies } from '../dependencies.ts';
import type { NationalProvider } from './model.ts';

/** What signing in through the national provider needs from outside. */
export interface NationalDependencies extends Pick<IdentityDependencies, 'db' | 'clock' | 'keys'> {
  /** Undefined where none is configured: then nothing of it is offered. */
  readonly provider: NationalProvider | undefined;
  /** Sends news of a binding; see `CodeMessenger`. */
  readonly messenger: {
    send(message: Omit<CodeMessage, 'reference'> & { readonly reference: Id<'national-news'> }): Promise<unknown>;
  };
  /** The host name that people type: every message says that it comes from there. */
  readonly service: string;
}
