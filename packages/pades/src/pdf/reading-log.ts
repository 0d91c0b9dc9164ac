import { malformedPdf } from './model.ts';

/** As many departures as anybody reads; a hostile file could make a million. */
const mostDepartures = 100;

/**
 * What a file departs from in ISO 32000. Read strictly, the first departure is refused; read forgivingly, each is noted:
 * `forgiven` where every common viewer reads over it alike, `ambiguities` where two could see two documents.
 */
export class ReadingLog {
  readonly forgiving: boolean;
  readonly forgiven: string[] = [];
  readonly ambiguities: string[] = [];

  constructor(forgiving: boolean) {
    this.forgiving = forgiving;
  }

  /** Notes a harmless departure; throws `pdf-malformed` when the file is read strictly. */
  forgive(detail: string): void {
    this.#note(this.forgiven, detail);
  }

  /** Notes a departure that readers may resolve differently; throws `pdf-malformed` when the file is read strictly. */
  doubt(detail: string): void {
    this.#note(this.ambiguities, detail);
  }

  #note(list: string[], detail: string): void {
    if (!this.forgiving) throw malformedPdf(detail);
    if (list.length < mostDepartures && !list.includes(detail)) list.push(detail);
  }
}
