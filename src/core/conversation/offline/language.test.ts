import { expect, test } from "vitest";
import { detectLanguage } from "./language.ts";

test.each([
  ["kal nahi, shaam ko 5 baje chalega", "hinglish"],
  ["time badal sakte hai?", "hinglish"],
  ["haan", "hinglish"],
  ["Friday 4 pm chalega", "hinglish"],
  ["cannot make it, can we do 4?", "en"],
  ["where is it?", "en"],
  ["Need three Marathi-speaking women", "en"],
  ["शुक्रवार ४ बजे", "hi"],
  ["मुझे समय बदलना है", "hi"],
  ["शुक्रवारी ४ वाजता", "mr"],
  ["मला वेळ बदलायची आहे", "mr"],
  ["शनिवारी चालेल का?", "mr"],
  ["उशीर होईल", "mr"],
  ["गुरुवारी येणार", "mr"],
  ["आने में देर होगी", "hi"],
  ["udya 4 vajta chalel", "mr"],
  ["location bhej do", "hinglish"],
  ["thoda late ho jayega 15 min", "hinglish"],
  ["नमस्ते", "hi"],
  ["what do you do", "en"],
] as const)("%j is %s", (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

test.each(["4", "ok", "STOP", "👍", "", "Priya Sharma", "प्रिया शर्मा", "Friday 4 pm"])(
  "%j tells no language",
  (text) => {
    expect(detectLanguage(text)).toBeUndefined();
  },
);
