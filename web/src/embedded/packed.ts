// What is packed into the page: each part a script element that no browser runs, gzipped and in
// base64, under a name of its own.

/** The bytes of a part of this page, still packed; null if it has none of this name. */
export function packed(name: string): Uint8Array<ArrayBuffer> | null {
  const element = [...document.querySelectorAll("script[data-part]")].find(
    (each) => each.getAttribute("data-part") === name,
  );
  return element ? decoded(element.textContent ?? "") : null;
}

/** The bytes of base64 text. */
export function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64.trim());
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Unpack what gzip packed. */
export async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
