const MB = 1_024 * 1_024;

/** WhatsApp carries documents of 100 MB; a self-tape of three minutes in full HD is smaller. */
export const TAPE_BYTES = 100 * MB;
export const SIDES_BYTES = 10 * MB;
/** WhatsApp carries images of 5 MB, and documents that are photos. */
export const PHOTO_BYTES = 10 * MB;
export const SIDES_PAGES = 30;
/** SAG-AFTRA, self-tape rules of the 2023 TV/Theatrical agreement: at most eight pages, at least 48 hours. */
export const UNION_TAPE_PAGES = 8;
export const UNION_TAPE_MS = 48 * 60 * 60_000;

export const sayBytes = (bytes: number) =>
  bytes < MB ? `${Math.ceil(bytes / 1_024)} KB` : `${Math.ceil(bytes / MB)} MB`;
