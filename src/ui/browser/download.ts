// Hands a file that was made on this page to the user.

/** Saves text as a file of the given name. */
export function downloadText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  downloadUrl(name, url);
  // The click has begun the download; the address is not needed after it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Saves what an address of this server gives. */
export function downloadUrl(name: string, url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
