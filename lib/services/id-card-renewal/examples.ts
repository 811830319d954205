import type { Example } from "@/lib/process/define-service";

export const examples: readonly Example<"too-early">[] = [];
