/** Where a command writes. */
export interface Terminal {
  /** Results, on standard output. */
  print(text: string): void;
  /** One line for whoever is watching, on standard error. */
  warn(line: string): void;
}
