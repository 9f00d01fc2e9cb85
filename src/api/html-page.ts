import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

type Page = {
  status: ContentfulStatusCode;
  title: string;
  text: string;
  /** A button that posts a key. */
  form?: { action: string; key: string; label: string };
  /** Where else the form's answer may lead on to: an origin. */
  leadsTo?: string;
};

/** A page of a few words and perhaps one button, without scripts; in the site's own colours. */
export function htmlPage(c: Context, { status, title, text, form, leadsTo }: Page): Response {
  const button = form
    ? `<form method="post" action="${form.action}"><input type="hidden" name="key" value="${escaped(form.key)}"><button class="primary">${escaped(form.label)}</button></form>`
    : "";
  const words = text
    .split("\n")
    .map((line) => `<p>${escaped(line)}</p>`)
    .join("");
  // By the site's own rule, which names nobody where one comes from, a browser would send the form without its origin.
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="same-origin"><title>${escaped(title)}</title><link rel="stylesheet" href="/colours.css"><link rel="stylesheet" href="/base.css"><link rel="stylesheet" href="/words.css"></head><body><main class="words"><h1>${escaped(title)}</h1>${words}${button}</main></body></html>`;
  return c.html(body, status, {
    "content-security-policy": `default-src 'none'; style-src 'self'; form-action 'self'${leadsTo ? ` ${leadsTo}` : ""}; base-uri 'none'; frame-ancestors 'none'`,
    "cache-control": "no-store",
  });
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);
