/** What a file is by its first bytes, whatever it is called: a PDF, or a photo or video that phones and browsers make. */
export function sniff(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.subarray(0, 1_024)).toString("latin1");
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (text.includes("%PDF-")) return "application/pdf";
  if (text.slice(4, 8) === "ftyp") return brandOf(text.slice(8, 12));
  // EBML: Matroska and WebM name themselves within the first bytes.
  if (text.startsWith("\x1aE\xdf\xa3")) return text.includes("webm") ? "video/webm" : "video/x-matroska";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "AVI ") return "video/x-msvideo";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "image/webp";
  return undefined;
}

/** ISO 14496-12: sound and pictures come in the same box as video, under brands of their own. */
function brandOf(brand: string): string | undefined {
  if (/^(?:M4A|M4B|heic|heix|mif1|msf1|avif)/.test(brand)) return undefined;
  if (brand.startsWith("qt")) return "video/quicktime";
  return brand.startsWith("3g") ? "video/3gpp" : "video/mp4";
}
