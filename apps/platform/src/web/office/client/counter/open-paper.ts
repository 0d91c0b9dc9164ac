/** How long a paper's address lives, in milliseconds: a browser must have read it by then. */
const life = 60_000;

/** Opens a PDF in a window of its own, from which it is printed; as a download where windows are not allowed. */
export async function openPaper(make: () => Promise<Blob>): Promise<void> {
  // Opened before anything is awaited: browsers allow a window only as the direct answer to a click.
  const window = open('', '_blank');
  try {
    const address = URL.createObjectURL(await make());
    setTimeout(() => URL.revokeObjectURL(address), life);
    if (window) window.location.href = address;
    else download(address);
  } catch (error) {
    window?.close();
    throw error;
  }
}

function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = 'shubbak.pdf';
  link.click();
}
