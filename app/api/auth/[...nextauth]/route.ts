import { handlers } from "@/lib/main/next-auth";

export const { GET, POST } = handlers;
