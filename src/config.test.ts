import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "./config.ts";

const example = Object.fromEntries(
  readFileSync(new URL("../.env.example", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
);

describe("the configuration", () => {
  it("names every bad variable at once, with what it should be and never its value", () => {
    const bad = {
      PORT: "seventy",
      ROLE: "king",
      TWILIO_ACCOUNT_SID: "hunter2",
      API_TOKEN: "short",
      PUBLIC_URL: "ftp://x",
    };
    const error = (() => {
      try {
        loadConfig(bad);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(ConfigError);
    const { problems, message } = error as ConfigError;
    expect(problems.map((problem) => problem.split(" ")[0]).toSorted()).toEqual([
      "API_TOKEN",
      "PORT",
      "PUBLIC_URL",
      "ROLE",
      "TWILIO_ACCOUNT_SID",
      "TWILIO_AUTH_TOKEN",
    ]);
    expect(message).not.toMatch(/seventy|hunter2|king/);
  });

  it("asks for the rest of what works only together", () => {
    expect(() => loadConfig({ SLACK_BOT_TOKEN: "xoxb-1" })).toThrow(/SLACK_SIGNING_SECRET should be/);
    expect(() => loadConfig({ ROLE: "web" })).toThrow(/DATABASE_URL should be(.|\n)*REDIS_URL should be/);
  });

  it("takes an empty environment, and an empty value as unset", () => {
    expect(loadConfig({ ANTHROPIC_API_KEY: " " })).toMatchObject({
      dataDir: ".castmatch",
      claude: undefined,
      slack: undefined,
    });
  });

  it("is explained by .env.example, variable by variable, with the defaults that hold", () => {
    const defaults = loadConfig({});
    expect(loadConfig(example)).toEqual(defaults);
    const source = readFileSync(new URL("./config.ts", import.meta.url), "utf8");
    const known = [...source.slice(source.indexOf("z.object({"), source.indexOf("});")).matchAll(/^ {2}([A-Z_]+):/gm)];
    expect(Object.keys(example).toSorted()).toEqual(known.map(([, name]) => name).toSorted());
  });
});
