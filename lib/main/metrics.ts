import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { register } from "prom-client";
import { env } from "@/lib/infra/env";

/** `GET /api/metrics`: this process's metrics for Prometheus, for whoever carries METRICS_TOKEN; for others there is nothing here. */
export async function answerMetrics(request: Request): Promise<Response> {
  if (!mayRead(request.headers.get("authorization"))) return new Response(null, { status: 404 });
  return new Response(await register.metrics(), { headers: { "Content-Type": register.contentType } });
}

function mayRead(authorization: string | null): boolean {
  if (env.metricsToken === undefined) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${env.metricsToken}`));
}
