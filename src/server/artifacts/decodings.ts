// Every form a percent-encoded text takes as it is decoded again and again.

const MOST_DECODINGS = 8;

/**
 * The text as it is, and after each further round of percent-decoding, until nothing changes.
 *
 * A check that must hold for every reader, also for one that decodes too often, is made on all of them.
 *
 * @returns Undefined when the text still changes after 8 rounds: nobody encodes a path that often in good faith.
 */
export function decodings(text: string): readonly string[] | undefined {
  const forms = [text];
  for (let form = text; forms.length <= MOST_DECODINGS; forms.push(form)) {
    const decoded = decodeOnce(form);
    if (decoded === form) return forms;
    form = decoded;
  }
  return undefined;
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that encodes nothing is only a percent sign
  }
}
