import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * `sides` is one person's copy of a role's sides, `take` one recording, `photo` one photo, for the team. Whether the link still opens
 * anything is for the tables to say, each time.
 */
export type FileLink = { kind: "sides" | "take" | "photo"; id: string; until?: Date };

const LETTER = { sides: "s", take: "t", photo: "p" } as const;
const KIND: Record<string, FileLink["kind"]> = { s: "sides", t: "take", p: "photo" };
const FORM = /^([stp])\.([0-9a-f-]{36})\.(\d{1,12})\.([\w-]{43})$/;

/** The secret of an installation signs who may open which file; nobody can make such a link or turn one into another. */
export function createLinks(secret: string) {
  const sign = (text: string) => createHmac("sha256", secret).update(`file link:${text}`).digest("base64url");
  return {
    /** The path of a link below PUBLIC_URL. */
    path({ kind, id, until }: FileLink): string {
      const text = `${LETTER[kind]}.${id}.${until ? Math.floor(until.getTime() / 1_000) : 0}`;
      return `/m/${text}.${sign(text)}`;
    },
    /** What the last part of such a path stands for; undefined when we never signed it or its time is over. */
    open(token: string, now: Date): FileLink | undefined {
      const [, letter, id, until, signature] = FORM.exec(token) ?? [];
      if (!letter || !id || until === undefined || !signature) return undefined;
      const right = sign(`${letter}.${id}.${until}`);
      if (!timingSafeEqual(Buffer.from(signature), Buffer.from(right))) return undefined;
      if (until !== "0" && Number(until) * 1_000 <= now.getTime()) return undefined;
      const kind = KIND[letter];
      return kind && { kind, id };
    },
  };
}
export type Links = ReturnType<typeof createLinks>;
