// What the npm package cc-safety-net flags of the corpus: one process, its documented API, default preset.
//
//   npm install cc-safety-net
//   python scripts/bench/screening.py --export | node scripts/bench/cc_safety_net.mjs > verdicts/cc-safety-net.json
//
// Run it with a home folder of its own (HOME=$(mktemp -d)), so that no configuration of yours takes part.
// Source: https://github.com/kenryu42/cc-safety-net
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

// Not by package name: this file need not lie beside the folder that the package was installed into.
const { checkCommand } = await import(pathToFileURL("node_modules/cc-safety-net/dist/api.js").href);
const verdicts = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { id, shell, command } = JSON.parse(line);
  if (!["bash", "sh", "zsh"].includes(shell)) continue;
  verdicts.push({ id, flagged: checkCommand({ command, cwd: process.cwd() }).kind === "deny" });
}
console.log(JSON.stringify(verdicts));
