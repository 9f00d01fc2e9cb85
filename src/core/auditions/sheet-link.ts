import { createHmac, timingSafeEqual } from "node:crypto";

type Signed = { id: string; feedToken: string; until: Date };
type Ending = "pdf" | "csv";

/** An address that opens a session's sheet without a login until then: signed with the session's own secret. */
export function sheetLink(publicUrl: string, { id, feedToken, until }: Signed, ending: Ending): string {
  const seconds = Math.floor(until.getTime() / 1_000);
  return `${publicUrl}/sheets/${id}.${ending}?until=${seconds}&sig=${sign({ id, feedToken, seconds })}`;
}

/** Whether a link was signed for this session and its time is not over. */
export function opensSheet(
  { id, feedToken }: Omit<Signed, "until">,
  { until, sig, now }: { until: string; sig: string; now: Date },
): boolean {
  const seconds = Number(until);
  if (!/^\d{1,12}$/.test(until) || seconds * 1_000 <= now.getTime()) return false;
  const [left, right] = [Buffer.from(sig), Buffer.from(sign({ id, feedToken, seconds }))];
  return left.length === right.length && timingSafeEqual(left, right);
}

const sign = ({ id, feedToken, seconds }: { id: string; feedToken: string; seconds: number }) =>
  createHmac("sha256", feedToken).update(`sheet:${id}:${seconds}`).digest("base64url");
