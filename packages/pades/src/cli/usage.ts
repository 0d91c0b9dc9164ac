/** Something that whoever typed the command can mend; the message says how. Ends the command with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `pades --help` prints. */
export const help = `pades: PDF signatures (PAdES), made and judged

  pades verify FILE… [--trust PATH]… [--timestamp-trust PATH]… [--json]
                     [--language ar|fr|en] [--at DATE] [--revocation required|if-available]
      Judges every signature of each file. PATH is a certificate (PEM or DER) or a folder of them;
      without --trust no signer is known, and nothing passes.

Exit code: 0 when every file passed, 1 when one did not, 2 when the command could not be carried out.
`;
