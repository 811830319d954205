import { answerMetrics } from "@/lib/main/metrics";

export const dynamic = "force-dynamic";

export const GET = answerMetrics;
