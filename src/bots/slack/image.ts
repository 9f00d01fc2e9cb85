import { BlockList, isIP } from "node:net";

const PRIVATE = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  PRIVATE.addSubnet(net, bits);

/**
 * The address where Slack can fetch a picture, or undefined. Slack fetches it itself when the message is posted, takes
 * PNG, JPEG and GIF, and refuses the whole message when it cannot: so nothing on this machine or network, and no SVG.
 */
export function publicImage(address: string, publicUrl: string): string | undefined {
  const url = URL.parse(address, `${publicUrl}/`);
  if (!url || url.href.length > 3_000 || /\.svgz?$/i.test(url.pathname)) return undefined;
  const ours = url.origin === URL.parse(publicUrl)?.origin;
  if (url.protocol !== "https:" && !(url.protocol === "http:" && ours)) return undefined;
  return isPublicHost(url.hostname) ? url.href : undefined;
}

function isPublicHost(host: string): boolean {
  if (isIP(host) === 4) return !PRIVATE.check(host);
  return host.includes(".") && !/\.(localhost|local|internal|test|invalid)$/.test(host);
}
