/** Something that whoever typed the command can mend; the message says how. Ends the command with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `pades --help` prints. */
export const help = `pades: PDF signatures (PAdES), made and judged

  pades verify FILE… [--trust PATH]… [--timestamp-trust PATH]… [--json]
                     [--language ar|fr|en] [--at DATE] [--revocation required|if-available]
                     [--ask ORIGIN]…
      Judges every signature of each file. Without --trust no signer is known, and nothing passes.
      --ask lets it fetch revocation from these origins (http://ocsp.example) and from no other.

  pades sign FILE KEY --chain PATH… [--algorithm NAME] [--out FILE]
                     [--tsa URL --timestamp-trust PATH…]… [--field NAME] [--certify 1|2|3]
                     [--name TEXT] [--reason TEXT] [--location TEXT] [--role TEXT]…
                     [--appearance STAMP.pdf --page N --box LEFT,TOP,WIDTH,HEIGHT] [--replace]
      Adds a signature, by default to FILE with “.signed” before its ending. The chain begins with the
      signer’s certificate. --page counts from 1; the box is in points from the top left of the page.
      KEY is --key KEY.pem [--key-password-file F]; or in a hardware module, --pkcs11 MODULE.so --pin-file F
      [--token LABEL] [--key-label LABEL] [--pkcs11-library FOLDER], found by the certificate unless labelled.
      With several --tsa the next is asked where one fails.

  pades augment FILE --to B-LT|B-LTA --trust PATH… --ask ORIGIN… [--timestamp-trust PATH]…
                     [--tsa URL]… [--out FILE] [--replace]
      Adds what is needed to judge the signatures in years to come, or renews it. What the security
      store of the file lacks is fetched from the origins named and from no other.

  pades withdrawn CODE… --list FILE… --seal PATH… --timestamp-trust PATH…
                     [--issuer NAME] [--language ar|fr|en] [--at DATE]
      Asks a signed list, without a network, whether the papers that bear these codes were withdrawn. Only
      lists signed by the seals named are believed. With several lists of one issuer the newest counts, and
      one that leaves out what an older one held is refused.

PATH is a certificate (PEM or DER) or a folder of them. A file that is there is replaced only with --replace.
Exit code: 0 when every file passed or was written and no code is withdrawn, 1 when one did not pass, is withdrawn or
cannot be judged by the list, 2 when the command could not be carried out.
`;
