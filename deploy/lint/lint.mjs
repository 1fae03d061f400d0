// Checks the Kubernetes manifests against the API's own schemas, and the Dockerfile with a linter.
// Neither is run here.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadAll } from "js-yaml";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let checked = 0;

for (const manifest of loadAll(readFileSync(here("../kubernetes.yaml"), "utf8"))) {
  const { [manifest.kind]: Kind } = await import(`kubernetes-models/${manifest.apiVersion}`);
  new Kind(manifest).validate();
  checked++;
}
console.log(`${checked} manifests are as the Kubernetes API wants them`);

const lint = spawnSync(here("node_modules/.bin/dockerfilelint"), ["-o", "json", here("../../Dockerfile")], { encoding: "utf8" });
const { totalIssues, files } = JSON.parse(lint.stdout);
if (totalIssues > 0) {
  console.error(JSON.stringify(files, null, 2));
  process.exit(1);
}
console.log("the Dockerfile has no findings");
