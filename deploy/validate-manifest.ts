/**
 * Kubernetes' own schemas, as the package kubernetes-models ships them. Its validators let unknown fields pass, as the API
 * server does with a warning; a validator reads each field that it knows, so a field that was never read is unknown.
 */
import { validate as deployment } from "kubernetes-models/_schemas/IoK8sApiAppsV1Deployment";
import { validate as autoscaler } from "kubernetes-models/_schemas/IoK8sApiAutoscalingV2HorizontalPodAutoscaler";
import { validate as job } from "kubernetes-models/_schemas/IoK8sApiBatchV1Job";
import { validate as namespace } from "kubernetes-models/_schemas/IoK8sApiCoreV1Namespace";
import { validate as service } from "kubernetes-models/_schemas/IoK8sApiCoreV1Service";
import { validate as serviceAccount } from "kubernetes-models/_schemas/IoK8sApiCoreV1ServiceAccount";
import { validate as networkPolicy } from "kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy";
import { validate as disruptionBudget } from "kubernetes-models/_schemas/IoK8sApiPolicyV1PodDisruptionBudget";

type Problem = { instancePath: string; keyword: string; params: Record<string, unknown> };
type Validate = { (data: unknown): boolean; errors?: Problem[] | null };

const SCHEMAS: Record<string, Validate> = {
  "apps/v1 Deployment": deployment as Validate,
  "autoscaling/v2 HorizontalPodAutoscaler": autoscaler as Validate,
  "batch/v1 Job": job as Validate,
  "networking.k8s.io/v1 NetworkPolicy": networkPolicy as Validate,
  "policy/v1 PodDisruptionBudget": disruptionBudget as Validate,
  "v1 Namespace": namespace as Validate,
  "v1 Service": service as Validate,
  "v1 ServiceAccount": serviceAccount as Validate,
};

/** What is wrong with an object, each with the path to it; nothing when it is as its schema says. */
export function validateManifest(object: { apiVersion: string; kind: string }): string[] {
  const validate = SCHEMAS[`${object.apiVersion} ${object.kind}`];
  if (!validate) return [`no schema for ${object.apiVersion} ${object.kind}`];
  const read = new Set<string>();
  const valid = validate(watched(object, "", read));
  const wrong = valid ? [] : (validate.errors ?? []).map(say);
  return [...wrong, ...unread(object, "", read)];
}

const say = ({ instancePath, keyword, params }: Problem) =>
  `${instancePath || "/"}: ${keyword} ${JSON.stringify(params)}`;

/** The same object, which notes the path of every field that is read. */
function watched<T>(value: T, path: string, read: Set<string>): T {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get(target, key) {
      const inner = Reflect.get(target, key) as unknown;
      if (typeof key !== "string" || !Object.hasOwn(target, key)) return inner;
      const at = `${path}/${key}`;
      read.add(at);
      return watched(inner, at, read);
    },
  });
}

function unread(value: unknown, path: string, read: Set<string>): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = `${path}/${key}`;
    return read.has(at) ? unread(inner, at, read) : [`${at}: unknown field`];
  });
}
