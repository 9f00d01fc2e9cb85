/** Part of `npm run check`: every object in deploy/k8s fits Kubernetes' schema of its kind. No network, no cluster. */
import { readManifests } from "./read-manifests.ts";
import { validateManifest } from "./validate-manifest.ts";

const problems = readManifests().manifests.flatMap(({ file, object }) =>
  validateManifest(object).map((problem) => `deploy/k8s/${file} ${object.kind} ${object.metadata.name}${problem}`),
);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
