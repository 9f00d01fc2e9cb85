import { createHash } from "node:crypto";

type Look = { gender: string; age: number };

const SKIN = ["#8d5a3b", "#a86f4a", "#c08a63", "#d2a079", "#6f4630", "#b57d55"];
const HAIR = ["#17120f", "#241a15", "#33231a", "#1d1a22"];
const CLOTH = ["#b23a48", "#2a6f77", "#c77d1e", "#5b4b8a", "#3c6e47", "#8c3f6b", "#1f4e79", "#a14f2b"];
const WALL = ["#f3d9b1", "#e7cfc4", "#cfe0da", "#d9d3ea", "#f0dcc9", "#d5e3f0", "#efe3b8", "#e6d0dd"];

/** A drawn portrait: the same seed gives the same picture. 160 by 160, flat colours, nobody in particular. */
export function drawPortrait(seed: string, { gender, age }: Look): string {
  const bytes = createHash("sha256").update(seed).digest();
  const pick = (list: string[], index: number) => list[(bytes[index] ?? 0) % list.length] as string;
  const roll = (index: number, sides: number) => (bytes[index] ?? 0) % sides;
  const hair = age >= 55 ? "#b8b2ab" : age >= 45 && roll(5, 2) === 0 ? "#6d645d" : pick(HAIR, 1);
  const [skin, cloth, wall] = [pick(SKIN, 0), pick(CLOTH, 2), pick(WALL, 3)];
  const wide = 27 + roll(4, 5);
  const long = gender === "female" ? true : gender === "male" ? false : roll(6, 2) === 0;
  const parts = [
    `<rect width="160" height="160" fill="${wall}"/>`,
    `<circle cx="${30 + roll(7, 100)}" cy="${18 + roll(8, 40)}" r="${30 + roll(9, 30)}" fill="#ffffff" opacity=".35"/>`,
    long ? longHair(hair, wide, roll(10, 3)) : "",
    `<path d="M22 160c2-34 26-46 58-46s56 12 58 46z" fill="${cloth}"/>`,
    `<path d="M64 96h32v22c0 10-32 10-32 0z" fill="${skin}"/><path d="M64 100c8 10 24 10 32 0v6c-8 8-24 8-32 0z" fill="#000" opacity=".12"/>`,
    `<ellipse cx="80" cy="74" rx="${wide}" ry="35" fill="${skin}"/>`,
    face(roll(11, 3), age),
    long ? fringe(hair, wide, roll(12, 2)) : shortHair(hair, wide, roll(10, 3)),
    !long && age >= 22 && roll(13, 3) === 0 ? beard(hair, wide) : "",
    roll(14, 6) === 0 ? glasses() : "",
    long && roll(15, 3) === 0 ? '<circle cx="80" cy="61" r="2.4" fill="#8f1d2c"/>' : "",
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" width="160" height="160" role="img">${parts.join("")}</svg>`;
}

const longHair = (hair: string, wide: number, style: number) =>
  `<path d="M${76 - wide} 72c0-46 ${wide * 2 + 8}-46 ${wide * 2 + 8} 0v${[44, 62, 30][style] ?? 44}c-14 10-${wide * 2 - 6} 10-${wide * 2 + 8} 0z" fill="${hair}"/>`;
const fringe = (hair: string, wide: number, style: number) =>
  style === 0
    ? `<path d="M${79 - wide} 70c2-26 22-34 ${wide} -34s${wide} 10 ${wide + 2} 34c-10-6-16-14-18-22-8 12-28 18-${wide + 10} 22z" fill="${hair}"/>`
    : `<path d="M${79 - wide} 72c0-22 12-36 ${wide + 1}-36s${wide + 1} 14 ${wide + 1} 36c-6-14-14-22-${wide + 1}-24-${wide - 13} 2-21 10-${wide + 1} 24z" fill="${hair}"/>`;
const shortHair = (hair: string, wide: number, style: number) =>
  `<path d="M${78 - wide} 70c-4-28 12-${[42, 38, 46][style] ?? 42} ${wide + 2}-${[42, 38, 46][style] ?? 42}s${wide + 6} 16 ${wide + 2} 42c-4-10-8-16-12-20-14 4-34 4-${wide + 6} 0-4 4-8 10-10 20z" fill="${hair}"/>`;
const beard = (hair: string, wide: number) =>
  `<path d="M${82 - wide} 78c2 24 14 34 ${wide - 2} 34s${wide - 4}-10 ${wide - 2}-34c-4 10-10 12-14 12-6-6-18-6-24 0-4 0-10-2-14-12z" fill="${hair}" opacity=".92"/>`;
const glasses = () =>
  '<g fill="none" stroke="#2b2622" stroke-width="2.2"><circle cx="68" cy="74" r="8"/><circle cx="92" cy="74" r="8"/><path d="M76 74h8"/></g>';
const face = (mood: number, age: number) =>
  `<g fill="#241a15"><ellipse cx="68" cy="74" rx="2.8" ry="3.4"/><ellipse cx="92" cy="74" rx="2.8" ry="3.4"/></g>` +
  `<g fill="none" stroke="#241a15" stroke-linecap="round" stroke-width="2.4"><path d="M62 65q6-4 12-1"/><path d="M86 64q6-3 12 1"/></g>` +
  `<path d="M80 76q-3 8 1 10" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="2" stroke-linecap="round"/>` +
  `<path d="M71 ${93 - mood}q9 ${5 + mood * 2} 18 0" fill="none" stroke="#7a2e2e" stroke-width="2.8" stroke-linecap="round"/>` +
  (age >= 50
    ? '<g fill="none" stroke="#000" stroke-opacity=".18" stroke-width="1.6"><path d="M60 84q-2 4 0 8"/><path d="M100 84q2 4 0 8"/></g>'
    : "");
