import "./environment";
import { db } from "@/lib/infra/db/client";
import { verifyLogs } from "@/lib/use-cases/verify-logs";

/** `npm run audit:verify`: exits 1 and names every place where the logs are not as they were written. */
const findings = await verifyLogs();
for (const { log, id, problem } of findings) console.error(`${log} ${id}: ${problem}`);
console.log(findings.length === 0 ? "Every chain holds." : `${String(findings.length)} chains do not hold.`);
await db.$disconnect();
process.exitCode = findings.length === 0 ? 0 : 1;
