import { readdirSync, readFileSync } from "node:fs";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";

const FOLDER = new URL("./k8s/", import.meta.url);

/** What we use of kustomize; anything else is a slip of the pen. */
const Kustomization = z.strictObject({
  apiVersion: z.literal("kustomize.config.k8s.io/v1beta1"),
  kind: z.literal("Kustomization"),
  namespace: z.string(),
  resources: z.array(z.string()),
  configMapGenerator: z.array(z.strictObject({ name: z.string(), literals: z.array(z.string().regex(/^[A-Z_]+=/)) })),
  labels: z.array(z.strictObject({ pairs: z.record(z.string(), z.string()) })),
  images: z.array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() })),
});

export type Manifest = { file: string; object: { apiVersion: string; kind: string; metadata: { name: string } } };

/** The kustomization and every object of the files it names; throws when a file is missing from it, or it from the folder. */
export function readManifests(): { kustomization: z.output<typeof Kustomization>; manifests: Manifest[] } {
  const kustomization = Kustomization.parse(parse(readFileSync(new URL("kustomization.yaml", FOLDER), "utf8")));
  const files = readdirSync(FOLDER).filter((name) => name !== "kustomization.yaml");
  const apart = files.filter((name) => !kustomization.resources.includes(name));
  if (apart.length > 0) throw new Error(`not in kustomization.yaml: ${apart.join(", ")}`);
  const manifests = kustomization.resources.flatMap((file) =>
    parseAllDocuments(readFileSync(new URL(file, FOLDER), "utf8")).map((document) => {
      if (document.errors[0]) throw document.errors[0];
      return { file, object: document.toJS() as Manifest["object"] };
    }),
  );
  return { kustomization, manifests };
}
