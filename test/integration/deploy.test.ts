/** What a deploy is made of names only what there is: variables, scripts, files, each other. */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { readManifests } from "../../deploy/read-manifests.ts";
import { validateManifest } from "../../deploy/validate-manifest.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");
const exists = (path: string) => existsSync(new URL(path, ROOT));
/** config.test.ts holds .env.example against src/config.ts, variable by variable. */
const variables = new Set([...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
const unknown = (names: (string | undefined)[]) => names.filter((name) => !variables.has(name));
const scripts = (text: string) =>
  [...text.matchAll(/\b(?:src|bench|deploy|test)\/[\w./-]+\.(?:ts|sh)\b/g)].map(([path]) => path);

type Service = {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  deploy?: { replicas: number };
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: unknown;
};
type Container = {
  command: string[];
  env?: { name: string }[];
  securityContext: Record<string, unknown>;
  readinessProbe?: { httpGet: { path: string } };
};
type Labelled = { labels: Record<string, string> };
type Workload = {
  kind: string;
  metadata: { name: string } & Labelled;
  spec: {
    selector?: { matchLabels: Record<string, string> };
    template: { metadata: Labelled; spec: { securityContext: { runAsNonRoot: boolean }; containers: Container[] } };
  };
};

describe("package.json", () => {
  it("has scripts that name files that are there", () => {
    const { scripts: commands } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    expect(
      Object.values(commands)
        .flatMap(scripts)
        .filter((path) => !exists(path)),
    ).toEqual([]);
  });

  it("lists as a dependency all that the program imports: an image has nothing else", () => {
    const { dependencies, optionalDependencies } = JSON.parse(read("package.json")) as Record<string, object>;
    const there = new Set([...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {})]);
    const imported = globSync("src/**/*.ts", { cwd: fileURLToPath(ROOT) })
      .filter((path) => !path.endsWith(".test.ts"))
      .flatMap((path) => [
        ...read(path).matchAll(/^import (?!type)[^;]*?from "([^".][^"]*)"|\bimport\("([^".][^"]*)"\)/gm),
      ])
      .map(([, from, lazy]) => from ?? lazy ?? "")
      .filter((name) => !name.startsWith("node:"))
      .map((name) =>
        name
          .split("/")
          .slice(0, name.startsWith("@") ? 2 : 1)
          .join("/"),
      );
    expect([...new Set(imported)].filter((name) => !there.has(name))).toEqual([]);
  });
});

describe("the Dockerfile", () => {
  const file = read("Dockerfile");
  const runtime = file.slice(file.lastIndexOf("\nFROM "));

  it("builds in stages on Node 24, without development dependencies, and runs as no root", () => {
    expect([...file.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual(["node:24-slim", "node:24-slim"]);
    expect(file).toContain("npm ci --omit=dev");
    expect(runtime).toMatch(/^USER node$/m);
    expect(runtime).toMatch(/^HEALTHCHECK [\s\S]*\/api\/health/m);
  });

  it("names variables of the configuration, and scripts and folders that are there and not ignored", () => {
    const names = [...file.matchAll(/^ENV (.+)$/gm)].flatMap(([, pairs]) => [...(pairs ?? "").matchAll(/([A-Z_]+)=/g)]);
    const ours = names.map(([, name]) => name).filter((name) => name !== "NODE_COMPILE_CACHE");
    expect(unknown(ours)).toEqual([]);
    expect(scripts(runtime).filter((path) => !exists(path))).toEqual([]);
    const kept = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"));
    const copied = [...file.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) => (paths ?? "").split(" "));
    expect(copied.filter((path) => !exists(path))).toEqual([]);
    expect(kept.map((line) => line.slice(1)).toSorted()).toEqual(
      copied.toSorted().filter((one, nth, all) => all.indexOf(one) === nth),
    );
  });
});

describe("docker-compose.yml", () => {
  const text = read("docker-compose.yml");
  const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
  const ours = Object.entries(services).filter(([, service]) => service.build);

  it("runs two web and two workers after one migration, and waits for what they need", () => {
    expect(ours.map(([name]) => name).toSorted()).toEqual(["migrate", "web", "worker"]);
    for (const role of ["web", "worker"]) {
      expect(services[role]).toMatchObject({
        deploy: { replicas: 2 },
        environment: { ROLE: role },
        depends_on: {
          migrate: { condition: "service_completed_successfully" },
          postgres: { condition: "service_healthy" },
          redis: { condition: "service_healthy" },
        },
      });
    }
    for (const name of ["postgres", "redis"]) expect(services[name]?.healthcheck).toBeDefined();
  });

  it("names variables of the configuration and scripts that are there", () => {
    expect(unknown(ours.flatMap(([, service]) => Object.keys(service.environment ?? {})))).toEqual([]);
    expect(scripts(text).filter((path) => !exists(path))).toEqual([]);
    for (const [, path] of text.matchAll(/- \.\/(\S+?):/g)) expect(exists(path ?? "")).toBe(true);
  });

  it("holds no secret: each password must be given", () => {
    const values = Object.values(services).flatMap((service) => Object.entries(service.environment ?? {}));
    const secrets = values.filter(([name]) => /PASSWORD|TOKEN|SECRET|KEY/.test(name)).map(([, value]) => value);
    const inAddresses = values.flatMap(([, value]) => /:\/\/\w+:(.+)@/.exec(value)?.[1] ?? []);
    expect([secrets.length, inAddresses.length]).toEqual([2, 4]);
    for (const value of [...secrets, ...inAddresses]) expect(value).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
  });

  it("gives PostgreSQL a pgvector that is new enough, and Redis a log and no eviction", () => {
    const [, minor, patch] = /^pgvector\/pgvector:0\.(\d+)\.(\d+)-pg\d+$/.exec(services.postgres?.image ?? "") ?? [];
    expect(Number(minor) * 100 + Number(patch)).toBeGreaterThanOrEqual(804);
    expect(services.redis?.command?.join(" ")).toMatch(/--appendonly yes.*--maxmemory-policy noeviction/);
  });
});

describe("deploy/k8s", () => {
  const { kustomization, manifests } = readManifests();
  const workloads = manifests
    .map(({ object }) => object as unknown as Workload)
    .filter(({ kind }) => kind === "Deployment" || kind === "Job");
  const containers = workloads.flatMap(({ spec }) => spec.template.spec.containers);

  it("fits Kubernetes' schemas, and a slip of the pen would be found", () => {
    expect(manifests.flatMap(({ object }) => validateManifest(object))).toEqual([]);
    const [web] = workloads as unknown as [{ apiVersion: string; kind: string; spec: Record<string, unknown> }];
    const slips = (change: object) => validateManifest({ ...web, ...change });
    expect(slips({ spec: { ...web.spec, replicaz: 2 } })).toEqual(["/spec/replicaz: unknown field"]);
    expect(slips({ spec: { ...web.spec, template: "none" } })[0]).toMatch(/^\/spec\/template: type/);
    expect(slips({ apiVersion: "apps/v0" })).toEqual([`no schema for apps/v0 ${web.kind}`]);
  });

  it("names variables of the configuration, scripts that are there, and no secret", () => {
    const literals = kustomization.configMapGenerator.flatMap(({ literals: pairs }) =>
      pairs.map((pair) => pair.split("=")[0]),
    );
    expect(unknown([...literals, ...containers.flatMap(({ env = [] }) => env.map(({ name }) => name))])).toEqual([]);
    expect(containers.flatMap(({ command }) => scripts(command.join(" "))).filter((path) => !exists(path))).toEqual([]);
    expect(manifests.filter(({ object }) => object.kind === "Secret")).toEqual([]);
    expect(
      literals.filter((name) => /TOKEN|SECRET|KEY|PASSWORD|_URL$/.test(name ?? "") && name !== "PUBLIC_URL"),
    ).toEqual([]);
  });

  it("runs nothing as root and lets no container write or gain rights", () => {
    for (const { spec } of workloads) expect(spec.template.spec.securityContext.runAsNonRoot).toBe(true);
    for (const { securityContext } of containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
    }
  });

  it("points at what is there: selectors, targets of autoscaling, metrics", () => {
    const labels = workloads.map(({ spec }) => spec.template.metadata.labels["app.kubernetes.io/name"]);
    const text = JSON.stringify(manifests);
    for (const [, name] of text.matchAll(/"(?:matchLabels|selector)":\{"app\.kubernetes\.io\/name":"([\w-]+)"/g)) {
      expect(labels).toContain(name);
    }
    const deployments = workloads.filter(({ kind }) => kind === "Deployment").map(({ metadata }) => metadata.name);
    const targets = [...text.matchAll(/"kind":"Deployment","name":"([\w-]+)"/g)].map(([, name]) => name);
    expect(targets.toSorted()).toEqual(deployments.toSorted());
    for (const [, metric] of text.matchAll(/"metric":\{"name":"([\w]+)"/g)) {
      expect(read("src/metrics.ts")).toContain(`"${metric}"`);
    }
  });

  const kubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;
  it.skipIf(!kubectl)(`builds with kustomize${kubectl ? "" : " (kubectl is not installed)"}`, () => {
    const built = spawnSync("kubectl", ["kustomize", fileURLToPath(new URL("deploy/k8s", ROOT))], { encoding: "utf8" });
    expect(built.stderr).toBe("");
    const objects = parseAllDocuments(built.stdout).map(
      (document) => document.toJS() as { apiVersion: string; kind: string },
    );
    expect(objects).toHaveLength(manifests.length + kustomization.configMapGenerator.length);
    expect(objects.filter(({ kind }) => kind !== "ConfigMap").flatMap(validateManifest)).toEqual([]);
  });
});
