import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = "v1.";

/** AES-256-GCM under a key of 32 bytes in base64. What is sealed for one person does not open for another. */
export function sealToken(tokenKey: string, { token, personId }: { token: string; personId: string }): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(tokenKey, "base64"), iv).setAAD(Buffer.from(personId));
  const sealed = Buffer.concat([iv, cipher.update(token, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return VERSION + sealed.toString("base64url");
}

/** Undefined for what was sealed under another key or for another person, or was changed. */
export function openToken(
  tokenKey: string,
  { sealed, personId }: { sealed: string; personId: string },
): string | undefined {
  if (!sealed.startsWith(VERSION)) return undefined;
  const bytes = Buffer.from(sealed.slice(VERSION.length), "base64url");
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(-TAG_BYTES)];
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(tokenKey, "base64"), iv, { authTagLength: TAG_BYTES });
  try {
    const text = decipher.setAAD(Buffer.from(personId)).setAuthTag(tag).update(bytes.subarray(IV_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
