import type { QueueLineView } from '../../../api/contract/index.ts';

/** What the reader looks for; empty texts are not asked about. */
export interface Filters {
  readonly state: QueueLineView['state'];
  /** Only the chosen office, or every one that the reader may look into. */
  readonly everyOffice: boolean;
  /** `service` or `service/nature`. */
  readonly kind: string;
  readonly channel: '' | 'counter' | 'distance';
  readonly priority: '' | 'urgent' | 'high' | 'usual';
  readonly holder: '' | 'me' | 'nobody';
  readonly handed: '' | 'true' | 'false';
  readonly days: '' | '1' | '3' | '7' | '30';
  readonly late: boolean;
}

/** What lies with the office, all of it. */
export const noFilters: Filters = {
  state: 'queued',
  everyOffice: false,
  kind: '',
  channel: '',
  priority: '',
  holder: '',
  handed: '',
  days: '',
  late: false,
};

/** States that a queue shows: those that move, then those decided of late. */
export const shownStates = [
  'queued',
  'returned',
  'refusing',
  'collecting',
  'payable',
  'draft',
  'done',
  'refused',
  'declined',
  'expired',
] as const satisfies readonly QueueLineView['state'][];

/** How many filters beyond the state are set. */
export function countSet(filters: Filters): number {
  const { kind, channel, priority, holder, handed, days, late } = filters;
  return [kind, channel, priority, holder, handed, days].filter(each => each !== '').length + (late ? 1 : 0);
}

/** The filters as the API is asked. */
export function queryOf(filters: Filters, officeId: string) {
  const [service = '', nature = ''] = filters.kind.split('/');
  const { state, channel, priority, holder, handed, days, late } = filters;
  return {
    state,
    ...(!filters.everyOffice && { office: officeId }),
    ...(service !== '' && { service }),
    ...(nature !== '' && { nature }),
    ...(channel !== '' && { channel }),
    ...(priority !== '' && { priority }),
    ...(holder !== '' && { holder }),
    ...(handed !== '' && { handed }),
    ...(days !== '' && { days: Number(days) }),
    ...(late && { late: 'true' as const }),
  };
}
